//! The KPIs by their names in the trade, with unit and definition.

/// A figure a run reports.
#[derive(Debug, PartialEq, Eq)]
pub struct Kpi {
    /// Its name in results.
    pub name: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Its definition.
    pub doc: &'static str,
}

/// Declares KPIs: constant, name, unit, definition.
macro_rules! kpis {
    ($($constant:ident $name:literal $unit:literal $doc:literal;)*) => {
        $(#[doc = $doc] pub(super) static $constant: Kpi = Kpi { name: $name, unit: $unit, doc: $doc };)*

        /// Every KPI.
        pub static KPIS: &[&Kpi] = &[$(&$constant),*];
    };
}

kpis! {
    ORDERS_PLACED "orders_placed" "orders" "Orders of consumers placed in the measured window.";
    ORDERS_PER_DAY "orders_per_day" "1/d" "Orders placed in the window, per day of it.";
    ORDERS_DELIVERED "orders_delivered" "orders" "Of the orders placed in the window, those whose last parcel reached the door.";
    ORDERS_LOST "orders_lost" "orders" "Orders that found nothing on the shelf and did not wait.";
    ORDERS_CANCELLED "orders_cancelled" "orders" "Orders whose buyer gave up waiting for all or the rest of them.";
    ORDERS_RETURNED "orders_returned" "orders" "Orders whose last parcel could not be handed over and went back.";
    ORDERS_SPOILT "orders_spoilt" "orders" "Orders whose last goods were spoilt or lost on the way.";
    ORDERS_REFUSED "orders_refused" "orders" "Orders that the platform did not take.";
    UNFINISHED "unfinished" "orders" "Orders placed in the window and still open when the run ended.";
    UNITS_ORDERED "units_ordered" "units" "Units asked by the orders placed in the window.";
    LOST_SALES "lost_sales" "units" "Units that were asked, not on the shelf, and lost at once or cancelled later.";
    SUBSTITUTED_LINES "substituted_lines" "lines" "Order lines that found nothing of their product and were served with another.";
    SUBSTITUTED_UNITS "substituted_units" "units" "Units of these lines.";
    DELIVERY_MEAN "delivery_days_mean" "d" "Mean days from payment to the door, over the orders delivered; of a product over its lines, of a path over the parts of orders that went there.";
    DELIVERY_SD "delivery_days_sd" "d" "Standard deviation of the days from payment to the door between orders.";
    DELIVERY_P50 "delivery_days_p50" "d" "Days from payment to the door that half of the delivered orders do not exceed.";
    DELIVERY_P90 "delivery_days_p90" "d" "Days from payment to the door that 90 % of the delivered orders do not exceed.";
    DELIVERY_P95 "delivery_days_p95" "d" "Days from payment to the door that 95 % of the delivered orders do not exceed.";
    DELIVERY_P99 "delivery_days_p99" "d" "Days from payment to the door that 99 % of the delivered orders do not exceed.";
    STAGE_STOCK "stage_days_stock" "d" "Mean days a delivered order waited for stock.";
    STAGE_SUPPLY "stage_days_supply" "d" "Mean days a delivered order was at a supplier.";
    STAGE_PICKING "stage_days_picking" "d" "Mean days a delivered order waited for pickers, was picked and packed.";
    STAGE_DEPARTURE "stage_days_departure" "d" "Mean days a delivered order waited for a departure.";
    STAGE_LINE_HAUL "stage_days_line_haul" "d" "Mean days a delivered order was between two places.";
    STAGE_PORT "stage_days_port" "d" "Mean days a delivered order was in port.";
    STAGE_DOCUMENTS "stage_days_documents" "d" "Mean days a delivered order waited for and was in the document check.";
    STAGE_INSPECTION "stage_days_inspection" "d" "Mean days a delivered order waited for and was in an inspection.";
    STAGE_LAST_MILE "stage_days_last_mile" "d" "Mean days a delivered order was with the courier, failed attempts included.";
    WAIT_DAYS_MEAN "wait_days_mean" "d" "Mean wait for stock, over all order lines that were served from stock, those served at once included.";
    ON_TIME_SHARE "on_time_share" "share" "Share of the delivered orders with a promise that reached the door by it.";
    FILL_RATE "fill_rate" "share" "Units served from the shelf at once / units asked (type 2, beta).";
    LINE_FILL_RATE "line_fill_rate" "share" "Order lines served from the shelf at once in full / lines that asked.";
    ORDER_FILL_RATE "order_fill_rate" "share" "Orders all of whose lines were served from the shelf at once in full / orders that asked.";
    REVENUE "revenue" "CNY" "Price of the orders placed in the window, less what was lost, cancelled or returned in it.";
    LANDED_COST "landed_cost_per_order" "CNY" "Mean cost that a delivered order carries: goods, freight, storage, handling, tax, courier.";
    LANDED_GOODS "landed_goods_per_order" "CNY" "Cost of the goods in a delivered order.";
    LANDED_FREIGHT "landed_freight_per_order" "CNY" "Freight carried by a delivered order.";
    LANDED_STORAGE "landed_storage_per_order" "CNY" "Space in warehouses that a delivered order carries.";
    LANDED_HANDLING "landed_handling_per_order" "CNY" "Handling carried by a delivered order.";
    LANDED_TAX "landed_tax_per_order" "CNY" "Duty and taxes carried by a delivered order.";
    LANDED_COURIER "landed_courier_per_order" "CNY" "Courier charges carried by a delivered order.";
    PURCHASES "purchases" "CNY" "What suppliers are owed for goods received in the window.";
    COST_PER_ORDER "cost_per_order" "CNY" "All costs of the window / orders placed in it.";
    COST_PER_DAY "cost_per_day" "CNY/d" "All costs of the window per day: delivered and returned goods with what they carry, ordering, holding, shortage.";
    COST_GOODS "cost_per_day_goods" "CNY/d" "Cost of goods that were delivered or returned, per day.";
    COST_FREIGHT "cost_per_day_freight" "CNY/d" "Freight carried by goods that were delivered or returned, per day.";
    COST_STORAGE "cost_per_day_storage" "CNY/d" "Space in warehouses carried by goods that were delivered or returned, per day.";
    COST_HANDLING "cost_per_day_handling" "CNY/d" "Handling carried by goods that were delivered or returned, per day.";
    COST_TAX "cost_per_day_tax" "CNY/d" "Duty and taxes carried by goods that were delivered or returned, per day.";
    COST_COURIER "cost_per_day_courier" "CNY/d" "Courier charges of goods that were delivered or returned, per day.";
    COST_ORDERING "cost_per_day_ordering" "CNY/d" "Fixed and unit costs of replenishment orders placed, per day.";
    COST_HOLDING "cost_per_day_holding" "CNY/d" "Holding rate x stock on hand, per day.";
    COST_SHORTAGE "cost_per_day_shortage" "CNY/d" "Shortage rate x backorders, per day.";
    CHARGES_PER_DAY "charges_per_day" "CNY/d" "What this one is owed for goods or services of the window, per day.";
    MEAN_ON_HAND "mean_on_hand" "units" "Time average of the stock on hand.";
    MEAN_BACKORDERS "mean_backorders" "units" "Time average of the units owed to orders that wait.";
    MEAN_ON_ORDER "mean_on_order" "units" "Time average of the units ordered and not yet on the shelf.";
    STOCKOUT_TIME_SHARE "stockout_time_share" "share" "Share of time with an empty shelf.";
    BACKORDER_TIME_SHARE "backorder_time_share" "share" "Share of time in which units are owed.";
    READY_RATE "ready_rate" "share" "Share of time with stock on the shelf.";
    STOCKOUT_DAYS "stockout_days" "d" "Time with an empty shelf in the window.";
    CYCLE_SERVICE_LEVEL "cycle_service_level" "share" "Share of replenishment cycles (from one receipt to the next) without a unit short (type 1, alpha).";
    LOST_SHARE "lost_share" "share" "Units lost at once / units asked.";
    REPLENISHMENT_ORDERS "replenishment_orders_per_day" "1/d" "Orders this stock point placed, per day.";
    ORDERING_COST "ordering_cost_per_day" "CNY/d" "Fixed and unit costs of its replenishment orders, per day.";
    HOLDING_COST "holding_cost_per_day" "CNY/d" "Holding rate x its stock on hand, per day.";
    SHORTAGE_COST "shortage_cost_per_day" "CNY/d" "Shortage rate x its backorders, per day.";

    ORDER_LINES "order_lines" "lines" "Lines of the orders placed in the window: of this product, or that went this path.";
    PARTS_DELIVERED "order_parts_delivered" "parts" "Of the parts of orders that went this path, those whose last line reached the door.";
    PARTS_FAILED "order_parts_failed" "parts" "Of the parts of orders that went this path, those that ended with a line lost, cancelled, returned, spoilt or refused.";
    TURNED_AWAY "turned_away_share" "share" "Share of those who came that found no room and were turned away.";
    ORDER_PARTS "order_parts" "parts" "Parts of orders placed in the window that went this path; the lines of an order on one path are one part.";
    LINES_DELIVERED "lines_delivered" "lines" "Of these lines, those that reached the door.";
    UNITS_DELIVERED "units_delivered" "units" "Units of these lines that reached the door.";
    REVENUE_DELIVERED "revenue_delivered" "CNY" "Price of the lines that were placed in the window and reached the door.";
    LANDED_UNIT "landed_cost_per_unit" "CNY" "Mean cost that a delivered unit carries: goods, freight, storage, handling, tax, courier.";
    UNIT_GOODS "landed_goods_per_unit" "CNY" "Cost of the goods in a delivered unit.";
    UNIT_FREIGHT "landed_freight_per_unit" "CNY" "Freight carried by a delivered unit.";
    UNIT_STORAGE "landed_storage_per_unit" "CNY" "Space in warehouses that a delivered unit carries.";
    UNIT_HANDLING "landed_handling_per_unit" "CNY" "Handling carried by a delivered unit.";
    UNIT_TAX "landed_tax_per_unit" "CNY" "Duty and taxes carried by a delivered unit.";
    UNIT_COURIER "landed_courier_per_unit" "CNY" "Courier charges carried by a delivered unit.";
    LANDED_PART "landed_cost_per_part" "CNY" "Mean cost that a delivered part of an order carries on this path.";
    ORDERS_SUPPLIED "orders_supplied" "orders" "Orders that the supplier made ready in the window, in full or short.";
    IN_FULL_SHARE "in_full_share" "share" "Of these orders, the share that was made ready in full.";
    UNITS_ASKED "units_asked" "units" "Units that these orders asked for.";
    UNITS_SHIPPED "units_shipped" "units" "Units that the supplier made ready for them.";
    LEAD_TIME "lead_time_days_mean" "d" "Mean days from placing an order with the supplier to goods that are ready.";
    DEFECT_SHARE "defect_share" "share" "Units of this supplier found bad in the window / units it made ready in it.";
    SHIPMENTS "shipments" "shipments" "Shipments that left on the lane in the window.";
    TRANSIT_MEAN "transit_days_mean" "d" "Mean days from departure to arrival, over these shipments.";
    TRANSIT_P95 "transit_days_p95" "d" "Days from departure to arrival that 95 % of these shipments do not exceed.";
    CANCELLED_SHARE "cancelled_share" "share" "Departures of the window that were cancelled / all that were due.";
    WEIGHT_CARRIED "weight_carried" "kg" "Weight of the shipments that left in the window.";
    VOLUME_CARRIED "volume_carried" "m3" "Volume of the shipments that left in the window.";
    DAMAGE_SHARE "damage_share" "share" "Units spoilt or lost on the lane in the window / units that left in it.";
    CO2E "co2e_kg" "kg" "CO2 equivalent emitted by transport in the window; undefined where no lane says what it emits.";
    CO2E_PER_ORDER "co2e_kg_per_order" "kg" "CO2 equivalent emitted in the window / orders placed in it.";
    STOCK_VOLUME "stock_volume_mean" "m3" "Time average of the volume of the stock on hand.";
    UNITS_SCRAPPED "units_scrapped" "units" "Units found bad, spoilt or lost here in the window.";

    ARRIVALS_PER_DAY "arrivals_per_day" "1/d" "Shipments that joined the queue in the window, per day.";
    QUEUE_WAIT_MEAN "queue_wait_mean" "h" "Mean wait before service or departure, service excluded.";
    QUEUE_WAIT_P50 "queue_wait_p50" "h" "Wait that half of those who came do not exceed.";
    QUEUE_WAIT_P90 "queue_wait_p90" "h" "Wait that 90 % of those who came do not exceed.";
    QUEUE_WAIT_P95 "queue_wait_p95" "h" "Wait that 95 % of those who came do not exceed.";
    QUEUE_WAIT_P99 "queue_wait_p99" "h" "Wait that 99 % of those who came do not exceed.";
    SHARE_THAT_WAITS "share_that_waits" "share" "Share of those who came that had to wait.";
    SHARE_OVER_LIMIT "share_over_limit" "share" "Share of those who came that waited longer than `wait_limit`.";
    QUEUE_LENGTH_MEAN "queue_length_mean" "shipments" "Time average of the number waiting.";
    UTILISATION "utilisation" "share" "Time average of the busy servers / servers.";
    LOAD_MEAN "load_mean" "shipments" "Mean number of shipments on board at a departure, empty departures included.";
    DEPARTURES_PER_DAY "departures_per_day" "1/d" "Departures in the window, per day.";
    MISMATCH_SHARE "mismatch_share" "share" "Share of the declarations filed whose documents did not match.";
    INSPECTED_SHARE "inspected_share" "share" "Share of shipments that were inspected.";
    SOJOURN_MEAN "sojourn_mean" "h" "Mean time from arrival at customs to release.";
    SOJOURN_GREEN_MEAN "sojourn_green_mean" "h" "Mean time at customs of shipments that were not inspected.";
    SOJOURN_RED_MEAN "sojourn_red_mean" "h" "Mean time at customs of shipments that were inspected.";
    INSPECTION_WAIT_MEAN "inspection_wait_mean" "h" "Mean wait for an inspection bay, over inspected shipments.";
    INSPECTION_QUEUE "inspection_queue_length_mean" "shipments" "Time average of the number waiting for a bay.";
    INSPECTION_UTILISATION "inspection_utilisation" "share" "Time average of the busy bays / bays.";
    PARCELS_PER_DAY "parcels_per_day" "1/d" "Parcels the courier was done with in the window, handed over or not, per day.";
    ATTEMPTS_MEAN "attempts_mean" "attempts" "Mean number of attempts a parcel took.";
    DELIVERED_SHARE "delivered_share" "share" "Share of parcels that were handed over.";
    RETURNED_SHARE "returned_share" "share" "Share of parcels that went back.";
}
