//! KPIs of orders: how many there are, how long they take, and how well they are served.

use super::source::{OWN, P2, QUANTILE, SCOR_CYCLE, SCOR_DATE, SPT, ZIPKIN};
use super::{Kpi, declare};

declare! {
    ORDERS_PLACED "orders_placed" "orders" [All Doing(Buy)]
        "Consumer orders placed in the measured window."
        = "count of orders placed in [warm-up, horizon)" from OWN;
    ORDERS_PER_DAY "orders_per_day" "1/d" [All Doing(Buy)]
        "Orders placed in the window, per day."
        = "orders_placed / days of the window" from OWN;
    ORDERS_DELIVERED "orders_delivered" "orders" [All Doing(Buy)]
        "Orders placed in the window whose last parcel was delivered."
        = "count of orders placed in the window whose final outcome is delivered" from OWN;
    ORDERS_LOST "orders_lost" "orders" [All Doing(Buy)]
        "Orders that found too little stock and did not wait."
        = "count of orders placed in the window whose final outcome is lost" from OWN;
    ORDERS_CANCELLED "orders_cancelled" "orders" [All Doing(Buy)]
        "Orders whose buyer gave up waiting for all or the rest of the units."
        = "count of orders placed in the window whose final outcome is cancelled" from OWN;
    ORDERS_RETURNED "orders_returned" "orders" [All Doing(Buy)]
        "Orders whose last parcel could not be handed over and went back."
        = "count of orders placed in the window whose final outcome is returned" from OWN;
    ORDERS_SPOILT "orders_spoilt" "orders" [All Doing(Buy)]
        "Orders whose last goods were spoilt or lost in transit."
        = "count of orders placed in the window whose final outcome is spoilt" from OWN;
    ORDERS_REFUSED "orders_refused" "orders" [All Doing(Buy)]
        "Orders that the platform did not accept."
        = "count of orders placed in the window whose final outcome is refused" from OWN;
    UNFINISHED "unfinished" "orders" [All Doing(Buy)]
        "Orders placed in the window that were still open when the run ended."
        = "orders_placed - delivered - lost - cancelled - returned - spoilt - refused" from OWN;
    UNITS_ORDERED "units_ordered" "units" [All Doing(Buy) Product]
        "Units on the orders placed in the window."
        = "sum of the units of the lines of orders placed in the window" from OWN;
    LOST_SALES "lost_sales" "units" [All Doing(Buy) Product Stock]
        "Units ordered that were not on the shelf and were lost at once or cancelled later."
        = "units lost at once; for `all`, a market or a product also units cancelled later, over the orders placed in the window" from SPT;
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
        = "square root of sum of (days - delivery_days_mean)^2 / (orders_delivered - 1)" from OWN;
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
    STAGE_STOCK "stage_days_stock" "d" [All Doing(Buy)]
        "Mean days a delivered order waited for stock."
        = "sum over the parcels that completed an order of the time from order to the last unit taken from the shelf / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_SUPPLY "stage_days_supply" "d" [All Doing(Buy)]
        "Mean days a delivered order was at a supplier."
        = "sum over the parcels that completed an order of the time from order to goods ready / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_PICKING "stage_days_picking" "d" [All Doing(Buy)]
        "Mean days a delivered order spent in picking and packing, including the wait for pickers."
        = "sum over the parcels that completed an order of the time in the picking queue and in picking / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_DEPARTURE "stage_days_departure" "d" [All Doing(Buy)]
        "Mean days a delivered order waited for a departure."
        = "sum over the parcels that completed an order of the time with a lane or courier until departure / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_LINE_HAUL "stage_days_line_haul" "d" [All Doing(Buy)]
        "Mean days a delivered order was in transit between two sites."
        = "sum over the parcels that completed an order of the time from departure to arrival on lanes / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_PORT "stage_days_port" "d" [All Doing(Buy)]
        "Mean days a delivered order was in port."
        = "sum over the parcels that completed an order of the dwell time in ports / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_DOCUMENTS "stage_days_documents" "d" [All Doing(Buy)]
        "Mean days a delivered order spent in document checks, including the wait for them."
        = "sum over the parcels that completed an order of the time from arrival at customs to the end of the last check / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_INSPECTION "stage_days_inspection" "d" [All Doing(Buy)]
        "Mean days a delivered order spent in inspection, including the wait for it."
        = "sum over the parcels that completed an order of the time from joining the queue for a bay to release / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_LAST_MILE "stage_days_last_mile" "d" [All Doing(Buy)]
        "Mean days a delivered order was with the courier, failed attempts included."
        = "sum over the parcels that completed an order of the time from collection to delivery / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    WAIT_DAYS_MEAN "wait_days_mean" "d" [All Doing(Buy)]
        "Mean wait for stock, over all order lines served from stock, including those served at once."
        = "sum of (time the last unit is allocated - time placed) / lines served, at once or later" from ZIPKIN;
    ON_TIME_SHARE "on_time_share" "share" [All Doing(Buy) Path]
        "Share of the delivered orders with a promised date that were delivered by it."
        = "orders (for a path: parts) delivered by the promised date / those delivered that had one" from SCOR_DATE;
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
        "Lines of the orders placed in the window: those of this product, or those that took this path."
        = "count of the lines of orders placed in the window" from OWN;
    ORDER_PARTS "order_parts" "parts" [Path]
        "Parts of orders placed in the window that took this path; the lines of an order on one path are one part."
        = "sum over orders placed in the window of the number of paths that their lines took" from OWN;
    PARTS_DELIVERED "order_parts_delivered" "parts" [Path]
        "Order parts on this path whose last line was delivered."
        = "count of order_parts whose last line was delivered" from OWN;
    PARTS_FAILED "order_parts_failed" "parts" [Path]
        "Order parts on this path that ended with a line lost, cancelled, returned, spoilt or refused."
        = "count of order_parts with any other outcome" from OWN;
    LINES_DELIVERED "lines_delivered" "lines" [Product]
        "Lines of the orders placed in the window that were delivered."
        = "count of order_lines that were delivered" from OWN;
    UNITS_DELIVERED "units_delivered" "units" [Product]
        "Units of the lines delivered."
        = "sum of the units of lines_delivered" from OWN;
}
