//! KPIs of stock points and warehouses.

use super::source::{GROSS_MARGIN, M5, OWN, P1, P3, SCOR_CASH, SCOR_SUPPLY, SPT_TURNS, ZIPKIN};
use super::{Kpi, declare};

declare! {
    MEAN_ON_HAND "mean_on_hand" "units" [Stock]
        "Time average of the stock on hand."
        = "integral of the stock on hand over the window / its length" from ZIPKIN;
    MEAN_BACKORDERS "mean_backorders" "units" [Stock]
        "Time average of the units owed to waiting orders."
        = "integral of the backorders over the window / its length" from ZIPKIN;
    MEAN_ON_ORDER "mean_on_order" "units" [Stock]
        "Time average of the units ordered and not yet on the shelf."
        = "integral of the units on order over the window / its length" from ZIPKIN;
    STOCKOUT_TIME_SHARE "stockout_time_share" "share" [Stock]
        "Share of time with an empty shelf."
        = "time with nothing on hand / length of the window = 1 - ready_rate" from ZIPKIN;
    BACKORDER_TIME_SHARE "backorder_time_share" "share" [Stock]
        "Share of time with units on backorder."
        = "time with backorders / length of the window" from OWN;
    READY_RATE "ready_rate" "share" [Stock]
        "Share of time with stock on the shelf."
        = "time with stock on hand / length of the window" from P3;
    STOCKOUT_DAYS "stockout_days" "d" [Stock]
        "Time with an empty shelf in the window."
        = "time with nothing on hand in the window" from OWN;
    STOCKOUTS "stockouts" "stockouts" [Stock]
        "How often the shelf ran empty; a stockout cut off by the window counts too."
        = "count of the intervals with nothing on hand that overlap the window" from OWN;
    STOCKOUT_DAYS_MEAN "stockout_days_mean" "d" [Stock]
        "Mean duration of a stockout, counting only the part in the window."
        = "stockout_days / stockouts" from OWN;
    DAYS_OF_SUPPLY "days_of_supply" "d" [Stock]
        "Days of mean demand that the mean stock on hand would cover."
        = "mean_on_hand / (units demanded in the window / days of the window)" from SCOR_SUPPLY;
    STOCK_VALUE "stock_value_mean" "CNY" [All Stock]
        "Time average of the value of the stock on hand: the goods plus the cost of bringing them in and storing them."
        = "integral of the value of the stock on hand over the window / its length" from OWN;
    INVENTORY_TURNS "inventory_turns" "1/y" [All Stock]
        "How often the stock is turned over in a year of 365 days, at cost."
        = "for a stock point: value of the units that left its shelf; for `all`: goods, freight, storage and handling of the units delivered; per year, / stock_value_mean"
        from SPT_TURNS;
    GMROI "gmroi" "ratio" [All Product]
        "Gross margin per year of 365 days on the money invested in stock."
        = "(price - goods, freight, storage and handling of the lines placed in the window and delivered), per year, / mean value of the stock on hand"
        from GROSS_MARGIN;
    CASH_TO_CASH "cash_to_cash_days" "d" [All]
        "Days from paying for goods to being paid for them. Without `settles` of a platform, consumers pay when they order. Undefined if a supplier is never paid."
        = "365 / inventory_turns + dso_days - (integral of what suppliers are owed, less prepayments) / purchases" from SCOR_CASH;
    CYCLE_SERVICE_LEVEL "cycle_service_level" "share" [Stock]
        "Share of replenishment cycles (from one receipt to the next) without a unit short (type 1, alpha)."
        = "receipts with no unit short since the previous receipt / receipts in the window" from P1;
    LOST_SHARE "lost_share" "share" [Stock]
        "Units lost at once / units demanded."
        = "units lost at once / units demanded" from OWN;
    REPLENISHMENT_ORDERS "replenishment_orders_per_day" "1/d" [Stock]
        "Orders that this stock point placed, per day."
        = "orders placed in the window / days of the window" from OWN;
    UNITS_REPLENISHED "replenishment_units" "units" [Stock]
        "Units that this stock point ordered."
        = "sum of the units of the orders placed in the window" from OWN;
    UNITS_RECEIVED "units_received" "units" [Stock]
        "Units ordered that reached the shelf, without parcels that came back."
        = "sum of the units of its orders put on the shelf in the window" from OWN;
    ON_HAND_END "on_hand_at_end" "units" [Stock]
        "Units on the shelf when the window ended."
        = "stock on hand at the horizon" from OWN;
    BULLWHIP "bullwhip" "ratio" [Stock]
        "How much more this stock point's orders vary from period to period than the demand on it."
        = "variance of the units ordered per period / variance of the units demanded per period, over the whole periods (`run.period`) of the window"
        from Some("Chen, Drezner, Ryan and Simchi-Levi, Management Science 46(3), 2000");
    FORECAST_WMAPE "forecast_wmape" "share" [Stock]
        "Weighted absolute percentage error of the one-period forecasts; reported for stock points with a `forecast`."
        = "sum of |forecast - demand| / sum of demand, over the periods that ended in the window" from M5;
    FORECAST_BIAS "forecast_bias" "share" [Stock]
        "Bias of the one-period forecasts; above 0 the forecasts are too high."
        = "sum of (forecast - demand) / sum of demand, over the periods that ended in the window" from OWN;
    FORECAST_RMSSE "forecast_rmsse" "ratio" [Stock]
        "Root mean squared error of the one-period forecasts relative to that of the naive forecast."
        = "root of (mean squared error / mean squared error of the naive forecast, which repeats the previous period)" from M5;
    FORECAST_PINBALL "forecast_pinball" "units" [Stock]
        "Mean pinball loss of the 95 % quantile forecast of one period's demand."
        = "mean of 0.95 x units short or 0.05 x units over, relative to the forecast + 1.645 standard deviations of its errors"
        from Some("Gneiting, Journal of the American Statistical Association 106, 2011");
    FORECAST_VALUE "forecast_value_added" "share" [Stock]
        "How much smaller the error of the one-period forecasts is than that of the naive forecast."
        = "1 - mean absolute error / mean absolute error of the naive forecast, which repeats the previous period"
        from Some("Gilliland, The Business Forecasting Deal, 2010");
    STOCK_VOLUME "stock_volume_mean" "m3" [Doing(Store)]
        "Time average of the volume of the stock on hand."
        = "integral of the volume of the stock on hand over the window / its length" from OWN;
    UNITS_SCRAPPED "units_scrapped" "units" [Doing(Store)]
        "Units found defective, spoilt or lost here in the window."
        = "sum of the units scrapped here in the window" from OWN;
}
