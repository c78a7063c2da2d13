//! Settlement: the platform pays what buyers paid a fixed time after their orders have ended.

use super::{Platform, Timer};
use crate::agent::Ctx;
use crate::chain::Probe;
use crate::units::{Money, SimTime, Span};
use std::collections::VecDeque;

/// What a platform is still to pay.
#[derive(Clone, Debug)]
pub(super) struct Settling {
    after: Span,
    /// The amounts and when they are due. As the time is the same for all, the first to end is the first to be paid.
    due: VecDeque<(SimTime, Money)>,
}

impl Settling {
    pub(super) fn new(after: Span) -> Self {
        Self { after, due: VecDeque::new() }
    }
}

impl Platform {
    /// Notes what is to be paid for an order that has ended.
    #[inline(never)]
    pub(super) fn earn(&mut self, amount: Money, ctx: &mut Ctx<'_, impl Probe>) {
        let Some(settling) = &mut self.settling else { return };
        if settling.after == Span::ZERO {
            ctx.books().collect(amount);
            return;
        }
        let due = ctx.now() + settling.after;
        if settling.due.is_empty() {
            ctx.wake(due, Timer::Settle);
        }
        settling.due.push_back((due, amount));
    }

    /// Pays what is due.
    #[inline(never)]
    pub(super) fn settle(&mut self, ctx: &mut Ctx<'_, impl Probe>) {
        let Some(settling) = &mut self.settling else { return };
        while let Some((due, amount)) = settling.due.front().copied() {
            if due > ctx.now() {
                ctx.wake(due, Timer::Settle);
                return;
            }
            ctx.books().collect(amount);
            settling.due.pop_front();
        }
    }
}
