//! Quantities as regular expressions: a number, a space, a unit of the right kind.

use crate::text::Measure;
use serde_json::{Value, json};

const NUMBER: &str = r"(\d[\d_]*(\.[\d_]*)?|\.\d[\d_]*)([eE][+-]?\d+)?";
const UNITS: [(&str, &str); 5] = [
    ("CURRENCY", r"[^\s/]+"),
    ("PIECES", "(unit|units|piece|pieces)"),
    ("WEIGHT", "(g|kg|t)"),
    ("VOLUME", "(ml|cm3|l|m3)"),
    ("TIME", "(ms|s|min|h|d|day|days|w|week|weeks|month|months|y|year|years)"),
];

/// Returns the schema of a quantity, with a sign if it may be negative.
pub(super) fn quantity(measure: Measure, signed: bool) -> Value {
    let sign = if signed || matches!(measure, Measure::SignedTime | Measure::Growth) { "[+-]?" } else { "[+]?" };
    let mut unit = measure.unit().replace('/', r"\s*/\s*");
    for (word, pattern) in UNITS {
        unit = unit.replace(word, pattern);
    }
    let what = measure.words();
    let examples = json!([example(measure)]);
    if measure.may_be_bare() {
        let pattern = format!(r"^\s*{sign}{NUMBER}(\s+{unit})?\s*$");
        let mut bare = json!({ "type": ["number", "string"], "pattern": pattern, "title": what, "examples": examples });
        if !signed {
            bare["minimum"] = json!(0);
        }
        return bare;
    }
    let space = if measure.unit().starts_with('/') { r"\s" } else { r"\s+" };
    let pattern = format!(r"^\s*{sign}{NUMBER}{space}{unit}\s*$");
    json!({ "type": "string", "pattern": pattern, "title": what, "examples": examples })
}

/// Returns the schema of a share, or a number from 0 to 1.
pub(super) fn chance() -> Value {
    let pattern = format!(r"^\s*[+]?{NUMBER}\s+%\s*$");
    json!({ "type": ["number", "string"], "minimum": 0, "maximum": 1, "pattern": pattern })
}

/// Returns the value of a TOML literal.
pub(super) fn literal(text: &str) -> Option<Value> {
    let table: Value = toml::from_str(&format!("value = {text}")).ok()?;
    table.get("value").cloned()
}

fn example(measure: Measure) -> Value {
    literal(measure.example()).unwrap_or_default()
}
