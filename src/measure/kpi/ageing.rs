//! KPIs of goods that age: reported of products with a shelf life, their stock points, and of all of them together.

use super::source::OWN;
use super::{Kpi, declare};

declare! {
    UNITS_WRITTEN_OFF "units_written_off" "units" [all product stock]
        "Units that left the shelf in the window because they could no longer be sold."
        = "sum of the units that a sale ban struck in the window" from OWN;
    WRITE_OFF_VALUE "write_off_value" "CNY" [all product stock]
        "Value of these units, less what suppliers pay back, plus what destroying them costs."
        = "sum of what was posted to `written_off` for them" from OWN;
    WRITE_OFF_SHARE "write_off_share" "share" [all product stock]
        "Units written off in the window / units received in it."
        = "units_written_off / units put on this shelf; of a product and of all, / units that suppliers made ready" from OWN;
    NEAR_EXPIRY_SHARE "near_expiry_share" "share" [all product stock]
        "Share of the stock that is near its end, over time."
        = "integral of the units near their end over the window / integral of the stock on hand" from OWN;
    STOCK_AGE "stock_age_days_mean" "d" [product stock]
        "Mean age of the stock, since it was put on the shelf, over units and time."
        = "integral of units x time since they were put there / integral of the stock on hand" from OWN;
    LIFE_LEFT_AT_SALE "life_left_at_sale" "share" [product stock]
        "Mean share of the shelf life that was left when units were picked for consumers."
        = "sum of the life left of the units picked for consumers in the window / (units x shelf life)" from OWN;
    LIFE_LEFT_AT_DELIVERY "life_left_at_delivery" "share" [product]
        "Mean share of the shelf life that was left at the door."
        = "sum of the life left of the units in the last parcel of each line delivered in the window / (units x shelf life)" from OWN;
    MARKDOWN_COST "markdown_cost" "CNY" [all product stock]
        "What was taken off the price of units sold near their end."
        = "sum of the markdowns of units picked for consumers in the window" from OWN;
}
