//! Which module may use which: a file uses its own module and those of the layers below that are open to it, and no agent
//! knows another.

use super::source::{Source, all};
use super::{obeyed, sees};

/// Each module and the modules it may use besides itself, from the lowest layer to the highest.
const MODULES: [(&str, &[&str]); 16] = [
    ("units", &[]),
    ("text", &[]),
    ("stats", &[]),
    ("table", &[]),
    ("engine", &["units", "stats"]),
    ("chain", &["units", "stats", "engine"]),
    ("reading", &["units", "text", "engine", "chain"]),
    ("policy", &["units", "text", "stats", "chain", "reading"]),
    ("agent", &["units", "text", "stats", "engine", "chain", "reading", "policy"]),
    ("measure", &["units", "text", "stats", "table", "engine", "chain"]),
    ("scenario", &["units", "text", "stats", "table", "engine", "chain", "reading", "policy", "agent", "measure"]),
    ("study", &["units", "text", "stats", "engine", "chain", "policy", "agent", "measure", "scenario"]),
    ("sim", &["units", "chain", "measure", "agent", "scenario", "study"]),
    ("report", &["units", "text", "stats", "measure", "scenario", "study"]),
    ("output", &["units", "text", "stats", "table", "measure", "scenario", "study"]),
    (
        "cli",
        &[
            "units", "text", "stats", "table", "engine", "chain", "reading", "policy", "agent", "measure", "scenario",
            "study", "report", "output",
        ],
    ),
];

fn layers(sources: &[Source]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources {
        let Some(module) = source.top_module() else { continue };
        let Some((_, open)) = MODULES.iter().find(|(name, _)| *name == module) else {
            complaints.push(format!("src/{}: `{module}` is in no layer", source.file));
            continue;
        };
        for (line, path) in source.paths() {
            let Some(used) = path.first() else { continue };
            if used != module && !open.contains(&used.as_str()) {
                complaints.push(format!("src/{}:{line}: `{module}` may not use `{}`", source.file, path.join("::")));
            }
        }
    }
    complaints
}

/// Files and folders of `agent` that are not agents.
const SHARED: [&str; 5] = ["mod", "ctx", "mailbox", "station", "world"];

fn agents_apart(sources: &[Source]) -> Vec<String> {
    let is_agent = |name: &str| {
        let file = format!("agent/{name}.rs");
        !SHARED.contains(&name) && (sources.iter().any(|source| source.file == file) || KNOWN.contains(&name))
    };
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|source| source.top_module() == Some("agent")) {
        let module = source.module();
        // `mod.rs`, the register, and the loop know all agents.
        let Some(me) = module.get(1).filter(|name| is_agent(name)) else { continue };
        for (line, path) in source.paths() {
            if path[0] == "agent" && path.get(1).is_some_and(|other| other != me && is_agent(other)) {
                complaints.push(format!("src/{}:{line}: `{me}` may not know `{}`", source.file, path.join("::")));
            }
        }
    }
    complaints
}

/// Agents that a planted violation may name although their files are not given.
const KNOWN: [&str; 2] = ["lane", "courier"];

fn polars_in_one_module(sources: &[Source]) -> Vec<String> {
    let outside = sources.iter().filter(|source| source.top_module() != Some("table"));
    let named = outside.filter(|source| {
        let words = source.code.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.clone().any(|word| word == "polars" || word.starts_with("polars_"))
    });
    named.map(|source| format!("src/{}: polars is named in `table` only", source.file)).collect()
}

#[test]
fn every_file_uses_its_own_module_and_the_layers_below() {
    obeyed(&layers(&all()));
    sees(layers, "chain/stock.rs", "use crate::agent::World;", "use crate::engine::Agenda;");
    sees(layers, "chain/tariff.rs", "use crate::text::Reader;", "use crate::units::Money;");
    sees(layers, "reading/times.rs", "use crate::policy::Level;", "use crate::{chain::TimeLaw, text::Reader};");
    sees(layers, "engine/agenda.rs", "fn f(t: crate::chain::Network) {}", "fn f(t: crate::units::Span) {}");
    sees(layers, "engine/law/table.rs", "use crate::text::Node;", "use crate::units::Quantity;");
    sees(layers, "units/time.rs", "use super::super::text::Node;", "use super::goods::Units;");
    sees(
        layers,
        "measure/stock.rs",
        "use crate::{chain::Fact, policy::replenish::Policy};",
        "use crate::{chain::Fact, units::Id};",
    );
    sees(layers, "policy/replenish/r_q.rs", "use crate::engine::{self};", "use crate::reading::Reading;");
    sees(layers, "scenario/load.rs", "fn f() { crate::study::replicate() }", "fn f() { crate::agent::KINDS }");
    sees(layers, "stats/tally.rs", "#[cfg(test)]\nmod tests {\n    use crate::units::Span;\n}", "//! crate::units");
    assert_eq!(layers(&[Source::new("attic/box.rs", "")]).len(), 1, "a module in no layer");
}

#[test]
fn no_agent_knows_another() {
    obeyed(&agents_apart(&all()));
    sees(agents_apart, "agent/lane.rs", "use super::{Ctx, courier::Courier};", "use super::{Ctx, Agent};");
    sees(agents_apart, "agent/lane/departures.rs", "use super::super::courier::Courier;", "use super::Lane;");
    sees(agents_apart, "agent/courier.rs", "use crate::agent::lane::Timer;", "use crate::agent::Timed;");
    sees(
        agents_apart,
        "agent/courier.rs",
        "#[cfg(test)]\nmod tests {\n    use super::super::lane::Lane;\n}",
        "mod lane;",
    );
}

#[test]
fn polars_is_named_in_one_module() {
    obeyed(&polars_in_one_module(&all()));
    sees(polars_in_one_module, "output/summary.rs", "use polars::prelude::*;", "//! by polars\n/// polars\nfn f() {}");
}
