//! KPIs of stock points and warehouses.

use super::source::{GROSS_MARGIN, M5, OWN, P1, P3, SCOR_CASH, SCOR_SUPPLY, SPT_TURNS, ZIPKIN};
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
    STOCKOUTS "stockouts" "stockouts" [stock]
        "How often the shelf was empty for a time; a stretch that the window cuts counts."
        = "count of the stretches of time with nothing on hand that lie in the window or reach into it" from OWN;
    STOCKOUT_DAYS_MEAN "stockout_days_mean" "d" [stock]
        "Mean duration of a stockout, as far as it lies in the window."
        = "stockout_days / stockouts" from OWN;
    DAYS_OF_SUPPLY "days_of_supply" "d" [stock]
        "For how many days of mean demand the mean stock on hand would do."
        = "mean_on_hand / (units asked in the window / its days)" from SCOR_SUPPLY;
    STOCK_VALUE "stock_value_mean" "CNY" [all stock]
        "Time average of the value of the stock on hand: goods, and what bringing and storing them has cost."
        = "integral of the value of the stock on hand over the window / its length" from OWN;
    INVENTORY_TURNS "inventory_turns" "1/y" [all stock]
        "How often the stock is turned over in a year of 365 days, at cost."
        = "of a stock point: value of what left its shelf; of everything: goods, freight, storage and handling of what was delivered; a year, / stock_value_mean"
        from SPT_TURNS;
    GMROI "gmroi" "ratio" [all product]
        "Gross margin of a year of 365 days on what is invested in stock."
        = "(price - goods, freight, storage and handling of the lines placed in the window and delivered), a year, / mean value of the stock on hand"
        from GROSS_MARGIN;
    CASH_TO_CASH "cash_to_cash_days" "d" [all]
        "Days from paying for goods to being paid for them; consumers pay as they order. Undefined if a supplier is never paid."
        = "365 / inventory_turns - integral of what suppliers are owed, less what was paid ahead, / purchases" from SCOR_CASH;
    CYCLE_SERVICE_LEVEL "cycle_service_level" "share" [stock]
        "Share of replenishment cycles (from one receipt to the next) without a unit short (type 1, alpha)."
        = "receipts since whose predecessor nobody found too little / receipts in the window" from P1;
    LOST_SHARE "lost_share" "share" [stock]
        "Units lost at once / units asked."
        = "units lost at once / units asked" from OWN;
    REPLENISHMENT_ORDERS "replenishment_orders_per_day" "1/d" [stock]
        "Orders this stock point placed, per day."
        = "orders placed in the window / its days" from OWN;
    BULLWHIP "bullwhip" "ratio" [stock]
        "How much more the orders of this stock point vary from period to period than what is asked of it."
        = "variance of the units ordered in a period / variance of the units asked in one, over the whole periods (`run.period`) of the window"
        from Some("Chen, Drezner, Ryan and Simchi-Levi, Management Science 46(3), 2000");
    FORECAST_WMAPE "forecast_wmape" "share" [stock]
        "Weighted error of the forecasts of one period; of stock points with a `forecast`."
        = "sum of |forecast - demand| / sum of demand, over the periods that ended in the window" from M5;
    FORECAST_BIAS "forecast_bias" "share" [stock]
        "Bias of the forecasts of one period; above 0 they are too high."
        = "sum of (forecast - demand) / sum of demand, over the periods that ended in the window" from OWN;
    FORECAST_RMSSE "forecast_rmsse" "ratio" [stock]
        "Root mean squared error of the forecasts of one period against that of the naive forecast."
        = "root of (mean squared error / mean squared error of the demand of the period before)" from M5;
    FORECAST_PINBALL "forecast_pinball" "units" [stock]
        "Mean pinball loss of the 95 % quantile of the demand of one period."
        = "mean of 0.95 x short or 0.05 x over, against the forecast + 1.645 standard deviations of its errors"
        from Some("Gneiting, Journal of the American Statistical Association 106, 2011");
    FORECAST_VALUE "forecast_value_added" "share" [stock]
        "By how much the forecasts of one period are better than the naive forecast."
        = "1 - mean absolute error / that of the demand of the period before"
        from Some("Gilliland, The Business Forecasting Deal, 2010");
    STOCK_VOLUME "stock_volume_mean" "m3" [warehouse]
        "Time average of the volume of the stock on hand."
        = "integral of the volume of the stock on hand over the window / its length" from OWN;
    UNITS_SCRAPPED "units_scrapped" "units" [warehouse]
        "Units found bad, spoilt or lost here in the window."
        = "sum of the units scrapped here in the window" from OWN;
}
