//! What a table says of itself: its rows, its columns, their types and units.

/// A table of a run.
#[derive(Debug)]
pub struct TableDoc {
    /// Its name.
    pub name: &'static str,
    /// What its rows are.
    pub doc: &'static str,
    /// Its columns, in order.
    pub columns: Vec<ColumnDoc>,
}

/// A column of a table; amounts of money are in a ledger of CNY here, and named by the ledger's currency in a run.
#[derive(Debug)]
pub struct ColumnDoc {
    /// Its name.
    pub name: &'static str,
    /// Its type: `i64`, `u64`, `u32`, `f64`, `word`; some may be null.
    pub kind: &'static str,
    /// Its unit, if it has one.
    pub unit: &'static str,
    /// Its meaning.
    pub doc: &'static str,
}

/// The endings of names, and the units they stand for.
const UNITS: [(&str, &str); 6] =
    [("_cny_x10000", "1/10,000 CNY"), ("_us", "us"), ("_units", "units"), ("_g", "g"), ("_cm3", "cm3"), ("_s", "s")];

/// The unit of a column by its name.
#[must_use]
pub fn unit_of(name: &str) -> &'static str {
    UNITS.iter().find(|(end, _)| name.ends_with(end)).map_or("", |(_, unit)| unit)
}
