//! The schemas of shapes, and of the distributions for each measure.

use super::quantities::{chance, literal, quantity};
use crate::policy::route;
use crate::reading::law;
use crate::text::{BuiltIn, KeySpec, Measure, Shape};
use serde_json::{Map, Value, json};

/// Writes schemas; named ones are written once and referenced.
pub(super) struct Writer<'a> {
    /// Whether required keys are enforced.
    pub(super) whole: bool,
    pub(super) defs: &'a mut Map<String, Value>,
}

impl Writer<'_> {
    /// Returns a reference to the schema of this name, which is written on first use.
    pub(super) fn define(&mut self, name: &str, write: impl FnOnce(&mut Self) -> Value) -> Value {
        let name = if self.whole { name.to_owned() } else { format!("{name}_part") };
        let reference = json!({ "$ref": format!("#/$defs/{name}") });
        if !self.defs.contains_key(&name) {
            // Inserted first because the schema may refer to itself, as a mixture of mixtures does.
            self.defs.insert(name.clone(), Value::Null);
            let written = write(self);
            self.defs.insert(name, written);
        }
        reference
    }

    /// Returns the schema of a key's value, with its description.
    pub(super) fn key(&mut self, key: &KeySpec) -> Value {
        let mut taken = self.shape(key.shape);
        let mut doc = key.doc.to_owned();
        match key.built_in {
            BuiltIn::Required => doc += " Required.",
            BuiltIn::None => {}
            BuiltIn::Value(value) => {
                doc += &format!(" Default: `{value}`.");
                if let Some(value) = literal(value) {
                    taken["default"] = value;
                }
            }
            BuiltIn::Otherwise(words) => doc += &format!(" Default: {words}."),
        }
        if !key.needs.is_empty() {
            let needed: Vec<String> = key.needs.iter().map(|name| format!("`{name}`")).collect();
            doc += &format!(" Needs {}.", needed.join(" or "));
        }
        taken["description"] = json!(doc);
        taken
    }

    /// Returns the schema of a table of keys; `complete` if nothing else can supply missing keys.
    pub(super) fn table(&mut self, keys: &'static [KeySpec], complete: bool) -> Value {
        let properties: Map<String, Value> = keys.iter().map(|key| (key.name.to_owned(), self.key(key))).collect();
        let mut table = json!({ "type": "object", "properties": properties, "additionalProperties": false });
        let required: Vec<&str> =
            keys.iter().filter(|key| key.built_in == BuiltIn::Required).map(|key| key.name).collect();
        if complete && self.whole && !required.is_empty() {
            table["required"] = json!(required);
        }
        table
    }

    /// Returns the schema of a shape.
    pub(super) fn shape(&mut self, shape: Shape) -> Value {
        match shape {
            Shape::Text | Shape::Name(_) | Shape::Member(_) => json!({ "type": "string", "minLength": 1 }),
            Shape::Changes => json!({ "$ref": "#/$defs/part" }),
            Shape::Truth => json!({ "type": "boolean" }),
            Shape::Date => json!({ "type": "string", "format": "date" }),
            Shape::Number => json!({ "type": "number" }),
            Shape::Whole(from, i64::MAX) => json!({ "type": "integer", "minimum": from }),
            Shape::Whole(from, to) => json!({ "type": "integer", "minimum": from, "maximum": to }),
            Shape::Servers => {
                json!({ "anyOf": [{ "type": "integer", "minimum": 0, "maximum": 1_000_000 }, { "const": "unlimited" }] })
            }
            Shape::Quantity(measure) => {
                self.define(&format!("quantity_{}", measure.name()), |_| quantity(measure, false))
            }
            Shape::Law(measure) => self.law(measure),
            // Within distributions these are written per measure.
            Shape::Drawn => json!({ "type": ["number", "string"] }),
            Shape::Chance => chance(),
            Shape::OneOf(words) => json!({ "enum": words }),
            Shape::Route => self.define("route", |writer| {
                let step = json!({ "type": "string", "pattern": r"^[^.]+\..+$", "examples": ["lane.x"] });
                let step = writer.choice(&step);
                json!({ "anyOf": [step, { "type": "array", "items": step, "minItems": 1 }] })
            }),
            Shape::Path => self.define("choice_of_paths", |writer| writer.choice(&json!({ "type": "string" }))),
            Shape::Hours | Shape::Days => one_or_more(&json!({ "type": "string" })),
            Shape::Departures => {
                json!({ "type": "string", "examples": ["every 2 h", "daily 12:00 20:00", "sat 06:00"] })
            }
            Shape::Numbers(count) => {
                json!({ "type": "array", "items": { "type": "number" }, "minItems": count, "maxItems": count })
            }
            Shape::List(shape) => one_or_more(&self.shape(*shape)),
            Shape::ByDate(shape) => {
                let value = self.shape(*shape);
                let dates = json!({
                    "type": "object",
                    "patternProperties": { r"^(\d{4}-)?\d{2}-\d{2}$": value },
                    "additionalProperties": false,
                });
                json!({ "anyOf": [value, dates] })
            }
            Shape::Map(_, shape) => json!({ "type": "object", "additionalProperties": self.shape(*shape) }),
            Shape::Named(names, shape) => {
                let value = self.shape(*shape);
                let properties: Map<String, Value> =
                    names.iter().map(|name| ((*name).to_owned(), value.clone())).collect();
                json!({ "type": "object", "properties": properties, "additionalProperties": false })
            }
            Shape::Either(shapes) => {
                json!({ "anyOf": shapes.iter().map(|shape| self.shape(*shape)).collect::<Vec<_>>() })
            }
            Shape::Keys(keys) => self.table(keys, true),
            Shape::OneKey(keys) => {
                let mut table = self.table(keys, true);
                let main: Vec<Value> = keys
                    .iter()
                    .filter(|key| key.needs.is_empty())
                    .map(|key| json!({ "required": [key.name] }))
                    .collect();
                if self.whole {
                    table["oneOf"] = json!(main);
                }
                table
            }
            Shape::Rows(_, keys) => json!({ "type": "object", "additionalProperties": self.table(keys, false) }),
        }
    }

    /// Returns the schema of one name, or of a choice among several by a rule.
    fn choice(&self, one: &Value) -> Value {
        let rules = route::Rule::NAMES.iter().zip(route::Rule::DOCS);
        let list = |doc| json!({ "anyOf": [one, { "type": "array", "items": one }], "description": doc });
        let rules: Map<String, Value> = rules.map(|(rule, doc)| ((*rule).to_owned(), list(doc))).collect();
        let mut table = json!({ "type": "object", "properties": rules, "additionalProperties": false });
        table["maxProperties"] = json!(1);
        if self.whole {
            table["minProperties"] = json!(1);
        }
        json!({ "anyOf": [one, table] })
    }

    /// Returns the schema of a quantity, or of a table with one distribution.
    fn law(&mut self, measure: Measure) -> Value {
        self.define(&format!("law_{}", measure.name()), |writer| {
            let laws: Map<String, Value> =
                law::specs().iter().map(|law| (law.name.to_owned(), writer.parameters(law, measure))).collect();
            let mut table = json!({ "type": "object", "properties": laws, "additionalProperties": false });
            if writer.whole {
                table["minProperties"] = json!(1);
                table["maxProperties"] = json!(1);
            }
            json!({ "anyOf": [writer.shape(Shape::Quantity(measure)), table] })
        })
    }

    /// Returns the schema of a distribution's parameters for a measure.
    fn parameters(&mut self, law: &KeySpec, measure: Measure) -> Value {
        let drawn = self.define(&format!("drawn_{}", measure.name()), |_| quantity(measure, true));
        let mut taken = match law.name {
            "discrete" => json!({ "type": "object", "additionalProperties": { "type": "number", "minimum": 0 } }),
            "mixture" => {
                let part = json!({
                    "type": "object",
                    "properties": { "share": chance(), "law": self.law(measure) },
                    "required": ["share", "law"],
                    "additionalProperties": false,
                });
                json!({ "type": "array", "items": part })
            }
            _ => self.table(law.shape.keys(), true),
        };
        let named = !matches!(law.name, "discrete" | "mixture");
        for key in law.shape.keys().iter().filter(|_| named) {
            let mut value = match (key.shape, key.name) {
                (Shape::Drawn, _) => drawn.clone(),
                (Shape::List(_), _) => json!({ "type": "array", "items": drawn }),
                (_, "rate" | "var") => json!({ "type": ["number", "string"] }),
                _ => continue,
            };
            value["description"] = json!(key.doc);
            taken["properties"][key.name] = value;
        }
        if law.name == "quantiles" {
            taken["patternProperties"] = json!({ r"^\s*[0-9.]+\s*%\s*$": drawn });
        }
        let forms: Vec<Value> = law::forms(law.name)
            .map(|keys| {
                let cut = ["min", "max"].into_iter().filter(|key| law.shape.keys().iter().any(|own| own.name == *key));
                let own = law::forms(law.name).any(|keys| keys.contains(&"min"));
                let known: Vec<&str> = keys.iter().copied().chain(cut.filter(|_| !own)).collect();
                json!({ "required": keys, "propertyNames": { "enum": known } })
            })
            .collect();
        if self.whole && !forms.is_empty() {
            taken["anyOf"] = json!(forms);
        }
        taken["description"] = json!(law.doc);
        taken
    }
}

fn one_or_more(one: &Value) -> Value {
    json!({ "anyOf": [one, { "type": "array", "items": one }] })
}
