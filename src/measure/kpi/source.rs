//! Sources of the KPI definitions.

/// Marks a definition that is haitao's own.
pub(super) const OWN: Option<&str> = None;
/// Lead times and lost sales.
pub(super) const SPT: Option<&str> =
    Some("Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains (2017), chapter 6");
/// Cycle service level.
pub(super) const P1: Option<&str> = Some(
    "Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains (2017), chapter 6, measure P1 (type 1, alpha)",
);
/// Fill rate.
pub(super) const P2: Option<&str> = Some(
    "Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains (2017), chapter 6, measure P2 (type 2, beta)",
);
/// Ready rate.
pub(super) const P3: Option<&str> =
    Some("Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains (2017), chapter 6, measure P3");
/// Time averages of stock, backorders and costs.
pub(super) const ZIPKIN: Option<&str> = Some("Zipkin, Foundations of Inventory Management (2000), chapter 6");
/// Queues in general.
pub(super) const QUEUES: Option<&str> =
    Some("Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory (2008), chapter 1");
/// Length, rate and time.
pub(super) const LITTLE: Option<&str> =
    Some("Little, Operations Research 9(3), 1961: it equals arrival rate x mean wait in the long run");
/// Quantiles.
pub(super) const QUANTILE: Option<&str> =
    Some("Hyndman and Fan, The American Statistician 50(4), 1996, type 7; from a log-scale histogram, within 0.4 %");
/// Order fulfilment cycle time.
pub(super) const SCOR_CYCLE: Option<&str> =
    Some("SCOR 12.0, RS.1.1 Order Fulfillment Cycle Time; waits are not deducted");
/// On-time delivery.
pub(super) const SCOR_DATE: Option<&str> = Some("SCOR 12.0, RL.2.2 Delivery Performance to Customer Commit Date");
/// Perfect orders.
pub(super) const SCOR_PERFECT: Option<&str> = Some("SCOR 12.0, RL.1.1 Perfect Order Fulfillment");
/// Delivery in full.
pub(super) const SCOR_FULL: Option<&str> =
    Some("SCOR 12.0, RL.2.1 Percentage of Orders Delivered in Full, from the supplier's point of view");
/// Total cost.
pub(super) const SCOR_COST: Option<&str> =
    Some("SCOR 12.0, CO.1.1 Total Supply Chain Management Cost, here with the cost of the goods");
/// Days of supply.
pub(super) const SCOR_SUPPLY: Option<&str> =
    Some("SCOR 12.0, AM.2.2 Inventory Days of Supply, here in units and against demand");
/// Cash-to-cash time.
pub(super) const SCOR_CASH: Option<&str> =
    Some("SCOR 12.0, AM.1.1 Cash-to-Cash Cycle Time, with no days of sales outstanding; only stock on shelves counts");
/// Inventory turns.
pub(super) const SPT_TURNS: Option<&str> =
    Some("Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains (2017), chapter 1");
/// Gross margin return on inventory.
pub(super) const GROSS_MARGIN: Option<&str> =
    Some("Sweeney, Journal of Marketing 37(1), 1973; at cost, over the window");
/// Transport emissions.
pub(super) const CO2: Option<&str> =
    Some("ISO 14083:2023, tonne-kilometres x emission intensity, well to wheel; factors from the GLEC Framework v3");
/// Forecast errors, as in the M5 competition.
pub(super) const M5: Option<&str> =
    Some("Makridakis, Spiliotis and Assimakopoulos, International Journal of Forecasting 38(4), 2022");
/// Availability.
pub(super) const AVAILABLE: Option<&str> = Some(
    "Barlow and Proschan, Mathematical Theory of Reliability (1965), chapter 3: MTBF / (MTBF + MTTR) in the long run",
);
