//! KPIs of those who carry, check and serve: suppliers, lanes, queues, customs, couriers.

use super::source::{AVAILABLE, CO2, LITTLE, OWN, QUANTILE, QUEUES, SCOR_FULL, SPT};
use super::{Kpi, declare};

declare! {
    AVAILABILITY "availability" "share" [market platform supplier lane port customs warehouse courier]
        "The share of the window in which nothing was paused at the entry; reported where a shock strikes it; of a group, the mean of those struck."
        = "time in the window in which no shock paused anything there / length of the window" from AVAILABLE;
    ORDERS_SUPPLIED "orders_supplied" "orders" [supplier]
        "Orders that the supplier made ready in the window, in full or short."
        = "count of orders made ready in the window" from OWN;
    IN_FULL_SHARE "in_full_share" "share" [supplier]
        "Of these orders, the share that was made ready in full."
        = "orders made ready in full / orders_supplied" from SCOR_FULL;
    UNITS_ASKED "units_asked" "units" [supplier]
        "Units that these orders asked for."
        = "sum of the units asked by orders_supplied" from OWN;
    UNITS_SHIPPED "units_shipped" "units" [supplier]
        "Units that the supplier made ready for them."
        = "sum of the units made ready for orders_supplied" from OWN;
    LEAD_TIME "lead_time_days_mean" "d" [supplier]
        "Mean days from placing an order with the supplier to goods that are ready."
        = "sum of (time ready - time ordered) / orders_supplied" from SPT;
    DEFECT_SHARE "defect_share" "share" [supplier]
        "Units of this supplier found bad in the window / units it made ready in it."
        = "units found bad in the window / units_shipped" from OWN;
    SHIPMENTS "shipments" "shipments" [lane]
        "Shipments that left on the lane in the window."
        = "count of shipments that left in the window" from OWN;
    TRANSIT_MEAN "transit_days_mean" "d" [lane]
        "Mean days from departure to arrival, over these shipments."
        = "sum of (arrival - departure) / shipments" from OWN;
    TRANSIT_P95 "transit_days_p95" "d" [lane]
        "Days from departure to arrival that 95 % of these shipments do not exceed."
        = "the 95 % quantile of (arrival - departure), interpolated between neighbours" from QUANTILE;
    CANCELLED_SHARE "cancelled_share" "share" [lane]
        "Departures of the window that were cancelled / all that were due."
        = "departures cancelled / departures that were due in the window" from OWN;
    WEIGHT_CARRIED "weight_carried" "kg" [lane]
        "Weight of the shipments that left in the window."
        = "sum of the weight of shipments" from OWN;
    VOLUME_CARRIED "volume_carried" "m3" [lane]
        "Volume of the shipments that left in the window."
        = "sum of the volume of shipments" from OWN;
    DAMAGE_SHARE "damage_share" "share" [lane]
        "Units spoilt or lost on the lane in the window / units that left in it."
        = "units spoilt or lost on the lane in the window / units that left in it" from OWN;
    LOAD_MEAN "load_mean" "shipments" [lane]
        "Mean number of shipments on board at a departure, empty departures included."
        = "sum of the shipments on board / departures in the window" from OWN;
    DEPARTURES_PER_DAY "departures_per_day" "1/d" [lane]
        "Departures in the window, per day."
        = "departures in the window / its days" from OWN;
    CO2E "co2e_kg" "kg" [all lane]
        "CO2 equivalent emitted by transport in the window; undefined where no lane says what it emits."
        = "sum of weight x distance x factor of the shipments that left in the window" from CO2;
    CO2E_PER_ORDER "co2e_kg_per_order" "kg" [all]
        "CO2 equivalent emitted in the window / orders placed in it."
        = "co2e_kg / orders_placed" from CO2;
    ARRIVALS_PER_DAY "arrivals_per_day" "1/d" [supplier lane customs warehouse courier]
        "Shipments that joined the queue in the window, per day."
        = "those whose service or departure began in the window, by the time they joined / its days" from OWN;
    QUEUE_WAIT_MEAN "queue_wait_mean" "h" [supplier lane customs warehouse courier]
        "Mean wait before service or departure, service excluded."
        = "sum of (begin of service or departure - joining) / number" from QUEUES;
    QUEUE_WAIT_P50 "queue_wait_p50" "h" [supplier lane customs warehouse courier]
        "Wait that half of those who came do not exceed."
        = "the 50 % quantile of the waits, interpolated between neighbours" from QUANTILE;
    QUEUE_WAIT_P90 "queue_wait_p90" "h" [supplier lane customs warehouse courier]
        "Wait that 90 % of those who came do not exceed."
        = "the 90 % quantile of the waits, interpolated between neighbours" from QUANTILE;
    QUEUE_WAIT_P95 "queue_wait_p95" "h" [supplier lane customs warehouse courier]
        "Wait that 95 % of those who came do not exceed."
        = "the 95 % quantile of the waits, interpolated between neighbours" from QUANTILE;
    QUEUE_WAIT_P99 "queue_wait_p99" "h" [supplier lane customs warehouse courier]
        "Wait that 99 % of those who came do not exceed."
        = "the 99 % quantile of the waits, interpolated between neighbours" from QUANTILE;
    SHARE_THAT_WAITS "share_that_waits" "share" [supplier lane customs warehouse courier]
        "Share of those who came that had to wait."
        = "those with a wait above 0 / all who came" from QUEUES;
    SHARE_OVER_LIMIT "share_over_limit" "share" [supplier lane customs warehouse courier]
        "Share of those who came that waited longer than `wait_limit`."
        = "those with a wait above `wait_limit` / all who came" from OWN;
    TURNED_AWAY "turned_away_share" "share" [supplier customs warehouse courier]
        "Share of those who came that found no room and were turned away."
        = "those turned away / (those who joined + those turned away)" from QUEUES;
    QUEUE_LENGTH_MEAN "queue_length_mean" "shipments" [supplier lane customs warehouse courier]
        "Time average of the number waiting."
        = "integral of the number waiting over the window / its length" from LITTLE;
    UTILISATION "utilisation" "share" [supplier customs warehouse]
        "Time average of the busy servers / servers."
        = "integral of the busy servers / integral of the servers on duty" from QUEUES;
    MISMATCH_SHARE "mismatch_share" "share" [customs]
        "Share of the declarations filed whose documents did not match."
        = "mismatches / declarations filed, those filed anew included" from OWN;
    INSPECTED_SHARE "inspected_share" "share" [customs]
        "Share of shipments that were inspected."
        = "shipments inspected / shipments released, of those that came in the window" from OWN;
    SOJOURN_MEAN "sojourn_mean" "h" [customs]
        "Mean time from arrival at customs to release."
        = "sum of (release - arrival) / shipments released, of those that came in the window" from QUEUES;
    SOJOURN_GREEN_MEAN "sojourn_green_mean" "h" [customs]
        "Mean time at customs of shipments that were not inspected."
        = "as sojourn_mean, over shipments without inspection" from OWN;
    SOJOURN_RED_MEAN "sojourn_red_mean" "h" [customs]
        "Mean time at customs of shipments that were inspected."
        = "as sojourn_mean, over shipments with inspection" from OWN;
    INSPECTION_WAIT_MEAN "inspection_wait_mean" "h" [customs]
        "Mean wait for an inspection bay, over inspected shipments."
        = "sum of (begin of inspection - joining the queue) / shipments inspected" from QUEUES;
    INSPECTION_QUEUE "inspection_queue_length_mean" "shipments" [customs]
        "Time average of the number waiting for a bay."
        = "integral of the number waiting for a bay over the window / its length" from LITTLE;
    INSPECTION_UTILISATION "inspection_utilisation" "share" [customs]
        "Time average of the busy bays / bays."
        = "integral of the busy bays / (bays x length of the window)" from QUEUES;
    PARCELS_PER_DAY "parcels_per_day" "1/d" [courier]
        "Parcels the courier was done with in the window, handed over or not, per day."
        = "parcels done with in the window / its days" from OWN;
    ATTEMPTS_MEAN "attempts_mean" "attempts" [courier]
        "Mean number of attempts a parcel took."
        = "sum of attempts / parcels done with" from OWN;
    DELIVERED_SHARE "delivered_share" "share" [courier]
        "Share of parcels that were handed over."
        = "parcels handed over / parcels done with" from OWN;
    RETURNED_SHARE "returned_share" "share" [courier]
        "Share of parcels that went back."
        = "parcels that went back / parcels done with" from OWN;
    UNITS_SENT_BACK "units_sent_back" "units" [all courier]
        "Units that could not be handed over and started on their way back in the window."
        = "sum of the units in parcels that couriers with `undeliverable` sent back in the window" from OWN;
    UNITS_RESTOCKED "units_restocked" "units" [all courier]
        "Units that came back and were put on a shelf in the window."
        = "sum of the units that went back and reached a shelf in the window" from OWN;
    DAYS_BACK "days_back_mean" "d" [all courier]
        "Mean days from the last attempt at the door to the shelf, over units."
        = "sum over units_restocked of (time on the shelf - time of the last attempt) / units_restocked" from OWN;
    WAY_BACK_COST "way_back_cost_per_unit" "CNY" [all courier]
        "Mean cost of the way back, which units that come back carry on their shelf."
        = "sum of what units_restocked cost on the shelf less what they had cost at the door / units_restocked" from OWN;
    REROUTED "shipments_rerouted" "shipments" [all]
        "Shipments that changed to another route in the window because their next leg was closed."
        = "number of changes by `reroute` in the window" from OWN;
}
