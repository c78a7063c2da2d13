//! Norms of the code: sizes, names, module comments, no unfinished work, no clock, no hash order, integers in the state, and
//! an engine that knows nothing about goods.

use super::source::{Source, all};
use super::{obeyed, sees};

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// Returns a complaint for each matching line of a text.
fn lines(source: &Source, text: &str, what: &str, found: impl Fn(&str) -> bool) -> Vec<String> {
    let lines = text.lines().enumerate().filter(|(_, line)| found(line));
    lines.map(|(index, line)| format!("src/{}:{}: {what}: {}", source.file, index + 1, line.trim())).collect()
}

fn opens_with_what_it_is(sources: &[Source]) -> Vec<String> {
    let silent = sources.iter().filter(|source| !source.text.starts_with("//! "));
    silent.map(|source| format!("src/{}: opens without `//!`", source.file)).collect()
}

fn unfinished(sources: &[Source]) -> Vec<String> {
    let marks = ["TODO", "FIXME", "XXX", "HACK"];
    let calls = ["dbg!", "todo!", "unimplemented!"];
    let mut complaints = Vec::new();
    for source in sources {
        let marked = |line: &str| words(line).any(|word| marks.contains(&word));
        complaints.extend(lines(source, &source.text, "unfinished", marked));
        let called = |line: &str| calls.iter().any(|call| line.contains(call));
        complaints.extend(lines(source, &source.code, "unfinished", called));
    }
    complaints
}

fn empty_names(sources: &[Source]) -> Vec<String> {
    let empty = ["util", "utils", "helper", "helpers", "manager", "common", "processor", "misc", "shared"];
    let named = |source: &&Source| source.module().iter().any(|name| name.split('_').any(|word| empty.contains(&word)));
    sources.iter().filter(named).map(|source| format!("src/{}: a name that says nothing", source.file)).collect()
}

fn too_long(sources: &[Source]) -> Vec<String> {
    let sizes = sources.iter().map(|source| (source, source.text.lines().count()));
    let long = sizes.filter(|(_, size)| *size > 500);
    long.map(|(source, size)| format!("src/{}: {size} lines, more than 500", source.file)).collect()
}

/// Hash maps iterate in an arbitrary order, so none is allowed, even if nothing iterates over it.
fn hash_order(sources: &[Source]) -> Vec<String> {
    let hashed = ["HashMap", "HashSet", "hash_map", "hash_set", "RandomState", "DefaultHasher"];
    let found = |line: &str| words(line).any(|word| hashed.contains(&word));
    sources.iter().flat_map(|source| lines(source, &source.code, "hash order", found)).collect()
}

fn clocks_and_dice(sources: &[Source]) -> Vec<String> {
    let taken = [
        "Instant::now",
        "SystemTime",
        "UNIX_EPOCH",
        "Timestamp::now",
        "Zoned::now",
        "thread_rng",
        "rand::rng",
        "ThreadRng",
        "OsRng",
        "from_os_rng",
        "random()",
    ];
    let inside = sources.iter().filter(|source| !matches!(source.top_module(), Some("cli" | "output") | None));
    // The one generator that is seeded by name and gives the same numbers everywhere.
    let found = |line: &str| {
        let line = line.replace("rand::rngs::Xoshiro256PlusPlus", "");
        taken.iter().any(|name| line.contains(name)) || line.contains("std::env::")
    };
    inside.flat_map(|source| lines(source, &source.code, "clock, dice or environment", found)).collect()
}

/// Books, taxes and money hold integers. A float may appear in a method whose documentation says that it reports.
fn floats_in_state(sources: &[Source]) -> Vec<String> {
    let files = ["books", "stock", "order", "shipment", "ledger", "cost", "price", "level", "audit"];
    let state = |source: &&Source| {
        let chain = source.file.strip_prefix("chain/").and_then(|file| file.strip_suffix(".rs"));
        let taxes = |file: &str| file.starts_with("regime/") && file != "regime/read";
        chain.is_some_and(|file| files.contains(&file) || taxes(file)) || source.file == "units/money.rs"
    };
    let mut complaints = Vec::new();
    for source in sources.iter().filter(state) {
        let untested = source.untested();
        let (code, text): (Vec<&str>, Vec<&str>) = (untested.lines().collect(), source.text.lines().collect());
        for (index, line) in code.iter().enumerate() {
            let float =
                words(line).any(|word| matches!(word, "f32" | "f64")) || words(line).any(|word| word == "as_f64");
            if float && !reports(&code, &text, index) {
                complaints.push(format!(
                    "src/{}:{}: a floating number in the state: {}",
                    source.file,
                    index + 1,
                    line.trim()
                ));
            }
        }
    }
    complaints
}

/// Returns whether the function around a line is documented as one for reports.
fn reports(code: &[&str], text: &[&str], line: usize) -> bool {
    let Some(start) = (0..=line).rev().find(|at| words(code[*at]).any(|word| word == "fn")) else { return false };
    let documented = (0..start).rev().take_while(|at| {
        let line = text[*at].trim_start();
        line.starts_with("///") || line.starts_with("#[")
    });
    documented.into_iter().any(|at| text[at].trim_start().starts_with("///") && text[at].contains("report"))
}

/// Domain words that the engine must not use. `order` is one of them when it means a thing, not a sequence.
fn domain_words(sources: &[Source]) -> Vec<String> {
    let trade = [
        "stock",
        "customs",
        "warehouse",
        "lane",
        "courier",
        "market",
        "shipment",
        "product",
        "parcel",
        "supplier",
        "goods",
        "platform",
        "inventory",
        "freight",
        "sku",
        "backorder",
        "consumer",
        "customer",
        "carrier",
        "duty",
        "tariff",
        "orders",
        "price",
        "vat",
    ];
    let known = |word: &str| trade.contains(&word) || word.strip_suffix('s').is_some_and(|one| trade.contains(&one));
    let engine = sources.iter().filter(|source| source.top_module() == Some("engine"));
    let found = |line: &str| {
        let parts = words(line).flat_map(camel_and_snake);
        parts.into_iter().any(|part| part == "Order" || known(&part.to_lowercase()))
    };
    engine.flat_map(|source| lines(source, &source.spoken, "a word of the trade", found)).collect()
}

/// Splits `OrderId` and `order_id` into words.
fn camel_and_snake(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for part in word.split('_') {
        let mut start = 0;
        for (at, c) in part.char_indices() {
            if c.is_uppercase() && at > start {
                parts.push(&part[start..at]);
                start = at;
            }
        }
        parts.push(&part[start..]);
    }
    parts
}

#[test]
fn every_file_opens_with_what_it_is() {
    obeyed(&opens_with_what_it_is(&all()));
    sees(opens_with_what_it_is, "chain/stock.rs", "use std::fmt;\n//! Stock.", "//! Stock.\nuse std::fmt;");
}

#[test]
fn nothing_is_left_unfinished() {
    obeyed(&unfinished(&all()));
    sees(unfinished, "chain/stock.rs", "// TODO: think", "// a to-do list");
    sees(unfinished, "chain/stock.rs", "fn f() { todo!() }", "// todo!() is refused");
    sees(unfinished, "chain/stock.rs", "let x = dbg!(1);", "let x = \"dbg!\";");
}

#[test]
fn names_say_something() {
    obeyed(&empty_names(&all()));
    for (file, complaints) in [("chain/utils/text.rs", 1), ("cli/run_helpers.rs", 1), ("chain/commons.rs", 0)] {
        assert_eq!(empty_names(&[Source::new(file, "")]).len(), complaints, "{file}");
    }
}

#[test]
fn files_are_short() {
    let sources = all();
    obeyed(&too_long(&sources));
    sees(too_long, "chain/stock.rs", &"\n".repeat(501), &"\n".repeat(500));
    let mut sizes: Vec<usize> = sources.iter().map(|source| source.text.lines().count()).collect();
    sizes.sort_unstable();
    let median = sizes[sizes.len() / 2];
    assert!(median < 200, "the median file has {median} lines");
}

#[test]
fn nothing_depends_on_hash_order() {
    obeyed(&hash_order(&all()));
    sees(
        hash_order,
        "scenario/load.rs",
        "use std::collections::{BTreeMap, HashMap};",
        "// no HashMap\nlet s = \"HashMap\";",
    );
    sees(hash_order, "cli/run.rs", "let s: std::collections::HashSet<u8>;", "use std::collections::BTreeSet;");
}

#[test]
fn nothing_reads_a_clock_throws_dice_or_asks_the_environment() {
    obeyed(&clocks_and_dice(&all()));
    sees(clocks_and_dice, "study/replicate.rs", "let start = std::time::Instant::now();", "use crate::chain::Instant;");
    sees(clocks_and_dice, "agent/lane.rs", "let mut dice = rand::rng();", "use rand::{Rng, RngExt};");
    sees(
        clocks_and_dice,
        "engine/generator.rs",
        "pub type Generator = rand::rngs::StdRng;",
        "pub type Generator = rand::rngs::Xoshiro256PlusPlus;",
    );
    sees(clocks_and_dice, "chain/books.rs", "let home = std::env::var(\"HOME\");", "let home = \"std::env::var\";");
    assert!(clocks_and_dice(&[Source::new("cli/run.rs", "let start = std::time::Instant::now();")]).is_empty());
}

#[test]
fn the_state_holds_integers() {
    obeyed(&floats_in_state(&all()));
    sees(
        floats_in_state,
        "chain/stock.rs",
        "struct Cell {\n    on_hand: f64,\n}",
        "struct Cell {\n    on_hand: i64,\n}",
    );
    let reporting = "/// For reports.\n#[must_use]\nfn amount(&self) -> f64 {\n    self.0 as f64\n}";
    sees(
        floats_in_state,
        "units/money.rs",
        &reporting.replace("For reports", "Half").replace("self.0 as f64", "0.5"),
        reporting,
    );
    assert_eq!(floats_in_state(&[Source::new("chain/price.rs", "fn f(x: f64) {\n    let y: f64 = x;\n}")]).len(), 2);
}

#[test]
fn the_engine_holds_no_word_of_the_trade() {
    obeyed(&domain_words(&all()));
    sees(domain_words, "engine/agenda.rs", "struct StockLevel;", "struct Level; // of stock\nlet order = 1;");
    sees(domain_words, "engine/slab.rs", "use crate::units::OrderId;", "use std::cmp::Ordering;");
    sees(
        domain_words,
        "engine/law/error.rs",
        "let text = \"no shipments\";",
        "#[cfg(test)]\nmod tests {\n    let text = \"lane.a\";\n}",
    );
}
