//! Values set from outside, as `--set` takes them: `PATH=VALUE`, the path as TOML writes it, the value TOML if it can be
//! read as such, else a text, so that `run.horizon=90 d` needs no quotes that a shell would eat.

use super::{Kind, Layer};
use crate::text::{Code, Node, Place, Problem, Problems, Sources, parse};

/// Reads one; the text is kept as a source of its own.
pub(super) fn read(set: &str, sources: &mut Sources, problems: &mut Problems) -> Option<Layer> {
    let Some((path, value)) = set.split_once('=') else {
        let source = sources.add("--set", set);
        let problem = Problem::new(Code::Syntax, Place::new(source, 0..set.len()), "a path and its value are needed");
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

/// Whether a text is TOML.
fn reads(text: &str) -> bool {
    let mut problems = Problems::default();
    parse(Sources::default().add("--set", text), text, &mut problems);
    problems.is_empty()
}

/// A path with quotes around the names that TOML wants them for.
fn quoted(path: &str) -> String {
    path.split('.').map(|part| Node::name_written(part.trim())).collect::<Vec<_>>().join(".")
}
