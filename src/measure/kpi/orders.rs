//! KPIs of orders: how many there are, how long they take, and how well they are served.

use super::source::{OWN, P2, QUANTILE, SCOR_CYCLE, SCOR_DATE, SCOR_PERFECT, SPT, ZIPKIN};
use super::{Kpi, declare};

declare! {
    ORDERS_PLACED "orders_placed" "orders" [All Doing(Buy)]
        "Consumer orders placed in the measured window."
        = "count of orders placed in [warm-up, horizon)" from OWN;
    ORDERS_PER_DAY "orders_per_day" "1/d" [All Doing(Buy)]
        "Orders placed in the window, per day."
        = "orders_placed / days of the window" from OWN;
    ORDERS_DELIVERED "orders_delivered" "orders" [All Doing(Buy)]
        "Orders placed in the window that were delivered in full."
        = "count of orders placed in the window of which every unit was delivered" from OWN;
    ORDERS_IN_PART "orders_delivered_in_part" "orders" [All Doing(Buy)]
        "Orders of which some units were delivered and the others were not."
        = "count of orders placed in the window that ended with some, not all, of their units delivered" from OWN;
    ORDERS_LOST "orders_lost" "orders" [All Doing(Buy)]
        "Orders of which nothing was delivered: they found no stock and did not wait."
        = "count of orders placed in the window without a unit delivered whose last units were lost" from OWN;
    ORDERS_CANCELLED "orders_cancelled" "orders" [All Doing(Buy)]
        "Orders of which nothing was delivered: the buyer gave up waiting for stock or packing."
        = "count of orders placed in the window without a unit delivered whose last units were cancelled" from OWN;
    ORDERS_RETURNED "orders_returned" "orders" [All Doing(Buy)]
        "Orders of which nothing was delivered: the last parcel could not be handed over and went back."
        = "count of orders placed in the window without a unit delivered whose last units were returned" from OWN;
    ORDERS_SPOILT "orders_spoilt" "orders" [All Doing(Buy)]
        "Orders of which nothing was delivered: the last goods were spoilt or lost in transit."
        = "count of orders placed in the window without a unit delivered whose last units were spoilt" from OWN;
    ORDERS_REFUSED "orders_refused" "orders" [All Doing(Buy)]
        "Orders of which nothing was delivered: the platform did not accept them."
        = "count of orders placed in the window without a unit delivered whose last units were refused" from OWN;
    UNFINISHED "unfinished" "orders" [All Doing(Buy)]
        "Orders placed in the window that were still open when the run ended."
        = "count of open orders at the end of the drain; orders_placed = orders_delivered + delivered_in_part + lost + cancelled + refused + returned + spoilt + unfinished" from OWN;
    ORDERS_COMPLETED "orders_completed" "orders" [All Doing(Buy)]
        "Orders whose last parcel was delivered, in full or in part; figures of delivery time and landed cost cover these."
        = "count of orders placed in the window that ended with a delivery" from OWN;
    PARCELS_PER_ORDER "parcels_per_order" "parcels" [All Doing(Buy)]
        "Mean number of parcels in which an order arrived. A parcel that several orders share counts for the one whose goods lead it."
        = "parcels that arrived for orders placed in the window / (orders_delivered + orders_delivered_in_part)" from OWN;
    UNITS_ORDERED "units_ordered" "units" [All Doing(Buy) Product]
        "Units on the orders placed in the window."
        = "sum of the units of the lines of orders placed in the window" from OWN;
    UNITS_DELIVERED "units_delivered" "units" [All Doing(Buy) Product]
        "Units of the orders placed in the window that were delivered."
        = "sum of the units delivered, over the orders placed in the window" from OWN;
    UNITS_LOST "units_lost" "units" [All Doing(Buy) Product]
        "Units that were lost at once: missed at the shelf, or not supplied by the supplier of the order."
        = "sum of the units lost at once, over the orders placed in the window" from SPT;
    UNITS_CANCELLED "units_cancelled" "units" [All Doing(Buy) Product]
        "Units whose buyer gave up waiting for stock, production or packing."
        = "sum of the units cancelled, over the orders placed in the window" from OWN;
    UNITS_REFUSED "units_refused" "units" [All Doing(Buy) Product]
        "Units that the platform did not accept."
        = "sum of the units refused, over the orders placed in the window" from OWN;
    UNITS_RETURNED "units_returned" "units" [All Doing(Buy) Product]
        "Units in parcels that could not be handed over and went back."
        = "sum of the units returned, over the orders placed in the window" from OWN;
    UNITS_SPOILT "units_spoilt" "units" [All Doing(Buy) Product]
        "Units that were spoilt or lost on the way to the buyer."
        = "sum of the units spoilt, over the orders placed in the window" from OWN;
    UNITS_UNFINISHED "units_unfinished" "units" [All Doing(Buy) Product]
        "Units still to be delivered when the run ended."
        = "sum of the units still to come at the end of the drain; units_ordered = units_delivered + lost + cancelled + refused + returned + spoilt + unfinished, for a product after substitution" from OWN;
    LOST_SALES "lost_sales" "units" [All Doing(Buy) Product Stock]
        "Units that were asked for and not sold: lost at once, cancelled or refused; for a stock point, units not on the shelf and lost at once."
        = "units_lost + units_cancelled + units_refused; for a stock point, the units lost at once in the window" from SPT;
    SUBSTITUTED_LINES "substituted_lines" "lines" [All Doing(Buy)]
        "Order lines whose product was out of stock and that were served with another product."
        = "count of the lines of orders placed in the window that were served with another product" from OWN;
    SUBSTITUTED_UNITS "substituted_units" "units" [All Doing(Buy)]
        "Units of the substituted lines."
        = "sum of the units of substituted_lines" from OWN;
    DELIVERY_MEAN "delivery_days_mean" "d" [All Doing(Buy) Product Path]
        "Mean days from payment to delivery, over the orders delivered; for a product over its lines, for a path over the order parts that took it."
        = "sum of (time of delivery - time of payment) / number delivered" from SCOR_CYCLE;
    DELIVERY_SD "delivery_days_sd" "d" [All Doing(Buy)]
        "Standard deviation over orders of the days from payment to delivery."
        = "square root of sum of (days - delivery_days_mean)^2 / (orders_completed - 1)" from OWN;
    DELIVERY_P50 "delivery_days_p50" "d" [All Doing(Buy) Path]
        "Days from payment to delivery that half of the delivered orders do not exceed."
        = "the 50 % quantile of (time of delivery - time of payment), interpolated between neighbours" from QUANTILE;
    DELIVERY_P90 "delivery_days_p90" "d" [All Doing(Buy) Path]
        "Days from payment to delivery that 90 % of the delivered orders do not exceed."
        = "the 90 % quantile of (time of delivery - time of payment), interpolated between neighbours" from QUANTILE;
    DELIVERY_P95 "delivery_days_p95" "d" [All Doing(Buy) Path]
        "Days from payment to delivery that 95 % of the delivered orders do not exceed."
        = "the 95 % quantile of (time of delivery - time of payment), interpolated between neighbours" from QUANTILE;
    DELIVERY_P99 "delivery_days_p99" "d" [All Doing(Buy)]
        "Days from payment to delivery that 99 % of the delivered orders do not exceed."
        = "the 99 % quantile of (time of delivery - time of payment), interpolated between neighbours" from QUANTILE;
    ORDERS_MERGED "orders_merged" "orders" [All]
        "Orders placed in the window of which some shared the parcel of another order of the same consumer; the order that was placed first is not counted."
        = "orders placed in the window that were put into the parcel of another" from OWN;
    STAGE_STOCK "stage_days_stock" "d" [All Doing(Buy)]
        "Mean days a delivered order waited for stock."
        = "sum over the parcels that completed an order of the time from order to the last unit taken from the shelf / orders_completed; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_SUPPLY "stage_days_supply" "d" [All Doing(Buy)]
        "Mean days a delivered order was at a supplier."
        = "sum over the parcels that completed an order of the time from order to goods ready / orders_completed; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_PICKING "stage_days_picking" "d" [All Doing(Buy)]
        "Mean days a delivered order spent in picking and packing, including the wait for pickers."
        = "sum over the parcels that completed an order of the time in the picking queue and in picking / orders_completed; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_DEPARTURE "stage_days_departure" "d" [All Doing(Buy)]
        "Mean days a delivered order waited for a departure."
        = "sum over the parcels that completed an order of the time with a lane or courier until departure / orders_completed; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_LINE_HAUL "stage_days_line_haul" "d" [All Doing(Buy)]
        "Mean days a delivered order was in transit between two sites."
        = "sum over the parcels that completed an order of the time from departure to arrival on lanes / orders_completed; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_PORT "stage_days_port" "d" [All Doing(Buy)]
        "Mean days a delivered order was in port."
        = "sum over the parcels that completed an order of the dwell time in ports / orders_completed; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_DOCUMENTS "stage_days_documents" "d" [All Doing(Buy)]
        "Mean days a delivered order spent in document checks, including the wait for them."
        = "sum over the parcels that completed an order of the time from arrival at customs to the end of the last check / orders_completed; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_INSPECTION "stage_days_inspection" "d" [All Doing(Buy)]
        "Mean days a delivered order spent in inspection, including the wait for it."
        = "sum over the parcels that completed an order of the time from joining the queue for a bay to release / orders_completed; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_LAST_MILE "stage_days_last_mile" "d" [All Doing(Buy)]
        "Mean days a delivered order was with the courier, failed attempts included."
        = "sum over the parcels that completed an order of the time from collection to delivery / orders_completed; the nine stages add up to delivery_days_mean" from OWN;
    WAIT_DAYS_MEAN "wait_days_mean" "d" [All Doing(Buy)]
        "Mean wait for stock, over all order lines served from stock, including those served at once."
        = "sum of (time the last unit is allocated - time placed) / lines served, at once or later" from ZIPKIN;
    ON_TIME_SHARE "on_time_share" "share" [All Doing(Buy) Path]
        "Share of the delivered orders with a promised date that were delivered by it; of the orders placed, see `otif_share`."
        = "orders (for a path: parts) delivered by the promised date / those delivered that had one" from SCOR_DATE;
    OTIF_SHARE "otif_share" "share" [All Doing(Buy) Path]
        "On time in full: share of the orders placed (for a path: parts) that were delivered in full by their promised date. Orders that failed count; orders still open when the run ended count if their date had passed."
        = "orders delivered in full by the promised date / orders placed with a promised date, less those open when the run ended with a date still to come" from OWN;
    PERFECT_SHARE "perfect_order_share" "share" [All Doing(Buy) Path]
        "Share of the orders placed (for a path: parts) that were perfect: on time, in full, undamaged, with the products ordered and with documents that matched at customs; over the same orders as `otif_share`."
        = "orders delivered in full by the promised date, without substitution and mismatch / the orders of otif_share; for a path, parts" from SCOR_PERFECT;
    DISPATCHED "dispatched_within_48h_share" "share" [All Doing(Buy) Path]
        "Share of the orders placed (for a path: parts) whose last parcel left the warehouse or supplier within 48 h of placing. Orders lost, cancelled or refused count as not dispatched; orders placed in the last 48 h of the run and still open do not count."
        = "orders whose last parcel left within 48 h / orders_placed, less those placed in the last 48 h and still open; for a path, parts" from OWN;
    FILL_RATE "fill_rate" "share" [All Doing(Buy) Product Stock]
        "Units served from the shelf at once / units demanded (type 2, beta)."
        = "units served from the shelf at once / units demanded from a shelf" from P2;
    LINE_FILL_RATE "line_fill_rate" "share" [All Doing(Buy)]
        "Order lines served from the shelf at once and in full / lines demanded."
        = "lines served at once and in full / lines demanded from a shelf" from OWN;
    ORDER_FILL_RATE "order_fill_rate" "share" [All Doing(Buy) Stock]
        "Orders with every line served from the shelf at once and in full / orders demanded."
        = "orders with every line served at once and in full / orders demanded from a shelf; for a stock point, the lines demanded there" from OWN;
    ORDER_LINES "order_lines" "lines" [Product Path]
        "Lines of the orders placed in the window: those of this product, or those that took this path or were refused on it."
        = "count of the lines of orders placed in the window" from OWN;
    ORDER_PARTS "order_parts" "parts" [Path]
        "Parts of orders placed in the window that took this path or were refused on it; the lines of an order on one path are one part."
        = "sum over orders placed in the window of the number of paths that their lines took" from OWN;
    PARTS_DELIVERED "order_parts_delivered" "parts" [Path]
        "Order parts on this path that were delivered in full."
        = "count of order_parts of which every unit was delivered" from OWN;
    PARTS_IN_PART "order_parts_delivered_in_part" "parts" [Path]
        "Order parts on this path of which some units were delivered and the others were not."
        = "count of order_parts that ended with some, not all, of their units delivered" from OWN;
    PARTS_FAILED "order_parts_failed" "parts" [Path]
        "Order parts on this path of which nothing was delivered."
        = "order_parts_lost + cancelled + returned + spoilt + refused" from OWN;
    PARTS_LOST "order_parts_lost" "parts" [Path]
        "Order parts on this path that found no stock and did not wait."
        = "count of order_parts without a unit delivered whose last units were lost" from OWN;
    PARTS_CANCELLED "order_parts_cancelled" "parts" [Path]
        "Order parts on this path whose buyer gave up waiting."
        = "count of order_parts without a unit delivered whose last units were cancelled" from OWN;
    PARTS_RETURNED "order_parts_returned" "parts" [Path]
        "Order parts on this path that could not be handed over and went back."
        = "count of order_parts without a unit delivered whose last units were returned" from OWN;
    PARTS_SPOILT "order_parts_spoilt" "parts" [Path]
        "Order parts on this path that were spoilt or lost in transit."
        = "count of order_parts without a unit delivered whose last units were spoilt" from OWN;
    PARTS_REFUSED "order_parts_refused" "parts" [Path]
        "Order parts meant for this path that the platform did not accept."
        = "count of order_parts without a unit delivered whose last units were refused" from OWN;
    PARTS_UNFINISHED "order_parts_unfinished" "parts" [Path]
        "Order parts on this path that were still open when the run ended."
        = "order_parts - order_parts_delivered - delivered_in_part - failed" from OWN;
    PARTS_COMPLETED "order_parts_completed" "parts" [Path]
        "Order parts on this path whose last parcel was delivered, in full or in part; figures of delivery time and landed cost cover these."
        = "count of order_parts that ended with a delivery" from OWN;
    LINES_DELIVERED "lines_delivered" "lines" [Product]
        "Lines of the orders placed in the window whose last units were delivered."
        = "count of order_lines that ended with a delivery" from OWN;
}
