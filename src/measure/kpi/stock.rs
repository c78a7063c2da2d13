//! KPIs of stock points and warehouses.

use super::source::{OWN, P1, P3, ZIPKIN};
use super::{Kpi, declare};

declare! {
    MEAN_ON_HAND "mean_on_hand" "units" [stock]
        "Time average of the stock on hand."
        = "integral of the stock on hand over the window / its length" from ZIPKIN;
    MEAN_BACKORDERS "mean_backorders" "units" [stock]
        "Time average of the units owed to orders that wait."
        = "integral of the backorders over the window / its length" from ZIPKIN;
    MEAN_ON_ORDER "mean_on_order" "units" [stock]
        "Time average of the units ordered and not yet on the shelf."
        = "integral of the units on order over the window / its length" from ZIPKIN;
    STOCKOUT_TIME_SHARE "stockout_time_share" "share" [stock]
        "Share of time with an empty shelf."
        = "time with nothing on hand / length of the window = 1 - ready_rate" from ZIPKIN;
    BACKORDER_TIME_SHARE "backorder_time_share" "share" [stock]
        "Share of time in which units are owed."
        = "time with backorders / length of the window" from OWN;
    READY_RATE "ready_rate" "share" [stock]
        "Share of time with stock on the shelf."
        = "time with stock on hand / length of the window" from P3;
    STOCKOUT_DAYS "stockout_days" "d" [stock]
        "Time with an empty shelf in the window."
        = "time with nothing on hand in the window" from OWN;
    CYCLE_SERVICE_LEVEL "cycle_service_level" "share" [stock]
        "Share of replenishment cycles (from one receipt to the next) without a unit short (type 1, alpha)."
        = "receipts since whose predecessor nobody found too little / receipts in the window" from P1;
    LOST_SHARE "lost_share" "share" [stock]
        "Units lost at once / units asked."
        = "units lost at once / units asked" from OWN;
    REPLENISHMENT_ORDERS "replenishment_orders_per_day" "1/d" [stock]
        "Orders this stock point placed, per day."
        = "orders placed in the window / its days" from OWN;
    STOCK_VOLUME "stock_volume_mean" "m3" [warehouse]
        "Time average of the volume of the stock on hand."
        = "integral of the volume of the stock on hand over the window / its length" from OWN;
    UNITS_SCRAPPED "units_scrapped" "units" [warehouse]
        "Units found bad, spoilt or lost here in the window."
        = "sum of the units scrapped here in the window" from OWN;
}
