//! Queues: queue lengths, waits, and server utilisation. Waits cover arrivals that joined in the window and were served;
//! lengths and utilisation are time averages over the window.

use super::Measure;
use super::kpi::{self, Kpi};
use super::series::site_name;
use super::sheet::{Sheet, ratio};
use crate::chain::{Books, Fact, Level, Mark, Network, Site, SiteTerms, Window};
use crate::stats::Histogram;
use crate::units::{Id, SimTime, SiteId, Span};

/// One queue for each site.
#[derive(Debug, Default)]
pub(super) struct Queues {
    queues: Vec<Queue>,
    window: Window,
}

#[derive(Clone, Debug, Default)]
struct Queue {
    limit: Option<Span>,
    began: i128,
    late: i128,
    over: i128,
    sum: i128,
    waits: Histogram,
    waiting: Level,
    busy: Level,
    /// Servers on duty.
    staff: Level,
    /// Whether their number has changed.
    changes: bool,
    turned_away: i128,
    /// Areas under the levels at the start of the window, then over it.
    areas: (i128, i128, i128),
}

impl Measure for Queues {
    fn reset(&mut self, network: &Network, window: &Window) {
        self.window.clone_from(window);
        self.queues.truncate(network.sites.len());
        self.queues.iter_mut().for_each(Queue::clear);
        self.queues.resize_with(network.sites.len(), Queue::default);
        for (queue, terms) in self.queues.iter_mut().zip(&network.sites) {
            queue.limit = terms.wait_limit;
            queue.staff.add(SimTime::ZERO, terms.servers.unwrap_or(0).into());
        }
    }

    fn join(&mut self, other: &Self) {
        for (queue, other) in self.queues.iter_mut().zip(&other.queues) {
            (queue.waiting, queue.busy) = (other.waiting, other.busy);
            (queue.staff, queue.changes) = (other.staff, other.changes);
        }
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, _books: &Books) {
        match fact {
            Fact::Queued(site) => self.at(site).waiting.add(now, 1),
            Fact::Began { site, waited } => {
                let counts = self.window.covers(SimTime::from_micros(now.micros() - waited.micros()));
                let queue = self.at(site);
                queue.waiting.add(now, -1);
                queue.busy.add(now, 1);
                if counts {
                    queue.began += 1;
                    queue.late += i128::from(!waited.is_zero());
                    queue.over += i128::from(queue.limit.is_some_and(|limit| waited > limit));
                    queue.sum += i128::from(waited.micros());
                    queue.waits.push(waited.micros());
                }
            }
            Fact::Reneged { site, .. } => self.at(site).waiting.add(now, -1),
            Fact::Staffed { site, servers } => {
                let queue = self.at(site);
                queue.changes = true;
                queue.staff.add(now, i64::from(servers) - queue.staff.value());
            }
            Fact::TurnedAway(site) if self.window.covers(now) => self.at(site).turned_away += 1,
            Fact::Ended(site) => self.at(site).busy.add(now, -1),
            _ => {}
        }
    }

    fn mark(&mut self, now: SimTime, _mark: Mark, _books: &Books) {
        for queue in &mut self.queues {
            let areas = (queue.waiting.area(now), queue.busy.area(now), queue.staff.area(now));
            queue.areas = (areas.0 - queue.areas.0, areas.1 - queue.areas.1, areas.2 - queue.areas.2);
        }
    }

    fn report(&self, network: &Network, window: &Window, sheet: &mut Sheet) {
        for (queue, terms) in self.queues.iter().zip(&network.sites) {
            let agent = network.agent(terms.agent);
            let name = site_name(terms, network);
            let put = |kpi: &'static Kpi, value| sheet.entry(agent.kind.name, &name, kpi, value);
            match terms.site {
                Site::Desk => queue.report(terms, window, put),
                Site::Bays => queue.report_bays(terms, window, put),
            }
        }
    }
}

impl Queues {
    #[inline]
    fn at(&mut self, site: SiteId) -> &mut Queue {
        &mut self.queues[site.index()]
    }
}

impl Queue {
    fn clear(&mut self) {
        let mut waits = std::mem::take(&mut self.waits);
        waits.clear();
        *self = Self { waits, ..Self::default() };
    }

    fn mean_wait(&self) -> f64 {
        ratio(self.sum, self.began * i128::from(Span::HOUR.micros()))
    }

    /// Returns the mean length and the mean utilisation of a server.
    fn levels(&self, terms: &SiteTerms, window: &Window) -> (f64, Option<f64>) {
        let length = i128::from(window.length().micros());
        let on_duty = |servers| if self.changes { self.areas.2 } else { length * i128::from(servers) };
        let load = terms.servers.map(|servers: u32| ratio(self.areas.1, on_duty(servers)));
        (ratio(self.areas.0, length), load)
    }

    fn report(&self, terms: &SiteTerms, window: &Window, mut put: impl FnMut(&'static Kpi, f64)) {
        let length = i128::from(window.length().micros());
        put(&kpi::ARRIVALS_PER_DAY, ratio(self.began * i128::from(Span::DAY.micros()), length));
        put(&kpi::QUEUE_WAIT_MEAN, self.mean_wait());
        let quantile = |p| {
            let micros = self.waits.quantile(p);
            micros.map_or(f64::NAN, |micros| micros * Span::from_micros(1_000_000).hours() / 1e6)
        };
        put(&kpi::QUEUE_WAIT_P50, quantile(0.50));
        put(&kpi::QUEUE_WAIT_P90, quantile(0.90));
        put(&kpi::QUEUE_WAIT_P95, quantile(0.95));
        put(&kpi::QUEUE_WAIT_P99, quantile(0.99));
        put(&kpi::SHARE_THAT_WAITS, ratio(self.late, self.began));
        if terms.room.is_some() {
            put(&kpi::TURNED_AWAY, ratio(self.turned_away, self.began + self.turned_away));
        }
        if terms.wait_limit.is_some() {
            put(&kpi::SHARE_OVER_LIMIT, ratio(self.over, self.began));
        }
        let (queue, load) = self.levels(terms, window);
        put(&kpi::QUEUE_LENGTH_MEAN, queue);
        if let Some(load) = load {
            put(&kpi::UTILISATION, load);
        }
    }

    fn report_bays(&self, terms: &SiteTerms, window: &Window, mut put: impl FnMut(&'static Kpi, f64)) {
        let (queue, load) = self.levels(terms, window);
        put(&kpi::INSPECTION_WAIT_MEAN, self.mean_wait());
        put(&kpi::INSPECTION_QUEUE, queue);
        if let Some(load) = load {
            put(&kpi::INSPECTION_UTILISATION, load);
        }
    }
}
