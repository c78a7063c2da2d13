//! The columns of a journal: name, meaning, and how to get the values from the rows.

use crate::table::{ColumnDoc, Frame, TableDoc, Values, unit_of};
use std::sync::Arc;

/// The rows of a journal as a table.
pub(super) trait Tabular: Default + 'static {
    /// What a row represents.
    const DOC: &'static str;
    /// The columns, in order.
    const COLUMNS: &'static [Column<Self>];
}

/// A column of a journal.
pub(super) struct Column<R> {
    name: &'static str,
    doc: &'static str,
    nullable: bool,
    values: fn(&R) -> Values,
}

#[cfg(test)]
impl<R> Column<R> {
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn values(&self, rows: &R) -> Values {
        (self.values)(rows)
    }
}

/// Makes a column. Its name ends in its unit; an amount of money ends in `_cny_x10000`, regardless of the currency.
pub(super) const fn column<R>(name: &'static str, doc: &'static str, values: fn(&R) -> Values) -> Column<R> {
    Column { name, doc, nullable: false, values }
}

/// Makes a column of words that may be null.
pub(super) const fn nullable<R>(name: &'static str, doc: &'static str, values: fn(&R) -> Values) -> Column<R> {
    Column { name, doc, nullable: true, values }
}

/// Makes values from indexes into a list of words.
pub(super) fn words(places: &[u32], names: &Arc<[String]>) -> Values {
    Values::Words(places.to_vec(), Arc::clone(names))
}

/// Returns the rows as a table; the names of amounts contain the currency.
pub(super) fn frame<R: Tabular>(rows: &R, currency: &str) -> Frame {
    let money = format!("_{}_x10000", currency.to_lowercase());
    R::COLUMNS.iter().fold(Frame::new(), |frame, column| {
        let name = match column.name.strip_suffix("_cny_x10000") {
            Some(name) => format!("{name}{money}"),
            None => column.name.to_owned(),
        };
        frame.with(name, (column.values)(rows))
    })
}

/// Returns the table's documentation.
pub(super) fn doc<R: Tabular>(name: &'static str) -> TableDoc {
    let rows = R::default();
    let column = |column: &Column<R>| {
        let kind = match (column.values)(&rows).kind() {
            "word" if column.nullable => "word or null",
            kind => kind,
        };
        ColumnDoc { name: column.name, kind, unit: unit_of(column.name), doc: column.doc }
    };
    TableDoc { name, doc: R::DOC, columns: R::COLUMNS.iter().map(column).collect() }
}
