//! A report as JSON: the whole model, each number with the text shown on the screen.

use super::model::{Number, Report};
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// Returns a report as JSON text.
#[must_use]
pub fn json(report: &Report) -> String {
    serde_json::to_string_pretty(report).expect("a report can be serialised")
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_struct("Number", 6)?;
        object.serialize_field("of", &self.of)?;
        object.serialize_field("value", &self.value)?;
        object.serialize_field("interval", &self.interval)?;
        object.serialize_field("unit", &self.unit.to_string())?;
        object.serialize_field("text", &self.text())?;
        object.serialize_field("interval_text", &self.interval_text())?;
        object.end()
    }
}
