//! Documentation of every table that a run writes, column by column: type, unit, description. The reference page and `haitao
//! explain` show it. A test compares types and units with the tables as written. Journals provide their own documentation.

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
        doc: "`series = { every = \"1 d\" }` at the top of a scenario writes `series.parquet` and `series.csv`: samples at 0, `every`, 2 x `every` ... up to the horizon. Each sample is taken after all other events at its instant; the one at the horizon is taken when the window ends. One row for each time and subject. Mean and band are over the first 200 replications: samples are kept in memory until the end (8 bytes x times x subjects x replications), and a scenario may ask for at most a million of them per replication.",
        columns: vec![
            column("time_s", "f64", "s", "time since the start of the run"),
            column("kind", "word", "", "`stock`, `warehouse`, `customs`, `lane`, `supplier`, `courier`, `market`, `total`"),
            column("name", "word", "", "the stock point, the entry, or a desk of a customs office, `OFFICE.DESK`; empty for `total`"),
            column(
                "quantity",
                "word",
                "",
                "`on_hand`, `backorders`, `on_order` of a stock point, and summed over a warehouse; `volume` of a warehouse; the number `waiting` in a queue, and `waiting_for_a_bay`; the number `under_way` on a lane; of a market, the orders `placed` since the sample before, those still `open`, and those `reserved` in presales; the balance of `cash` if any platform states `settles`",
            ),
            column("unit", "word", "", "`units`, `m3`, `shipments`, `orders`, the currency"),
            column("mean", "f64", "as `unit` says", "mean over the replications"),
            column("p5", "f64", "as `unit` says", "5 % quantile over the replications"),
            column("p95", "f64", "as `unit` says", "95 % quantile over the replications"),
            column("replications", "u64", "", "number of replications"),
        ],
    },
    TableDoc {
        name: "replications",
        doc: "`replications.parquet` and `.csv`: one row for each replication. The first column is `replication`; then there is a column for each figure of `summary.json`, named `fill_rate` for the whole chain and `customs.desk:queue_wait_mean` for an entry. A figure that is undefined in a replication is null; units are in `summary.json`.",
        columns: Vec::new(),
    },
    ]);
    tables
});
