//! Forecasts of stock points: their accuracy, and the levels based on them, worked out by hand.

use super::{Run, run};

/// Airline passengers of 1949 as one order a day, and a last order that ends the last day; P09.
#[test]
fn smoothing_of_the_passengers_of_1949() {
    let found = run(r#"
run = { horizon = "13 d", drain = "0 d" }
product.item = {}
warehouse.shop = {}
supplier.maker = {}
market.town = { through = "warehouse.shop", orders.replay = { times = ["0 d", "1 d", "2 d", "3 d", "4 d", "5 d", "6 d", "7 d", "8 d", "9 d", "10 d", "11 d", "12 d"], units = [112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 1] } }
stock.shop.item = { source = "supplier.maker", replenish.base_stock.S = 1000, forecast.ses.alpha = 0.3 }
"#);
    let near = |kpi: &str, truth: f64| {
        let found = found.kpi("stock.shop.item", kpi);
        assert!((found / truth - 1.0).abs() < 1e-6, "{kpi}: {found} for {truth}");
    };
    // P09: MAE 12.510562 and MSE 224.58259 over y2 to y12; their sum is 1408, the errors of the naive forecast 6 14 3 8 14
    // 13 0 12 17 15 14.
    near("forecast_wmape", 11.0 * 12.510_562 / 1408.0);
    near("forecast_rmsse", (224.582_59_f64 / (1524.0 / 11.0)).sqrt());
    near("forecast_value_added", 1.0 - 12.510_562 / (116.0 / 11.0));
    // The forecasts of y2 to y12 in P09, less the sum of the demands.
    let forecasts = [112.0, 113.8, 119.26, 122.182, 121.827, 125.779, 132.445, 137.112, 136.778, 131.445, 123.211]
        .iter()
        .sum::<f64>();
    let bias = found.kpi("stock.shop.item", "forecast_bias");
    assert!((bias - (forecasts - 1408.0) / 1408.0).abs() < 3e-6, "{bias}");
}

/// Days with these demands, from the end of the first on, each followed by a review; the lead time is three days.
fn reviewed(demands: [u32; 4], level: &str) -> Run {
    let [first, second, third, fourth] = demands;
    run(&format!(
        r#"
run = {{ horizon = "5 d", drain = "0 d", instant = ["demands", "reviews", "arrivals"] }}
product.item = {{}}
warehouse.shop = {{}}
supplier.maker.lead_time = "3 d"
market.town = {{ through = "warehouse.shop", orders.replay = {{ times = ["1 d", "2 d", "3 d", "4 d"], units = [{first}, {second}, {third}, {fourth}] }} }}
[stock.shop.item]
source = "supplier.maker"
start.on_hand = 0
forecast.moving_average.window = 2
replenish.periodic_R_S = {{ R = "1 d", S{level} }}
"#
    ))
}

/// Returns the position of a stock point at the end of a day.
fn position(found: &Run, day: u32) -> i64 {
    let levels = found.levels("shop.item");
    let at = levels.iter().rev().find(|level| level.0 <= 24.0 * f64::from(day)).expect("a level");
    at.1 + at.3 - at.2
}

#[test]
fn levels_in_days_go_by_the_forecast() {
    let found = reviewed([100, 200, 300, 300], " = \"3 d\"");
    // Three times the mean of the last two days.
    assert_eq!([2, 3, 4].map(|day| position(&found, day)), [450, 750, 900]);
}

/// One day between reviews and a lead time of three: levels cover 4 days. With two days known the forecast is 150 a day,
/// with three 250; errors are assumed to be Poisson at that point. The forecasts of the third and fourth day are off by 150
/// each, so one standard deviation of four days is 300, and 200 a day are forecast.
#[test]
fn levels_by_service_target() {
    let found = reviewed([100, 200, 300, 100], ".service = \"98 %\"");
    // The standard normal quantile of 0.98 is 2.0537489.
    let level = |mean: f64, deviation: f64| (4.0 * mean + 2.053_748_9 * 2.0 * deviation).ceil();
    let truth = [level(150.0, 150.0_f64.sqrt()), level(250.0, 250.0_f64.sqrt()), level(200.0, 150.0)];
    assert_eq!(truth, [651.0, 1065.0, 1417.0]);
    assert_eq!([2, 3, 4].map(|day| position(&found, day)), [651, 1065, 1417]);
    // G(z) = 0.05 x 200 / 300, so z = 1.442972: 800 + 300 z.
    let found = reviewed([100, 200, 300, 100], ".fill_rate = \"95 %\"");
    assert_eq!(position(&found, 4), 1233);
}

/// An order of one unit every hour, and stock for half a day.
#[test]
fn lost_sales_are_added_to_the_observed_demand() {
    for (sees, level) in [("orders", 23), ("sales", 12), ("corrected_sales", 24)] {
        let found = run(&format!(
            r#"
run = {{ horizon = "36 h", drain = "0 d" }}
product.item = {{}}
warehouse.shop = {{}}
supplier.maker.lead_time = "90 d"
market.town = {{ through = "warehouse.shop", orders = {{ every = "1 h", first = "1 h" }}, when_short = "lost" }}
[stock.shop.item]
source = "supplier.maker"
start.on_hand = 12
forecast.naive.sees = "{sees}"
replenish.periodic_R_S = {{ R = "1 d", S = "1 d" }}
"#
        ));
        // Reviews come before demands, so the order at 24 h belongs to the second day.
        assert_eq!(position(&found, 1), level, "{sees}");
    }
}

/// A day five times as busy as others: a known promotion is anticipated and does not distort the forecast; an unknown one is
/// a surprise, and is then taken for the new level.
#[test]
fn promotions_are_known_in_advance_or_not() {
    let error = |promotions: &str| {
        let found = run(&format!(
            r#"
run = {{ start = 2027-11-01, horizon = "14 d", drain = "0 d" }}
product.item = {{}}
promotion.singles.days = {{ "11-11" = 5 }}
warehouse.shop = {{}}
supplier.maker = {{}}
market.town = {{ through = "warehouse.shop", orders.poisson.rate = "200 /d" }}
[stock.shop.item]
source = "supplier.maker"
forecast.moving_average = {{ window = 2, promotions = "{promotions}" }}
replenish.base_stock.S = 100000
"#
        ));
        found.kpi("stock.shop.item", "forecast_wmape")
    };
    // Eleven days are scored: one is short by 4 of 5 plain days, two are over by 2: 8 / 15 of the demand, plus noise.
    let (known, unknown) = (error("known"), error("unknown"));
    assert!(known < 0.12, "{known}");
    assert!((unknown - 8.0 / 15.0).abs() < 0.1, "{unknown}");
}

/// The same demands as above, before the reviews of four days; levels cover three days.
#[test]
fn levels_in_days_look_where_they_are_told() {
    let ordered = |policy: &str, more: &str| {
        let found = run(&format!(
            r#"
run = {{ horizon = "5 d", drain = "0 d", instant = ["demands", "reviews", "arrivals"] }}
product.item = {{}}
warehouse.shop = {{}}
supplier.maker.lead_time = "3 d"
market.town = {{ through = "warehouse.shop", orders.replay = {{ times = ["1 d", "2 d", "3 d", "4 d"], units = [100, 200, 300, 300] }} }}
[stock.shop.item]
source = "supplier.maker"
start.on_hand = 0
replenish.{policy}
{more}
"#
        ));
        [1, 2, 3, 4].map(|day| position(&found, day))
    };
    let up_to = "periodic_R_S = { R = \"1 d\", S = \"3 d\" }";
    // The true rate is 900 / 5 a day throughout: 540 for three days.
    let future = [540; 4];
    // The mean of the last two days, once they have passed.
    let past = [540, 450, 750, 900];
    // The review at time 0 ordered 540. Smoothed demand begins at 100 and takes a tenth of each error: 100, 110, 129, 146.1.
    let forecast = [440, 330, 387, 439];
    for (more, positions) in [
        ("", future),
        ("days_from = \"future\"", future),
        ("days_from = \"past\"", future),
        ("days_from = \"past\"\npast = \"2 d\"", past),
        ("days_from = \"forecast\"", forecast),
        ("days_from = \"forecast\"\npast = \"2 d\"", forecast),
        ("forecast.ses.alpha = 0.1", forecast),
        ("forecast.ses.alpha = 0.1\ndays_from = \"future\"", future),
        // The forecast after one day serves until two have passed.
        ("forecast.ses.alpha = 0.1\ndays_from = \"past\"\npast = \"2 d\"", [440, 450, 750, 900]),
    ] {
        assert_eq!(ordered(up_to, more), positions, "{more}");
    }
    // Other policies and the safety stock have the same levels.
    let days = "days_from = \"past\"\npast = \"2 d\"";
    assert_eq!(ordered("days_of_supply = { R = \"1 d\", min = \"3 d\", max = \"3 d\" }", days), past);
    let safety = format!("{days}\nsafety_stock = \"3 d\"");
    assert_eq!(ordered("periodic_R_S = { R = \"1 d\", S = 0 }", &safety), past);
    // Levels by service look at the forecast in any case, as in the test above.
    let service = "periodic_R_S = { R = \"1 d\", S.service = \"98 %\" }";
    let more = "forecast.moving_average.window = 2";
    for word in ["future", "past", "forecast"] {
        assert_eq!(ordered(service, &format!("{more}\ndays_from = \"{word}\"")), ordered(service, more), "{word}");
    }
}
