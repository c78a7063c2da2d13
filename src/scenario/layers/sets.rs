//! Overridden values as in `--set`: `PATH=VALUE`. The path is TOML; the value is TOML if it can be parsed as such, else
//! a string, so that `run.horizon=90 d` needs no quotes that a shell would remove.

use super::{Kind, Layer};
use crate::text::{Code, Node, Place, Problem, Problems, Sources, parse};

/// Reads one value; its text is kept as a separate source.
pub(super) fn read(set: &str, sources: &mut Sources, problems: &mut Problems) -> Option<Layer> {
    let Some((path, value)) = set.split_once('=') else {
        let source = sources.add("--set", set);
        let problem = Problem::new(Code::Syntax, Place::new(source, 0..set.len()), "expected a path and a value");
        problems.push(problem.help("for instance `--set run.horizon=\"90 d\"`"));
        return None;
    };
    let (path, value) = (path.trim(), value.trim());
    let path = if path.contains(['"', '\'']) { path.to_owned() } else { quoted(path) };
    let as_toml = format!("{path} = {value}");
    let as_text = format!("{path} = {}", serde_json::Value::from(value));
    let text = if !value.contains('\n') && reads(&as_toml) { as_toml } else { as_text };
    let source = sources.add("--set", &*text);
    let root = parse(source, &text, problems);
    Some(Layer { kind: Kind::Set, source, root })
}

/// Returns whether a text is valid TOML.
fn reads(text: &str) -> bool {
    let mut problems = Problems::default();
    parse(Sources::default().add("--set", text), text, &mut problems);
    problems.is_empty()
}

/// Returns a path with quotes around the names that need them in TOML.
fn quoted(path: &str) -> String {
    path.split('.').map(|part| Node::name_written(part.trim())).collect::<Vec<_>>().join(".")
}
