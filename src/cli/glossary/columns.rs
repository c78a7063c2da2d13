//! The columns of the tables that a run writes.

use super::Word;
use crate::output::TABLES;

pub(super) fn words() -> Vec<Word> {
    let columns = TABLES.iter().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    let word = |(table, column): (&crate::table::TableDoc, &crate::table::ColumnDoc)| {
        Word::new("column", column.name, column.doc)
            .under(table.name)
            .with("table", table.name)
            .with("type", column.kind)
            .with("unit", column.unit)
    };
    columns.map(word).collect()
}
