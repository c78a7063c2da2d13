//! What a stock row learns during the run: the demand of each period, for its forecast, and the lead time of its
//! goods. Periods begin at time 0. A period that has ended is closed the next time the row is looked at.

use super::Warehouse;
use crate::agent::Ctx;
use crate::chain::{Fact, Instant, Outlook, Probe};
use crate::policy::forecast::{Choice, Judged, Learnt, Method, Sees, Terms};
use crate::policy::replenish::{DaysFrom, Protection, Review, View};
use crate::reading::Reading;
use crate::text::{Code, Problem, Reader};
use crate::units::{OrderId, SimTime, Span, StockPointId, Units};

/// A forecast and the data it learns from.
#[derive(Clone, Debug)]
pub(super) struct Learning {
    learnt: Learnt,
    /// Where levels in days get their rate from; levels by service always use the forecast.
    days_from: DaysFrom,
    sees: Sees,
    /// Whether orders of an instant come before its reviews. If so, they belong to the period that ends there.
    demands_first: bool,
    /// Units of demand in the current period.
    units: i64,
    /// Since when the shelf has been empty, and how long it was empty before that in the current period.
    empty_since: Option<SimTime>,
    empty: Span,
    review: Span,
    /// Lead times in days: count, mean and sum of squared deviations (Welford).
    leads: (f64, f64, f64),
    estimate: Span,
}

impl Learning {
    /// Reads a stock row's forecast, such as `forecast.ses = { period = "1 d", alpha = 0.2 }`.
    pub(super) fn read(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Option<Self> {
        let node = reader.get("forecast")?;
        let choice = Choice::read(node, &mut reading.problems)?;
        let inner = choice.reader(&reader.path_of("forecast"));
        let period = match inner.get("period") {
            None => Some(Span::DAY),
            Some(node) => match reading.time(&inner, "period") {
                Some(Span::ZERO) => {
                    let cause = "`period` must be longer than 0";
                    reading.report(Problem::new(Code::PolicyParameters, node.place, cause));
                    None
                }
                span => span.and_then(|span| reading.recurs("periods", span, node.place).map(|_| span)),
            },
        };
        let mut terms = Terms::new(&inner, &mut reading.problems);
        let (sees, rhythm) = (terms.sees(), terms.knows_promotions());
        let method = Method::read(choice.name, &mut terms);
        reading.finish(&inner);
        Some(Self::new(Learnt::new(method?, period?, rhythm), sees))
    }

    /// Creates the forecast of a row that states none.
    pub(super) fn usual() -> Self {
        Self::new(Learnt::usual(), Sees::Orders)
    }

    fn new(learnt: Learnt, sees: Sees) -> Self {
        Self {
            learnt,
            days_from: DaysFrom::Forecast,
            sees,
            demands_first: false,
            units: 0,
            empty_since: None,
            empty: Span::ZERO,
            review: Span::ZERO,
            leads: (0.0, 0.0, 0.0),
            estimate: Span::ZERO,
        }
    }

    /// Ensures that the forecast reaches this far ahead, as the policy's levels need.
    pub(super) fn reach_for(&mut self, span: Span) {
        self.learnt.reach_for(span);
    }

    /// Lets levels in days look at the true future instead of the forecast.
    pub(super) fn keep_from_days(&mut self) {
        self.days_from = DaysFrom::Future;
    }

    /// Begins the run with the lead time that is expected.
    pub(super) fn open(&mut self, review: &Review, estimate: Span, stock: Units, ctx: &Ctx<'_, impl Probe>) {
        let phase = |what| ctx.network().instant.phase(what);
        self.demands_first = phase(Instant::Demands) < phase(Instant::Reviews);
        self.review = review.period();
        self.estimate = estimate;
        // Observed lead times may exceed the expected one.
        self.learnt.reach_for(self.review + estimate * 2);
        self.empty_since = (!stock.is_positive()).then_some(SimTime::ZERO);
    }

    /// Adds what has been learnt to the view of a policy that uses the forecast.
    pub(super) fn view<'a>(&'a self, view: View<'a>) -> View<'a> {
        let (count, mean, squares) = self.leads;
        let lead = if count > 0.0 { days(mean) } else { self.estimate };
        let lead_spread = if count > 1.0 { (squares / (count - 1.0)).sqrt() } else { 0.0 };
        let protection = Protection { review: self.review, lead, lead_spread };
        view.with_learnt(&self.learnt, protection).with_days_from(self.days_from)
    }

    /// Records demand, some of which is lost.
    fn asked(&mut self, asked: Units, lost: Units) {
        self.units += asked.count() - if self.sees == Sees::Orders { 0 } else { lost.count() };
    }

    /// Records a lead time from order to shelf.
    fn received(&mut self, took: Span) {
        let (count, mean, squares) = &mut self.leads;
        let off = took.days() - *mean;
        *count += 1.0;
        *mean += off / *count;
        *squares += off * (took.days() - *mean);
    }

    /// Records whether the shelf is now empty.
    fn shelf(&mut self, now: SimTime, stock: Units) {
        if stock.is_positive() {
            if let Some(since) = self.empty_since.take() {
                self.empty += now - since;
            }
        } else {
            self.empty_since.get_or_insert(now);
        }
    }

    /// Closes the current period if it has ended.
    #[expect(clippy::cast_precision_loss, reason = "a statistic")]
    fn close(&mut self, now: SimTime, ends_count: bool, outlook: &Outlook) -> Option<Judged> {
        let ends = self.learnt.ends();
        if ends > now || (ends == now && !ends_count) {
            return None;
        }
        if let Some(since) = &mut self.empty_since {
            self.empty += ends - *since;
            *since = ends;
        }
        let mut demand = std::mem::take(&mut self.units) as f64;
        let (empty, period) = (std::mem::take(&mut self.empty), self.learnt.period());
        if self.sees == Sees::CorrectedSales && !empty.is_zero() {
            let open = 1.0 - self.learnt.periods(empty);
            // Demand during a stockout is censored, so a period without any stock counts as its forecast.
            demand = if open > 1e-9 { demand / open } else { self.expected(ends, period, outlook) };
        }
        Some(self.learnt.observe(demand, outlook))
    }

    fn expected(&self, ends: SimTime, period: Span, outlook: &Outlook) -> f64 {
        let began = SimTime::from_micros(ends.micros() - period.micros());
        self.learnt.coming(began, period, outlook).unwrap_or_else(|| outlook.units(began, period))
    }

    /// Closes the periods that have ended; `ends_count` is whether a period that ends now has ended.
    pub(super) fn catch_up(&mut self, stock_point: StockPointId, ends_count: bool, ctx: &mut Ctx<'_, impl Probe>) {
        let now = ctx.now();
        while let Some(Judged { demand, forecast, spread }) =
            self.close(now, ends_count, ctx.network().outlook(stock_point))
        {
            let forecast = forecast.map(millionths);
            let (demand, spread) = (millionths(demand), millionths(spread));
            ctx.note(Fact::Foreseen { stock_point, demand, forecast, spread });
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "goods are limited at load")]
fn millionths(units: f64) -> i64 {
    (units * 1e6).round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "an expectation")]
fn days(days: f64) -> Span {
    Span::from_f64_micros(days * Span::DAY.micros() as f64)
}

impl Warehouse {
    /// Records demand, some of which is lost, if the row learns.
    #[inline(never)]
    pub(super) fn learn_demand(&mut self, index: usize, asked: Units, lost: Units, ctx: &mut Ctx<'_, impl Probe>) {
        let row = &mut self.rows[index];
        row.note(ctx.now(), asked);
        let Some(learning) = &mut row.learning else { return };
        learning.catch_up(row.stock_point, !learning.demands_first, ctx);
        learning.asked(asked, lost);
    }

    /// Records a change of the shelf, if the row learns.
    #[inline(never)]
    pub(super) fn learn_shelf(&mut self, index: usize, ctx: &mut Ctx<'_, impl Probe>) {
        let row = &mut self.rows[index];
        let Some(learning) = &mut row.learning else { return };
        let (now, stock) = (ctx.now(), ctx.books().stock[row.stock_point].stock());
        learning.catch_up(row.stock_point, !learning.demands_first, ctx);
        learning.shelf(now, stock);
    }

    /// Records the lead time of goods that a row ordered and that now reach its shelf.
    #[inline(never)]
    pub(super) fn learn_lead_time(&mut self, index: usize, order: OrderId, ctx: &mut Ctx<'_, impl Probe>) {
        let took = ctx.now() - ctx.books().orders[order].placed;
        if let Some(learning) = &mut self.rows[index].learning {
            learning.received(took);
        }
    }
}
