//! Financial KPIs: revenue, landed cost, costs of the window.

use super::source::{OWN, SCOR_CASH, SCOR_COST, ZIPKIN};
use super::{Kpi, declare};

declare! {
    REVENUE "revenue" "CNY" [All]
        "What buyers pay for the orders placed in the window, after coupons, with delivery fees and the tax that comes on top, less what was lost, cancelled or returned in the window."
        = "increase of the account `receivable` over the window" from OWN;
    GMV "gmv" "CNY" [All Doing(Buy) Product Path]
        "Gross merchandise value: the price of all orders placed in the window, before coupons, whatever became of them."
        = "sum of the price of orders_placed; of a product of its order_lines, of a path of the lines that took it" from OWN;
    GMV_PER_DAY "gmv_per_day" "CNY/d" [All]
        "Gross merchandise value per day."
        = "gmv / days of the window" from OWN;
    GMV_PER_ORDER "gmv_per_order" "CNY" [All]
        "Mean value of an order placed, the basket value."
        = "gmv / orders_placed" from OWN;
    NET_REVENUE "net_revenue" "CNY" [All Doing(Buy) Product Path]
        "Price of what was delivered of the orders placed in the window, whenever it was, and their delivery fees, less the coupons that the seller funds."
        = "sum over what was delivered of orders_placed: price + delivery fees - coupons + subsidy" from OWN;
    NET_REVENUE_PER_DAY "net_revenue_per_day" "CNY/d" [All]
        "Net revenue per day of the window."
        = "net_revenue / days of the window" from OWN;
    NET_REVENUE_PER_ORDER "net_revenue_per_order" "CNY" [All Doing(Buy) Product Path]
        "Net revenue per delivered order; of a product per line, of a path per part."
        = "net_revenue / orders, lines or parts delivered" from OWN;
    SUBSIDY "subsidy" "CNY" [All Doing(Buy) Product Path]
        "What platforms and suppliers reimburse for coupons on what was delivered; part of net revenue, and reported if any promotion states a `coupon`."
        = "sum over what was delivered of orders_placed: coupons that a platform or a supplier funds" from OWN;
    SUBSIDY_PER_DAY "subsidy_per_day" "CNY/d" [All]
        "Subsidy per day of the window."
        = "subsidy / days of the window" from OWN;
    SUBSIDY_PER_ORDER "subsidy_per_order" "CNY" [All Doing(Buy) Product Path]
        "Subsidy per delivered order; of a product per line, of a path per part."
        = "subsidy / orders, lines or parts delivered" from OWN;
    GROSS_MARGIN "gross_margin" "CNY" [All Doing(Buy) Product Path]
        "Net revenue less goods, freight, duty and taxes of what was delivered; tax that buyers pay on top is not deducted."
        = "net_revenue - goods - freight - (tax - tax on top) of what was delivered" from OWN;
    GROSS_MARGIN_PER_DAY "gross_margin_per_day" "CNY/d" [All]
        "Gross margin per day of the window."
        = "gross_margin / days of the window" from OWN;
    GROSS_MARGIN_PER_ORDER "gross_margin_per_order" "CNY" [All Doing(Buy) Product Path]
        "Gross margin per delivered order; of a product per line, of a path per part."
        = "gross_margin / orders, lines or parts delivered" from OWN;
    GROSS_MARGIN_SHARE "gross_margin_share" "share" [All Doing(Buy) Product Path]
        "Gross margin as a share of net revenue."
        = "gross_margin / net_revenue" from OWN;
    CONTRIBUTION "contribution_margin" "CNY" [All Doing(Buy) Product Path]
        "Gross margin less storage, handling, courier, commission and payment fee of what was delivered."
        = "gross_margin - storage - handling - courier - fees of what was delivered" from OWN;
    CONTRIBUTION_PER_DAY "contribution_margin_per_day" "CNY/d" [All]
        "Contribution margin per day of the window."
        = "contribution_margin / days of the window" from OWN;
    CONTRIBUTION_PER_ORDER "contribution_margin_per_order" "CNY" [All Doing(Buy) Product Path]
        "Contribution margin per delivered order; of a product per line, of a path per part."
        = "contribution_margin / orders, lines or parts delivered" from OWN;
    CONTRIBUTION_SHARE "contribution_margin_share" "share" [All Doing(Buy) Product Path]
        "Contribution margin as a share of net revenue."
        = "contribution_margin / net_revenue" from OWN;
    PROFIT "profit" "CNY" [All]
        "What the window earned: sales delivered in it, with delivery fees, subsidies and the tax that buyers pay on top, less all its costs; undefined without prices."
        = "increase of the accounts `revenue`, `delivery`, `subsidy` and `tax_on_top` over the window - costs of the window, as for cost_per_day" from OWN;
    PROFIT_PER_DAY "profit_per_day" "CNY/d" [All]
        "Profit of the window per day."
        = "profit / days of the window" from OWN;
    PROFIT_PER_ORDER "profit_per_order" "CNY" [All]
        "Profit of the window per order placed in it."
        = "profit / orders_placed" from OWN;
    PROFIT_SHARE "profit_share" "share" [All]
        "Profit as a share of the sales delivered in the window, with delivery fees and subsidies."
        = "profit / increase of the accounts `revenue`, `delivery` and `subsidy` over the window" from OWN;
    DELIVERY_REVENUE "delivery_revenue" "CNY/d" [All]
        "Delivery fees of the orders that were delivered, at least in part, per day; reported if any platform states a `delivery_fee`."
        = "increase of the account `delivery` over the window / days of the window" from OWN;
    FEES "fees" "CNY/d" [All]
        "Commission and payment fees of the platforms, per day."
        = "increase of the accounts `commission` and `payment_fee` over the window / days of the window" from OWN;
    REVENUE_DELIVERED "revenue_delivered" "CNY" [Product]
        "Price of the lines that were placed in the window and delivered, with delivery fees, less the coupons that the seller funds; what was lost, cancelled or returned is deducted. The same as the net revenue."
        = "net_revenue" from OWN;
    LANDED_COST "landed_cost_per_order" "CNY" [All Doing(Buy)]
        "Mean landed cost of a delivered order: goods, freight, storage, handling, tax, courier."
        = "landed goods + freight + storage + handling + tax + courier, over orders_completed" from OWN;
    LANDED_GOODS "landed_goods_per_order" "CNY" [All Doing(Buy)]
        "Cost of the goods in a delivered order."
        = "sum of the goods cost of delivered orders / orders_completed" from OWN;
    LANDED_FREIGHT "landed_freight_per_order" "CNY" [All Doing(Buy)]
        "Freight cost of a delivered order."
        = "sum of the freight cost of delivered orders / orders_completed" from OWN;
    LANDED_STORAGE "landed_storage_per_order" "CNY" [All Doing(Buy)]
        "Warehouse storage cost of a delivered order."
        = "sum of the storage cost of delivered orders / orders_completed" from OWN;
    LANDED_HANDLING "landed_handling_per_order" "CNY" [All Doing(Buy)]
        "Handling cost of a delivered order."
        = "sum of the handling cost of delivered orders / orders_completed" from OWN;
    LANDED_TAX "landed_tax_per_order" "CNY" [All Doing(Buy)]
        "Duty and taxes on a delivered order."
        = "sum of the duty and taxes on delivered orders / orders_completed" from OWN;
    LANDED_COURIER "landed_courier_per_order" "CNY" [All Doing(Buy)]
        "Courier charges of a delivered order."
        = "sum of the courier charges of delivered orders / orders_completed" from OWN;
    LANDED_UNIT "landed_cost_per_unit" "CNY" [Product]
        "Mean landed cost of a delivered unit: goods, freight, storage, handling, tax, courier."
        = "landed cost of the units delivered / units of lines_delivered" from OWN;
    UNIT_GOODS "landed_goods_per_unit" "CNY" [Product]
        "Cost of the goods in a delivered unit."
        = "sum of the goods cost of the units delivered / units of lines_delivered" from OWN;
    UNIT_FREIGHT "landed_freight_per_unit" "CNY" [Product]
        "Freight cost of a delivered unit."
        = "sum of the freight cost of the units delivered / units of lines_delivered" from OWN;
    UNIT_STORAGE "landed_storage_per_unit" "CNY" [Product]
        "Warehouse storage cost of a delivered unit."
        = "sum of the storage cost of the units delivered / units of lines_delivered" from OWN;
    UNIT_HANDLING "landed_handling_per_unit" "CNY" [Product]
        "Handling cost of a delivered unit."
        = "sum of the handling cost of the units delivered / units of lines_delivered" from OWN;
    UNIT_TAX "landed_tax_per_unit" "CNY" [Product]
        "Duty and taxes on a delivered unit."
        = "sum of the duty and taxes on the units delivered / units of lines_delivered" from OWN;
    UNIT_COURIER "landed_courier_per_unit" "CNY" [Product]
        "Courier charges of a delivered unit."
        = "sum of the courier charges of the units delivered / units of lines_delivered" from OWN;
    LANDED_PART "landed_cost_per_part" "CNY" [Path]
        "Mean landed cost of a delivered order part on this path."
        = "landed cost of the parts delivered / order_parts_completed" from OWN;
    CASH_LOWEST "cash_lowest" "CNY" [All]
        "Lowest balance of cash in the window, from 0 at the start of the run: if it is negative, what has to be financed; reported if any platform states `settles`."
        = "minimum of the balance at the end of every instant in the window: settlements - payments to suppliers - charges of others, wages, rent and ordering cost, which are paid at once" from OWN;
    CASH_AT_END "cash_at_end" "CNY" [All]
        "Balance of cash at the end of the window, from 0 at the start of the run; reported if any platform states `settles`."
        = "settlements - payments to suppliers - charges of others, wages, rent and ordering cost, from the start of the run to the end of the window" from OWN;
    DSO "dso_days" "d" [All]
        "Days sales outstanding: mean receivables over what was sold per day; reported if any platform states `settles`."
        = "integral of the account `receivable` over the window / revenue" from SCOR_CASH;
    PURCHASES "purchases" "CNY" [All]
        "Amounts owed to suppliers for goods received in the window."
        = "sum over the suppliers of the amounts owed for goods received, or lost in transit, in the window" from OWN;
    COST_PER_ORDER "cost_per_order" "CNY" [All]
        "All costs of the window / orders placed in the window."
        = "costs of the window, as for cost_per_day / orders_placed" from OWN;
    COST_PER_DAY "cost_per_day" "CNY/d" [All Stock]
        "All costs of the window per day: delivered, returned, spoilt and written-off goods at their full cost, plus ordering, holding, shortage, wages, rent and fees."
        = "costs of the window / days of the window; for a stock point, ordering + holding + shortage" from SCOR_COST;
    COST_BY_PARTY "cost_by_party" "CNY/d" [Party]
        "The costs of `cost_per_day` by the party that they are paid to: `suppliers`, `carriers`, `operators` of warehouses and customs desks, `customs` for duty and taxes, `couriers`, `platforms`, `payment_services`, `staff`, `landlords`, and `own` for what is paid to no one in the model. They add up to `cost_per_day`."
        = "suppliers: cost_per_day_goods; carriers: cost_per_day_freight; operators: cost_per_day_storage + cost_per_day_handling; customs: cost_per_day_tax; couriers: cost_per_day_courier; platforms, payment_services, staff, landlords: increase of `commission`, `payment_fee`, `labour`, `fixed` in the window / days of the window; own: cost_per_day_ordering + cost_per_day_holding + cost_per_day_shortage" from OWN;
    COST_GOODS "cost_per_day_goods" "CNY/d" [All]
        "Cost of goods that were delivered, returned, spoilt or written off, per day."
        = "increase of `delivered.goods` + `returned.goods` + `scrapped.goods` + `written_off.goods` in the window / days of the window" from OWN;
    COST_FREIGHT "cost_per_day_freight" "CNY/d" [All]
        "Freight cost of goods that were delivered, returned, spoilt or written off, per day."
        = "increase of `delivered.freight` + `returned.freight` + `scrapped.freight` + `written_off.freight` in the window / days of the window" from OWN;
    COST_STORAGE "cost_per_day_storage" "CNY/d" [All]
        "Warehouse storage cost of goods that were delivered, returned, spoilt or written off, per day."
        = "increase of `delivered.storage` + `returned.storage` + `scrapped.storage` + `written_off.storage` in the window / days of the window" from OWN;
    COST_HANDLING "cost_per_day_handling" "CNY/d" [All]
        "Handling cost of goods that were delivered, returned, spoilt or written off, per day."
        = "increase of `delivered.handling` + `returned.handling` + `scrapped.handling` + `written_off.handling` in the window / days of the window" from OWN;
    COST_TAX "cost_per_day_tax" "CNY/d" [All]
        "Duty and taxes on goods that were delivered, returned, spoilt or written off, per day."
        = "increase of `delivered.tax` + `returned.tax` + `scrapped.tax` + `written_off.tax` in the window / days of the window" from OWN;
    COST_COURIER "cost_per_day_courier" "CNY/d" [All]
        "Courier charges of goods that were delivered, returned, spoilt or written off, per day."
        = "increase of `delivered.courier` + `returned.courier` + `scrapped.courier` + `written_off.courier` in the window / days of the window" from OWN;
    COST_ORDERING "cost_per_day_ordering" "CNY/d" [All]
        "Fixed and per-unit costs of the replenishment orders placed, per day."
        = "increase of the `ordering` accounts in the window / days of the window" from ZIPKIN;
    COST_HOLDING "cost_per_day_holding" "CNY/d" [All]
        "Holding rate x stock on hand, plus the cost of capital on its value, per day."
        = "increase of the `holding` accounts in the window / days of the window: rate x integral of the stock on hand, plus capital on its value" from ZIPKIN;
    COST_SHORTAGE "cost_per_day_shortage" "CNY/d" [All]
        "Shortage rate x backorders, plus the cost of each unit not served at once, per day."
        = "increase of the `shortage` accounts in the window / days of the window: rate x integral of the backorders + cost per unit x units that waited or were lost" from ZIPKIN;
    LABOUR_COST "labour_cost" "CNY/d" [All Doing(Store)]
        "Wages of the people on duty, idle or not, per day; reported if any `wage` or `rent` is stated."
        = "increase of the `labour` accounts, or that of this site, in the window / days of the window: wage x hours on duty, hired_wage x hours of those above the lowest figure of `pickers`" from OWN;
    FIXED_COST "fixed_cost" "CNY/d" [All Doing(Store)]
        "Rent of sites per day; reported if any `wage` or `rent` is stated."
        = "increase of the `fixed` accounts, or that of this site, in the window / days of the window: rent x time" from OWN;
    ORDERING_COST "ordering_cost_per_day" "CNY/d" [Stock]
        "Fixed and per-unit costs of this stock point's replenishment orders, per day."
        = "increase of `ordering` of this stock point in the window / days of the window" from ZIPKIN;
    HOLDING_COST "holding_cost_per_day" "CNY/d" [Doing(Hold) Stock]
        "Holding rate x stock on hand, per day; for a supplier or lane, x its goods in transit."
        = "increase of `holding` of this stock point, or of `transit` of this supplier or lane, in the window / days of the window" from ZIPKIN;
    SHORTAGE_COST "shortage_cost_per_day" "CNY/d" [Stock]
        "Shortage rate x this stock point's backorders, plus the cost of each unit not served at once, per day."
        = "increase of `shortage` of this stock point in the window / days of the window" from ZIPKIN;
    CHARGES_PER_DAY "charges_per_day" "CNY/d" [Charging]
        "Amounts charged by this entry for goods or services in the window, and the wages and rent of its site, per day."
        = "amounts charged by this entry in the window, with labour_cost and fixed_cost / days of the window" from OWN;
}
