//! Demand classes: which products bring most of the value (ABC), how much demand varies (XYZ), and its pattern: how often it
//! occurs, and how even the amounts are.
//!
//! # Source
//! Syntetos, Boylan and Croston, Journal of the Operational Research Society 56 (2005), 495-503: the cuts at 1.32 and 0.49.
//! ABC at 80 and 95 % of the value and XYZ at 0.5 and 1.0 are the usual cuts in practice.

/// The demand of one product, period by period.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The name.
    pub name: String,
    /// Its value: revenue, or units.
    pub value: f64,
    /// The demand of each period, periods without demand included.
    pub demand: Vec<f64>,
}

/// A demand pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Frequent, in even amounts.
    Smooth,
    /// Frequent, in uneven amounts.
    Erratic,
    /// Infrequent, in even amounts.
    Intermittent,
    /// Infrequent, in uneven amounts.
    Lumpy,
    /// No demand.
    None,
}

/// The classes of a product.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// The name.
    pub name: String,
    /// Its share of the total value.
    pub share: f64,
    /// Its share plus that of all products of higher value.
    pub cumulative: f64,
    /// `A`, `B` or `C`: products up to 80 % of the cumulative value, up to 95 %, the rest.
    pub abc: char,
    /// Mean demand per period.
    pub mean: f64,
    /// Standard deviation / mean of the demand per period.
    pub cv: f64,
    /// `X`, `Y` or `Z`: a coefficient of variation up to 0.5, up to 1.0, above.
    pub xyz: char,
    /// Periods / periods with demand, the mean interval between demands.
    pub adi: f64,
    /// The squared coefficient of variation of the non-zero demands.
    pub cv2: f64,
    /// The demand pattern.
    pub pattern: Pattern,
}

impl Pattern {
    /// Returns the name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Smooth => "smooth",
            Self::Erratic => "erratic",
            Self::Intermittent => "intermittent",
            Self::Lumpy => "lumpy",
            Self::None => "none",
        }
    }

    /// Returns the replenishment policy and the forecast that suit the pattern.
    ///
    /// # Source
    /// Syntetos and Boylan, International Journal of Forecasting 21 (2005), 303-314: SBA unless demand is smooth. The
    /// policies are those that planning tools assign to these classes.
    #[must_use]
    pub const fn suggestion(self) -> (&'static str, &'static str) {
        match self {
            Self::Smooth => ("r_Q", "ses"),
            Self::Erratic => ("s_S", "sba"),
            Self::Intermittent => ("base_stock", "sba"),
            Self::Lumpy => ("periodic_R_s_S", "sba"),
            Self::None => ("none", "none"),
        }
    }

    fn of(adi: f64, cv2: f64) -> Self {
        match (adi < 1.32, cv2 < 0.49) {
            _ if !adi.is_finite() => Self::None,
            (true, true) => Self::Smooth,
            (true, false) => Self::Erratic,
            (false, true) => Self::Intermittent,
            (false, false) => Self::Lumpy,
        }
    }
}

/// Classifies products, in descending order of value.
#[must_use]
pub fn classify(histories: &[History]) -> Vec<Class> {
    let mut order: Vec<&History> = histories.iter().collect();
    order.sort_by(|one, other| other.value.total_cmp(&one.value).then_with(|| one.name.cmp(&other.name)));
    let total: f64 = order.iter().map(|history| history.value).sum();
    let mut before = 0.0;
    let mut classes = Vec::new();
    for history in order {
        let begun = if total > 0.0 { before / total } else { 1.0 };
        before += history.value;
        let asked: Vec<f64> = history.demand.iter().copied().filter(|units| *units > 0.0).collect();
        let (mean, sd) = moments(&history.demand);
        let (size, spread) = moments(&asked);
        let adi = if asked.is_empty() { f64::INFINITY } else { count(&history.demand) / count(&asked) };
        let (cv, cv2) = (sd / mean, (spread / size).powi(2));
        classes.push(Class {
            name: history.name.clone(),
            share: if total > 0.0 { history.value / total } else { 0.0 },
            cumulative: if total > 0.0 { before / total } else { 0.0 },
            // Sums of shares are subject to rounding.
            abc: if begun < 0.8 - 1e-12 {
                'A'
            } else if begun < 0.95 - 1e-12 {
                'B'
            } else {
                'C'
            },
            mean,
            cv,
            xyz: if cv <= 0.5 {
                'X'
            } else if cv <= 1.0 {
                'Y'
            } else {
                'Z'
            },
            adi,
            cv2,
            pattern: Pattern::of(adi, cv2),
        });
    }
    classes
}

/// Returns the mean and the sample standard deviation; the latter is 0 for a single value.
fn moments(values: &[f64]) -> (f64, f64) {
    let n = count(values);
    let mean = values.iter().sum::<f64>() / n;
    let spread = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
    (mean, if values.len() < 2 { 0.0 } else { (spread / (n - 1.0)).sqrt() })
}

#[expect(clippy::cast_precision_loss, reason = "a size")]
fn count(values: &[f64]) -> f64 {
    values.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(name: &str, value: f64, demand: &[f64]) -> History {
        History { name: name.to_owned(), value, demand: demand.to_vec() }
    }

    /// From numpy 2: `d.std(ddof=1) / d.mean()`, `(z.std(ddof=1) / z.mean()) ** 2` of the demands above 0, `len(d) /
    /// len(z)`.
    #[test]
    fn classes_have_the_published_limits() {
        let histories = [
            history("lumpy", 4.0, &[0.0, 0.0, 3.0, 0.0, 0.0, 0.0, 25.0, 0.0, 1.0, 0.0, 0.0, 2.0]),
            history("smooth", 80.0, &[10.0, 12.0, 9.0, 11.0, 10.0, 8.0, 12.0, 10.0, 9.0, 11.0, 10.0, 10.0]),
            history("intermittent", 1.0, &[0.0, 2.0, 0.0, 0.0, 2.0, 0.0, 0.0, 3.0, 0.0, 2.0, 0.0, 0.0]),
            history("erratic", 15.0, &[1.0, 20.0, 3.0, 40.0, 2.0, 5.0, 30.0, 1.0, 8.0, 2.0, 16.0, 4.0]),
            history("none", 0.0, &[0.0; 12]),
        ];
        let classes = classify(&histories);
        let shown: Vec<(&str, char, &str)> =
            classes.iter().map(|class| (class.name.as_str(), class.abc, class.pattern.name())).collect();
        let expected = [
            ("smooth", 'A', "smooth"),
            ("erratic", 'B', "erratic"),
            ("lumpy", 'C', "lumpy"),
            ("intermittent", 'C', "intermittent"),
            ("none", 'C', "none"),
        ];
        assert_eq!(shown, expected);
        assert_eq!(classes.iter().map(|class| class.xyz).collect::<String>(), "XZZZZ");
        let truth = [
            (0.117_385_208, 1.0, 0.013_779_287),
            (1.171_922_974, 1.0, 1.373_403_456),
            (2.759_286_142, 3.0, 2.212_972_598),
            (1.517_573_821, 3.0, 0.049_382_716),
        ];
        for (class, (cv, adi, cv2)) in classes.iter().zip(truth) {
            let off = [class.cv - cv, class.adi - adi, class.cv2 - cv2].map(f64::abs);
            assert!(off.iter().all(|off| *off < 1e-8), "{class:?}");
        }
        assert!(classes[4].adi.is_infinite() && classes[4].cv.is_nan());
        assert_eq!(Pattern::of(1.32, 0.48), Pattern::Intermittent);
        assert_eq!(Pattern::of(1.31, 0.49), Pattern::Erratic);
    }
}
