//! The schema agrees with the program: it accepts every valid scenario, and rejects what the program rejects for its form
//! alone, such as a wrong key, kind, type, distribution or policy.

use super::language::scenarios;
use haitao::text::Code;
use jsonschema::Validator;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&haitao::scenario::schema()).expect("a schema")
}

/// Returns TOML text as an editor passes it to a schema; dates become texts.
fn tree(text: &str) -> Value {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => Value::String(date.to_string()),
            toml::Value::Array(items) => items.into_iter().map(json).collect(),
            toml::Value::Table(table) => {
                Value::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect())
            }
            other => serde_json::to_value(other).expect("a plain value"),
        }
    }
    json(toml::Value::Table(text.parse().expect("TOML")))
}

fn faults(validator: &Validator, text: &str) -> Vec<String> {
    validator.iter_errors(&tree(text)).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.extension().is_some_and(|ending| ending == end)).collect()
}

#[test]
fn every_sound_scenario_is_valid() {
    let validator = validator();
    let mut texts: Vec<String> =
        files("scenarios", "toml").iter().map(|path| fs::read_to_string(path).expect("a text")).collect();
    let pages = crate::pages::pages(&root().join("docs")).into_iter().chain([root().join("README.md")]);
    for page in pages {
        let page = fs::read_to_string(page).expect("a text");
        texts.extend(scenarios(&page).into_iter().map(str::to_owned));
    }
    assert!(texts.len() >= 12, "a dozen scenarios, not {}", texts.len());
    for text in texts {
        let faults = faults(&validator, &text);
        assert!(faults.is_empty(), "{faults:#?}\n{text}");
    }
}

#[test]
fn formal_mistakes_are_invalid() {
    let validator = validator();
    let of_form = [
        Code::LanguageVersion,
        Code::UnknownKey,
        Code::UnknownKind,
        Code::WrongType,
        Code::WrongUnit,
        Code::BadNumber,
        Code::NegativeTime,
        Code::UnknownLaw,
        Code::LawParameters,
        Code::UnknownPolicy,
        Code::UnknownTaxClass,
        Code::OneChoice,
    ];
    for code in of_form {
        let path = root().join(format!("tests/it/problems/{}.toml", code.as_str()));
        let text = fs::read_to_string(path).expect("a text");
        // This parser does not accept numbers beyond 64 bits.
        if text.parse::<toml::Table>().is_ok() {
            assert!(!faults(&validator, &text).is_empty(), "{}.toml is valid", code.as_str());
        }
    }
}

/// Each of these is rejected at its place, and the scenario is valid without it.
#[test]
fn one_mistake_makes_a_scenario_invalid() {
    let validator = validator();
    let sound = r#"
        haitao = "1"
        run = { start = 2027-01-01, horizon = "10 d", warm_up = "1 d" }
        default.lane = { overtaking = true, label = "a lane" }
        lane_group.sea = { departs = "sat 06:00" }
        lane.boat = { group = "sea", capacity = ["900 kg", "6 m3"], transit.lognormal = { median = "46 d", sigma = 0.1, max = "60 d" } }
        customs.desk = { officers = { 01-01 = 2, 10-28 = 4 }, desk.1210 = { check = "1 h" } }
        product.item = { tax = { vat = "13 %" }, price = "12 CNY" }
        warehouse.shop = { allocate = { priority = ["town"] }, picking.mixture = [{ share = "50 %", law = "1 h" }, { share = 0.5, law.exponential.mean = "2 h" }] }
        supplier.maker = {}
        stock.shop.item = { source = ["supplier.maker", { cheapest = ["lane.boat"] }], replenish.s_S = { s = 3, S = "30 d" } }
        market.town = { orders.poisson.rate = "20 /h", units.discrete = { 1 = 3, 2 = 1 }, through = "warehouse.shop" }
        variant.busy.market.town.orders.poisson.rate = "40 /h"
        variant.lean.stock.shop.item.replenish.s_S.S = "20 d"
    "#;
    assert_eq!(faults(&validator, sound), [""; 0]);
    let changes = [
        ("haitao = \"1\"", "haitao = 1"),
        ("horizon = \"10 d\", ", ""),
        ("\"10 d\"", "\"10 x\""),
        ("warm_up", "warmup"),
        ("label", "enabled"),
        ("lane.boat", "lain.boat"),
        ("\"sat 06:00\"", "6"),
        ("900 kg", "900 km"),
        ("median", "mediam"),
        ("sigma = 0.1", "sd = \"1 d\""),
        ("lognormal", "lognormial"),
        ("01-01 = 2", "january = 2"),
        ("check = \"1 h\"", "check = \"-1 h\""),
        ("vat = \"13 %\"", "vat = 13"),
        ("12 CNY", "12"),
        ("priority", "prioritize"),
        ("share = 0.5", "share = 1.5"),
        ("s_S = { s = 3, S", "s_S = { S"),
        ("s_S = {", "s_s = {"),
        ("cheapest", "cheap"),
        ("\"20 /h\"", "\"20 h\""),
        ("2 = 1", "2 = \"a\""),
        ("variant.busy.market", "variant.busy.markt"),
    ];
    for (from, to) in changes {
        assert!(sound.contains(from), "{from}");
        assert!(!faults(&validator, &sound.replacen(from, to, 1)).is_empty(), "`{to}` for `{from}` is valid");
    }
    let extension = "haitao = \"1\"\nextends = \"base.toml\"\nrun.seed = 7\nstock.shop.item.replenish.s_S.S = 40\n";
    assert_eq!(faults(&validator, extension), [""; 0]);
    assert!(!faults(&validator, &extension.replace("seed", "sed")).is_empty());
}

#[test]
fn the_program_prints_it() {
    let printed = std::process::Command::new(env!("CARGO_BIN_EXE_haitao")).arg("schema").output().expect("it runs");
    let schema: Value = serde_json::from_slice(&printed.stdout).expect("JSON");
    assert!(printed.status.success() && schema == haitao::scenario::schema());
    let warm_up = &schema["$defs"]["whole"]["properties"]["run"]["properties"]["warm_up"];
    assert_eq!(warm_up["default"], "0 d");
    assert!(warm_up["description"].as_str().is_some_and(|doc| doc.starts_with("The time simulated before")));
}
