//! Layers of a scenario: `extends`, variants, values set from outside, and what is rejected.

use haitao::scenario::{self, Overrides, Scenario};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const BASE: &str = r#"haitao = "1"
question = "Base?"
run = { horizon = "60 d", replications = 3 }
tables.product = "products.csv"
default.supplier.overtaking = true
product_group.fine.price = "90 CNY"
warehouse.shop = {}
supplier.maker.lead_time.lognormal = { median = "5 d", sigma = 0.4 }
market.town = { orders.poisson.rate = "4 /d", through = ["warehouse.shop", "customs.desk", "courier.door"], units.discrete = { 1 = 2, 2 = 1 } }
customs.desk = { officers = 2, check = "1 h" }
courier.door = { transit.gamma = { mean = "2 d", cv = 0.5 }, overtaking = true, price = "3 CNY/parcel", to.town.price = "4 CNY/parcel" }
[stock.shop]
all = { source = "supplier.maker", replenish.s_S = { s = 20, S = 60 }, start = { on_hand = 50 } }
"#;
const PRODUCTS: &str = "name,price [CNY],cost [CNY]\ntea,60,25\nvase,400,180\n";

struct Files(TempDir);

impl Files {
    fn new() -> Self {
        let files = Self(tempfile::tempdir().expect("a folder"));
        files.write("base/base.toml", BASE);
        files.write("base/products.csv", PRODUCTS);
        files
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn sound(&self, name: &str, over: &Overrides) -> Scenario {
        scenario::load_with(&self.path(name), over).unwrap_or_else(|faults| panic!("{faults}"))
    }

    /// Returns the problems of a file, one per line, without the folder.
    fn said(&self, name: &str, over: &Overrides) -> Vec<String> {
        let faults = scenario::load_with(&self.path(name), over).expect_err("a scenario with mistakes in it");
        let folder = format!("{}/", self.0.path().display());
        faults.to_string().replace(&folder, "").lines().map(str::to_owned).collect()
    }
}

fn set(values: &[&str]) -> Overrides {
    Overrides { variant: None, sets: values.iter().map(|value| (*value).to_owned()).collect() }
}

fn variant(name: &str) -> Overrides {
    Overrides { variant: Some(name.to_owned()), sets: Vec::new() }
}

/// Returns whether two scenarios are the same except for their text: same agents and stock, same network.
fn same(one: &Scenario, other: &Scenario) -> bool {
    format!("{:?} {:?}", one.agents(), one.network()) == format!("{:?} {:?}", other.agents(), other.network())
}

/// Returns the scenario of a single file that combines the base and the changes.
fn meant(files: &Files, changes: &[(&str, &str)]) -> Scenario {
    let mut text = BASE.to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    files.write("base/meant.toml", &text);
    files.sound("base/meant.toml", &Overrides::default())
}

#[test]
fn an_override_means_what_a_file_with_it_would_mean() {
    let files = Files::new();
    let cases: [(&str, &str, &str); 14] = [
        // A parameter set by its path changes only that parameter.
        ("stock.shop.all.replenish.s_S.s = 30", "s = 20", "s = 30"),
        // A policy in braces is replaced as a whole.
        ("stock.shop.all.replenish.s_S = { s = 30, S = 70 }", "s = 20, S = 60", "s = 30, S = 70"),
        (
            "stock.shop.all.replenish = { r_Q = { r = 30, Q = 70 } }",
            "s_S = { s = 20, S = 60 }",
            "r_Q = { r = 30, Q = 70 }",
        ),
        // Another distribution replaces the one that is there, however it is written.
        (
            "supplier.maker.lead_time.gamma = { mean = \"9 d\", cv = 1 }",
            "lognormal = { median = \"5 d\", sigma = 0.4 }",
            "gamma = { mean = \"9 d\", cv = 1 }",
        ),
        (
            "supplier.maker.lead_time = { lognormal = { mean = \"9 d\", cv = 1 } }",
            "{ median = \"5 d\", sigma = 0.4 }",
            "{ mean = \"9 d\", cv = 1 }",
        ),
        ("supplier.maker.lead_time.lognormal.max = \"9 d\"", "sigma = 0.4", "sigma = 0.4, max = \"9 d\""),
        ("supplier.maker.lead_time = \"9 d\"", ".lognormal = { median = \"5 d\", sigma = 0.4 }", " = \"9 d\""),
        // A distribution with data is replaced as a whole in braces, and a weight is added by its path.
        ("market.town.units.discrete = { 1 = 1 }", "{ 1 = 2, 2 = 1 }", "{ 1 = 1 }"),
        ("market.town.units.discrete.3 = 5", "2 = 1 }", "2 = 1, 3 = 5 }"),
        // An entry is merged key by key, even in braces; so are a row, a row within an entry, and a start.
        ("customs.desk = { officers = 5 }", "officers = 2", "officers = 5"),
        ("stock.shop.all = { order_cost = \"9 CNY\" }", "start =", "order_cost = \"9 CNY\", start ="),
        (
            "courier.door.to.town.surcharge = \"2 CNY/parcel\"",
            "to.town.price",
            "to.town.surcharge = \"2 CNY/parcel\", to.town.price",
        ),
        ("stock.shop.all.start = { backlog = 5 }", "on_hand = 50", "on_hand = 50, backlog = 5"),
        ("run.warm_up = \"9 d\"", "horizon =", "warm_up = \"9 d\", horizon ="),
    ];
    for (line, from, to) in cases {
        let meant = meant(&files, &[(from, to)]);
        files.write("x.toml", &format!("haitao = \"1\"\nextends = \"base/base.toml\"\n{line}\n"));
        files.write("v.toml", &format!("haitao = \"1\"\nextends = \"base/base.toml\"\n[variant.x]\n{line}\n"));
        assert!(!same(&meant, &files.sound("v.toml", &Overrides::default())), "{line} changes something");
        assert!(same(&meant, &files.sound("x.toml", &Overrides::default())), "extended by {line}");
        assert!(same(&meant, &files.sound("v.toml", &variant("x"))), "a variant with {line}");
        assert!(same(&meant, &files.sound("base/base.toml", &set(&[line]))), "--set {line}");
    }
}

#[test]
fn rows_of_data_files_are_overridden_like_others_and_a_file_takes_the_place_of_another() {
    let files = Files::new();
    let plain = files.sound("base/base.toml", &Overrides::default());
    let price = |scenario: &Scenario| format!("{:?}", scenario.network().products);
    let dearer = files.sound("base/base.toml", &set(&["product.tea.price=75 CNY"]));
    files.write("base/products.csv", &PRODUCTS.replace("tea,60", "tea,75"));
    let meant = files.sound("base/base.toml", &Overrides::default());
    assert!(same(&dearer, &meant) && price(&plain) != price(&meant));
    files.write("base/products.csv", PRODUCTS);
    // The extending file names another table, in its own folder, and sets one of its keys itself.
    files.write("products-2.csv", "name,price [CNY],cost [CNY]\ntea,75,25\nvase,400,180\n");
    files.write(
        "x.toml",
        "haitao = \"1\"\nextends = \"base/base.toml\"\ntables.product = \"products-2.csv\"\n[variant.x]\nproduct.vase.cost = \"1 CNY\"\n",
    );
    let other = files.sound("x.toml", &Overrides::default());
    assert!(same(&other, &meant));
    let names: Vec<&str> = other.files().iter().map(|(name, _)| name.rsplit('/').next().unwrap_or(name)).collect();
    assert_eq!(names, ["x.toml", "base.toml", "products-2.csv"]);
    assert!(price(&files.sound("x.toml", &variant("x"))) != price(&other));
}

#[test]
fn layers_apply_in_order_and_each_is_part_of_the_hash() {
    let files = Files::new();
    files.write("mid.toml", "haitao = \"1\"\nextends = \"base/base.toml\"\nquestion = \"Mid?\"\nrun.seed = 2\n");
    files.write(
        "top.toml",
        "haitao = \"1\"\nextends = \"mid.toml\"\nrun.replications = 5\n[variant.more]\nquestion = \"More?\"\nrun.replications = 7\n",
    );
    let top = files.sound("top.toml", &Overrides::default());
    assert_eq!((top.question(), top.seed(), top.replications(), top.name()), (Some("Mid?"), 2, 5, "top"));
    let more = files.sound("top.toml", &variant("more"));
    assert_eq!((more.question(), more.seed(), more.replications(), more.name()), (Some("More?"), 2, 7, "top:more"));
    let both = Overrides { sets: vec!["run.replications=8".into(), "run.replications=9".into()], ..variant("more") };
    let set_too = files.sound("top.toml", &both);
    assert_eq!(set_too.replications(), 9, "the later holds");
    let mut hashes = vec![top.hash().to_owned(), more.hash().to_owned(), set_too.hash().to_owned()];
    hashes.push(files.sound("top.toml", &set(&["run.replications=9"])).hash().to_owned());
    files.write("mid.toml", "haitao = \"1\"\nextends = \"base/base.toml\"\nquestion = \"Other?\"\nrun.seed = 2\n");
    hashes.push(files.sound("top.toml", &Overrides::default()).hash().to_owned());
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), 5, "{hashes:?}");
}

#[test]
fn values_from_outside_are_toml_or_else_text() {
    let files = Files::new();
    let said = |values: &[&str]| files.sound("base/base.toml", &set(values));
    assert_eq!(said(&["question=What now?"]).question(), Some("What now?"));
    assert_eq!(said(&["question = \"What now?\""]).question(), Some("What now?"));
    assert_eq!(said(&["run.horizon=90 d"]).window(), said(&["run.horizon=\"90 d\""]).window());
    assert_ne!(said(&["run.horizon=90 d"]).window(), said(&[]).window());
    assert!(said(&["run.start=2027-01-01"]).network().first_day.is_some());
    assert_eq!(
        files.said("base/base.toml", &set(&["run.horizon"])),
        ["--set:1:1: syntax: expected a path and a value (for instance `--set run.horizon=\"90 d\"`)"]
    );
    assert_eq!(files.said("base/base.toml", &set(&["run..horizon=1"])).len(), 1);
}

#[test]
fn unknown_paths_are_rejected_with_the_possible_names() {
    let files = Files::new();
    let cases = [
        (
            "warehouse.shpo.space=5 m3",
            "--set:1:11: unknown_path: there is no `warehouse.shpo` to change, and nothing refers to it (did you mean `shop`?)",
        ),
        (
            "lane.door.price=5 CNY/parcel",
            "--set:1:6: unknown_path: there is no `lane.door` to change, and nothing refers to it (did you mean `courier.door`?)",
        ),
        (
            "market.twon.orders.poisson.rate=5 /d",
            "--set:1:8: unknown_path: there is no `market.twon` to change, and nothing refers to it (did you mean `town`?)",
        ),
        (
            "product_group.fien.price=5 CNY",
            "--set:1:15: unknown_path: there is no `product_group.fien` to change, and nothing refers to it (did you mean `fine`?)",
        ),
        (
            "wharehouse.shop.space=5 m3",
            "--set:1:1: unknown_kind: there is no kind `wharehouse` (did you mean `warehouse`?)",
        ),
        ("warehouse.shop.spcae=5 m3", "--set:1:16: unknown_key: unknown key `spcae` (did you mean `space`?)"),
        ("run.horizn=5 d", "--set:1:5: unknown_key: unknown key `horizn` (did you mean `horizon`?)"),
        (
            "stock.shpo.all.order_cost=5 CNY",
            "--set:1:7: unknown_name: there is no warehouse `shpo` (did you mean `shop`?)",
        ),
        (
            "courier.door.to.twon.price=5 CNY/parcel",
            "--set:1:17: unknown_name: there is no market `twon` (did you mean `town`?)",
        ),
        ("stock.shop.all.replenish.s_S.ss=5", "ss"),
    ];
    for (value, expected) in cases {
        let said = files.said("base/base.toml", &set(&[value]));
        assert_eq!(said.len(), 1, "{value}: {said:#?}");
        assert!(said[0] == expected || (expected == "ss" && said[0].contains("`ss`")), "{value}: {}", said[0]);
    }
}

#[test]
fn a_variant_adds_what_is_referred_to_and_nothing_else() {
    let files = Files::new();
    let text = r#"haitao = "1"
extends = "base/base.toml"
[variant.second]
supplier.other.lead_time = "3 d"
stock.shop.tea.source = "supplier.other"
market.village = { orders.poisson.rate = "1 /d", through = "warehouse.shop" }
shock.storm = { strikes = "warehouse.shop", starts = "9 h", lasts = "1 d", pauses = "shipping" }
[variant.idle]
supplier.other.lead_time = "3 d"
stock.shop.tea.source = "supplier.maker"
[variant.own]
haitao = "1"
extends = "base/base.toml"
"#;
    files.write("x.toml", text);
    let second = files.sound("x.toml", &variant("second"));
    assert_eq!(second.network().agents.len(), files.sound("x.toml", &Overrides::default()).network().agents.len() + 3);
    let expected = "x.toml:9:10: unknown_path: there is no `supplier.other` to change, and nothing refers to it (possible here: `maker`)";
    assert_eq!(files.said("x.toml", &variant("idle")), [expected]);
    assert_eq!(files.said("x.toml", &variant("own")).len(), 2);
    assert_eq!(
        files.said("x.toml", &variant("secnd")),
        ["unknown_name: x.toml has no variant `secnd` (did you mean `second`?)"]
    );
    assert_eq!(scenario::variants(&files.path("x.toml")).expect("variants"), ["second", "idle", "own"]);
}

#[test]
fn problems_are_reported_in_their_file() {
    let files = Files::new();
    files.write("base/base.toml", &BASE.replace("check = \"1 h\"", "check = \"1 parsec\""));
    files.write("x.toml", "haitao = \"1\"\nextends = \"base/base.toml\"\ncustoms.desk.officers = -1\n");
    let said = files.said("x.toml", &set(&["courier.door.to.town.price=5 CNY/mile"]));
    let places: Vec<&str> = said.iter().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(places, ["x.toml:3:25", "base/base.toml:10:40", "--set:1:30"]);
}

#[test]
fn circular_and_missing_bases_are_reported() {
    let files = Files::new();
    files.write("a.toml", "haitao = \"1\"\nextends = \"b.toml\"\n");
    files.write("b.toml", "haitao = \"1\"\nextends = \"./a.toml\"\n");
    files.write("c.toml", "haitao = \"1\"\nextends = \"d.toml\"\n");
    files.write("d.toml", "extends = 5\n");
    let none = Overrides::default();
    assert_eq!(
        files.said("a.toml", &none),
        [
            "a.toml:2:11: extends_loop: this leads back to `./a.toml`, in a cycle (a chain of `extends` must end at a scenario without `extends`)"
        ]
    );
    assert!(files.said("c.toml", &none).iter().any(|line| line.starts_with("d.toml:1:11: wrong_type")));
    assert!(files.said("c.toml", &none).iter().any(|line| line.starts_with("d.toml:1:1: language_version")));
    files.write("e.toml", "haitao = \"1\"\nextends = \"nowhere.toml\"\n");
    assert!(files.said("e.toml", &none)[0].starts_with("e.toml:2:11: missing_file: there is no file nowhere.toml"));
    assert!(scenario::load(Path::new("nowhere.toml")).is_err());
}
