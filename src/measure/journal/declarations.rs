//! The journal of declarations: one row for each shipment that customs releases, with the taxes assessed on it, if any.

use super::column::{Column, Tabular, column, nullable, words};
use super::{BATCH, Kept, NOTHING, Out, buyer, place, plain_agents, rows, stock_points};
use crate::chain::regime::Regime;
use crate::chain::{Books, Fact, Network};
use crate::table::Values;
use crate::units::{AgentId, Id, Money, ShipmentId, SimTime, Span};

rows! {
    /// Shipments that customs released before the window ended, one column per field, in order of release.
    DeclarationRows as Declarations;
    /// The customs office, index into `offices`.
    customs: Vec<u32>;
    /// The market that the order is for, index into `markets`; `u32::MAX` for goods that go into stock.
    market: Vec<u32>;
    /// The stock point that the order is for, index into `stock_points`; `u32::MAX` for a consumer's order.
    stock_point: Vec<u32>;
    /// How many orders the same origin placed before this one.
    ordinal: Vec<u64>;
    /// The regime, index into `regimes`; `u32::MAX` for bulk goods and for routes without a regime.
    regime: Vec<u32>;
    /// When it was first filed, in microseconds since the start.
    filed_us: Vec<i64>;
    /// When it was released, in microseconds since the start.
    cleared_us: Vec<i64>;
    /// 1 if it was inspected, else 0.
    inspected: Vec<u32>;
    /// How often its documents did not match.
    mismatches: Vec<u32>;
    /// The treatment, numbered as in `Treatment`; `None` if nothing was assessed.
    treatment: Vec<Option<i64>>;
    /// The dutiable value, in 1/10,000 of the currency unit; `None` if nothing was assessed.
    value: Vec<Option<i64>>;
    /// Customs duty, in the same unit.
    tariff: Vec<Option<i64>>;
    /// Consumption tax, in the same unit.
    consumption: Vec<Option<i64>>;
    /// Value-added tax, in the same unit.
    vat: Vec<Option<i64>>;
    /// The total tax, in the same unit.
    total: Vec<Option<i64>>;
    => names
    /// The offices' names.
    offices;
    /// The markets' names.
    markets;
    /// The stock points' names.
    stock_points;
    /// The regimes' names.
    regimes;
}

impl Tabular for DeclarationRows {
    const DOC: &'static str = "One row for each shipment, written when customs releases it.";
    const COLUMNS: &'static [Column<Self>] = &[
        column("customs", "the customs office", |rows| words(&rows.customs, &rows.offices)),
        nullable("market", "market that the order is for; null for goods that go into stock", |rows| {
            words(&rows.market, &rows.markets)
        }),
        nullable(
            "stock",
            "stock point, `WAREHOUSE.PRODUCT`, that the order is for; null for a consumer's order",
            |rows| words(&rows.stock_point, &rows.stock_points),
        ),
        column("ordinal", "number of the order, as in `orders`", |rows| Values::U64(rows.ordinal.clone())),
        nullable(
            "regime",
            "`1210`, `1239`, `9610`, `personal`, `0110`; null for bulk goods and for routes without a regime",
            |rows| words(&rows.regime, &rows.regimes),
        ),
        column("filed_us", "when it was first filed", |rows| Values::I64(rows.filed_us.clone())),
        column("cleared_us", "when it was released", |rows| Values::I64(rows.cleared_us.clone())),
        column("inspected", "1 if it was inspected, else 0", |rows| Values::U32(rows.inspected.clone())),
        column("mismatches", "how often its documents did not match and had to be filed again", |rows| {
            Values::U32(rows.mismatches.clone())
        }),
        column(
            "treatment",
            "0 within the limits of retail import, 1 single item above the limit, 2 personal articles, 3 general trade; null, like the amounts, if nothing was assessed",
            |rows| Values::MaybeI64(rows.treatment.clone()),
        ),
        column("value_cny_x10000", "the dutiable value", |rows| Values::MaybeI64(rows.value.clone())),
        column("tariff_cny_x10000", "customs duty", |rows| Values::MaybeI64(rows.tariff.clone())),
        column("consumption_tax_cny_x10000", "consumption tax", |rows| Values::MaybeI64(rows.consumption.clone())),
        column("vat_cny_x10000", "value-added tax", |rows| Values::MaybeI64(rows.vat.clone())),
        column("tax_cny_x10000", "total tax as paid, including tax on personal articles", |rows| {
            Values::MaybeI64(rows.total.clone())
        }),
    ];
}

impl DeclarationRows {
    /// Returns the number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.customs.len()
    }
}

/// The taxes assessed on a shipment.
#[derive(Clone, Copy, Debug)]
struct Assessed {
    regime: Option<Regime>,
    treatment: u8,
    value: Money,
    tariff: Money,
    consumption: Money,
    vat: Money,
    total: Money,
}

/// The rows, and the assessments of shipments still at customs, indexed by shipment.
#[derive(Debug, Default)]
pub(super) struct Declarations {
    rows: DeclarationRows,
    assessed: Vec<Option<Assessed>>,
    /// The regime of each route.
    regimes: Vec<Option<Regime>>,
}

impl Kept for Declarations {
    fn open(&mut self, network: &Network) {
        self.rows.offices = plain_agents(network);
        self.rows.markets = plain_agents(network);
        self.rows.stock_points = stock_points(network);
        self.rows.regimes = Regime::NAMES.iter().map(|(name, _)| (*name).to_owned()).collect();
        self.regimes.clear();
        self.regimes.extend(network.routes.iter().map(|route| route.regime));
    }

    fn clear(&mut self) {
        self.rows.forget();
        self.assessed.clear();
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books, out: &mut Out) {
        if matches!(fact, Fact::Declared { .. } | Fact::Cleared { .. }) {
            self.declared(now, fact, books, out);
        }
    }

    fn flush(&mut self, out: &mut Out) {
        self.rows.hand_over(out);
    }
}

impl Declarations {
    #[cold]
    #[inline(never)]
    fn declared(&mut self, now: SimTime, fact: Fact, books: &Books, out: &mut Out) {
        match fact {
            Fact::Declared { shipment, regime, treatment, value, tariff, consumption, vat, total, .. } => {
                self.assess(shipment, Assessed { regime, treatment, value, tariff, consumption, vat, total });
            }
            Fact::Cleared { customs, shipment, inspected, mismatches, sojourn } => {
                self.push(customs, shipment, (now, sojourn), (inspected, mismatches), books);
                if self.rows.rows() == BATCH {
                    self.rows.hand_over(out);
                }
            }
            _ => {}
        }
    }

    /// Records an assessment; those of the parts of a shipment are summed.
    fn assess(&mut self, shipment: ShipmentId, more: Assessed) {
        if self.assessed.len() <= shipment.index() {
            self.assessed.resize(shipment.index() + 1, None);
        }
        match &mut self.assessed[shipment.index()] {
            Some(all) => {
                all.value += more.value;
                all.tariff += more.tariff;
                all.consumption += more.consumption;
                all.vat += more.vat;
                all.total += more.total;
                (all.regime, all.treatment) = (more.regime, more.treatment);
            }
            none => *none = Some(more),
        }
    }

    fn push(
        &mut self,
        customs: AgentId,
        id: ShipmentId,
        (now, sojourn): (SimTime, Span),
        (inspected, mismatches): (bool, u32),
        books: &Books,
    ) {
        let assessed = self.assessed.get_mut(id.index()).and_then(Option::take);
        let order = &books.orders[books.shipments[id].order];
        let of_route = |_| self.regimes.get(books.shipments[id].route.index()).copied().flatten();
        let of_route = order.buyer.consumer().and_then(of_route);
        let regime = assessed.map_or(of_route, |assessed| assessed.regime);
        let regime = regime.and_then(|regime| Regime::NAMES.iter().position(|(_, other)| *other == regime));
        let (market, stock_point) = buyer(order.buyer);
        let amount = |of: fn(&Assessed) -> Money| assessed.as_ref().map(|assessed| of(assessed).parts());
        let rows = &mut self.rows;
        rows.customs.push(place(customs.index()));
        rows.market.push(market);
        rows.stock_point.push(stock_point);
        rows.ordinal.push(order.ordinal);
        rows.regime.push(regime.map_or(NOTHING, place));
        rows.filed_us.push(now.micros() - sojourn.micros());
        rows.cleared_us.push(now.micros());
        rows.inspected.push(u32::from(inspected));
        rows.mismatches.push(mismatches);
        rows.treatment.push(assessed.map(|assessed| i64::from(assessed.treatment)));
        rows.value.push(amount(|assessed| assessed.value));
        rows.tariff.push(amount(|assessed| assessed.tariff));
        rows.consumption.push(amount(|assessed| assessed.consumption));
        rows.vat.push(amount(|assessed| assessed.vat));
        rows.total.push(amount(|assessed| assessed.total));
    }
}
