//! Stations with limited room: the share turned away and the queue length of M/M/c/K, at a desk, at pickers and at a
//! supplier's works.
//!
//! # Source
//! Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory (2008), chapter 2: `p_n` is proportional to `a^n / n!` up to c
//! and to `a^n / (c! c^(n-c))` above, n at most K; an arrival is lost with chance `p_K`.

use super::judge::{Case, Verdict};
use std::sync::LazyLock;

pub(super) fn verdicts() -> Vec<&'static Verdict> {
    vec![&DESK, &PICKERS, &WORKS]
}

/// Returns the share lost and the mean number waiting, for this many servers, places and this much offered work.
fn loss(servers: u32, places: u32, work: f64) -> (f64, f64) {
    let mut weight = 1.0;
    let (mut sum, mut queue) = (1.0, 0.0);
    for n in 1..=places {
        weight *= work / f64::from(n.min(servers));
        sum += weight;
        queue += weight * f64::from(n.saturating_sub(servers));
    }
    (weight / sum, queue / sum)
}

fn case(name: &'static str, station: &str, chain: &str, truth: (f64, f64)) -> Verdict {
    let text = format!(
        r#"
haitao = "1"
question = "{name}: how many find no room?"
run = {{ warm_up = "10 d", horizon = "1010 d", replications = 30 }}
{chain}
"#
    );
    let mut case = Case::run(name, &text, 30);
    let (lost, queue) = truth;
    case.judge(station, "turned_away_share", lost, 2.0);
    if queue > 0.0 {
        case.judge(station, "queue_length_mean", queue, 2.0);
    }
    case.close()
}

/// M/M/1/5 at a load of 0.8.
static DESK: LazyLock<Verdict> = LazyLock::new(|| {
    let chain = r#"
market.traders = { orders.poisson.rate = "4.8 /h", through = "customs.desk" }
customs.desk = { officers = 1, check.exponential.mean = "10 min", room = 5 }
"#;
    case("M/M/1/5", "customs.desk", chain, loss(1, 5, 0.8))
});

/// M/M/3/6 at a load of 1.2.
static PICKERS: LazyLock<Verdict> = LazyLock::new(|| {
    let chain = r#"
product.item = {}
market.town = { orders.poisson.rate = "7.2 /h", through = "warehouse.shop" }
warehouse.shop = { pickers = 3, picking.exponential.mean = "30 min", room = 6 }
stock.shop.item.start.on_hand = 1000000
"#;
    case("M/M/3/6", "warehouse.shop", chain, loss(3, 6, 3.6))
});

/// M/M/2/2: Erlang's loss formula.
static WORKS: LazyLock<Verdict> = LazyLock::new(|| {
    let chain = r#"
product.item = {}
market.town = { orders.poisson.rate = "6 /h", through = "supplier.maker" }
supplier.maker = { lines = 2, lot_time.exponential.mean = "20 min", room = 2 }
"#;
    case("M/M/2/2", "supplier.maker", chain, loss(2, 2, 2.0))
});

#[test]
fn a_desk_with_limited_room_turns_arrivals_away() {
    DESK.hold();
}

#[test]
fn pickers_with_limited_room_turn_arrivals_away() {
    PICKERS.hold();
}

#[test]
fn works_with_limited_room_turn_arrivals_away() {
    WORKS.hold();
}

/// M/M/1/5: `p_5 = 0.2 x 0.8^5 / (1 - 0.8^6)`. Erlang's B of two servers and two erlangs is 0.4.
#[test]
fn the_formula_gives_known_numbers() {
    let known = 0.2 * 0.8_f64.powi(5) / (1.0 - 0.8_f64.powi(6));
    assert!((loss(1, 5, 0.8).0 - known).abs() < 1e-12 && (loss(2, 2, 2.0).0 - 0.4).abs() < 1e-12);
}
