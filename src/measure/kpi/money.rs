//! KPIs of money: revenue, landed cost, costs of the window.

use super::source::{OWN, SCOR_COST, ZIPKIN};
use super::{Kpi, declare};

declare! {
    REVENUE "revenue" "CNY" [all]
        "Price of the orders placed in the window, less what was lost, cancelled or returned in it."
        = "gain of the account `receivable` between the two ends of the window" from OWN;
    REVENUE_DELIVERED "revenue_delivered" "CNY" [product]
        "Price of the lines that were placed in the window and reached the door."
        = "sum of the price of lines_delivered" from OWN;
    LANDED_COST "landed_cost_per_order" "CNY" [all market]
        "Mean cost that a delivered order carries: goods, freight, storage, handling, tax, courier."
        = "landed goods + freight + storage + handling + tax + courier, over orders_delivered" from OWN;
    LANDED_GOODS "landed_goods_per_order" "CNY" [all market]
        "Cost of the goods in a delivered order."
        = "sum of the goods that delivered orders carry / orders_delivered" from OWN;
    LANDED_FREIGHT "landed_freight_per_order" "CNY" [all market]
        "Freight carried by a delivered order."
        = "sum of the freight that delivered orders carry / orders_delivered" from OWN;
    LANDED_STORAGE "landed_storage_per_order" "CNY" [all market]
        "Space in warehouses that a delivered order carries."
        = "sum of the storage that delivered orders carry / orders_delivered" from OWN;
    LANDED_HANDLING "landed_handling_per_order" "CNY" [all market]
        "Handling carried by a delivered order."
        = "sum of the handling that delivered orders carry / orders_delivered" from OWN;
    LANDED_TAX "landed_tax_per_order" "CNY" [all market]
        "Duty and taxes carried by a delivered order."
        = "sum of the tax that delivered orders carry / orders_delivered" from OWN;
    LANDED_COURIER "landed_courier_per_order" "CNY" [all market]
        "Courier charges carried by a delivered order."
        = "sum of the courier that delivered orders carry / orders_delivered" from OWN;
    LANDED_UNIT "landed_cost_per_unit" "CNY" [product]
        "Mean cost that a delivered unit carries: goods, freight, storage, handling, tax, courier."
        = "cost that the units delivered carry / units_delivered" from OWN;
    UNIT_GOODS "landed_goods_per_unit" "CNY" [product]
        "Cost of the goods in a delivered unit."
        = "sum of the goods that the units delivered carry / units_delivered" from OWN;
    UNIT_FREIGHT "landed_freight_per_unit" "CNY" [product]
        "Freight carried by a delivered unit."
        = "sum of the freight that the units delivered carry / units_delivered" from OWN;
    UNIT_STORAGE "landed_storage_per_unit" "CNY" [product]
        "Space in warehouses that a delivered unit carries."
        = "sum of the storage that the units delivered carry / units_delivered" from OWN;
    UNIT_HANDLING "landed_handling_per_unit" "CNY" [product]
        "Handling carried by a delivered unit."
        = "sum of the handling that the units delivered carry / units_delivered" from OWN;
    UNIT_TAX "landed_tax_per_unit" "CNY" [product]
        "Duty and taxes carried by a delivered unit."
        = "sum of the tax that the units delivered carry / units_delivered" from OWN;
    UNIT_COURIER "landed_courier_per_unit" "CNY" [product]
        "Courier charges carried by a delivered unit."
        = "sum of the courier that the units delivered carry / units_delivered" from OWN;
    LANDED_PART "landed_cost_per_part" "CNY" [path]
        "Mean cost that a delivered part of an order carries on this path."
        = "cost that parts delivered carry / order_parts_delivered" from OWN;
    PURCHASES "purchases" "CNY" [all]
        "What suppliers are owed for goods received in the window."
        = "sum over the suppliers of what they were owed for goods received, or lost on the way, in the window" from OWN;
    COST_PER_ORDER "cost_per_order" "CNY" [all]
        "All costs of the window / orders placed in it."
        = "costs of the window / orders_placed" from OWN;
    COST_PER_DAY "cost_per_day" "CNY/d" [all stock]
        "All costs of the window per day: delivered, returned, spoilt and written-off goods with what they carry, ordering, holding, shortage."
        = "costs of the window / its days; of a stock point, ordering + holding + shortage" from SCOR_COST;
    COST_GOODS "cost_per_day_goods" "CNY/d" [all]
        "Cost of goods that were delivered, returned, spoilt or written off, per day."
        = "gain of `delivered.goods` + `returned.goods` + `scrapped.goods` + `written_off.goods` in the window / its days" from OWN;
    COST_FREIGHT "cost_per_day_freight" "CNY/d" [all]
        "Freight carried by goods that were delivered, returned, spoilt or written off, per day."
        = "gain of `delivered.freight` + `returned.freight` + `scrapped.freight` + `written_off.freight` in the window / its days" from OWN;
    COST_STORAGE "cost_per_day_storage" "CNY/d" [all]
        "Space in warehouses carried by goods that were delivered, returned, spoilt or written off, per day."
        = "gain of `delivered.storage` + `returned.storage` + `scrapped.storage` + `written_off.storage` in the window / its days" from OWN;
    COST_HANDLING "cost_per_day_handling" "CNY/d" [all]
        "Handling carried by goods that were delivered, returned, spoilt or written off, per day."
        = "gain of `delivered.handling` + `returned.handling` + `scrapped.handling` + `written_off.handling` in the window / its days" from OWN;
    COST_TAX "cost_per_day_tax" "CNY/d" [all]
        "Duty and taxes carried by goods that were delivered, returned, spoilt or written off, per day."
        = "gain of `delivered.tax` + `returned.tax` + `scrapped.tax` + `written_off.tax` in the window / its days" from OWN;
    COST_COURIER "cost_per_day_courier" "CNY/d" [all]
        "Courier charges of goods that were delivered, returned, spoilt or written off, per day."
        = "gain of `delivered.courier` + `returned.courier` + `scrapped.courier` + `written_off.courier` in the window / its days" from OWN;
    COST_ORDERING "cost_per_day_ordering" "CNY/d" [all]
        "Fixed and unit costs of replenishment orders placed, per day."
        = "gain of the accounts `ordering` in the window / its days" from ZIPKIN;
    COST_HOLDING "cost_per_day_holding" "CNY/d" [all]
        "Holding rate x stock on hand, per day."
        = "gain of the accounts `holding` in the window / its days: rate x integral of the stock on hand, and capital on its value" from ZIPKIN;
    COST_SHORTAGE "cost_per_day_shortage" "CNY/d" [all]
        "Shortage rate x backorders, per day."
        = "gain of the accounts `shortage` in the window / its days: rate x integral of the backorders" from ZIPKIN;
    ORDERING_COST "ordering_cost_per_day" "CNY/d" [stock]
        "Fixed and unit costs of its replenishment orders, per day."
        = "gain of `ordering` of this stock point in the window / its days" from ZIPKIN;
    HOLDING_COST "holding_cost_per_day" "CNY/d" [stock]
        "Holding rate x its stock on hand, per day."
        = "gain of `holding` of this stock point in the window / its days" from ZIPKIN;
    SHORTAGE_COST "shortage_cost_per_day" "CNY/d" [stock]
        "Shortage rate x its backorders, per day."
        = "gain of `shortage` of this stock point in the window / its days" from ZIPKIN;
    CHARGES_PER_DAY "charges_per_day" "CNY/d" [supplier lane port customs warehouse courier]
        "What this one is owed for goods or services of the window, per day."
        = "what was charged by this one in the window / its days" from OWN;
}
