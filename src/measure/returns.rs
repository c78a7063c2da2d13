//! Returns: units sent back, units restocked, and the time and cost of the return trip. Reported for couriers that send back
//! undeliverable parcels, and for all of them together.

use super::Measure;
use super::kpi;
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Fact, Network, ReturnRoute, Window};
use crate::units::{AgentId, Id, Money, ShipmentId, SimTime, Span, Units};

/// Goods going back, and counts by courier.
#[derive(Debug, Default)]
pub(super) struct Returns {
    routes: Vec<ReturnRoute>,
    counts: Vec<Counts>,
    window: Window,
    /// What each shipment carries back, indexed by shipment.
    under_way: Vec<Option<GoingBack>>,
}

/// A shipment going back.
#[derive(Clone, Copy, Debug)]
struct GoingBack {
    courier: AgentId,
    since: SimTime,
    units: Units,
    /// The cost of the goods when they turned back.
    cost: Money,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    sent_back: i64,
    restocked: i64,
    /// Units x microseconds from the last attempt to the shelf.
    time: i128,
    cost: Money,
}

impl Counts {
    fn and(self, other: Self) -> Self {
        Self {
            sent_back: self.sent_back + other.sent_back,
            restocked: self.restocked + other.restocked,
            time: self.time + other.time,
            cost: self.cost + other.cost,
        }
    }
}

impl GoingBack {
    /// Takes out the cost of some of the units.
    fn part(&mut self, units: Units) -> Self {
        let cost = self.cost.fraction(units, self.units);
        self.cost -= cost;
        self.units -= units;
        Self { units, cost, ..*self }
    }
}

impl Measure for Returns {
    fn reset(&mut self, network: &Network, window: &Window) {
        self.window.clone_from(window);
        self.routes.clone_from(&network.return_routes);
        self.counts.clear();
        self.counts.resize(if self.routes.is_empty() { 0 } else { network.agents.len() }, Counts::default());
        self.under_way.clear();
    }

    fn join(&mut self, other: &Self) {
        self.under_way.clone_from(&other.under_way);
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, books: &Books) {
        match fact {
            Fact::TurnedBack { .. }
            | Fact::Split { .. }
            | Fact::Scrapped { .. }
            | Fact::Gone { .. }
            | Fact::Restocked { .. }
                if !self.routes.is_empty() =>
            {
                self.follow(now, fact, books);
            }
            _ => {}
        }
    }

    fn report(&self, network: &Network, _window: &Window, sheet: &mut Sheet) {
        for route in &self.routes {
            let counts = &self.counts[route.courier.index()];
            let courier = network.agent(route.courier);
            counts.report(|kpi, value| sheet.entry(courier.kind.name, &courier.name, kpi, value));
        }
        if !self.routes.is_empty() {
            let all = self.counts.iter().fold(Counts::default(), |all, counts| all.and(*counts));
            all.report(|kpi, value| sheet.total(kpi, value));
        }
    }
}

impl Returns {
    #[cold]
    #[inline(never)]
    fn follow(&mut self, now: SimTime, fact: Fact, books: &Books) {
        let counted = self.window.covers(now);
        match fact {
            Fact::TurnedBack { courier, shipment } => {
                let goods = &books.shipments[shipment];
                let (units, cost) = (goods.units, goods.cost.total());
                *self.at(shipment) = Some(GoingBack { courier, since: now, units, cost });
                self.counts[courier.index()].sent_back += if counted { units.count() } else { 0 };
            }
            // Unpacking a parcel also splits it; what is left of the parcel is empty, so nothing goes back in it.
            Fact::Split { from, off } if self.at(off).is_none() && books.shipments[off].units.is_positive() => {
                let units = books.shipments[off].units;
                let part = self.at(from).as_mut().map(|whole| whole.part(units));
                *self.at(off) = part;
            }
            Fact::Gone { shipment, .. } => {
                for (id, _) in books.shipments.aboard(shipment) {
                    *self.at(id) = None;
                }
            }
            Fact::Scrapped { shipment, units, .. } => {
                if let Some(whole) = self.at(shipment) {
                    whole.part(units);
                    if whole.units == Units::ZERO {
                        *self.at(shipment) = None;
                    }
                }
            }
            Fact::Restocked { shipment, .. } => {
                let Some(back) = self.at(shipment).take().filter(|_| counted) else { return };
                let counts = &mut self.counts[back.courier.index()];
                counts.restocked += back.units.count();
                counts.time += i128::from((now - back.since).micros()) * i128::from(back.units.count());
                counts.cost += books.shipments[shipment].cost.total() - back.cost;
            }
            _ => {}
        }
    }

    fn at(&mut self, shipment: ShipmentId) -> &mut Option<GoingBack> {
        if self.under_way.len() <= shipment.index() {
            self.under_way.resize(shipment.index() + 1, None);
        }
        &mut self.under_way[shipment.index()]
    }
}

impl Counts {
    fn report(&self, mut put: impl FnMut(&'static kpi::Kpi, f64)) {
        put(&kpi::UNITS_SENT_BACK, ratio(self.sent_back, 1));
        put(&kpi::UNITS_RESTOCKED, ratio(self.restocked, 1));
        put(&kpi::DAYS_BACK, ratio(self.time, i128::from(self.restocked) * i128::from(Span::DAY.micros())));
        put(&kpi::WAY_BACK_COST, ratio(self.cost.parts(), i128::from(self.restocked) * i128::from(Money::SCALE)));
    }
}
