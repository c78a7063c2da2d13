//! Bullwhip: how much more a stock point's orders vary from period to period than the demand on it. Sums are exact, so they
//! do not depend on the order of addition.
//!
//! # Source
//! Chen, Drezner, Ryan and Simchi-Levi, Management Science 46(3), 2000: Var(q) / Var(D).

use super::Measure;
use super::kpi;
use super::sheet::Sheet;
use crate::chain::{Books, Fact, Mark, Network, Window};
use crate::units::{Id, SimTime, Span};

/// Sums by stock point over the whole periods of the window.
#[derive(Debug, Default)]
pub(super) struct Bullwhip {
    window: Window,
    period: Span,
    /// When the current period ends, and when the last whole one does.
    ends: SimTime,
    last: SimTime,
    periods: i128,
    stock_points: Vec<Flows>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Flows {
    asked: Flow,
    ordered: Flow,
}

/// Units of the current period; sum and sum of squares over the periods before it.
#[derive(Clone, Copy, Debug, Default)]
struct Flow {
    units: i64,
    sum: i128,
    squares: i128,
}

impl Flow {
    fn close(&mut self) {
        let units = i128::from(std::mem::take(&mut self.units));
        self.sum += units;
        self.squares += units * units;
    }

    /// Returns the variance times the square of the number of periods.
    fn spread(&self, periods: i128) -> i128 {
        periods * self.squares - self.sum * self.sum
    }
}

impl Bullwhip {
    #[inline(never)]
    fn close(&mut self, now: SimTime) {
        while now >= self.ends {
            if self.ends > self.last {
                self.ends = SimTime::NEVER;
                return;
            }
            self.stock_points.iter_mut().for_each(|stock_point| {
                stock_point.asked.close();
                stock_point.ordered.close();
            });
            self.periods += 1;
            self.ends = self.ends + self.period;
        }
    }
}

impl Measure for Bullwhip {
    fn reset(&mut self, network: &Network, window: &Window) {
        self.period = network.period.max(Span::from_micros(1));
        self.window.clone_from(window);
        (self.ends, self.last) = (SimTime::NEVER, SimTime::NEVER);
        self.periods = 0;
        self.stock_points.clear();
        self.stock_points.resize(network.stock_points.len(), Flows::default());
    }

    #[inline(always)]
    fn note(&mut self, now: SimTime, fact: Fact, _books: &Books) {
        match fact {
            Fact::Asked { stock_point, asked, .. } | Fact::Substituted { to: stock_point, units: asked, .. } => {
                if now >= self.ends {
                    self.close(now);
                }
                self.stock_points[stock_point.index()].asked.units += asked.count();
            }
            Fact::Ordered { stock_point, units } => {
                if now >= self.ends {
                    self.close(now);
                }
                self.stock_points[stock_point.index()].ordered.units += units.count();
            }
            _ => {}
        }
    }

    fn mark(&mut self, now: SimTime, mark: Mark, _books: &Books) {
        match mark {
            Mark::WarmUp => {
                // Units from before do not belong to the first period.
                for flows in &mut self.stock_points {
                    (flows.asked.units, flows.ordered.units) = (0, 0);
                }
                self.ends = now + self.period;
                let span = self.window.spans().find(|(from, _)| *from == now);
                let whole = span.map_or(0, |(from, to)| (to - from).micros() / self.period.micros());
                self.last = now + self.period * whole;
            }
            Mark::Horizon => self.close(now),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a ratio")]
    fn report(&self, network: &Network, _window: &Window, sheet: &mut Sheet) {
        for (name, flows) in network.stock_points.iter().zip(&self.stock_points) {
            let asked = flows.asked.spread(self.periods);
            let ordered = flows.ordered.spread(self.periods);
            let ratio = if asked > 0 { ordered as f64 / asked as f64 } else { f64::NAN };
            sheet.entry("stock", &name.name, &kpi::BULLWHIP, ratio);
        }
    }
}
