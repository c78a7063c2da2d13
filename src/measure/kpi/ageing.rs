//! KPIs of perishable goods. They are reported for products with a shelf life, for their stock points, and for all of them
//! together.

use super::source::OWN;
use super::{Kpi, declare};

declare! {
    UNITS_WRITTEN_OFF "units_written_off" "units" [All Product Stock]
        "Units that left the shelf in the window because they could no longer be sold."
        = "units that passed their sell-by limit in the window" from OWN;
    WRITE_OFF_VALUE "write_off_value" "CNY" [All Product Stock]
        "Value of the units written off, less what suppliers refund, plus the cost of destroying them."
        = "sum of the amounts posted to `written_off` for these units" from OWN;
    WRITE_OFF_SHARE "write_off_share" "share" [All Product Stock]
        "Units written off in the window / units received in it."
        = "units_written_off / units put on this shelf; for a product and for `all`, / units that suppliers made ready" from OWN;
    NEAR_EXPIRY_SHARE "near_expiry_share" "share" [All Product Stock]
        "Share of the stock that is near its expiry, averaged over time."
        = "integral of the units near their expiry over the window / integral of the stock on hand" from OWN;
    STOCK_AGE "stock_age_days_mean" "d" [Product Stock]
        "Mean age of the stock since it was put on the shelf, over units and time."
        = "integral of units x time since they were put on the shelf / integral of the stock on hand" from OWN;
    LIFE_LEFT_AT_SALE "life_left_at_sale" "share" [Product Stock]
        "Mean share of the shelf life that remained when units were picked for consumers."
        = "sum of the remaining life of the units picked for consumers in the window / (units x shelf life)" from OWN;
    LIFE_LEFT_AT_DELIVERY "life_left_at_delivery" "share" [Product]
        "Mean share of the shelf life that remained at delivery."
        = "sum of the remaining life of the units in the last parcel of each line delivered in the window / (units x shelf life)" from OWN;
    MARKDOWN_COST "markdown_cost" "CNY" [All Product Stock]
        "Discounts given on units sold near their expiry."
        = "sum of the markdowns of units picked for consumers in the window" from OWN;
}
