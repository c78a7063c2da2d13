//! What a rule that sees more than the position has seen so far: its own demand, and when it last looked.

use crate::chain::{Books, Network};
use crate::policy::replenish::{Sight, View, Watch};
use crate::units::{Id, SimTime, Span, StockPointId, Units};
use std::collections::VecDeque;

/// What a rule has seen.
#[derive(Clone, Debug)]
pub(super) struct Watching {
    watch: Watch,
    /// From one look to the next.
    period: Span,
    looked: Option<SimTime>,
    /// Asked since it last looked.
    asked: Units,
    /// Asked within its window, and when.
    recent: VecDeque<(SimTime, Units)>,
    recently: Units,
    smoothed: Option<f64>,
}

impl Watching {
    /// What a rule asks to see; nothing is kept for one that asks for nothing.
    pub(super) fn new(watch: Watch, period: Span) -> Option<Box<Self>> {
        let new = || Self {
            watch,
            period,
            looked: None,
            asked: Units::ZERO,
            recent: VecDeque::new(),
            recently: Units::ZERO,
            smoothed: None,
        };
        (!watch.is_nothing()).then(|| Box::new(new()))
    }

    /// Whether somebody outside the simulation decides.
    pub(super) fn is_instructed(&self) -> bool {
        self.watch.instructed
    }

    /// So many units are asked here.
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

    /// The rule looks.
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

    /// Nothing has been seen before the first look unless something was asked at that instant.
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
