//! What a platform does at checkout about customs limits. An order within the limits goes ahead, with its treatment
//! recorded on its lines. Any other order is split, imported as trade goods or refused, as the policy decides.

use crate::agent::{Ctx, Ended};
use crate::chain::regime::{Reason, Regime, Treatment};
use crate::chain::{Failure, Lines, Probe};
use crate::policy::above_limit::{AboveLimit, Choice, Policy, first_fit};
use crate::units::{Money, OrderId, Units};

/// Assesses the lines that travel with a given line under a regime, and returns whether the order has ended.
pub(super) fn admit(
    policy: Policy,
    head: OrderId,
    line: OrderId,
    regime: Regime,
    ctx: &mut Ctx<'_, impl Probe>,
) -> Ended {
    let now = ctx.now();
    let spent = ctx.spent_this_year(head);
    let (books, network) = ctx.books_and_network();
    let Some(day) = network.day(now) else { return Ended::No };
    let lines = Lines::of_order(books, network, head, line);
    if lines.value() == Money::ZERO {
        return Ended::No;
    }
    let assessed = lines.assess(regime, network, day, spent);
    drop(lines);
    let Some(admissible) = assessed else { return Ended::No };
    let limit = match admissible.reason {
        Reason::SeveralPiecesAboveLimit { limit } => Some(limit),
        _ => None,
    };
    match (policy.choose(&admissible), limit) {
        (Choice::Declare(treatment), _) => treat(head, line, treatment, ctx),
        (Choice::Split, Some(limit)) => split(head, line, (regime, day, limit), ctx),
        (Choice::Split | Choice::Refuse, _) => return refuse(head, line, ctx),
    }
    Ended::No
}

/// Returns the lines that travel with a given line of an order.
fn together(head: OrderId, line: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Vec<OrderId> {
    let orders = &ctx.books().orders;
    orders.lines(head).filter(|(_, other)| other.goes_with(&orders[line])).map(|(id, _)| id).collect()
}

fn treat(head: OrderId, line: OrderId, treatment: Treatment, ctx: &mut Ctx<'_, impl Probe>) {
    let mut next = Some(head);
    while let Some(id) = next {
        next = ctx.books().orders.next(id);
        let orders = &mut ctx.books().orders;
        if orders[id].goes_with(&orders[line]) {
            orders[id].treatment = Some(treatment);
        }
    }
}

fn refuse(head: OrderId, line: OrderId, ctx: &mut Ctx<'_, impl Probe>) -> Ended {
    let mut ended = Ended::No;
    for id in together(head, line, ctx) {
        let order = &mut ctx.books().orders[id];
        order.declaration = u32::MAX;
        let open = order.open;
        ctx.forgo(id, open, Failure::Refused);
        ended = ctx.fail(id, Failure::Refused);
    }
    ended
}

/// Packs the units of the lines into declarations within the limit. Each is assessed on its own when it is declared.
fn split(head: OrderId, line: OrderId, (regime, day, limit): (Regime, i64, Money), ctx: &mut Ctx<'_, impl Probe>) {
    let ids = together(head, line, ctx);
    let (books, network) = ctx.books_and_network();
    let Ok(rules) = network.rules.at(regime, day) else { return };
    let values: Vec<(Money, Units)> = ids
        .iter()
        .map(|id| {
            // Rounded up, so that no declaration exceeds the limit.
            let unit = Lines::of_unit(books, network, *id).dutiable(regime.usual(), rules);
            (unit, books.orders[*id].asked)
        })
        .collect();
    let used =
        books.orders.lines(head).map(|(_, line)| line.declaration).filter(|used| *used < u32::MAX).max().unwrap_or(0);
    let first = books.orders[line].declaration;
    let mut last = books.orders.lines(head).last().map_or(head, |(id, _)| id);
    let parts = first_fit(&values, limit);
    let declaration = |order: u32| if order == 0 { first } else { used + order };
    for (at, id) in (0..).zip(&ids) {
        let mut of_line = parts.iter().filter(|part| part.line == at).peekable();
        while let Some(part) = of_line.next() {
            // The last part is what is left of the line itself.
            let piece = if of_line.peek().is_some() {
                last = books.split_line(head, last, *id, part.units);
                last
            } else {
                *id
            };
            books.orders[piece].declaration = declaration(part.order);
        }
    }
}
