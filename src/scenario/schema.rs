//! The language as a JSON Schema (draft 2020-12), by which editors complete and check scenario files. It is written twice:
//! for a whole scenario, and without what must be there for the parts that `extends` and `variant` put over one.

mod quantities;
mod shapes;

use super::language::{ROWS, kinds_of_entries, regimes, top};
use crate::text::{KeySpec, OF_EVERY_ENTRY, Shape};
use serde_json::{Map, Value, json};
use shapes::Writer;

/// The schema of a scenario file.
#[must_use]
pub fn schema() -> Value {
    let mut defs = Map::new();
    let whole = scenario(&mut Writer { whole: true, defs: &mut defs });
    let part = scenario(&mut Writer { whole: false, defs: &mut defs });
    let mut root = part.clone();
    defs.insert("whole".to_owned(), whole);
    defs.insert("part".to_owned(), part);
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "haitao scenario",
        "description": "A cross-border supply chain, to be simulated by haitao.",
    });
    if let (Some(schema), Some(root)) = (schema.as_object_mut(), root.as_object_mut()) {
        schema.append(root);
        schema.insert("if".to_owned(), json!({ "required": ["extends"] }));
        schema.insert("then".to_owned(), json!({}));
        schema.insert("else".to_owned(), json!({ "$ref": "#/$defs/whole" }));
        schema.insert("$defs".to_owned(), Value::Object(defs));
    }
    schema
}

/// The top of a file.
fn scenario(writer: &mut Writer<'_>) -> Value {
    let mut properties = Map::new();
    for key in top() {
        let kind = kinds_of_entries().any(|kind| kind == key.name);
        let row = ROWS.iter().any(|(row, _)| *row == key.name);
        let keys = key.shape.keys();
        let mut taken = match key.shape {
            Shape::Rows(..) if row => {
                let row = writer.define(key.name, |writer| writer.table(keys, false));
                json!({ "type": "object", "additionalProperties": { "type": "object", "additionalProperties": row } })
            }
            Shape::Rows(..) if kind => {
                let entry = entry(writer, key.name, keys);
                json!({ "type": "object", "additionalProperties": entry })
            }
            _ => writer.shape(key.shape),
        };
        match key.name {
            "regime" => taken["propertyNames"] = json!({ "enum": regimes().collect::<Vec<_>>() }),
            "tables" => taken["propertyNames"] = json!({ "enum": kinds_and_rows() }),
            _ => {}
        }
        taken["description"] = json!(key.doc);
        properties.insert(key.name.to_owned(), taken);
    }
    let mut defaults = Map::new();
    for key in top().iter().filter(|key| kinds_and_rows().contains(&key.name)) {
        let shared = shared(writer, key);
        defaults.insert(key.name.to_owned(), shared.clone());
        if kinds_of_entries().any(|kind| kind == key.name) {
            let doc = format!("Groups of `{}`: keys that stand behind those of the entries that join one.", key.name);
            let groups = json!({ "type": "object", "additionalProperties": shared, "description": doc });
            properties.insert(format!("{}_group", key.name), groups);
        }
    }
    let default = json!({
        "type": "object",
        "properties": defaults,
        "additionalProperties": false,
        "description": "Keys that stand behind those of every entry of a kind.",
    });
    properties.insert("default".to_owned(), default);
    let mut table = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if writer.whole {
        table["required"] = json!(["haitao", "run"]);
    }
    table
}

fn kinds_and_rows() -> Vec<&'static str> {
    kinds_of_entries().chain(ROWS.iter().map(|(row, _)| *row)).collect()
}

/// An entry: its keys, and those that every entry takes. What must be said may be said by its group or default.
fn entry(writer: &mut Writer<'_>, kind: &str, keys: &'static [KeySpec]) -> Value {
    writer.define(kind, |writer| {
        let mut table = writer.table(keys, false);
        for own in OF_EVERY_ENTRY {
            table["properties"][own.name] = writer.key(own);
        }
        table
    })
}

/// The keys of a group or default: what an entry says for itself alone is no part of it.
fn shared(writer: &mut Writer<'_>, key: &KeySpec) -> Value {
    writer.define(&format!("{}_default", key.name), |writer| {
        let mut table = writer.table(key.shape.keys(), false);
        if kinds_of_entries().any(|kind| kind == key.name) {
            let label = OF_EVERY_ENTRY.iter().find(|own| own.name == "label");
            table["properties"]["label"] = label.map_or(json!({}), |label| writer.key(label));
        }
        table
    })
}
