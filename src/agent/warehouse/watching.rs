//! What a policy that needs more than the position has observed so far: recent demand, and when it last reviewed.

use crate::chain::{Books, Network, pieces};
use crate::policy::replenish::{DaysFrom as Rate, Sight, View, Watch};
use crate::units::{Id, SimTime, Span, StockPointId, Units};
use std::collections::VecDeque;

/// Where levels in days get their rate from, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DaysFrom {
    Future,
    Past,
    Forecast,
}

pub(super) const DAYS_FROM: [(&str, DaysFrom); 3] =
    [("future", DaysFrom::Future), ("past", DaysFrom::Past), ("forecast", DaysFrom::Forecast)];

/// A policy's observations.
#[derive(Clone, Debug)]
pub(super) struct Watching {
    watch: Watch,
    /// Whether levels in days get their rate from the demand in the window.
    past: bool,
    /// The time between reviews.
    period: Span,
    looked: Option<SimTime>,
    /// Demand since the last review.
    asked: Units,
    /// Demand within the policy's window, with its times.
    recent: VecDeque<(SimTime, Units)>,
    recently: Units,
    smoothed: Option<f64>,
}

impl Watching {
    /// Creates the observations that a policy asks for, and those of a past span for its levels in days; `None` if
    /// there is nothing to observe.
    pub(super) fn new(watch: Watch, past: Option<Span>, period: Span) -> Option<Box<Self>> {
        let watch = Watch { window: watch.window.or(past), ..watch };
        let new = || Self {
            watch,
            past: past.is_some(),
            period,
            looked: None,
            asked: Units::ZERO,
            recent: VecDeque::new(),
            recently: Units::ZERO,
            smoothed: None,
        };
        (!watch.is_nothing()).then(|| Box::new(new()))
    }

    /// Returns whether orders are decided outside the simulation.
    pub(super) fn is_instructed(&self) -> bool {
        self.watch.instructed
    }

    /// Records a demand of this many units.
    #[inline(never)]
    pub(super) fn note(&mut self, now: SimTime, asked: Units) {
        self.asked += asked;
        if self.watch.window.is_some() {
            self.recently += asked;
            match self.recent.back_mut() {
                Some((last, units)) if *last == now => *units += asked,
                _ => self.recent.push_back((now, asked)),
            }
        }
    }

    /// Sets the rate of levels in days, if they get it from past demand and a whole window has passed.
    pub(super) fn view<'a>(&mut self, view: View<'a>) -> View<'a> {
        match (self.past, self.recent(view.now), self.watch.window) {
            (true, Some(asked), Some(window)) => view.with_days_from(Rate::Past(pieces(asked) / window.days())),
            _ => view,
        }
    }

    /// Returns what a policy sees at a review, and begins the next period.
    pub(super) fn look(
        &mut self,
        stock_point: StockPointId,
        books: &Books,
        network: &Network,
        view: View<'_>,
    ) -> Sight {
        let now = view.now;
        let stock = &books.stock[stock_point];
        let echelon = if self.watch.echelon {
            network.echelons.below(stock_point).iter().map(|below| books.stock[*below].position()).sum()
        } else {
            Units::ZERO
        };
        let sight = Sight {
            net: Units::new(stock.on_hand.value() - stock.backorders.value()),
            on_order: Units::new(stock.on_order.value()),
            echelon,
            recent: self.recent(now),
            smoothed: self.smooth(view),
            looked: self.looked,
            instructed: if self.watch.instructed { books.instructions[stock_point.index()] } else { Units::ZERO },
        };
        self.looked = Some(now);
        self.asked = Units::ZERO;
        sight
    }

    /// Returns the demand in the window; `None` until a whole window has passed.
    fn recent(&mut self, now: SimTime) -> Option<Units> {
        let window = self.watch.window?;
        while let Some((at, units)) = self.recent.front().copied()
            && now - at >= window
        {
            self.recently -= units;
            self.recent.pop_front();
        }
        (now.since_start() >= window).then_some(self.recently)
    }

    /// Updates and returns the smoothed demand. The first review adds nothing, unless there was demand at that instant.
    #[expect(clippy::cast_precision_loss, reason = "goods are limited far below 2^53")]
    fn smooth(&mut self, view: View<'_>) -> Option<f64> {
        let smoothing = self.watch.smoothing?;
        let before = self.smoothed.or(smoothing.first).unwrap_or_else(|| view.coming(self.period));
        let seen = self.looked.is_some() || self.asked.is_positive();
        let weight = if seen { smoothing.weight } else { 0.0 };
        let smoothed = weight * self.asked.count() as f64 + (1.0 - weight) * before;
        self.smoothed = Some(smoothed);
        self.smoothed
    }
}
