//! Transport emissions: a factor per tonne-kilometre, times the distance of the lane.
//!
//! # Source
//! Factors are from well to wheel: GLEC Framework v3, air 608 g/t-km (belly, long haul); container ship 8 g/t-km
//! (80.4 g per TEU-km at 10 t per TEU, an assumption); rail 25 and road 85 g/t-km are assumptions. Distances are
//! great circles: by air 95 km more (GLEC), by sea 15 % and by road 5 % more (assumptions).

use crate::reading::Reading;
use crate::text::{Code, Problem, Reader};
use crate::units::{Dimension, PlaceId, Quantity};

/// A mode of transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Sea,
    Air,
    Rail,
    Road,
}

impl Mode {
    pub(super) const NAMES: [(&'static str, Self); 4] =
        [("sea", Self::Sea), ("air", Self::Air), ("rail", Self::Rail), ("road", Self::Road)];

    /// Returns the emission factor in grams per tonne-kilometre.
    fn factor(self) -> f64 {
        match self {
            Self::Sea => 8.0,
            Self::Air => 608.0,
            Self::Rail => 25.0,
            Self::Road => 85.0,
        }
    }

    /// Returns the kilometres travelled, given the great-circle distance.
    fn travelled(self, kilometres: f64) -> f64 {
        match self {
            Self::Sea => kilometres * 1.15,
            Self::Air => kilometres + 95.0,
            Self::Rail => kilometres,
            Self::Road => kilometres * 1.05,
        }
    }
}

/// Reads the grams of CO2 equivalent per tonne of goods from end to end; `None` if distance or factor is unknown.
pub(super) fn read(
    reader: &Reader<'_>,
    mode: Option<Mode>,
    (from, to): (Option<PlaceId>, Option<PlaceId>),
    reading: &mut Reading<'_>,
) -> Option<i64> {
    let factor = match reader.get("co2e") {
        Some(node) => {
            let quantity = reading.quantity(node, "expected a factor such as `\"8 g/t/km\"`")?;
            match &quantity.units[..] {
                [grams, tonnes, km] if km == "km" => match (Quantity::dimension(grams), Quantity::dimension(tonnes)) {
                    (Dimension::Mass(grams), Dimension::Mass(tonnes)) if quantity.number >= 0.0 => {
                        Some(quantity.number * grams / tonnes * 1e6)
                    }
                    _ => None,
                },
                _ => None,
            }
            .or_else(|| {
                let cause = format!("`co2e` must be a weight per tonne and kilometre, not {}", node.shown());
                let problem = Problem::new(Code::WrongUnit, node.place, cause);
                reading.report(problem.help("for instance `co2e = \"8 g/t/km\"`"));
                None
            })?
        }
        None => mode?.factor(),
    };
    let kilometres = match reader.get("distance") {
        Some(node) => {
            let quantity = reading.quantity(node, "expected a distance such as `\"9000 km\"`")?;
            if quantity.units != ["km"] || !(0.0..=1e6).contains(&quantity.number) {
                let cause = format!("`distance` must be a number of km, not {}", node.shown());
                reading.report(Problem::new(Code::WrongUnit, node.place, cause));
                return None;
            }
            quantity.number
        }
        None => {
            let crow = reading.locality(from?).kilometres_to(&reading.locality(to?))?;
            mode.map_or(crow, |mode| mode.travelled(crow))
        }
    };
    #[expect(clippy::cast_possible_truncation, reason = "a factor and a distance are far below 2^53")]
    Some((factor * kilometres).round() as i64)
}

/// Returns the grams of CO2 equivalent for goods of this weight.
pub(super) fn grams(per_tonne: i64, weight: i64) -> i64 {
    i64::try_from(i128::from(per_tonne) * i128::from(weight) / 1_000_000).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::grams;

    #[test]
    fn a_tin_by_air_from_europe_emits_six_times_its_weight() {
        // 9,000 km at 608 g per tonne-kilometre: 5,472 kg per tonne.
        assert_eq!(grams(608 * 9_000, 1_000), 5_472);
        assert_eq!(grams(0, 1_000), 0);
    }
}
