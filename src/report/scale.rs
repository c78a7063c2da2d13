//! How numbers are shown: as many digits as are useful, times in a fitting unit, shares in per cent.

use super::unit::Unit;
use crate::stats::Estimate;

/// Seconds, minutes, hours and days, in hours.
const TIMES: [(&str, f64); 4] = [(" d", 24.0), (" h", 1.0), (" min", 1.0 / 60.0), (" s", 1.0 / 3600.0)];

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Factor from the value to the number shown.
    pub factor: f64,
    /// Digits after the point.
    pub decimals: usize,
    /// The unit after the digits.
    pub suffix: &'static str,
    /// Whether a number above 0 is shown with a plus sign.
    pub plus: bool,
    /// Whether to show the digits as they are. Otherwise thousands are grouped, and 0 is shown as `0` without decimals and
    /// unit, to distinguish it from a number that only rounds to 0.
    pub plain: bool,
    /// Values 1 or more above this are shown as "more than" this.
    pub most: f64,
}

impl Scale {
    /// Returns a plain scale with this many decimals.
    #[must_use]
    pub const fn plain(factor: f64, decimals: usize, suffix: &'static str) -> Self {
        Self { factor, decimals, suffix, plus: false, plain: true, most: f64::INFINITY }
    }

    /// Returns the scale for figures of a unit whose largest value is given (for times: the value that decides the unit). It
    /// has one more decimal if the narrowest interval needs it.
    pub(super) fn of<'a>(unit: &Unit, largest: f64, figures: impl Iterator<Item = &'a Estimate>) -> Self {
        let (factor, base, suffix) = match unit {
            Unit::Share => (100.0, share_decimals(largest), " %"),
            Unit::Days | Unit::Hours => {
                let hours = if *unit == Unit::Days { 24.0 } else { 1.0 };
                let (suffix, length) = TIMES.into_iter().find(|time| largest * hours >= time.1).unwrap_or(TIMES[3]);
                let factor = hours / length;
                (factor, decimals(largest * factor).min(2), suffix)
            }
            Unit::Money { .. } if largest < 1000.0 => (1.0, decimals(largest).max(2), ""),
            Unit::Money { .. } | Unit::Other(_) => (1.0, decimals(largest), ""),
        };
        let narrowest = figures.map(half).filter(|half| *half > 0.0).fold(f64::INFINITY, f64::min);
        let shown = |decimals: usize| narrowest * factor * 10_f64.powi(i32::try_from(decimals).unwrap_or(0)) >= 0.5;
        let decimals = if shown(base) || base >= 2 { base } else { base + 1 };
        Self { factor, decimals, suffix, plus: false, plain: false, most: f64::INFINITY }
    }

    /// Returns the scale with a sign, for differences; differences of shares are in percentage points.
    pub(super) fn of_difference(self) -> Self {
        Self { plus: true, suffix: if self.suffix == " %" { " pp" } else { self.suffix }, ..self }
    }

    /// Returns whether a figure is readable on this scale: it neither rounds away nor gets much too long.
    pub(super) fn suits(self, estimate: &Estimate) -> bool {
        let value = (estimate.mean * self.factor).abs();
        value == 0.0 || (0.01..200.0).contains(&value)
    }

    /// Formats a value.
    pub(super) fn text(self, value: f64) -> String {
        if value == 0.0 && !self.plain {
            return "0".to_owned();
        }
        if value >= self.most + 1.0 {
            return format!("> {}{}", self.digits(self.most).0, self.suffix);
        }
        let (digits, zero) = self.digits(value);
        let sign = if self.plus && value > 0.0 && !(self.plain && zero) { "+" } else { "" };
        format!("{sign}{}{}", if self.plain { digits } else { grouped(&digits) }, self.suffix)
    }

    /// Formats the half-width of an interval.
    pub(super) fn half_text(self, half: f64) -> String {
        if half == 0.0 { "±0".to_owned() } else { format!("±{}{}", grouped(&self.digits(half).0), self.suffix) }
    }

    /// Returns the digits of a value, and whether it rounds to 0, which is shown without a sign.
    fn digits(self, value: f64) -> (String, bool) {
        let digits = format!("{:.*}", self.decimals, value * self.factor);
        let zero = digits.trim_start_matches('-').chars().all(|digit| matches!(digit, '0' | '.'));
        (if zero { digits.trim_start_matches('-').to_owned() } else { digits }, zero)
    }
}

/// Returns the half-width of an interval.
fn half(estimate: &Estimate) -> f64 {
    (estimate.ci95.1 - estimate.ci95.0) / 2.0
}

/// Returns the number of decimals that leaves three to four digits.
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

/// Returns the number of decimals of a percentage.
fn share_decimals(largest: f64) -> usize {
    match largest {
        share if share >= 0.01 || share == 0.0 => 1,
        share if share >= 0.001 => 2,
        _ => 3,
    }
}

/// Inserts a comma between thousands.
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

    fn shown(declared: &'static str, largest: f64, value: f64) -> String {
        Scale::of(&Unit::of(declared, "EUR"), largest, std::iter::empty()).text(value)
    }

    #[test]
    fn a_narrow_interval_adds_a_decimal() {
        let figure = Estimate::from_values([10.66, 10.67, 10.68].into_iter());
        let scale = Scale::of(&Unit::Days, figure.mean, std::iter::once(&figure));
        assert_eq!(scale.text(figure.mean), "10.67 d");
        assert_eq!(scale.half_text(half(&figure)), "±0.02 d");
        assert_eq!(scale.half_text(0.0), "±0");
    }

    #[test]
    fn numbers_are_shown_as_people_write_them() {
        assert_eq!(shown("units", 5480.0, 5480.4), "5,480");
        assert_eq!(shown("units", 1_234_567.0, 1_234_567.8), "1,234,568");
        assert_eq!(shown("units", 38.27, 38.27), "38.3");
        assert_eq!(shown("CNY", 2.345, -0.001), "0.00");
        assert_eq!(shown("share", 0.97, 0.970_41), "97.0 %");
        assert_eq!(shown("share", 0.000_4, 0.000_4), "0.040 %");
        assert_eq!(shown("d", 3.614, 3.614), "3.61 d");
        assert_eq!(shown("h", 0.319, 0.319), "19.1 min");
        assert_eq!(shown("d", 0.000_1, 0.000_1), "8.64 s");
        assert_eq!(shown("h", 0.0, 0.0), "0");
    }

    #[test]
    fn differences_have_signs_and_shares_become_points() {
        let scale = Scale::of(&Unit::Share, 0.97, std::iter::empty()).of_difference();
        assert_eq!(
            [0.012, -0.012, 0.000_1, 0.0].map(|value| scale.text(value)),
            ["+1.2 pp", "-1.2 pp", "+0.0 pp", "0"]
        );
        let relative = Scale { plus: true, ..Scale::plain(100.0, 1, " %") };
        assert_eq!(
            [12.5, -0.000_1, 0.000_1, 0.0].map(|value| relative.text(value)),
            ["+1250.0 %", "0.0 %", "0.0 %", "0.0 %"]
        );
    }
}
