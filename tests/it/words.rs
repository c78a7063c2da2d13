//! Commands for words: `new` writes scenarios that run, `list` and `explain` know every word.

use crate::cli::Desk;
use serde_json::Value;
use std::process::Output;

const TEMPLATES: [&str; 4] = ["stock-point", "two-echelons", "bonded", "direct-mail"];

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("text")
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("text")
}

/// Asserts that a command fails with this exit code and a message that contains this text.
fn refused(desk: &Desk, words: &str, code: i32, said: &str) {
    let output = desk.haitao(words);
    assert_eq!(output.status.code(), Some(code), "haitao {words}: {}", err(&output));
    assert!(err(&output).contains(said), "haitao {words} says: {}", err(&output));
    assert!(output.stdout.is_empty(), "haitao {words} answers nothing");
}

fn json(desk: &Desk, words: &str) -> Vec<Value> {
    let answer: Value = serde_json::from_str(out(&desk.sound(words))).expect("JSON");
    answer.as_array().expect("a list").clone()
}

#[test]
fn templates_are_short_and_valid_and_run() {
    let desk = Desk::new("");
    for name in TEMPLATES {
        let written = desk.sound(&format!("new {name}.toml --template {name}"));
        assert!(out(&written).is_empty() && err(&written).contains("haitao check"), "{}", err(&written));
        let text = desk.read(&format!("{name}.toml"));
        assert!(text.lines().count() < 60, "{name}: {} lines", text.lines().count());
        assert!(text.lines().filter(|line| line.contains('#')).count() >= 15, "{name} teaches in comments");
        assert!(text.contains("(A)"), "{name} tags what is assumed");
        assert!(out(&desk.sound(&format!("check {name}.toml"))).starts_with("valid"));
        let run = desk.sound(&format!("run {name}.toml -n 2 --format json --out {name}"));
        let summary: Value = serde_json::from_str(out(&run)).expect("JSON");
        assert!(summary["kpis"]["orders_delivered"]["mean"].as_f64() > Some(1000.0), "{name}");
        assert_eq!(out(&desk.sound(&format!("new - --template {name}"))), text);
    }
    desk.sound("new first.toml --quiet");
    assert_eq!(desk.read("first.toml"), desk.read("stock-point.toml"), "the first template, unless another is named");
}

#[test]
fn new_overwrites_nothing_and_names_missing_arguments() {
    let desk = Desk::new("mine");
    refused(&desk, "new chain.toml", 2, "chain.toml already exists");
    assert_eq!(desk.read("chain.toml"), "mine");
    refused(&desk, "new other.toml --template bondd", 2, "did you mean `bonded`?");
    refused(&desk, "new no/where.toml", 3, "cannot write no/where.toml");
    let listed = desk.sound("new");
    assert!(TEMPLATES.iter().all(|name| out(&listed).contains(name)), "{}", out(&listed));
}

#[test]
fn every_word_that_is_listed_is_explained() {
    let desk = Desk::new("");
    let topics = json(&desk, "list --format json");
    assert!(topics.len() >= 9, "{topics:?}");
    let mut count = 0;
    for topic in topics.iter().map(|topic| topic.as_str().expect("a name")).filter(|topic| *topic != "scenarios") {
        let words = json(&desk, &format!("list {topic} --format json"));
        let shown = desk.sound(&format!("list {topic}"));
        let names: Vec<&str> = words.iter().map(|word| word["name"].as_str().expect("a name")).collect();
        assert!(names.iter().all(|name| out(&shown).contains(name)), "{topic}");
        let explained = json(&desk, &format!("explain --format json {}", names.join(" ")));
        for word in &words {
            let name = word["name"].as_str().expect("a name");
            // A key that is a word of another list too is explained as that word.
            let is = |other: &&Value| {
                other["meaning"] == word["meaning"] && name.ends_with(other["name"].as_str().expect("a name"))
            };
            let found = explained.iter().find(is).unwrap_or_else(|| panic!("{topic}: {word}"));
            assert!(word["source"].is_null() || word["source"] == found["source"], "{topic}: {word}");
        }
        count += words.len();
    }
    assert!(count > 600, "{count} words");
}

#[test]
fn a_word_is_explained_in_full() {
    let desk = Desk::new("");
    let shown = |words: &str| out(&desk.sound(words)).split_whitespace().collect::<Vec<_>>().join(" ");
    let fill = shown("explain fill_rate");
    assert!(fill.contains("formula") && fill.contains("units served from the shelf at once"), "{fill}");
    assert!(
        fill.contains("Silver, Pyke and Thomas")
            && fill.contains("all, market, market_group, product, product_group, stock"),
        "{fill}"
    );
    assert!(shown("explain s_S").contains("Zipkin"), "the policy's file gives rule and source");
    assert!(shown("explain payable.courier.zto").contains("payable.KIND.NAME"));
    assert!(shown("explain lognormal").contains("median sigma"));
    assert!(shown("explain lane.rotterdam-ningbo.departs").starts_with("lane.departs key When vehicles leave."));
    assert!(shown("explain no_demand").contains("Wrong:"), "a problem is explained by an example");
    let several = shown("explain S_S holding");
    assert!(several.starts_with("s_S policy") && several.contains("holding account"), "{several}");
}

#[test]
fn an_unknown_word_is_an_error_with_a_suggestion() {
    let desk = Desk::new("");
    refused(&desk, "explain fil_rate", 2, "did you mean `fill_rate`?");
    refused(&desk, "explain lane.deprts", 2, "did you mean `lane.departs`?");
    refused(&desk, "explain fill_rate colourless", 2, "`colourless` is not a word");
    refused(&desk, "list polices", 2, "did you mean `policies`?");
    refused(&desk, "list scenarios", 3, "cannot read the folder scenarios");
}

#[test]
fn scenarios_are_listed_with_their_questions() {
    let desk = Desk::new(crate::cli::CHAIN);
    let listed = desk.sound("list scenarios --folder .");
    assert!(out(&listed).contains("chain.toml  How long, how costly, how often out of stock?"), "{}", out(&listed));
}
