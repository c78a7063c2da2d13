//! Every table that a run leaves behind, column by column: type, unit, meaning. `docs/` and `haitao explain` show it; the types
//! and units are those that the tables are written with, which a test compares. Journals describe themselves.

use crate::measure::journal_docs;
use crate::table::{ColumnDoc, TableDoc};
use std::sync::LazyLock;

const fn column(name: &'static str, kind: &'static str, unit: &'static str, doc: &'static str) -> ColumnDoc {
    ColumnDoc { name, kind, unit, doc }
}

/// Every table: the journals, the series, the replications.
pub static TABLES: LazyLock<Vec<TableDoc>> = LazyLock::new(|| {
    let mut tables = journal_docs();
    tables.extend([
    TableDoc {
        name: "series",
        doc: "`series = { every = \"1 d\" }` at the top of a scenario writes `series.parquet` and `series.csv`: readings at 0, `every`, 2 x `every` ... up to the horizon, each behind everything else of its instant; at the horizon, what stands as the window ends. A row for each point of time and subject. The band is over replications, of the first 200 of the batch: readings are kept in memory until the end, 8 bytes x points x subjects x replications, and a scenario may ask for a million readings in one.",
        columns: vec![
            column("time_s", "f64", "s", "when, since the start of the run"),
            column("kind", "word", "", "`stock`, `warehouse`, `customs`, `lane`, `supplier`, `courier`"),
            column("name", "word", "", "the cell, the entry, or a desk of it, `OFFICE.DESK`"),
            column(
                "quantity",
                "word",
                "",
                "`on_hand`, `backorders`, `on_order` of a cell and of all cells of a warehouse; its `volume`; who is `waiting`, and `waiting_for_a_bay`; `under_way` on a lane",
            ),
            column("unit", "word", "", "`units`, `m3`, `shipments`"),
            column("mean", "f64", "as `unit` says", "mean over the replications"),
            column("p5", "f64", "as `unit` says", "what 5 % of the replications do not exceed"),
            column("p95", "f64", "as `unit` says", "what 95 % of them do not exceed"),
            column("replications", "u64", "", "over how many"),
        ],
    },
    TableDoc {
        name: "replications",
        doc: "`replications.parquet` and `.csv`: a row for each replication, `replication`, then a column for each figure of `summary.json`, `fill_rate` of everything and `customs.desk:queue_wait_mean` of an entry. What is undefined in a replication is null; the unit stands in `summary.json`.",
        columns: Vec::new(),
    },
    ]);
    tables
});
