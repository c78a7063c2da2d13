//! KPIs of orders: how many, how long, how well served.

use super::source::{OWN, P2, QUANTILE, SCOR_CYCLE, SCOR_DATE, SPT, ZIPKIN};
use super::{Kpi, declare};

declare! {
    ORDERS_PLACED "orders_placed" "orders" [all market]
        "Orders of consumers placed in the measured window."
        = "count of orders placed in [warm-up, horizon)" from OWN;
    ORDERS_PER_DAY "orders_per_day" "1/d" [all market]
        "Orders placed in the window, per day of it."
        = "orders_placed / days of the window" from OWN;
    ORDERS_DELIVERED "orders_delivered" "orders" [all market]
        "Of the orders placed in the window, those whose last parcel reached the door."
        = "count of orders placed in the window whose last outcome is delivered" from OWN;
    ORDERS_LOST "orders_lost" "orders" [all market]
        "Orders that found nothing on the shelf and did not wait."
        = "count of orders placed in the window whose last outcome is lost" from OWN;
    ORDERS_CANCELLED "orders_cancelled" "orders" [all market]
        "Orders whose buyer gave up waiting for all or the rest of them."
        = "count of orders placed in the window whose last outcome is cancelled" from OWN;
    ORDERS_RETURNED "orders_returned" "orders" [all market]
        "Orders whose last parcel could not be handed over and went back."
        = "count of orders placed in the window whose last outcome is returned" from OWN;
    ORDERS_SPOILT "orders_spoilt" "orders" [all market]
        "Orders whose last goods were spoilt or lost on the way."
        = "count of orders placed in the window whose last outcome is spoilt" from OWN;
    ORDERS_REFUSED "orders_refused" "orders" [all market]
        "Orders that the platform did not take."
        = "count of orders placed in the window whose last outcome is refused" from OWN;
    UNFINISHED "unfinished" "orders" [all market]
        "Orders placed in the window and still open when the run ended."
        = "orders_placed - delivered - lost - cancelled - returned - spoilt - refused" from OWN;
    UNITS_ORDERED "units_ordered" "units" [all market product]
        "Units asked by the orders placed in the window."
        = "sum of the units of the lines of orders placed in the window" from OWN;
    LOST_SALES "lost_sales" "units" [all market product stock]
        "Units that were asked, not on the shelf, and lost at once or cancelled later."
        = "units lost at once; of everything, a market and a product also those cancelled later, over the orders placed in the window" from SPT;
    SUBSTITUTED_LINES "substituted_lines" "lines" [all market]
        "Order lines that found nothing of their product and were served with another."
        = "count of the lines of orders placed in the window that another product served" from OWN;
    SUBSTITUTED_UNITS "substituted_units" "units" [all market]
        "Units of these lines."
        = "sum of the units of substituted_lines" from OWN;
    DELIVERY_MEAN "delivery_days_mean" "d" [all market product path]
        "Mean days from payment to the door, over the orders delivered; of a product over its lines, of a path over the parts of orders that went there."
        = "sum of (time at the door - time of payment) / number delivered" from SCOR_CYCLE;
    DELIVERY_SD "delivery_days_sd" "d" [all market]
        "Standard deviation of the days from payment to the door between orders."
        = "square root of sum of (days - delivery_days_mean)^2 / (orders_delivered - 1)" from OWN;
    DELIVERY_P50 "delivery_days_p50" "d" [all market path]
        "Days from payment to the door that half of the delivered orders do not exceed."
        = "the 50 % quantile of (time at the door - time of payment), interpolated between neighbours" from QUANTILE;
    DELIVERY_P90 "delivery_days_p90" "d" [all market path]
        "Days from payment to the door that 90 % of the delivered orders do not exceed."
        = "the 90 % quantile of (time at the door - time of payment), interpolated between neighbours" from QUANTILE;
    DELIVERY_P95 "delivery_days_p95" "d" [all market path]
        "Days from payment to the door that 95 % of the delivered orders do not exceed."
        = "the 95 % quantile of (time at the door - time of payment), interpolated between neighbours" from QUANTILE;
    DELIVERY_P99 "delivery_days_p99" "d" [all market]
        "Days from payment to the door that 99 % of the delivered orders do not exceed."
        = "the 99 % quantile of (time at the door - time of payment), interpolated between neighbours" from QUANTILE;
    STAGE_STOCK "stage_days_stock" "d" [all market]
        "Mean days a delivered order waited for stock."
        = "sum over the parcels that completed an order of the time from placing until all its units are taken from the shelf / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_SUPPLY "stage_days_supply" "d" [all market]
        "Mean days a delivered order was at a supplier."
        = "sum over the parcels that completed an order of the time from the order to goods ready / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_PICKING "stage_days_picking" "d" [all market]
        "Mean days a delivered order waited for pickers, was picked and packed."
        = "sum over the parcels that completed an order of the time in the queue of pickers and with one / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_DEPARTURE "stage_days_departure" "d" [all market]
        "Mean days a delivered order waited for a departure."
        = "sum over the parcels that completed an order of the time with a lane or courier until it leaves / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_LINE_HAUL "stage_days_line_haul" "d" [all market]
        "Mean days a delivered order was between two places."
        = "sum over the parcels that completed an order of the time from departure to arrival on lanes / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_PORT "stage_days_port" "d" [all market]
        "Mean days a delivered order was in port."
        = "sum over the parcels that completed an order of the time of dwell in ports / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_DOCUMENTS "stage_days_documents" "d" [all market]
        "Mean days a delivered order waited for and was in the document check."
        = "sum over the parcels that completed an order of the time from arrival at customs to the end of the last check / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_INSPECTION "stage_days_inspection" "d" [all market]
        "Mean days a delivered order waited for and was in an inspection."
        = "sum over the parcels that completed an order of the time from joining the queue for a bay to release / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    STAGE_LAST_MILE "stage_days_last_mile" "d" [all market]
        "Mean days a delivered order was with the courier, failed attempts included."
        = "sum over the parcels that completed an order of the time from collection to the door / orders_delivered; the nine stages add up to delivery_days_mean" from OWN;
    WAIT_DAYS_MEAN "wait_days_mean" "d" [all market]
        "Mean wait for stock, over all order lines that were served from stock, those served at once included."
        = "sum of (time all its units are allotted - time placed) / lines served, at once or later" from ZIPKIN;
    ON_TIME_SHARE "on_time_share" "share" [all market path]
        "Share of the delivered orders with a promise that reached the door by it."
        = "orders (on a path: parts) at the door by their promise / those delivered that had one" from SCOR_DATE;
    FILL_RATE "fill_rate" "share" [all market product stock]
        "Units served from the shelf at once / units asked (type 2, beta)."
        = "units served from the shelf at once / units asked of a shelf" from P2;
    LINE_FILL_RATE "line_fill_rate" "share" [all market]
        "Order lines served from the shelf at once in full / lines that asked."
        = "lines served at once in full / lines that asked a shelf" from OWN;
    ORDER_FILL_RATE "order_fill_rate" "share" [all market stock]
        "Orders all of whose lines were served from the shelf at once in full / orders that asked."
        = "orders all of whose lines are served at once in full / orders that asked a shelf; of a stock point, the lines asked there" from OWN;
    ORDER_LINES "order_lines" "lines" [product path]
        "Lines of the orders placed in the window: of this product, or that went this path."
        = "count of the lines of orders placed in the window" from OWN;
    ORDER_PARTS "order_parts" "parts" [path]
        "Parts of orders placed in the window that went this path; the lines of an order on one path are one part."
        = "count over orders placed in the window of the paths their lines went" from OWN;
    PARTS_DELIVERED "order_parts_delivered" "parts" [path]
        "Of the parts of orders that went this path, those whose last line reached the door."
        = "count of order_parts whose last line reached the door" from OWN;
    PARTS_FAILED "order_parts_failed" "parts" [path]
        "Of the parts of orders that went this path, those that ended with a line lost, cancelled, returned, spoilt or refused."
        = "count of order_parts that ended otherwise" from OWN;
    LINES_DELIVERED "lines_delivered" "lines" [product]
        "Of these lines, those that reached the door."
        = "count of order_lines that reached the door" from OWN;
    UNITS_DELIVERED "units_delivered" "units" [product]
        "Units of these lines that reached the door."
        = "sum of the units of lines_delivered" from OWN;
}
