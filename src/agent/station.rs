//! A station: servers and the queue in front of them. Pickers, officers, inspection bays, production lines and parcel
//! collection are stations. A station owns the servers, their shifts, the queue and its limit, and reports what
//! happens there. The agent hands it arrivals and acts when service begins.
//!
//! An arrival is served at once if a server is free and on duty. Otherwise it waits: first come, first served, or by
//! class if the station has priorities. The number of servers on duty may change by date and by hour. Service is not
//! interrupted, neither by the end of a shift nor by an arrival of a higher class.

mod priority;
mod waves;

pub(super) use priority::{Priority, SERVE};

use super::{AnyTimer, Ctx};
use crate::chain::{Fact, Instant, Probe, Staff, UNCHANGED};
use crate::engine::Seat;
use crate::reading::Reading;
use crate::text::Reader;
use crate::units::{OrderId, RouteId, SimTime, SiteId, Span};
use std::collections::VecDeque;

/// The outcome of an arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Its service begins at once.
    Now,
    /// It waits in the queue.
    Later,
    /// There is no room: it is turned away.
    Away,
}

/// Servers and the queue in front of them.
#[derive(Clone, Debug)]
pub(super) struct Station<T> {
    /// The site whose queue is counted.
    site: SiteId,
    staff: Staff,
    /// The agenda seat for the next change of shift.
    shift: Option<Seat>,
    /// Servers on duty; `None` has no limit.
    on_duty: Option<u32>,
    /// The share of the servers on duty that work, in parts per million.
    share: i64,
    busy: u32,
    /// Places in the station, including those in service; `None` has no limit.
    room: Option<u32>,
    /// Priority classes; `None` is first come, first served.
    priority: Option<Box<Priority>>,
    /// The queue: the highest class first, then the longest wait.
    queue: VecDeque<Waiting<T>>,
    /// What waits for the next wave, in order of arrival.
    gathered: Vec<Waiting<T>>,
}

#[derive(Clone, Copy, Debug)]
struct Waiting<T> {
    item: T,
    since: SimTime,
    /// The priority class; 0 is the highest.
    class: u32,
}

impl<T: Copy> Station<T> {
    /// Creates a station whose queue is counted at a site, with this many places.
    pub(super) fn new(site: SiteId, staff: Staff, room: Option<u32>) -> Self {
        let on_duty = staff.on_duty(SimTime::ZERO);
        Self {
            site,
            staff,
            shift: None,
            on_duty,
            share: UNCHANGED,
            busy: 0,
            room,
            priority: None,
            queue: VecDeque::new(),
            gathered: Vec::new(),
        }
    }

    /// Adds the priorities from its agent's table.
    pub(super) fn with_priority(self, reader: &Reader<'_>, reading: &mut Reading<'_>) -> Self {
        Self { priority: Priority::read(reader, reading), ..self }
    }

    /// Creates a station where nothing is served until the agent calls it with [`Station::take`].
    pub(super) fn on_call(site: SiteId, room: Option<u32>) -> Self {
        Self::new(site, Staff::always(Some(0)), room)
    }

    /// Begins the run.
    pub(super) fn start(&mut self, ctx: &Ctx<'_, impl Probe>) {
        if let Some(priority) = &mut self.priority {
            priority.start(ctx.network());
        }
    }

    /// Handles a change of shift, or the beginning of the run, and sets the timer of the next change. Waiting items
    /// may now start; the agent fetches them with [`Station::call`].
    pub(super) fn shift(&mut self, timer: impl Into<AnyTimer>, ctx: &mut Ctx<'_, impl Probe>) {
        if !self.staff.changes() {
            return;
        }
        self.count_servers(ctx.now());
        ctx.note(Fact::Staffed { site: self.site, servers: self.on_duty.unwrap_or(0) });
        let seat = *self.shift.get_or_insert_with(|| ctx.seat());
        ctx.set_seat(seat, self.staff.next_change(ctx.now()), Instant::Changes, timer);
    }

    /// Limits the servers on duty to a share in parts per million, rounded down. Service in progress is finished.
    /// Waiting items may now start; the agent fetches them with [`Station::call`].
    pub(super) fn limit(&mut self, share: i64, ctx: &mut Ctx<'_, impl Probe>) {
        self.share = share;
        self.count_servers(ctx.now());
        if let (Some(servers), Some(_)) = (self.on_duty, self.staff.most()) {
            ctx.note(Fact::Staffed { site: self.site, servers });
        }
    }

    fn count_servers(&mut self, now: SimTime) {
        self.on_duty = self.staff.on_duty(now);
        if self.share != UNCHANGED {
            let serve = |all: u32| u32::try_from(i64::from(all) * self.share / UNCHANGED).unwrap_or(u32::MAX);
            self.on_duty = if self.share == 0 { Some(0) } else { self.on_duty.map(serve) };
        }
    }

    /// Handles an arrival. A consumer's goods or order are turned away if there is no room; goods for stock wait
    /// outside.
    #[inline(never)]
    pub(super) fn arrive(&mut self, item: T, line: OrderId, route: RouteId, ctx: &mut Ctx<'_, impl Probe>) -> Turn {
        if self.room.is_some() && self.turns_away(line, self.is_free() && self.queue.is_empty(), ctx) {
            return Turn::Away;
        }
        self.admit(item, line, route, ctx)
    }

    /// Handles an arrival that may not be turned away: it waits even if there is no room.
    #[inline]
    pub(super) fn admit(&mut self, item: T, line: OrderId, route: RouteId, ctx: &mut Ctx<'_, impl Probe>) -> Turn {
        let now = ctx.now();
        ctx.note(Fact::Queued(self.site));
        if self.is_free() && self.queue.is_empty() {
            self.busy += 1;
            ctx.note(Fact::Began { site: self.site, waited: Span::ZERO });
            return Turn::Now;
        }
        let waiting = Waiting { item, since: now, class: 0 };
        if self.priority.is_none() {
            self.queue.push_back(waiting);
        } else {
            let class = self.class(line, route, ctx);
            self.insert(Waiting { class, ..waiting });
        }
        Turn::Later
    }

    /// Ends a service and returns the item whose service begins next.
    ///
    /// # Panics
    /// If nothing was being served.
    #[inline(never)]
    pub(super) fn end(&mut self, ctx: &mut Ctx<'_, impl Probe>) -> Option<T> {
        assert!(self.busy > 0, "a service can end only after it began");
        self.busy -= 1;
        ctx.note(Fact::Ended(self.site));
        self.call(ctx)
    }

    /// Returns the next item if a server is free, and begins its service.
    #[inline]
    pub(super) fn call(&mut self, ctx: &mut Ctx<'_, impl Probe>) -> Option<T> {
        if !self.is_free() {
            return None;
        }
        let next = self.take(ctx)?;
        self.busy += 1;
        Some(next)
    }

    /// Returns the next item without keeping a server busy.
    #[inline]
    pub(super) fn take(&mut self, ctx: &mut Ctx<'_, impl Probe>) -> Option<T> {
        let next = self.queue.pop_front()?;
        ctx.note(Fact::Began { site: self.site, waited: ctx.now() - next.since });
        Some(next.item)
    }

    /// Removes an item from the queue unserved; returns false if it is not waiting.
    #[inline(never)]
    pub(super) fn leave(&mut self, is_meant: impl Fn(&T) -> bool, ctx: &mut Ctx<'_, impl Probe>) -> bool {
        let place = self.queue.iter().position(|waiting| is_meant(&waiting.item));
        let Some(gone) = place.and_then(|place| self.queue.remove(place)) else { return false };
        ctx.note(Fact::Reneged { site: self.site, waited: ctx.now() - gone.since });
        true
    }

    /// Returns whether the queue is empty.
    pub(super) fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    #[inline]
    fn is_free(&self) -> bool {
        self.on_duty.is_none_or(|servers| self.busy < servers)
    }

    #[inline(never)]
    fn class(&self, line: OrderId, route: RouteId, ctx: &mut Ctx<'_, impl Probe>) -> u32 {
        self.priority.as_ref().map_or(0, |priority| priority.class(line, route, ctx.books()))
    }

    /// Inserts an item after everything of its own or a higher class.
    #[inline(never)]
    fn insert(&mut self, waiting: Waiting<T>) {
        let place = self.queue.partition_point(|other| other.class <= waiting.class);
        self.queue.insert(place, waiting);
    }

    #[inline(never)]
    fn turns_away(&self, line: OrderId, begins: bool, ctx: &mut Ctx<'_, impl Probe>) -> bool {
        let inside = self.busy as usize + self.queue.len() + self.gathered.len();
        let full = self.room.is_some_and(|room| inside >= room as usize);
        let turns_away = full && !begins && ctx.books().orders[line].buyer.consumer().is_some();
        if turns_away {
            ctx.note(Fact::TurnedAway(self.site));
        }
        turns_away
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agent::Core;
    use crate::agent::port::Timer;
    use crate::chain::{Books, Buyer, Dated, Mark, Order};
    use crate::engine::EntityKey;
    use crate::units::{AgentId, Id, ShipmentId, Units};

    /// A probe that records the facts.
    #[derive(Debug, Default)]
    struct Recorder(Vec<Fact>);

    impl Probe for Recorder {
        fn note(&mut self, _now: SimTime, fact: Fact, _books: &Books) {
            self.0.push(fact);
        }
        fn mark(&mut self, _now: SimTime, _mark: Mark, _books: &Books) {}
    }

    fn at(core: &mut Core<Recorder>, hours: i64) -> Ctx<'_, Recorder> {
        Ctx { core, now: SimTime::ZERO + Span::HOUR * hours, me: AgentId::default() }
    }

    fn order(core: &mut Core<Recorder>, buyer: Buyer) -> OrderId {
        let key = EntityKey::origin("market.here");
        core.books.orders.open(Order::new(key, 0, buyer, None, Units::ONE, SimTime::ZERO, RouteId::default()))
    }

    fn station(servers: u32, room: Option<u32>) -> (Station<u32>, Core<Recorder>, OrderId) {
        let mut core = Core::default();
        let order = order(&mut core, Buyer::Market(AgentId::default()));
        (Station::new(SiteId::default(), Staff::always(Some(servers)), room), core, order)
    }

    #[test]
    fn serves_in_the_order_of_arrival_and_reports_it() {
        let (mut station, mut core, order) = station(1, None);
        let turns =
            [1, 2, 3].map(|item| station.arrive(item, order, RouteId::default(), &mut at(&mut core, i64::from(item))));
        assert_eq!(turns, [Turn::Now, Turn::Later, Turn::Later]);
        assert_eq!([7, 8, 9].map(|now| station.end(&mut at(&mut core, now))), [Some(2), Some(3), None]);
        let site = SiteId::default();
        let began = |hours| Fact::Began { site, waited: Span::HOUR * hours };
        let (queued, ended) = (Fact::Queued(site), Fact::Ended(site));
        assert_eq!(core.probes.0, [queued, began(0), queued, queued, ended, began(5), ended, began(5), ended]);
        assert!(station.is_empty());
    }

    #[test]
    fn items_that_leave_the_queue_are_not_served_and_the_others_keep_their_places() {
        let (mut station, mut core, order) = station(1, None);
        let ctx = &mut at(&mut core, 0);
        for item in 1..=4 {
            station.arrive(item, order, RouteId::default(), ctx);
        }
        let leave = |item: u32, station: &mut Station<u32>, ctx: &mut Ctx<'_, Recorder>| {
            station.leave(|other| *other == item, ctx)
        };
        assert_eq!([1, 3, 3].map(|item| leave(item, &mut station, ctx)), [false, true, false]);
        assert_eq!([station.end(ctx), station.end(ctx), station.end(ctx)], [Some(2), Some(4), None]);
        let left = Fact::Reneged { site: SiteId::default(), waited: Span::ZERO };
        assert_eq!(core.probes.0.iter().filter(|fact| **fact == left).count(), 1);
    }

    #[test]
    fn consumers_goods_without_room_are_turned_away_and_other_goods_wait_outside() {
        let (mut station, mut core, consumers) = station(1, Some(2));
        let stock = order(&mut core, Buyer::StockPoint(crate::units::StockPointId::default()));
        let ctx = &mut at(&mut core, 0);
        let turns = [1, 2, 3].map(|item| station.arrive(item, consumers, RouteId::default(), ctx));
        assert_eq!(turns, [Turn::Now, Turn::Later, Turn::Away]);
        assert_eq!(station.end(ctx), Some(2));
        assert_eq!(
            [station.arrive(4, stock, RouteId::default(), ctx), station.arrive(5, stock, RouteId::default(), ctx)],
            [Turn::Later, Turn::Later]
        );
        assert_eq!(
            [station.admit(6, stock, RouteId::default(), ctx), station.arrive(7, consumers, RouteId::default(), ctx)],
            [Turn::Later, Turn::Away]
        );
        let turned_away = Fact::TurnedAway(SiteId::default());
        assert_eq!(core.probes.0.iter().filter(|fact| **fact == turned_away).count(), 2);
    }

    #[test]
    fn a_smaller_shift_finishes_services_and_a_larger_one_starts_more() {
        let (_, mut core, order) = station(1, None);
        let day = |day: i64| SimTime::ZERO + Span::DAY * day;
        let servers = Dated::from_list(vec![(day(0), Some(2)), (day(1), Some(1)), (day(2), Some(3))]);
        let staff = Staff::new(servers.expect("in order"), None);
        let mut station = Station::new(SiteId::default(), staff, None);
        let timer = Timer::Fetched(ShipmentId::from_index(0));
        for item in 1..=5 {
            station.arrive(item, order, RouteId::default(), &mut at(&mut core, 0));
        }
        let ctx = &mut at(&mut core, 24);
        station.shift(timer, ctx);
        assert_eq!([station.end(ctx), station.end(ctx)], [None, Some(3)], "both were in service, only one may be");
        let ctx = &mut at(&mut core, 48);
        station.shift(timer, ctx);
        assert_eq!([station.call(ctx), station.call(ctx), station.call(ctx)], [Some(4), Some(5), None]);
    }
}
