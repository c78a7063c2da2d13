//! Random values of keys: distributions of times and units, arrivals, or a word of a list; present or left out.

use super::blocks::Block;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

pub(super) fn always(header: &'static str, line: &'static str) -> BoxedStrategy<Block> {
    Just(Block::new(header, [Some(line.to_owned())])).boxed()
}

/// Returns a key that may be left out.
pub(super) fn maybe(
    key: &'static str,
    value: impl Strategy<Value = String> + 'static,
) -> BoxedStrategy<Option<String>> {
    option::of(value.prop_map(move |value| format!("{key} = {value}"))).boxed()
}

/// Returns a key that is mostly left out.
pub(super) fn rarely(
    key: &'static str,
    value: impl Strategy<Value = String> + 'static,
) -> BoxedStrategy<Option<String>> {
    option::weighted(0.2, value.prop_map(move |value| format!("{key} = {value}"))).boxed()
}

/// Returns a key that is always present.
pub(super) fn key(key: &'static str, value: impl Strategy<Value = String> + 'static) -> BoxedStrategy<Option<String>> {
    value.prop_map(move |value| Some(format!("{key} = {value}"))).boxed()
}

pub(super) fn one_of(values: &[&'static str]) -> BoxedStrategy<String> {
    select(values.to_vec()).prop_map(str::to_owned).boxed()
}

pub(super) fn block(header: impl Into<String>, lines: Vec<BoxedStrategy<Option<String>>>) -> BoxedStrategy<Block> {
    let header = header.into();
    lines.prop_map(move |lines| Block::new(&header, lines)).boxed()
}

/// Returns a time distribution with a mean of about this many hours.
pub(super) fn time(hours: i64) -> BoxedStrategy<String> {
    let half = 30 * hours;
    prop_oneof![
        4 => select(vec![0, half, 2 * half, 4 * half]).prop_map(|minutes| format!("\"{minutes} min\"")),
        1 => Just(format!("{{ discrete = {{ \"{half} min\" = 2, \"{hours} h\" = 1 }} }}")),
        1 => Just(format!("{{ exponential = {{ mean = \"{hours} h\" }} }}")),
        1 => Just(format!("{{ uniform = {{ min = \"0 h\", max = \"{} h\" }} }}", 2 * hours)),
        1 => Just(format!("{{ gamma = {{ mean = \"{hours} h\", cv = 0.5 }} }}")),
        1 => Just(format!("{{ lognormal = {{ median = \"{hours} h\", sigma = 0.7 }} }}")),
        1 => Just(format!("{{ normal = {{ mean = \"{hours} h\", sd = \"{half} min\" }} }}")),
    ]
    .boxed()
}

pub(super) fn truth() -> BoxedStrategy<String> {
    one_of(&["true", "false"])
}

pub(super) fn servers() -> BoxedStrategy<String> {
    one_of(&["1", "2", "\"unlimited\""])
}

pub(super) fn shift() -> BoxedStrategy<String> {
    one_of(&[r#""08:00-20:00""#, r#""mon-fri 06:00-12:00 13:00-23:00""#, r#""daily 20:00-06:00""#])
}

pub(super) fn orders() -> BoxedStrategy<String> {
    prop_oneof![
        4 => (1..=8_u32).prop_map(|rate| format!("{{ poisson = {{ rate = \"{rate} /d\" }} }}")),
        1 => one_of(&[r#"{ every = "6 h" }"#, r#"{ every = "8 h", first = "0 h" }"#]),
        1 => one_of(&[r#"{ every = { gamma = { mean = "7 h", cv = 0.6 } } }"#]),
        1 => one_of(&[
            r#"{ replay = { times = ["0 h", "6 h", "6 h", "30 h", "6 d"] } }"#,
            r#"{ replay = { times = ["1 h", "1 h", "2 d", "5 d"], units = [3, 0, 9, 2] } }"#,
        ]),
    ]
    .boxed()
}

pub(super) fn units() -> BoxedStrategy<String> {
    one_of(&[
        "4",
        "{ discrete = { 1 = 5, 2 = 3, 9 = 1 } }",
        "{ uniform = { min = 1, max = 6 } }",
        "{ geometric = { p = 0.4 } }",
        "{ poisson = { mean = 2 } }",
        "{ negative_binomial = { mean = 2, var = 5 } }",
    ])
}
