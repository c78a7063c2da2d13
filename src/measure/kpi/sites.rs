//! KPIs of transport, checks and service: suppliers, lanes, queues, customs, couriers.

use super::source::{AVAILABLE, CO2, LITTLE, OWN, QUANTILE, QUEUES, SCOR_FULL, SPT};
use super::{Kpi, declare};

declare! {
    AVAILABILITY "availability" "share" [Struck]
        "Share of the window in which no shock paused the entry; reported for entries that a shock can strike; for a group, the mean over those entries."
        = "time in the window in which no shock paused the entry / length of the window" from AVAILABLE;
    ORDERS_SUPPLIED "orders_supplied" "orders" [Doing(Supply)]
        "Orders that the supplier made ready in the window, in full or in part."
        = "count of orders made ready in the window" from OWN;
    IN_FULL_SHARE "in_full_share" "share" [Doing(Supply)]
        "Share of the orders supplied that was made ready in full."
        = "orders made ready in full / orders_supplied" from SCOR_FULL;
    UNITS_ASKED "units_asked" "units" [Doing(Supply)]
        "Units on the orders supplied."
        = "sum of the units ordered by orders_supplied" from OWN;
    UNITS_SHIPPED "units_shipped" "units" [Doing(Supply)]
        "Units that the supplier made ready for the orders supplied."
        = "sum of the units made ready for orders_supplied" from OWN;
    LEAD_TIME "lead_time_days_mean" "d" [Doing(Supply)]
        "Mean days from placing an order with the supplier to goods ready."
        = "sum of (time ready - time ordered) / orders_supplied" from SPT;
    DEFECT_SHARE "defect_share" "share" [Doing(Supply)]
        "Units of this supplier found defective in the window / units it made ready in the window."
        = "units found defective in the window / units_shipped" from OWN;
    SHIPMENTS "shipments" "shipments" [Doing(Carry)]
        "Shipments that left on the lane in the window."
        = "count of shipments that left in the window" from OWN;
    TRANSIT_MEAN "transit_days_mean" "d" [Doing(Carry)]
        "Mean days from departure to arrival, over the shipments of the window."
        = "sum of (arrival - departure) / shipments" from OWN;
    TRANSIT_P95 "transit_days_p95" "d" [Doing(Carry)]
        "Days from departure to arrival that 95 % of the shipments do not exceed."
        = "the 95 % quantile of (arrival - departure), interpolated between neighbours" from QUANTILE;
    CANCELLED_SHARE "cancelled_share" "share" [Doing(Carry)]
        "Departures cancelled in the window / departures scheduled."
        = "departures cancelled / departures scheduled in the window" from OWN;
    WEIGHT_CARRIED "weight_carried" "kg" [Doing(Carry)]
        "Weight of the shipments that left in the window."
        = "sum of the weight of the shipments" from OWN;
    VOLUME_CARRIED "volume_carried" "m3" [Doing(Carry)]
        "Volume of the shipments that left in the window."
        = "sum of the volume of the shipments" from OWN;
    DAMAGE_SHARE "damage_share" "share" [Doing(Carry)]
        "Units spoilt or lost on the lane in the window / units that left on it."
        = "units spoilt or lost on the lane in the window / units that left on it in the window" from OWN;
    LOAD_MEAN "load_mean" "shipments" [Doing(Carry)]
        "Mean number of shipments on board at departure, empty departures included."
        = "sum of the shipments on board / departures in the window" from OWN;
    DEPARTURES_PER_DAY "departures_per_day" "1/d" [Doing(Carry)]
        "Departures in the window, per day."
        = "departures in the window / days of the window" from OWN;
    CO2E "co2e_kg" "kg" [All Doing(Carry)]
        "CO2 equivalent emitted by transport in the window; undefined if no lane states its emissions."
        = "sum of weight x distance x factor of the shipments that left in the window" from CO2;
    CO2E_PER_ORDER "co2e_kg_per_order" "kg" [All]
        "CO2 equivalent emitted in the window / orders placed in the window."
        = "co2e_kg / orders_placed" from CO2;
    ARRIVALS_PER_DAY "arrivals_per_day" "1/d" [Doing(Queue)]
        "Shipments that joined the queue in the window, per day."
        = "shipments that joined in the window and whose service or departure began / days of the window" from OWN;
    QUEUE_WAIT_MEAN "queue_wait_mean" "h" [Doing(Queue)]
        "Mean wait before service or departure, service excluded."
        = "sum of (start of service or departure - arrival) / number of arrivals" from QUEUES;
    QUEUE_WAIT_P50 "queue_wait_p50" "h" [Doing(Queue)]
        "Wait that half of the arrivals do not exceed."
        = "the 50 % quantile of the waits, interpolated between neighbours" from QUANTILE;
    QUEUE_WAIT_P90 "queue_wait_p90" "h" [Doing(Queue)]
        "Wait that 90 % of the arrivals do not exceed."
        = "the 90 % quantile of the waits, interpolated between neighbours" from QUANTILE;
    QUEUE_WAIT_P95 "queue_wait_p95" "h" [Doing(Queue)]
        "Wait that 95 % of the arrivals do not exceed."
        = "the 95 % quantile of the waits, interpolated between neighbours" from QUANTILE;
    QUEUE_WAIT_P99 "queue_wait_p99" "h" [Doing(Queue)]
        "Wait that 99 % of the arrivals do not exceed."
        = "the 99 % quantile of the waits, interpolated between neighbours" from QUANTILE;
    SHARE_THAT_WAITS "share_that_waits" "share" [Doing(Queue)]
        "Share of the arrivals that had to wait."
        = "arrivals with a wait above 0 / all arrivals" from QUEUES;
    SHARE_OVER_LIMIT "share_over_limit" "share" [Doing(Queue)]
        "Share of the arrivals that waited longer than `wait_limit`."
        = "arrivals with a wait above `wait_limit` / all arrivals" from OWN;
    TURNED_AWAY "turned_away_share" "share" [Doing(TurnAway)]
        "Share of the arrivals that found the queue full and were turned away."
        = "arrivals turned away / (arrivals that joined + arrivals turned away)" from QUEUES;
    QUEUE_LENGTH_MEAN "queue_length_mean" "shipments" [Doing(Queue)]
        "Time average of the number waiting."
        = "integral of the number waiting over the window / length of the window" from LITTLE;
    UTILISATION "utilisation" "share" [Doing(Serve)]
        "Time average of the busy servers / servers on duty."
        = "integral of the busy servers / integral of the servers on duty" from QUEUES;
    MISMATCH_SHARE "mismatch_share" "share" [Doing(Clear)]
        "Share of the declarations filed whose documents did not match."
        = "mismatches / declarations filed, refilings included" from OWN;
    INSPECTED_SHARE "inspected_share" "share" [Doing(Clear)]
        "Share of shipments that were inspected."
        = "shipments inspected / shipments released, of those that arrived in the window" from OWN;
    SOJOURN_MEAN "sojourn_mean" "h" [Doing(Clear)]
        "Mean time from arrival at customs to release."
        = "sum of (release - arrival) / shipments released, of those that arrived in the window" from QUEUES;
    SOJOURN_GREEN_MEAN "sojourn_green_mean" "h" [Doing(Clear)]
        "Mean time at customs of shipments that were not inspected."
        = "sojourn_mean over the shipments that were not inspected" from OWN;
    SOJOURN_RED_MEAN "sojourn_red_mean" "h" [Doing(Clear)]
        "Mean time at customs of shipments that were inspected."
        = "sojourn_mean over the shipments that were inspected" from OWN;
    INSPECTION_WAIT_MEAN "inspection_wait_mean" "h" [Doing(Clear)]
        "Mean wait for an inspection bay, over inspected shipments."
        = "sum of (start of inspection - arrival in the queue) / shipments inspected" from QUEUES;
    INSPECTION_QUEUE "inspection_queue_length_mean" "shipments" [Doing(Clear)]
        "Time average of the number waiting for a bay."
        = "integral of the number waiting for a bay over the window / length of the window" from LITTLE;
    INSPECTION_UTILISATION "inspection_utilisation" "share" [Doing(Clear)]
        "Time average of the busy bays / bays."
        = "integral of the busy bays / (bays x length of the window)" from QUEUES;
    PARCELS_PER_DAY "parcels_per_day" "1/d" [Doing(Deliver)]
        "Parcels the courier finished in the window, handed over or not, per day."
        = "parcels finished in the window / days of the window" from OWN;
    ATTEMPTS_MEAN "attempts_mean" "attempts" [Doing(Deliver)]
        "Mean number of delivery attempts for a parcel."
        = "sum of attempts / parcels finished" from OWN;
    DELIVERED_SHARE "delivered_share" "share" [Doing(Deliver)]
        "Share of parcels that were handed over."
        = "parcels handed over / parcels finished" from OWN;
    RETURNED_SHARE "returned_share" "share" [Doing(Deliver)]
        "Share of parcels that went back."
        = "parcels that went back / parcels finished" from OWN;
    UNITS_SENT_BACK "units_sent_back" "units" [All Doing(Deliver)]
        "Units that could not be handed over and were sent back in the window."
        = "sum of the units in parcels that couriers with `undeliverable` sent back in the window" from OWN;
    UNITS_RESTOCKED "units_restocked" "units" [All Doing(Deliver)]
        "Units that came back and were put on a shelf in the window."
        = "sum of the units that went back and reached a shelf in the window" from OWN;
    DAYS_BACK "days_back_mean" "d" [All Doing(Deliver)]
        "Mean days from the last delivery attempt to the shelf, over units."
        = "sum over units_restocked of (time on the shelf - time of the last attempt) / units_restocked" from OWN;
    WAY_BACK_COST "way_back_cost_per_unit" "CNY" [All Doing(Deliver)]
        "Mean cost of the return trip, which returned units add to their value on the shelf."
        = "sum of (cost of units_restocked on the shelf - their cost at the last delivery attempt) / units_restocked" from OWN;
    REROUTED "shipments_rerouted" "shipments" [All]
        "Shipments that changed to another route in the window because their next leg was closed."
        = "number of changes by `reroute` in the window" from OWN;
}
