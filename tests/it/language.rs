//! The reference is correct: every scenario in the documents is valid, every word of customs and taxes is in
//! `docs/reference/language.md`, and no link is broken. Kinds, keys and policies are in a generated page.

use haitao::chain::regime::{Amendment, Regime, TaxClass};
use haitao::policy::forecast::Method;
use haitao::policy::replenish::Policy;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn pages() -> Vec<PathBuf> {
    let mut pages = crate::pages::pages(&root().join("docs"));
    pages.push(root().join("README.md"));
    pages.sort();
    pages
}

/// Returns the scenarios in a text: blocks of TOML that start with the language version.
pub(crate) fn scenarios(text: &str) -> Vec<&str> {
    let blocks = text.split("```toml\n").skip(1).filter_map(|block| Some(block.split_once("```")?.0));
    blocks.filter(|block| block.starts_with("haitao = \"1\"")).collect()
}

/// Returns the words that do not occur in backticks in the prose and tables of a page.
fn unnamed<'a>(page: &str, words: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let prose = page.split("```").step_by(2);
    let quoted = prose.flat_map(|prose| prose.split('`').skip(1).step_by(2));
    let known: Vec<&str> = quoted.flat_map(|quoted| quoted.split(|c: char| !c.is_alphanumeric() && c != '_')).collect();
    words.into_iter().filter(|word| !known.contains(word)).collect()
}

#[test]
fn every_scenario_in_the_documents_is_sound() {
    let mut found = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a text");
        for scenario in scenarios(&text) {
            found += 1;
            if let Err(faults) = haitao::scenario::parse(scenario, &root().join("scenarios")) {
                panic!("{}: {faults}\n{scenario}", page.display());
            }
        }
    }
    assert!(found >= 8, "eight scenarios at least, not {found}");
}

#[test]
fn every_word_of_customs_and_taxes_is_in_the_reference() {
    let page = read("docs/reference/language.md");
    assert_eq!(unnamed(&page, Regime::NAMES.iter().map(|(name, _)| *name)), [""; 0], "regimes");
    assert_eq!(unnamed(&page, TaxClass::NAMES.iter().map(|(name, _)| *name)), [""; 0], "classes of tax");
    assert_eq!(unnamed(&page, Amendment::FIELDS.iter().map(|(name, ..)| *name)), [""; 0], "fields of regimes");
}

/// The example of every policy works when copied.
#[test]
fn the_example_of_every_policy_is_sound() {
    let policies =
        Policy::NAMES.iter().zip(Policy::EXAMPLES).map(|(name, example)| format!("replenish.{name} = {example}"));
    let forecasts = Method::NAMES.iter().zip(Method::EXAMPLES);
    let forecasts = forecasts.map(|(name, example)| format!("replenish.base_stock.S = 4, forecast.{name} = {example}"));
    let bare = Policy::BARE.iter().map(|name| format!("replenish = \"{name}\""));
    for words in policies.chain(forecasts).chain(bare) {
        let text = format!(
            "haitao = \"1\"\nrun.horizon = \"30 d\"\nproduct.item = {{}}\nwarehouse.shop = {{}}\nsupplier.maker = {{}}\n\
             market.town = {{ orders.poisson.rate = \"2 /d\", through = \"warehouse.shop\" }}\n\
             stock.shop.item = {{ source = \"supplier.maker\", {words} }}\n"
        );
        if let Err(faults) = haitao::scenario::parse(&text, root()) {
            panic!("{words}: {faults}");
        }
    }
    assert!(Policy::BARE.contains(&"cross_dock") && !Policy::BARE.contains(&"s_S"), "{:?}", Policy::BARE);
}

/// Returns the link targets of a page, except those on other sites.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
    targets
        .map(|target| target.split('#').next().unwrap_or_default())
        .filter(|target| !target.contains("://"))
        .collect()
}

#[test]
fn no_link_of_the_documents_is_broken() {
    let mut found = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a text");
        for target in links(&text).into_iter().filter(|target| !target.is_empty()) {
            found += 1;
            let path = page.parent().expect("a folder").join(target);
            assert!(path.exists(), "{}: no {target}", page.display());
        }
    }
    assert!(found >= 20, "twenty links at least, not {found}");
}

#[test]
fn every_page_is_in_the_index() {
    let docs = root().join("docs");
    let index: Vec<PathBuf> = links(&read("docs/README.md")).into_iter().map(|target| docs.join(target)).collect();
    for page in crate::pages::pages(&docs) {
        let decision = page.parent().is_some_and(|folder| folder.ends_with("decisions"));
        let named = index.contains(&page) || page == docs.join("README.md") || decision;
        assert!(named, "docs/README.md does not name {}", page.display());
    }
}

#[test]
fn missing_words_are_noticed() {
    let text = "```toml\nhaitao = \"1\"\nrun = 1\n```\n```toml\nrun = 2\n```\n```csv\nname\n```";
    assert_eq!(scenarios(text), ["haitao = \"1\"\nrun = 1\n"]);
    assert_eq!(links("[a](b.md#c) [d](https://e) [f](../g.md)"), ["b.md", "../g.md"]);
    assert_eq!(unnamed("`a.b` c `d = \"e\"`\n```\n`g`\n```\n`h`", ["a", "b", "c", "d", "e", "g", "h"]), ["c", "g"]);
}
