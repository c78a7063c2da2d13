//! The sections of a report and their labels. A new KPI gets a column here, or appears only in `summary.json`.

use super::model::Section;
use super::parts::parts;
use super::source::Source;
use super::table::{Choice, column, rare, table};

const DELIVERY: [Choice; 6] = [
    column("mean", "delivery_days_mean"),
    column("std dev", "delivery_days_sd"),
    column("P50", "delivery_days_p50"),
    column("P90", "delivery_days_p90"),
    column("P95", "delivery_days_p95"),
    column("P99", "delivery_days_p99"),
];
const DAYS: [(&str, &str); 9] = [
    ("waiting for stock", "stage_days_stock"),
    ("at the supplier", "stage_days_supply"),
    ("picking and packing", "stage_days_picking"),
    ("waiting for a departure", "stage_days_departure"),
    ("line-haul", "stage_days_line_haul"),
    ("in port", "stage_days_port"),
    ("customs documents", "stage_days_documents"),
    ("customs inspection", "stage_days_inspection"),
    ("last mile", "stage_days_last_mile"),
];
const LANDED: [(&str, &str); 6] = [
    ("goods", "landed_goods_per_order"),
    ("freight", "landed_freight_per_order"),
    ("storage", "landed_storage_per_order"),
    ("handling", "landed_handling_per_order"),
    ("duty and taxes", "landed_tax_per_order"),
    ("courier", "landed_courier_per_order"),
];
const DAILY: [(&str, &str); 12] = [
    ("goods", "cost_per_day_goods"),
    ("freight", "cost_per_day_freight"),
    ("storage", "cost_per_day_storage"),
    ("handling", "cost_per_day_handling"),
    ("duty and taxes", "cost_per_day_tax"),
    ("courier", "cost_per_day_courier"),
    ("ordering", "cost_per_day_ordering"),
    ("holding", "cost_per_day_holding"),
    ("shortage", "cost_per_day_shortage"),
    ("wages", "labour_cost"),
    ("rent", "fixed_cost"),
    ("fees", "fees"),
];
const ORDERS: [Choice; 9] = [
    column("placed", "orders_placed"),
    column("delivered", "orders_delivered"),
    rare("in part", "orders_delivered_in_part"),
    rare("lost", "orders_lost"),
    rare("cancelled", "orders_cancelled"),
    rare("refused", "orders_refused"),
    rare("returned", "orders_returned"),
    rare("spoilt", "orders_spoilt"),
    rare("unfinished", "unfinished"),
];
const PARTS: [Choice; 9] = [
    column("parts", "order_parts"),
    column("delivered", "order_parts_delivered"),
    rare("in part", "order_parts_delivered_in_part"),
    rare("lost", "order_parts_lost"),
    rare("cancelled", "order_parts_cancelled"),
    rare("refused", "order_parts_refused"),
    rare("returned", "order_parts_returned"),
    rare("spoilt", "order_parts_spoilt"),
    rare("unfinished", "order_parts_unfinished"),
];
const SERVICE: [Choice; 8] = [
    column("orders", "orders_per_day"),
    column("fill rate", "fill_rate"),
    column("order fill", "order_fill_rate"),
    column("stock wait", "wait_days_mean"),
    column("on time", "on_time_share"),
    column("OTIF", "otif_share"),
    column("in 48 h", "dispatched_within_48h_share"),
    rare("lost sales", "lost_sales"),
];
const WINDOWS: [Choice; 7] = [
    column("placed", "orders_placed"),
    column("P50", "delivery_days_p50"),
    column("P95", "delivery_days_p95"),
    column("on time", "on_time_share"),
    column("OTIF", "otif_share"),
    rare("lost sales", "lost_sales"),
    rare("profit", "profit_per_day"),
];
const PROFIT: [Choice; 5] = [
    column("revenue", "net_revenue_per_day"),
    column("gross", "gross_margin_per_day"),
    column("contribution", "contribution_margin_per_day"),
    column("profit", "profit_per_day"),
    column("per order", "profit_per_order"),
];
const STOCK: [Choice; 6] = [
    column("on hand", "mean_on_hand"),
    column("backorders", "mean_backorders"),
    column("on order", "mean_on_order"),
    column("backlogged", "backorder_time_share"),
    column("reorders", "replenishment_orders_per_day"),
    rare("cost", "cost_per_day"),
];
const STOCK_SERVICE: [Choice; 6] = [
    column("fill rate", "fill_rate"),
    column("order fill", "order_fill_rate"),
    column("cycle service", "cycle_service_level"),
    column("ready rate", "ready_rate"),
    column("stockout", "stockout_days"),
    rare("lost sales", "lost_sales"),
];
const QUEUES: [Choice; 8] = [
    column("must wait", "share_that_waits"),
    column("waiting", "queue_length_mean"),
    column("mean wait", "queue_wait_mean"),
    column("P95", "queue_wait_p95"),
    column("P99", "queue_wait_p99"),
    column("over limit", "share_over_limit"),
    column("busy", "utilisation"),
    column("load", "load_mean"),
];
const CUSTOMS: [Choice; 6] = [
    column("share", "inspected_share"),
    column("mean time", "sojourn_mean"),
    column("uninspected", "sojourn_green_mean"),
    column("inspected", "sojourn_red_mean"),
    column("bay wait", "inspection_wait_mean"),
    column("bays busy", "inspection_utilisation"),
];
const COURIERS: [Choice; 3] =
    [column("attempts", "attempts_mean"), column("delivered", "delivered_share"), rare("returned", "returned_share")];

const PRODUCTS: [Choice; 7] = [
    column("lines", "order_lines"),
    column("ordered", "units_ordered"),
    column("fill rate", "fill_rate"),
    rare("lost", "lost_sales"),
    column("delivery", "delivery_days_mean"),
    rare("revenue", "revenue_delivered"),
    rare("landed cost", "landed_cost_per_unit"),
];
const PATHS: [Choice; 7] = [
    column("mean", "delivery_days_mean"),
    column("P50", "delivery_days_p50"),
    column("P90", "delivery_days_p90"),
    column("P95", "delivery_days_p95"),
    column("on time", "on_time_share"),
    column("OTIF", "otif_share"),
    rare("landed cost", "landed_cost_per_part"),
];
const SUPPLIERS: [Choice; 6] = [
    column("orders", "orders_supplied"),
    column("in full", "in_full_share"),
    column("ordered", "units_asked"),
    column("shipped", "units_shipped"),
    column("lead time", "lead_time_days_mean"),
    rare("defects", "defect_share"),
];
const LANES: [Choice; 8] = [
    column("shipments", "shipments"),
    column("transit", "transit_days_mean"),
    column("P95", "transit_days_p95"),
    rare("cancelled", "cancelled_share"),
    rare("weight", "weight_carried"),
    rare("volume", "volume_carried"),
    rare("damage", "damage_share"),
    rare("CO2e", "co2e_kg"),
];
const WAREHOUSES: [Choice; 4] = [
    rare("stock", "stock_volume_mean"),
    rare("scrapped", "units_scrapped"),
    rare("wages", "labour_cost"),
    rare("rent", "fixed_cost"),
];

/// Returns the entries if there are several; a single one would only repeat the totals.
fn several(entries: Vec<(String, String)>) -> Vec<(String, String)> {
    if entries.len() > 1 { entries } else { Vec::new() }
}

/// Returns every section that has figures.
pub(super) fn all(source: &Source<'_>) -> Vec<Section> {
    let mut buyers = vec![("all orders".to_owned(), "total".to_owned())];
    buyers.extend(several(source.of_kind("market")));
    let stock = source.of_kind("stock");
    let queues: Vec<_> = source.queues().into_iter().map(|row| (row.1.clone(), row.1)).collect();
    let mut desks = source.with("inspected_share");
    desks.retain(|desk| source.inspects(&desk.1));
    let sells = source.figure("total", "gmv").is_some_and(|figure| figure.mean > 0.0);
    let sections = [
        table(source, "Order to delivery", &buyers, &DELIVERY),
        parts(source, "Delivery time by stage", "delivery_days_mean", None, &DAYS),
        table(source, "Orders", &buyers, &ORDERS),
        table(source, "Service", &buyers, &SERVICE),
        table(source, "Windows", &source.windows(), &WINDOWS),
        table(source, "Order parts by path", &several(source.of_kind("path")), &PARTS),
        table(source, "Profit", if sells { &buyers[..1] } else { &[] }, &PROFIT),
        table(source, "Paths", &several(source.of_kind("path")), &PATHS),
        table(source, "Products", &several(source.of_kind("product")), &PRODUCTS),
        parts(source, "Landed cost of a delivered order", "landed_cost_per_order", None, &LANDED),
        parts(source, "Daily costs", "cost_per_day", Some(("cost_per_order", "per order placed")), &DAILY),
        table(source, "Suppliers", &several(source.with("orders_supplied")), &SUPPLIERS),
        table(source, "Lanes", &several(source.with("shipments")), &LANES),
        table(source, "Stock", &stock, &STOCK),
        table(source, "Stock service", &stock, &STOCK_SERVICE),
        table(source, "Warehouses", &several(source.with("stock_volume_mean")), &WAREHOUSES),
        table(source, "Queues", &queues, &QUEUES),
        table(source, "Inspections", &desks, &CUSTOMS),
        table(source, "Couriers", &source.with("attempts_mean"), &COURIERS),
    ];
    sections.into_iter().flatten().collect()
}
