//! The explanation of every kind of problem is correct: its wrong example has exactly that problem, its right one has none,
//! and `docs/reference/problems.md` holds every page. `HAITAO_WRITE=1 cargo test problems` updates that file.

use haitao::scenario::{Faults, parse};
use haitao::text::Code;
use std::fs;
use std::path::Path;
use toml::{Table, Value};

/// The entries around an example that is not a whole file. An entry of the example replaces the one here.
const AROUND: &str = r#"
haitao = "1"
run.horizon = "10 d"
product.tea = {}
warehouse.shop = {}
supplier.maker = {}
customs.desk = {}
lane.van = {}
courier.post = {}
stock.shop.tea = {}
market.town = { orders.poisson.rate = "2 /d", through = "warehouse.shop" }
"#;

/// Files that an example may include, under a comment with the name.
const BESIDE: [&str; 3] = ["data.csv", "data.xlsx", "base.toml"];

/// Returns the indented lines after a label on a page: the example, and its file.
fn example(page: &str, label: &str) -> (String, Option<(&'static str, String)>) {
    let behind = page.split_once(&format!("\n{label}:\n\n")).unwrap_or_else(|| panic!("no `{label}:` in\n{page}")).1;
    let lines = behind.lines().take_while(|line| line.is_empty() || line.starts_with("    "));
    let text: String = lines.map(|line| format!("{}\n", line.trim_start())).collect();
    let cut = |name: &'static str| Some((name, text.split_once(&format!("\n# {name}\n"))?));
    match BESIDE.into_iter().find_map(cut) {
        Some((name, (toml, beside))) => (toml.to_owned(), Some((name, beside.trim_start().to_owned()))),
        None => (text, None),
    }
}

/// Returns the example as a whole scenario.
fn whole(example: &str) -> String {
    if example.starts_with("haitao") {
        return example.to_owned();
    }
    // An example that is not TOML stays as it is.
    let Ok(example) = example.parse::<Table>() else { return format!("{AROUND}\n{example}") };
    let mut whole: Table = AROUND.parse().expect("TOML");
    for (kind, entries) in example {
        match (whole.get_mut(&kind), entries) {
            (Some(Value::Table(known)), Value::Table(entries)) => known.extend(entries),
            (_, entries) => drop(whole.insert(kind, entries)),
        }
    }
    whole.to_string()
}

fn read(page: &str, label: &str) -> Option<Faults> {
    let (example, data) = example(page, label);
    let folder = tempfile::tempdir().expect("a folder");
    if let Some((name, data)) = data {
        fs::write(folder.path().join(name), data).expect("a file");
    }
    parse(&whole(&example), folder.path()).map_or_else(Some, |scenario| scenario.warnings().cloned())
}

#[test]
fn the_wrong_example_has_the_problem_and_the_right_one_has_none() {
    let mut complaints = Vec::new();
    for code in Code::ALL {
        let name = code.as_str();
        match read(code.explain(), "Wrong") {
            Some(faults) if faults.problems.iter().all(|problem| problem.code == *code) => {}
            Some(faults) => complaints.push(format!("the wrong example of {name} has another problem:\n{faults}")),
            None => complaints.push(format!("the wrong example of {name} is valid")),
        }
        if let Some(faults) = read(code.explain(), "Right") {
            complaints.push(format!("the right example of {name} is not valid:\n{faults}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_explanation_is_unique_and_fits_a_terminal() {
    for code in Code::ALL {
        let page = code.explain();
        assert!(
            Code::ALL.iter().all(|other| other == code || other.explain() != page),
            "{} has the explanation of another code",
            code.as_str()
        );
        assert!(
            page.lines().filter(|line| !line.starts_with("    ")).all(|line| line.chars().count() <= 124),
            "{page}"
        );
        assert!(page.ends_with(".\n") && !page.starts_with("Wrong"), "{page}");
        assert_eq!(Code::parse(code.as_str()), Some(*code));
    }
    assert_eq!(Code::parse("no_code"), None);
    assert_eq!(Code::parse("empty_way"), Some(Code::EmptyRoute), "a former name");
}

#[test]
fn every_explanation_is_in_the_reference() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/problems.md");
    let mut expected = format!(
        "# Problems\n\nWhat `haitao check` may say of a scenario: {} kinds of problem, each with its code. `haitao explain CODE` \
         prints the same.\nThis page is written from the program; `HAITAO_WRITE=1 cargo test problems` rewrites it.\n",
        Code::ALL.len()
    );
    for code in Code::ALL {
        expected += &format!("\n## `{}`\n{}\n\n{}", code.as_str(), code.meaning(), code.explain());
    }
    if std::env::var_os("HAITAO_WRITE").is_some() {
        fs::write(&path, expected).expect("a page that can be written");
        return;
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        found, expected,
        "docs/reference/problems.md is not what the program says: HAITAO_WRITE=1 cargo test problems"
    );
}

#[test]
fn an_example_is_found_on_its_page() {
    let page = "Why.\n\nWrong:\n\n    a = 1\n\n    # data.csv\n    x,y\n    1,2\n\nRight:\n\n    a = 2\n\nMend it.\n";
    assert_eq!(example(page, "Wrong"), ("a = 1\n".to_owned(), Some(("data.csv", "x,y\n1,2\n\n".to_owned()))));
    assert_eq!(example(page, "Right"), ("a = 2\n\n".to_owned(), None));
}
