//! How a number is said: as many digits as a reader can use, time in a unit that suits it, shares in per cent.

use crate::stats::Estimate;

/// Seconds, minutes, hours and days, in hours.
const TIMES: [(&str, f64); 4] = [(" d", 24.0), (" h", 1.0), (" min", 1.0 / 60.0), (" s", 1.0 / 3600.0)];

/// How the figures of one place in the report are said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    factor: f64,
    decimals: usize,
    suffix: &'static str,
}

/// Whether a KPI's unit is one of time.
pub(super) fn is_time(unit: &str) -> bool {
    matches!(unit, "d" | "h")
}

impl Scale {
    /// The scale for figures of a unit of which this is the largest (for a time: the one that leads); one more decimal is
    /// given where the narrowest interval needs it.
    pub(super) fn of<'a>(unit: &str, largest: f64, figures: impl Iterator<Item = &'a Estimate>) -> Self {
        let (factor, base, suffix) = match unit {
            "share" => (100.0, share_decimals(largest), " %"),
            "d" | "h" => {
                let hours = if unit == "d" { 24.0 } else { 1.0 };
                let (suffix, length) = TIMES.into_iter().find(|time| largest * hours >= time.1).unwrap_or(TIMES[3]);
                let factor = hours / length;
                (factor, decimals(largest * factor).min(2), suffix)
            }
            _ if unit.starts_with("CNY") && largest < 1000.0 => (1.0, decimals(largest).max(2), ""),
            _ => (1.0, decimals(largest), ""),
        };
        let narrowest = figures.map(half).filter(|half| *half > 0.0).fold(f64::INFINITY, f64::min);
        let shown = |decimals: usize| narrowest * factor * 10_f64.powi(i32::try_from(decimals).unwrap_or(0)) >= 0.5;
        let decimals = if shown(base) || base >= 2 { base } else { base + 1 };
        Self { factor, decimals, suffix }
    }

    /// Whether a figure is neither lost in the decimals of this scale nor much too long for it.
    pub(super) fn suits(self, estimate: &Estimate) -> bool {
        let value = (estimate.mean * self.factor).abs();
        value == 0.0 || (0.01..200.0).contains(&value)
    }

    /// The mean.
    pub(super) fn mean(self, estimate: &Estimate) -> String {
        if estimate.mean == 0.0 { "0".to_owned() } else { self.say(estimate.mean) }
    }

    /// The interval, as the half of its width; `None` where there is none.
    pub(super) fn interval(self, estimate: &Estimate) -> Option<String> {
        let half = half(estimate);
        half.is_finite().then(|| if half == 0.0 { "±0".to_owned() } else { format!("±{}", self.say(half)) })
    }

    fn say(self, value: f64) -> String {
        let digits = format!("{:.*}", self.decimals, value * self.factor);
        let digits = if digits.trim_start_matches('-').chars().all(|digit| matches!(digit, '0' | '.')) {
            digits.trim_start_matches('-').to_owned()
        } else {
            digits
        };
        format!("{}{}", grouped(&digits), self.suffix)
    }
}

/// Half of the width of an interval.
fn half(estimate: &Estimate) -> f64 {
    (estimate.ci95.1 - estimate.ci95.0) / 2.0
}

/// Decimals that leave three to four digits.
fn decimals(largest: f64) -> usize {
    match largest.abs() {
        size if size >= 1000.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 0.5 => 2,
        size if size >= 0.05 => 3,
        size if size > 0.0 => 4,
        _ => 0,
    }
}

/// Decimals of a per cent.
fn share_decimals(largest: f64) -> usize {
    match largest {
        share if share >= 0.01 || share == 0.0 => 1,
        share if share >= 0.001 => 2,
        _ => 3,
    }
}

/// Digits with a comma between thousands.
fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
    let mut text = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(unit: &str, largest: f64, value: f64) -> String {
        Scale::of(unit, largest, std::iter::empty()).say(value)
    }

    #[test]
    fn a_narrow_interval_earns_a_decimal() {
        let figure = Estimate::from_values([10.66, 10.67, 10.68].into_iter());
        let scale = Scale::of("d", figure.mean, std::iter::once(&figure));
        assert_eq!(scale.mean(&figure), "10.67 d");
        assert_eq!(scale.interval(&figure).as_deref(), Some("±0.02 d"));
        let certain = Estimate::from_values([1.0, 1.0].into_iter());
        assert_eq!(scale.interval(&certain).as_deref(), Some("±0"));
        assert_eq!(scale.interval(&Estimate::from_values([1.0].into_iter())), None);
    }

    #[test]
    fn numbers_are_said_as_people_say_them() {
        assert_eq!(said("units", 5480.0, 5480.4), "5,480");
        assert_eq!(said("units", 1_234_567.0, 1_234_567.8), "1,234,568");
        assert_eq!(said("units", 38.27, 38.27), "38.3");
        assert_eq!(said("CNY", 2.345, -0.001), "0.00");
        assert_eq!(said("share", 0.97, 0.970_41), "97.0 %");
        assert_eq!(said("share", 0.000_4, 0.000_4), "0.040 %");
        assert_eq!(said("d", 3.614, 3.614), "3.61 d");
        assert_eq!(said("h", 0.319, 0.319), "19.1 min");
        assert_eq!(said("d", 0.000_1, 0.000_1), "8.64 s");
        assert_eq!(said("h", 0.0, 0.0), "0 s");
    }
}
