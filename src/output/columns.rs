//! Every table that a run leaves behind, column by column: type, unit, meaning. `docs/` and `haitao explain` show what
//! stands here; the types and units are those that the tables are written with, which a test compares.

/// A table of a run.
#[derive(Debug)]
pub struct TableDoc {
    /// Its name.
    pub name: &'static str,
    /// What its rows are.
    pub doc: &'static str,
    /// Its columns, in order.
    pub columns: &'static [ColumnDoc],
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

const fn column(name: &'static str, kind: &'static str, unit: &'static str, doc: &'static str) -> ColumnDoc {
    ColumnDoc { name, kind, unit, doc }
}

/// Every table.
pub static TABLES: &[TableDoc] = &[
    TableDoc {
        name: "orders",
        doc: "A row for each line of a consumer's order, as it ends; lines still open when the run stops come last.",
        columns: &[
            column("market", "word", "", "the market"),
            column("product", "word or null", "", "the product; null where orders carry no goods"),
            column(
                "ordinal",
                "u64",
                "",
                "how many orders its stream (the market's own, or a demand row) placed before it, orders of 0 units included",
            ),
            column("line", "u32", "", "which line of the order it is, from 0"),
            column("consumer", "u32", "", "which of the market's consumers placed it; 0 where they are not told apart"),
            column(
                "path",
                "word or null",
                "",
                "the path it went; null where its way is no path of a platform, or it was refused",
            ),
            column("placed_us", "i64", "us", "when it was placed"),
            column("ended_us", "i64", "us", "when it ended; the end of the drain if unfinished"),
            column(
                "outcome",
                "word",
                "",
                "`delivered`, `lost`, `cancelled`, `returned`, `unfinished`, `spoilt`, `refused`",
            ),
            column(
                "ordered_units",
                "i64",
                "units",
                "what it stood for in the end: asked, less lost, cancelled, returned, spoilt",
            ),
            column("parcels", "u32", "", "parcels it was split into"),
            column(
                "stage_stock_us",
                "i64",
                "us",
                "waiting for stock. This and the other stages are those of its last parcel, 0 unless delivered; they add up to `ended_us` - `placed_us`",
            ),
            column("stage_supply_us", "i64", "us", "at the supplier"),
            column("stage_picking_us", "i64", "us", "waiting for pickers, picked and packed"),
            column("stage_departure_us", "i64", "us", "waiting for a departure"),
            column("stage_line_haul_us", "i64", "us", "between two places"),
            column("stage_port_us", "i64", "us", "in port"),
            column("stage_documents_us", "i64", "us", "waiting for and in the document check"),
            column("stage_inspection_us", "i64", "us", "waiting for and in the inspection"),
            column("stage_last_mile_us", "i64", "us", "with the courier, failed attempts included"),
            column("price_cny_x10000", "i64", "1/10,000 CNY", "what the buyer pays"),
            column("cost_goods_cny_x10000", "i64", "1/10,000 CNY", "cost of the goods delivered; the others likewise"),
            column("cost_freight_cny_x10000", "i64", "1/10,000 CNY", "freight"),
            column("cost_storage_cny_x10000", "i64", "1/10,000 CNY", "space in warehouses"),
            column("cost_handling_cny_x10000", "i64", "1/10,000 CNY", "receiving, picking, packing, declaring"),
            column("cost_tax_cny_x10000", "i64", "1/10,000 CNY", "duty and taxes"),
            column("cost_courier_cny_x10000", "i64", "1/10,000 CNY", "the last mile"),
        ],
    },
    TableDoc {
        name: "shipments",
        doc: "A row for each leg: the stay of a shipment with one who holds it, as it ends. Legs that the end of the window cuts come last. What rides in a shipment is part of it. Goods under way at time 0 are with the warehouse they go to.",
        columns: &[
            column("shipment", "u64", "", "the shipment, by how many were made up before it in the run"),
            column("market", "word or null", "", "the market whose order it is for; null for goods that go into stock"),
            column(
                "stock",
                "word or null",
                "",
                "the stock cell, `WAREHOUSE.PRODUCT`, whose order it is for; null for a consumer's",
            ),
            column("ordinal", "u64", "", "the order it is for, as in `orders`"),
            column("agent", "word", "", "who held it, `KIND.NAME`"),
            column("entered_us", "i64", "us", "when it came, or was made up there"),
            column("left_us", "i64 or null", "us", "when it left or ended there; null if the window ended first"),
            column("held_units", "i64", "units", "what it held as it left"),
            column("weight_g", "i64", "g", "its weight then"),
            column("volume_cm3", "i64", "cm3", "its volume then"),
        ],
    },
    TableDoc {
        name: "stock",
        doc: "A row after each change of a stock cell, and one at time 0.",
        columns: &[
            column("time_us", "i64", "us", "when"),
            column("stock", "word", "", "the cell, `WAREHOUSE.PRODUCT`"),
            column("on_hand_units", "i64", "units", "on the shelf"),
            column("backorders_units", "i64", "units", "owed to orders that wait"),
            column("on_order_units", "i64", "units", "ordered and not yet on the shelf"),
            column("value_cny_x10000", "i64", "1/10,000 CNY", "the value of what is on the shelf"),
        ],
    },
    TableDoc {
        name: "postings",
        doc: "A row for each posting to the ledger. The amounts debited less those credited are an account's balance: positive for what is owned or spent, negative for what is owed or earned.",
        columns: &[
            column("time_us", "i64", "us", "when"),
            column(
                "agent",
                "word or null",
                "",
                "who acted, `KIND.NAME`; null for holding, capital, shortage and storage charged as the window begins and ends",
            ),
            column("debit", "word", "", "the account debited, below"),
            column("credit", "word", "", "the account credited"),
            column("amount_cny_x10000", "i64", "1/10,000 CNY", "how much"),
        ],
    },
    TableDoc {
        name: "declarations",
        doc: "A row for each shipment as customs lets it go.",
        columns: &[
            column("customs", "word", "", "the office"),
            column("market", "word or null", "", "as in `shipments`"),
            column("stock", "word or null", "", "as in `shipments`"),
            column("ordinal", "u64", "", "as in `shipments`"),
            column(
                "regime",
                "word or null",
                "",
                "`1210`, `1239`, `9610`, `personal`, `0110`; null for goods in bulk and where the way has none",
            ),
            column("filed_us", "i64", "us", "when it was first filed"),
            column("cleared_us", "i64", "us", "when it was let go"),
            column("inspected", "u32", "", "1 if it was inspected, else 0"),
            column("mismatches", "u32", "", "how often its documents did not match and were filed anew"),
            column(
                "treatment",
                "i64 or null",
                "",
                "0 within the limits of retail import, 1 one piece above the limit, 2 personal articles, 3 general trade; null, like the amounts, where nothing was assessed",
            ),
            column("value_cny_x10000", "i64 or null", "1/10,000 CNY", "the dutiable value"),
            column("tariff_cny_x10000", "i64 or null", "1/10,000 CNY", "customs duty"),
            column("consumption_tax_cny_x10000", "i64 or null", "1/10,000 CNY", "consumption tax"),
            column("vat_cny_x10000", "i64 or null", "1/10,000 CNY", "value-added tax"),
            column(
                "tax_cny_x10000",
                "i64 or null",
                "1/10,000 CNY",
                "all of it, as it is paid, taxes on personal articles included",
            ),
        ],
    },
    TableDoc {
        name: "series",
        doc: "`series = { every = \"1 d\" }` at the top of a scenario writes `series.parquet` and `series.csv`: readings at 0, `every`, 2 x `every` ... up to the horizon, each behind everything else of its instant; at the horizon, what stands as the window ends. A row for each point of time and subject. The band is over replications, of the first 200 of the batch: readings are kept in memory until the end, 8 bytes x points x subjects x replications, and a scenario may ask for a million readings in one.",
        columns: &[
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
        columns: &[],
    },
];
