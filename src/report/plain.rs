//! Text for the answers of standalone tools: numbers with a given precision, aligned columns, bars.

use std::fmt::Write;

/// Formats a number with this many significant digits, thousands separators and no trailing zeros; as words if it is not
/// finite.
#[must_use]
pub fn significant(value: f64, digits: usize) -> String {
    if value.is_nan() {
        return "unknown".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "infinite" } else { "minus infinite" }.to_owned();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let shown = format!("{value:.*e}", digits.saturating_sub(1));
    let Some((mantissa, exponent)) = shown.split_once('e') else { return shown };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-5..15).contains(&exponent) {
        return format!("{}e{exponent}", trimmed(mantissa));
    }
    let decimals = i32::try_from(digits).unwrap_or(i32::MAX) - 1 - exponent;
    let rounded = format!("{value:.*}", usize::try_from(decimals.max(0)).unwrap_or(0));
    let rounded = if decimals > 0 { trimmed(&rounded) } else { &rounded };
    grouped(rounded)
}

fn trimmed(decimal: &str) -> &str {
    if decimal.contains('.') { decimal.trim_end_matches('0').trim_end_matches('.') } else { decimal }
}

/// Inserts a comma between thousands.
fn grouped(decimal: &str) -> String {
    let (whole, rest) = decimal.split_at(decimal.find('.').unwrap_or(decimal.len()));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
    let mut text = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}

/// The alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Left-aligned.
    Left,
    /// Right-aligned.
    Right,
}

/// Formats rows of cells as lines indented by two, every column as wide as its widest cell.
#[must_use]
pub fn aligned(rows: &[Vec<String>], sides: &[Side]) -> String {
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..sides.len()).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for ((cell, side), width) in row.iter().zip(sides).zip(&widths) {
            let gap = " ".repeat(width.saturating_sub(cell.chars().count()));
            let (before, behind) = if *side == Side::Right { (gap, String::new()) } else { (String::new(), gap) };
            let _ = write!(line, "  {before}{cell}{behind}");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Formats rows as [`aligned`] does, with the first row as a bold heading.
#[must_use]
pub fn headed(rows: &[Vec<String>], sides: &[Side]) -> String {
    let text = aligned(rows, sides);
    let (heading, rest) = text.split_once('\n').unwrap_or((&text, ""));
    format!("\x1b[1m{heading}\x1b[0m\n{rest}")
}

/// Blocks that fill one eighth to seven eighths of a character cell.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// Draws a bar for a share of this many character cells, to an eighth of a cell; a share above 0 is always visible.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share times a width is a small positive number"
)]
pub fn bar(share: f64, cells: f64) -> String {
    if share <= 0.0 || share.is_nan() {
        return String::new();
    }
    let eighths = (share.min(1.0) * cells * 8.0).round().max(1.0) as usize;
    let mut text = "█".repeat(eighths / 8);
    if let Some(rest) = (eighths % 8).checked_sub(1) {
        text.push(EIGHTHS[rest]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_significant_digits() {
        let shown = |value| significant(value, 6);
        assert_eq!(shown(36.180_451), "36.1805");
        assert_eq!(shown(4.0), "4");
        assert_eq!(shown(0.000_123_456_7), "0.000123457");
        assert_eq!(shown(1_234_567.8), "1,234,568");
        assert_eq!(shown(-1234.5), "-1,234.5");
        assert_eq!(shown(100.0), "100");
        assert_eq!(shown(1e-9), "1e-9");
        assert_eq!(shown(2.5e20), "2.5e20");
        assert_eq!(shown(999_999.96), "1,000,000");
        assert_eq!(
            (shown(0.0), shown(f64::INFINITY), shown(f64::NAN)),
            ("0".into(), "infinite".into(), "unknown".into())
        );
    }

    #[test]
    fn columns_are_aligned() {
        let rows = [["a", "1"], ["海 b", "100"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(aligned(&rows, &[Side::Left, Side::Right]), "  a      1\n  海 b  100\n");
    }

    #[test]
    fn bars_are_as_long_as_the_share() {
        assert_eq!((bar(0.5, 8.0), bar(0.0, 8.0), bar(1e-9, 8.0)), ("████".into(), String::new(), "▏".into()));
    }
}
