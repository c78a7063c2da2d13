//! Figures of orders, from their sums.

use crate::chain::Part;
use crate::measure::kpi::{self, Kpi};
use crate::units::Span;

/// Returns the KPI of a part of the landed cost of an order.
pub(super) fn landed(part: Part) -> &'static Kpi {
    match part {
        Part::Goods => &kpi::LANDED_GOODS,
        Part::Freight => &kpi::LANDED_FREIGHT,
        Part::Storage => &kpi::LANDED_STORAGE,
        Part::Handling => &kpi::LANDED_HANDLING,
        Part::Tax => &kpi::LANDED_TAX,
        Part::Courier => &kpi::LANDED_COURIER,
    }
}

/// Returns the standard deviation of delivery times in days, from their number, sum and sum of squares in microseconds.
#[expect(clippy::cast_precision_loss, reason = "exact in integers up to here")]
pub(super) fn spread(delivered: i64, sum: i128, sum_of_squares: i128) -> f64 {
    if delivered < 2 {
        return f64::NAN;
    }
    let n = i128::from(delivered);
    let spread = sum_of_squares as f64 - sum as f64 / n as f64 * sum as f64;
    (spread.max(0.0) / (n - 1) as f64).sqrt() / Span::DAY.micros() as f64
}

/// Returns a number as a figure.
#[expect(clippy::cast_precision_loss, reason = "a report does not need 64 bits")]
pub(super) fn count(number: i64) -> f64 {
    number as f64
}
