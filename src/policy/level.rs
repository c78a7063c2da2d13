//! A stock level of a policy: in pieces, in days of coming demand, or by the service it should give.

use super::replenish::View;
use crate::units::{Share, Span, Units};
use statrs::distribution::{Continuous, ContinuousCDF, Normal};

/// A stock level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A number of pieces.
    Pieces(Units),
    /// The expected demand of the coming span, including seasons and promotions, rounded up.
    Ahead(Span),
    /// The expected demand of review and lead time, plus a safety stock for this service.
    Service(Target),
}

/// The service that a level should give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The probability of a cycle without stockout (type 1).
    Cycle(Share),
    /// The share of units served at once (type 2).
    Fill(Share),
}

impl Level {
    /// Returns the level in pieces at present.
    #[must_use]
    #[inline]
    pub fn at(self, view: View<'_>) -> Units {
        match self {
            Self::Pieces(units) => units,
            Self::Ahead(span) => pieces(view.coming(span)),
            Self::Service(target) => pieces(target.level(view)),
        }
    }

    /// Returns the level if it is constant.
    #[must_use]
    pub const fn pieces(self) -> Option<Units> {
        if let Self::Pieces(units) = self { Some(units) } else { None }
    }

    /// Returns an expected demand as whole pieces, rounded up.
    #[must_use]
    pub fn of(demand: f64) -> Units {
        pieces(demand)
    }

    /// Returns whether it depends on the coming demand.
    #[must_use]
    pub const fn looks_ahead(self) -> bool {
        !matches!(self, Self::Pieces(_))
    }

    /// Returns whether it is above another level for any demand; `None` if that depends on the demand.
    #[must_use]
    pub fn is_above(self, other: Self) -> Option<bool> {
        match (self, other) {
            (Self::Pieces(this), Self::Pieces(that)) => Some(this > that),
            (Self::Ahead(this), Self::Ahead(that)) => Some(this > that),
            _ => None,
        }
    }
}

impl Target {
    /// Returns the order-up-to level: the demand of the protection interval (review and lead time), plus z times its
    /// standard deviation, which combines the errors of the forecast and the variation of the lead time.
    ///
    /// # Source
    /// Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains (4th ed., 2017), sections 6.7
    /// and 6.10 (safety factors for both measures of service, normal errors) and appendix 6A (variable lead time).
    fn level(self, view: View<'_>) -> f64 {
        let protection = view.protection;
        let mean = view.forecast(protection.review + protection.lead);
        let days = (protection.review + protection.lead).days();
        let rate = if days > 0.0 { mean / days } else { 0.0 };
        let of_forecast = view.daily_spread().powi(2) * days;
        let spread = (of_forecast + (rate * protection.lead_spread).powi(2)).sqrt();
        let factor = match self {
            Self::Cycle(share) => Normal::standard().inverse_cdf(share.chance().clamp(1e-6, 1.0 - 1e-6)),
            Self::Fill(share) => {
                let each = protection.review.days().max(1.0) * rate;
                fill_factor((1.0 - share.chance()) * each / spread)
            }
        };
        if spread > 0.0 { (mean + factor * spread).max(0.0) } else { mean }
    }
}

/// Returns the safety factor z at which the unit normal loss, phi(z) - z (1 - Phi(z)), has this value.
fn fill_factor(loss: f64) -> f64 {
    let normal = Normal::standard();
    let at = |z: f64| normal.pdf(z) - z * normal.sf(z);
    let (mut low, mut high) = (-4.0, 6.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if at(middle) > loss { low = middle } else { high = middle }
    }
    high
}

#[expect(clippy::cast_possible_truncation, reason = "a cast from f64 saturates, and goods are limited at load")]
fn pieces(units: f64) -> Units {
    // A number that is whole except for rounding errors is not rounded up.
    Units::new((units - 1e-9).ceil().max(0.0) as i64)
}

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Pieces(units) => units.fmt(f),
            Self::Ahead(span) => write!(f, "{span} of demand"),
            Self::Service(Target::Cycle(share)) => write!(f, "a service of {share}"),
            Self::Service(Target::Fill(share)) => write!(f, "a fill rate of {share}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fill_factor;

    /// Silver, Pyke and Thomas, table of the unit normal: G(0) = 0.3989, G(1) = 0.08332, G(2) = 0.008491.
    #[test]
    fn the_loss_of_the_unit_normal_is_inverted() {
        for (loss, factor) in [(0.398_942_3, 0.0), (0.083_315_5, 1.0), (0.008_490_7, 2.0)] {
            assert!((fill_factor(loss) - factor).abs() < 1e-4, "{loss}: {}", fill_factor(loss));
        }
    }
}
