//! A JSON Schema (draft 2020-12) of scenario files, with which editors complete and check them. It has two versions of
//! every table: with required keys for a whole scenario, and without them for the parts in a variant or in a file with
//! `extends`.

mod quantities;
mod shapes;

use super::language::{ROWS, kinds_of_entries, regimes, top};
use crate::text::{KeySpec, OF_EVERY_ENTRY, Shape};
use serde_json::{Map, Value, json};
use shapes::Writer;

/// Returns the schema of a scenario file.
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

/// Returns the schema of the top of a file.
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
            let doc =
                format!("Groups of `{}`: keys for all entries that join one, unless they have their own.", key.name);
            let groups = json!({ "type": "object", "additionalProperties": shared, "description": doc });
            properties.insert(format!("{}_group", key.name), groups);
        }
    }
    let default = json!({
        "type": "object",
        "properties": defaults,
        "additionalProperties": false,
        "description": "Keys for all entries of a kind, unless they have their own.",
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

/// Returns the schema of an entry: its keys, and those of every entry. No key is required, because the group or default
/// may supply it.
fn entry(writer: &mut Writer<'_>, kind: &str, keys: &'static [KeySpec]) -> Value {
    writer.define(kind, |writer| {
        let mut table = writer.table(keys, false);
        for own in OF_EVERY_ENTRY {
            table["properties"][own.name] = writer.key(own);
        }
        table
    })
}

/// Returns the schema of a group or default, without the keys that only an entry itself can have.
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
