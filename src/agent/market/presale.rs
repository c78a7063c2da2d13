//! A presale: buyers reserve over time, all pay at one instant, and all orders are released at another. A reservation is
//! a number until it is paid: it holds no goods and no money. Then it becomes an order, which the market keeps until it
//! is released.

use super::demand::{Demand, Sale};
use super::{Terms, Timer, pay, send};
use crate::agent::Ctx;
use crate::chain::{Fact, Instant, Pause, Presold, Probe, Round, Uplifts};
use crate::engine::{Lasting, Seat};
use crate::units::{OrderId, SimTime, Span, StreamId};
use rand::SeedableRng;
use rand_distr::{Distribution, Exp1};
use std::sync::Arc;

/// A presale of a stream of orders.
#[derive(Clone, Debug)]
pub(super) struct Presale {
    /// Makes the orders.
    demand: Demand,
    stream: StreamId,
    first_day: i64,
    /// When it takes place, and the mean time between two reservations.
    rounds: Vec<(Round, f64)>,
    uplifts: Option<Arc<Uplifts>>,
    /// The number of rounds that are over.
    over: usize,
    between_us: f64,
    generator: Lasting,
    /// When the next buyer reserves.
    next: SimTime,
    /// The number of reservations.
    reserved: u64,
    is_paid: bool,
    kept: Vec<OrderId>,
    seat: Option<Seat>,
}

impl Presale {
    /// Creates a presale whose orders this demand makes; `mean_us` is the mean time between two orders of a plain day.
    pub(super) fn new(demand: Demand, presold: Presold, mean_us: f64, first_day: i64) -> Self {
        let between = |(round, days): &(Round, f64)| {
            let orders = days * super::arrivals::micros(Span::DAY) / mean_us;
            (*round, super::arrivals::micros(round.paid - round.opens) / orders)
        };
        Self {
            demand,
            stream: presold.stream,
            first_day,
            rounds: presold.rounds.iter().map(between).collect(),
            uplifts: presold.uplifts,
            over: 0,
            between_us: f64::INFINITY,
            generator: Lasting::seed_from_u64(0),
            next: SimTime::NEVER,
            reserved: 0,
            is_paid: false,
            kept: Vec::new(),
            seat: None,
        }
    }

    pub(super) fn start(&mut self, index: u32, ctx: &mut Ctx<'_, impl Probe>) {
        self.seat = Some(ctx.seat());
        if let Some(uplifts) = self.uplifts.take() {
            let drawn = uplifts.draw(ctx.streams());
            self.demand.change_mix(&drawn, &uplifts.sets, ctx);
            for (round, between) in &mut self.rounds {
                if let Ok(at) = drawn.binary_search_by_key(&round.day, |drawn| drawn.day) {
                    *between /= drawn[at].orders;
                }
            }
        }
        self.open(index, ctx);
    }

    /// Takes the step that is due: a reservation, the payment of all, or their release.
    pub(super) fn step(&mut self, index: u32, terms: &Terms, ctx: &mut Ctx<'_, impl Probe>) {
        let (round, _) = self.rounds[self.over];
        if ctx.now() < round.paid {
            if !ctx.is_paused(Pause::Orders) {
                self.reserve(1, ctx);
            }
            self.draw();
        } else if self.is_paid {
            self.release(terms, ctx);
            self.over += 1;
            self.open(index, ctx);
            return;
        } else {
            self.pay(round, terms, ctx);
        }
        self.wait(index, ctx);
    }

    /// Opens the next round, with the reservations that came before the run.
    fn open(&mut self, index: u32, ctx: &mut Ctx<'_, impl Probe>) {
        let Some((round, between_us)) = self.rounds.get(self.over) else { return };
        self.generator = ctx.streams().of_day(self.stream, self.demand.origin(), self.first_day + round.day);
        (self.between_us, self.next, self.is_paid, self.reserved) = (*between_us, round.opens, false, 0);
        let mut before = 0;
        self.draw();
        while self.next < SimTime::ZERO {
            before += 1;
            self.draw();
        }
        self.reserve(before, ctx);
        self.wait(index, ctx);
    }

    fn reserve(&mut self, orders: u64, ctx: &mut Ctx<'_, impl Probe>) {
        self.reserved += orders;
        if orders > 0 {
            ctx.note(Fact::Reserved { market: ctx.me(), orders });
        }
    }

    /// Draws when the next buyer reserves.
    fn draw(&mut self) {
        let draw: f64 = Exp1.sample(&mut self.generator);
        let between = draw * self.between_us;
        self.next = if between.is_finite() { self.next + Span::from_f64_micros(between) } else { SimTime::NEVER };
    }

    fn wait(&self, index: u32, ctx: &mut Ctx<'_, impl Probe>) {
        let (round, _) = self.rounds[self.over];
        let due = if self.is_paid { round.ships } else { self.next.min(round.paid) };
        ctx.set_seat(self.seat.expect("taken at the start"), due, Instant::Demands, Timer::Presale(index));
    }

    /// Places the order of every reservation and keeps it.
    fn pay(&mut self, round: Round, terms: &Terms, ctx: &mut Ctx<'_, impl Probe>) {
        self.is_paid = true;
        self.demand.sell(Sale { day: round.day, priced: round.priced(), released: round.ships });
        for _ in 0..self.reserved {
            if let Some(order) = self.demand.place(terms, ctx) {
                ctx.note(Fact::Placed(order));
                pay(order, ctx);
                keep(order, true, ctx);
                self.kept.push(order);
            }
        }
    }

    /// Sends all orders on their way, in the order of their reservations.
    fn release(&mut self, terms: &Terms, ctx: &mut Ctx<'_, impl Probe>) {
        ctx.note(Fact::Released { market: ctx.me(), orders: self.reserved });
        for order in self.kept.drain(..) {
            keep(order, false, ctx);
            send(terms, order, ctx);
        }
    }
}

/// Marks the lines of an order as kept: until released they have not reached the head of their route.
fn keep(head: OrderId, kept: bool, ctx: &mut Ctx<'_, impl Probe>) {
    let mut next = Some(head);
    while let Some(line) = next {
        ctx.books().orders[line].being_sent = kept;
        next = ctx.books().orders.next(line);
    }
}
