//! Validation P09 through `haitao forecast`: forecasts of fixed series to 1e-6, and their accuracy.

use super::{close, json, number, refused, said};
use serde_json::Value;

/// Airline passengers of 1949, Box and Jenkins.
const PASSENGERS: [f64; 12] = [112.0, 118.0, 132.0, 129.0, 121.0, 135.0, 148.0, 148.0, 136.0, 119.0, 104.0, 118.0];
const NOW_AND_THEN: [f64; 16] = [0.0, 0.0, 3.0, 0.0, 0.0, 0.0, 5.0, 0.0, 1.0, 0.0, 0.0, 2.0, 0.0, 4.0, 0.0, 0.0];
const SEASONS: [f64; 12] = [30.0, 45.0, 60.0, 40.0, 34.0, 50.0, 66.0, 45.0, 37.0, 55.0, 72.0, 50.0];

fn csv(series: &[f64]) -> String {
    std::iter::once("units".to_owned()).chain(series.iter().map(f64::to_string)).collect::<Vec<_>>().join("\n")
}

/// Runs one method on a series and forecasts its last `test` periods.
fn forecast(series: &[f64], method: &str, test: usize, ahead: usize) -> Value {
    let (test, ahead) = (test.to_string(), ahead.to_string());
    let told = json(&["forecast", "-", "--method", method, "--test", &test, "--ahead", &ahead], &csv(series));
    assert_eq!(told["methods"].as_array().expect("a list").len(), 1, "{told}");
    told["methods"][0].clone()
}

/// Returns the back-test forecasts followed by the first forecast after the series.
fn after_each(method: &Value) -> Vec<Value> {
    let tested = method["back_test"].as_array().expect("a list").iter().map(|period| period["forecast"].clone());
    tested.chain([method["coming"][0].clone()]).collect()
}

/// Asserts that all values match within a relative tolerance.
fn agree(found: &[Value], truth: &[f64], relative: f64) {
    assert_eq!(found.len(), truth.len(), "{found:?}");
    for (place, (found, truth)) in found.iter().zip(truth).enumerate() {
        assert!(close(found, *truth, relative), "{place}: {found} for {truth}");
    }
}

fn coming(method: &Value) -> &[Value] {
    method["coming"].as_array().expect("a list")
}

/// The tolerance for figures printed with six digits: half of the last digit.
const SIX_DIGITS: f64 = 5e-6;

#[test]
fn p09_simple_exponential_smoothing_and_its_accuracy() {
    let found = forecast(&PASSENGERS, "ses = { alpha = 0.3 }", 11, 1);
    let truth =
        [112.0, 113.8, 119.26, 122.182, 121.827, 125.779, 132.445, 137.112, 136.778, 131.445, 123.211, 121.647_943];
    agree(&after_each(&found), &truth, SIX_DIGITS);
    assert!(close(&found["coming"][0], 121.647_943, 1e-8));
    let errors = &found["one_ahead"];
    assert_eq!(errors["periods"], 11.0);
    for (measure, truth) in [("mae", 12.510_562), ("mse", 224.582_59), ("rmse", 14.986_08), ("mape", 0.099_312_81)] {
        assert!(close(&errors[measure], truth, 1e-6), "{measure}: {}", errors[measure]);
    }
    // 11 x 12.510562 over the sum of y2 to y12; the errors of the naive forecast are 6 14 3 8 14 13 0 12 17 15 14.
    assert!(close(&errors["wmape"], 11.0 * 12.510_562 / 1408.0, 1e-6));
    assert!(close(&errors["value_added"], 1.0 - 12.510_562 / (116.0 / 11.0), 1e-5));
    assert!(close(&errors["rmsse"], (224.582_59_f64 / (1524.0 / 11.0)).sqrt(), 1e-6));
}

#[test]
fn p09_moving_average() {
    let found = forecast(&PASSENGERS, "moving_average = { window = 3 }", 9, 1);
    let thirds = [362.0, 379.0, 382.0, 385.0, 404.0, 431.0, 432.0, 403.0, 359.0, 341.0];
    agree(&after_each(&found), &thirds.map(|sum| sum / 3.0), 1e-12);
}

#[test]
fn p09_holt() {
    let found = forecast(&PASSENGERS, "holt = { alpha = 0.5, beta = 0.2 }", 10, 3);
    let truth = [124.0, 134.8, 138.12, 134.068, 139.135, 149.055, 153.91, 148.546, 134.41, 116.8];
    agree(&after_each(&found)[..10], &truth, SIX_DIGITS);
    agree(coming(&found), &[115.115_768, 112.831_334, 110.546_899], 1e-8);
    let (level, trend) = (117.400_203, -2.284_434_72);
    assert!((number(&found["coming"][1]) - number(&found["coming"][0]) - trend).abs() < 1e-6);
    assert!((number(&found["coming"][0]) - level - trend).abs() < 1e-6);
}

#[test]
fn p09_intermittent_demand() {
    let croston = forecast(&NOW_AND_THEN, "croston.alpha = 0.1", 15, 1);
    let truth = [
        0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.032_26, 1.032_26, 0.996_656, 0.996_656, 0.996_656, 0.963_557, 0.963_557,
        1.035_24, 1.035_24, 1.035_24,
    ];
    agree(&after_each(&croston), &truth, SIX_DIGITS);
    let sba = forecast(&NOW_AND_THEN, "sba.alpha = 0.1", 15, 1);
    agree(&after_each(&sba), &truth.map(|croston| 0.95 * croston), SIX_DIGITS);
    assert!(close(&sba["coming"][0], 0.983_474_532, 1e-9), "{}", sba["coming"]);
    let words = "tsb = { alpha = 0.1, beta = 0.1, size = 3, chance = 0.3333333333333333 }";
    let truth = [
        0.9, 0.81, 1.029, 0.9261, 0.833_49, 0.750_141, 1.040_14, 0.936_122, 1.082_59, 0.974_328, 0.876_896, 1.051_45,
        0.946_307, 1.184_09, 1.065_69, 0.959_117,
    ];
    agree(&after_each(&forecast(&NOW_AND_THEN, words, 15, 1)), &truth, SIX_DIGITS);
}

#[test]
fn p09_holt_winters() {
    for (seasonal, truth) in [
        ("additive", [43.234_29, 59.975_488, 76.306_884, 55.991_625]),
        ("multiplicative", [40.209_387, 60.087_751, 80.123_869, 54.948_56]),
    ] {
        let words =
            format!("holt_winters = {{ alpha = 0.2, beta = 0.1, gamma = 0.3, cycle = 4, seasonal = \"{seasonal}\" }}");
        agree(coming(&forecast(&SEASONS, &words, 2, 4)), &truth, 1e-7);
    }
}

#[test]
fn usual_methods_are_ranked_and_the_best_is_drawn() {
    let told = json(&["forecast", "-"], &csv(&NOW_AND_THEN));
    assert_eq!((&told["test"], &told["ahead"], &told["n"]), (&4.into(), &6.into(), &16.into()));
    let methods = told["methods"].as_array().expect("a list");
    let errors: Vec<f64> = methods.iter().map(|method| number(&method["one_ahead"]["rmsse"])).collect();
    assert!(errors.is_sorted() && errors.len() == 8, "{errors:?}");
    let naive = methods.iter().find(|method| method["method"] == "naive").expect("naive is there");
    assert_eq!((&naive["one_ahead"]["rmsse"], &naive["one_ahead"]["value_added"]), (&1.0.into(), &0.0.into()));
    let text = said(&["forecast", "-"], &csv(&NOW_AND_THEN));
    let best = methods[0]["method"].as_str().expect("a name");
    assert!(text.contains(&format!("period, known, {best}")) && text.contains("+6") && text.contains('█'), "{text}");
    assert!(!text.contains("NaN"), "{text}");
    let seasons = json(&["forecast", "-", "--cycle", "4"], &csv(&SEASONS));
    assert_eq!(seasons["methods"].as_array().expect("a list").len(), 9);
}

#[test]
fn a_method_with_too_little_data_says_so() {
    let text = said(&["forecast", "-", "--method", "seasonal_naive.cycle = 12"], "x\n1\n2\n3\n");
    assert!(text.contains("unknown: too few periods for the method"), "{text}");
    let found = &json(&["forecast", "-", "--method", "moving_average.window = 9"], "x\n1\n2\n3\n")["methods"][0];
    assert!(found["one_ahead"]["mae"].is_null() && coming(found).is_empty(), "{found}");
}

#[test]
fn mistakes_are_reported() {
    let column = csv(&PASSENGERS);
    let refused_method = |method: &str| refused(&["forecast", "-", "--method", method], &column);
    assert!(refused_method("sess = { alpha = 0.3 }").contains("did you mean `ses`?"));
    assert!(refused_method("ses = { alpha = 3 }").contains("above 0 and at most 1"));
    assert!(refused_method("ses = { alpha = 0.3, period = \"1 w\" }").contains("each row of the column is a period"));
    assert!(refused_method("ses").contains("`ses` needs `alpha`"));
    assert!(refused(&["forecast", "-", "--test", "12"], &column).contains("the column has 12"));
    assert!(refused(&["forecast", "-"], "x\n1\n").contains("the column has 1"));
    assert!(refused(&["forecast", "-", "--ahead", "0"], &column).contains("--ahead"));
    assert!(refused(&["forecast", "-", "--column", "unit"], &column).contains("did you mean `units`?"));
}

/// The same passengers from 1949 to 1960.
const TWELVE_YEARS: [f64; 144] = [
    112.0, 118.0, 132.0, 129.0, 121.0, 135.0, 148.0, 148.0, 136.0, 119.0, 104.0, 118.0, 115.0, 126.0, 141.0, 135.0,
    125.0, 149.0, 170.0, 170.0, 158.0, 133.0, 114.0, 140.0, 145.0, 150.0, 178.0, 163.0, 172.0, 178.0, 199.0, 199.0,
    184.0, 162.0, 146.0, 166.0, 171.0, 180.0, 193.0, 181.0, 183.0, 218.0, 230.0, 242.0, 209.0, 191.0, 172.0, 194.0,
    196.0, 196.0, 236.0, 235.0, 229.0, 243.0, 264.0, 272.0, 237.0, 211.0, 180.0, 201.0, 204.0, 188.0, 235.0, 227.0,
    234.0, 264.0, 302.0, 293.0, 259.0, 229.0, 203.0, 229.0, 242.0, 233.0, 267.0, 269.0, 270.0, 315.0, 364.0, 347.0,
    312.0, 274.0, 237.0, 278.0, 284.0, 277.0, 317.0, 313.0, 318.0, 374.0, 413.0, 405.0, 355.0, 306.0, 271.0, 306.0,
    315.0, 301.0, 356.0, 348.0, 355.0, 422.0, 465.0, 467.0, 404.0, 347.0, 305.0, 336.0, 340.0, 318.0, 362.0, 348.0,
    363.0, 435.0, 491.0, 505.0, 404.0, 359.0, 310.0, 337.0, 360.0, 342.0, 406.0, 396.0, 420.0, 472.0, 548.0, 559.0,
    463.0, 407.0, 362.0, 405.0, 417.0, 391.0, 419.0, 461.0, 472.0, 535.0, 622.0, 606.0, 508.0, 461.0, 390.0, 432.0,
];

/// Expected values from `AutoETS(season_length=1, model="ZZN")` and `MSTL(season_length=[12],
/// trend_forecaster=AutoETS(model="ZZN"))` of statsforecast 2.1.1. MSTL does not specify the windows of its regressions, so
/// its tolerance is half a per cent.
#[test]
fn automatic_models_agree_with_statsforecast() {
    let short = forecast(&PASSENGERS, "ets", 1, 3);
    agree(coming(&short), &[117.998_600_15; 3], 1e-6);
    let long = forecast(&TWELVE_YEARS, "ets", 1, 6);
    let truth = [436.156_682_39, 440.317_148_37, 444.477_614_34, 448.638_080_31, 452.798_546_29, 456.959_012_26];
    agree(coming(&long), &truth, 1e-6);
    let seasonal = forecast(&TWELVE_YEARS, "mstl.cycle = 12", 1, 12);
    let truth = [
        446.539_235_81,
        430.122_946_51,
        473.190_919_26,
        472.869_575_24,
        482.094_168_57,
        536.325_949_91,
        590.974_448_54,
        588.986_580_15,
        517.446_051_92,
        470.658_533_91,
        425.269_241_3,
        458.815_716_6,
    ];
    agree(coming(&seasonal), &truth, 0.005);
}
