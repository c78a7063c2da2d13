//! The KPIs of landed cost by part.

use crate::chain::Part;
use crate::measure::kpi::{self, Kpi};

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
