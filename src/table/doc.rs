//! Documentation of a table: its rows, its columns, their types and units.

/// A table of a run.
#[derive(Debug)]
pub struct TableDoc {
    /// The name.
    pub name: &'static str,
    /// The meaning of a row.
    pub doc: &'static str,
    /// The columns, in order.
    pub columns: Vec<ColumnDoc>,
}

/// A column of a table. The names of amounts here say CNY; in a run they contain the currency of the ledger.
#[derive(Debug)]
pub struct ColumnDoc {
    /// The name.
    pub name: &'static str,
    /// The type: `i64`, `u64`, `u32`, `f64`, `word`, possibly "or null".
    pub kind: &'static str,
    /// The unit; empty if there is none.
    pub unit: &'static str,
    /// The meaning.
    pub doc: &'static str,
}

/// Endings of column names, and the units they stand for.
const UNITS: [(&str, &str); 6] =
    [("_cny_x10000", "1/10,000 CNY"), ("_us", "us"), ("_units", "units"), ("_g", "g"), ("_cm3", "cm3"), ("_s", "s")];

/// Returns the unit of a column, derived from its name.
#[must_use]
pub fn unit_of(name: &str) -> &'static str {
    UNITS.iter().find(|(end, _)| name.ends_with(end)).map_or("", |(_, unit)| unit)
}
