//! Validation P10 through `haitao tax`: every row of its table, the compound rates of every period, and rejected input.

use super::{close, json, number, refused, said};
use serde_json::Value;

/// A line of P10: name, the line, consumption tax, VAT, duty, total, and total / value in per cent.
type Row = (&'static str, &'static str, [f64; 3], f64, f64);

#[rustfmt::skip]
const P10: [Row; 8] = [
    ("milk powder", r#"{ price = "300 CNY" }"#, [0.0, 27.3, 0.0], 27.3, 9.1),
    ("fresh food", r#"{ price = "200 CNY", tax = "reduced" }"#, [0.0, 12.6, 0.0], 12.6, 6.3),
    ("cream", r#"{ price = "800 CNY", tax = "cosmetics", content = "50 ml" }"#, [98.8235, 85.6471, 0.0], 184.4706, 23.0588),
    ("lotion", r#"{ price = "800 CNY", tax = "cosmetics", content = "200 ml" }"#, [0.0, 72.8, 0.0], 72.8, 9.1),
    ("wine", r#"{ price = "400 CNY", tax = "wine" }"#, [31.1111, 40.4444, 0.0], 71.5556, 17.8889),
    ("spirits", r#"{ price = "900 CNY", tax = { vat = "13 %", consumption = "20 %", specific = "0.50 CNY/unit" } }"#, [157.9375, 102.4319, 0.0], 260.3694, 28.9299),
    ("watch", r#"{ price = "12000 CNY", tax = { vat = "13 %", consumption = "20 %" }, tariff = "11 %" }"#, [3330.0, 2164.5, 1320.0], 6814.5, 56.7875),
    ("handbag", r#"{ price = "6500 CNY", tax = { vat = "13 %" }, tariff = "6 %" }"#, [0.0, 895.7, 390.0], 1285.7, 19.78),
];

fn taxed(line: &str, more: &[&str]) -> Value {
    let told = json(&[&["tax", line][..], more].concat(), "");
    told["dates"][0].clone()
}

#[test]
fn every_row_of_p10() {
    for (name, line, [consumption, vat, duty], total, rate) in P10 {
        let told = taxed(line, &["--date", "2027-01-01"]);
        let part = &told["lines"][0];
        for (key, truth) in [("consumption_tax", consumption), ("vat", vat), ("tariff", duty)] {
            assert!((number(&part[key]) - truth).abs() < 0.000_06, "{name} {key}: {part}");
            assert!((number(&told[key]) - truth).abs() < 0.01, "{name} {key}: {told}");
        }
        // Rounded once, to the fen.
        assert_eq!(number(&told["tax"]), (total * 100.0).round() / 100.0, "{name}");
        assert!((number(&told["rate"]) * 100.0 - rate).abs() < 0.000_06, "{name}: {}", told["rate"]);
        let above = number(&told["dutiable_value"]) > 5_000.0;
        assert_eq!(told["treatment"], if above { "retail_in_full" } else { "retail" }, "{name}");
    }
}

#[test]
fn compound_rates_of_every_period() {
    let cream = r#"{ price = "1000 CNY", tax = "cosmetics", content = "50 ml" }"#;
    let goods = r#"{ price = "1000 CNY" }"#;
    for (line, date, percent, notice) in [
        (goods, "2016-10-01", 11.9, "Provisional Regulations on VAT"),
        (goods, "2018-04-30", 11.9, "Provisional Regulations on VAT"),
        (goods, "2018-05-01", 11.2, "Cai Shui 2018 No. 32"),
        (goods, "2027-01-01", 9.1, "MOF, STA and GACC 2019 No. 39"),
        (cream, "2016-09-30", 47.0, "Provisional Regulations on Consumption Tax"),
        (cream, "2016-10-01", 26.353, "Cai Shui 2016 No. 103, Cai Guan Shui 2016 No. 48"),
        (cream, "2018-04-30", 26.353, "Cai Guan Shui 2016 No. 18"),
        (cream, "2018-05-01", 25.529, "Cai Shui 2018 No. 32"),
        (cream, "2019-03-31", 25.529, "Cai Shui 2018 No. 32"),
        (cream, "2019-04-01", 23.0588, "MOF, STA and GACC 2019 No. 39"),
    ] {
        let told = taxed(line, &["--date", date]);
        assert!((number(&told["rate"]) * 100.0 - percent).abs() < 0.000_5, "{date} {line}: {}", told["rate"]);
        let rules = told["rules"].as_array().expect("rules");
        assert!(rules.iter().any(|rule| rule["notice"] == notice), "{date} {line}: {rules:?}");
        assert!(rules.iter().all(|rule| rule["since"].as_str() <= Some(date)), "{date}: {rules:?}");
    }
    let dates = json(&["tax", cream, "--history"], "");
    let rates: Vec<(String, i64)> = dates["dates"]
        .as_array()
        .expect("dates")
        .iter()
        .map(|told| (told["date"].as_str().expect("a date").to_owned(), rounded(&told["tax"])))
        .collect();
    let of = |date: &str| rates.iter().find(|rate| rate.0 == date).map(|rate| rate.1);
    assert_eq!(
        [of("2016-04-08"), of("2016-10-01"), of("2018-05-01"), of("2019-04-01")],
        [47_000, 26_353, 25_529, 23_059].map(Some)
    );
}

/// Returns the tax on a thousand yuan, in fen.
#[expect(clippy::cast_possible_truncation, reason = "a few hundred yuan")]
fn rounded(tax: &Value) -> i64 {
    (number(tax) * 100.0).round() as i64
}

#[test]
fn a_basket_of_several_lines_adds_up_to_the_fen() {
    let basket = "delivery = \"20 CNY\"\nyear_to_date = \"3000 CNY\"\n[line.milk]\nprice = \"300 CNY\"\nunits = 2\n\
                  [line.cream]\nprice = \"800 CNY\"\ntax = \"cosmetics\"\ncontent = \"50 ml\"\n";
    let told = json(&["tax", "-", "--date", "2027-01-01"], basket)["dates"][0].clone();
    assert!(close(&told["dutiable_value"], 1420.0, 1e-12), "with its delivery");
    let lines = told["lines"].as_array().expect("lines");
    let fen: Vec<i64> = lines.iter().map(|line| rounded(&line["tax"])).collect();
    assert_eq!(fen.iter().sum::<i64>(), rounded(&told["tax"]));
    // 608.5714 x 9.1 % and 811.4286 x 23.0588 %: 55.38 and 187.106.
    assert_eq!(fen, [5_538, 18_711]);
    assert_eq!((&told["limits"]["order"], &told["limits"]["year"]), (&5_000.0.into(), &26_000.0.into()));
}

#[test]
fn above_the_limits_goods_go_as_general_trade() {
    let two = r#"{ price = "2600 CNY", units = 2, tariff = "5 %" }"#;
    let told = taxed(two, &["--date", "2027-01-01"]);
    assert_eq!((&told["admissible"], &told["treatment"]), (&false.into(), &"general_trade".into()));
    // Duty on 5,200, and 13 % on 5,460.
    assert_eq!((number(&told["tariff"]), number(&told["vat"])), (260.0, 709.8));
    assert!(told["reason"].as_str().expect("why").contains("several pieces above 5,000 CNY"));
    let late =
        json(&["tax", "-", "--date", "2027-01-01"], "year_to_date = \"25800 CNY\"\nline.milk.price = \"300 CNY\"\n");
    assert!(late["dates"][0]["reason"].as_str().expect("why").contains("26,100 CNY of 26,000"), "{late}");
    assert_eq!(number(&late["dates"][0]["vat"]), 39.0);
}

#[test]
fn personal_articles_have_a_flat_rate_and_a_waiver() {
    let at = |price: &str| {
        let line = format!("{{ price = \"{price} CNY\" }}");
        taxed(&line, &["--date", "2027-01-01", "--regime", "personal"])
    };
    // 20 % of 250 is 50, which is waived; of 250.05 it is 50.01.
    assert_eq!((number(&at("250")["tax"]), &at("250")["waived"]), (0.0, &true.into()));
    assert_eq!((number(&at("250.05")["tax"]), &at("250.05")["waived"]), (50.01, &false.into()));
    assert!(number(&at("250.05")["lines"][0]["rates"]["personal"]) == 0.2);
}

#[test]
fn a_basket_may_amend_the_rules() {
    let basket = "regime.1210.relief.2027-07-01 = \"80 %\"\nline.milk.price = \"300 CNY\"\n";
    let told = json(&["tax", "-", "--date", "2027-06-30", "--date", "2027-07-01"], basket);
    assert_eq!(number(&told["dates"][0]["tax"]), 27.3);
    assert_eq!(number(&told["dates"][1]["tax"]), 31.2);
    let rules = told["dates"][1]["rules"].as_array().expect("rules");
    let relief = rules.iter().find(|rule| rule["field"] == "relief").expect("relief");
    assert!(relief["notice"].is_null() && relief["since"] == "2027-07-01", "{relief}");
}

#[test]
fn mistakes_are_reported_at_their_place() {
    let told =
        refused(&["tax", "-", "--date", "2027-01-01"], "line.a = { price = 800, tax = \"vine\" }\nline.b = {}\n");
    for part in ["stdin:1:20", "wrong_unit", "did you mean `wine`?", "stdin:2:", "missing_key", "3 problems"] {
        assert!(told.contains(part), "{part} in {told}");
    }
    let line = r#"{ price = "5 CNY" }"#;
    assert!(refused(&["tax", line, "--date", "2015-01-01"], "").contains("the first apply from 2016-04-08"));
    for words in [&["--date", "2027-13-01"][..], &[], &["--date", "2027-01-01", "--regime", "1211"]] {
        assert!(!refused(&[&["tax", line][..], words].concat(), "").is_empty());
    }
    assert!(refused(&["tax", "nowhere.toml", "--date", "2027-01-01"], "").contains("nowhere.toml"));
}

#[test]
fn the_screen_says_rates_and_rules() {
    let text = said(&["tax", P10[2].1, "--date", "2027-01-01"], "");
    for part in ["98.8235", "85.6471", "184.47", "15 %", "23.059 %", "2019-04-01  MOF, STA and GACC 2019 No. 39"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 104), "{text}");
}
