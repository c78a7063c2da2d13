//! Peer model S1 as a hand-written loop, reduced to what the model needs: one heap of packed keys, one slot per order in
//! flight, no agents, no money, no stages. It is the yardstick for the cost of the general engine, not a product.
//!
//! # Source
//! The model is that of `scenarios/peer-s1.toml`: 6,000 runs gave a mean delivery of 2.0375 d and a fill rate of 0.9704.

use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::{Distribution, Exp, Gamma, LogNormal};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

const DAY: f64 = 86_400e6;
const HORIZON: u64 = 365 * 86_400_000_000;

/// Events: an arrival at the market, goods at one of the two stock points, or (from `FIRST_PARCEL` on) a slot's parcel at the door.
const ORDER: u32 = 0;
const RETAIL: u32 = 1;
const CENTRAL: u32 = 2;
const FIRST_PARCEL: u32 = 3;

/// The results of one year.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Year {
    /// Orders placed.
    pub(crate) orders: u64,
    /// Orders whose piece was on the shelf.
    pub(crate) served_at_once: u64,
    /// Orders at the door.
    pub(crate) delivered: u64,
    /// Their microseconds from order to door.
    pub(crate) micros: u64,
}

/// A stock point under (r, Q).
struct Point {
    stock: i64,
    position: i64,
    reorder: i64,
    quantity: i64,
}

impl Point {
    const fn new(reorder: i64, quantity: i64) -> Self {
        Self { stock: reorder + quantity, position: reorder + quantity, reorder, quantity }
    }

    /// Takes a demand for units; returns whether it triggers an order.
    fn ask(&mut self, units: i64) -> bool {
        self.position -= units;
        let low = self.position <= self.reorder;
        if low {
            self.position += self.quantity;
        }
        low
    }
}

/// The coming events, sorted by time and then by insertion.
#[derive(Default)]
struct Future {
    heap: BinaryHeap<Reverse<u128>>,
    sequence: u32,
}

impl Future {
    fn put(&mut self, time: u64, event: u32) {
        self.sequence = self.sequence.wrapping_add(1);
        self.heap.push(Reverse(u128::from(time) << 64 | u128::from(self.sequence) << 32 | u128::from(event)));
    }

    #[expect(clippy::cast_possible_truncation, reason = "takes the fields of the key apart")]
    fn take(&mut self) -> Option<(u64, u32)> {
        self.heap.pop().map(|Reverse(key)| ((key >> 64) as u64, key as u32))
    }
}

/// Orders in transit to the door: when each was placed, by slot.
#[derive(Default)]
struct Parcels {
    placed: Vec<u64>,
    free: Vec<u32>,
}

impl Parcels {
    #[expect(clippy::cast_possible_truncation, reason = "fewer than 2^32 orders are in flight")]
    fn send(&mut self, placed: u64) -> u32 {
        if let Some(slot) = self.free.pop() {
            self.placed[slot as usize] = placed;
            return slot;
        }
        self.placed.push(placed);
        self.placed.len() as u32 - 1
    }
}

/// A distribution of days and its random generator.
struct Source<L>(L, Xoshiro256PlusPlus);

impl<L: Distribution<f64>> Source<L> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a time is not negative")]
    fn after(&mut self, now: u64) -> u64 {
        now + (self.0.sample(&mut self.1) * DAY) as u64
    }
}

/// Runs one year.
pub(crate) fn year(seed: u64) -> Year {
    let generator = |stream: u64| Xoshiro256PlusPlus::seed_from_u64(seed.wrapping_mul(4).wrapping_add(stream));
    let spread = 1.25_f64.ln();
    let mut between = Source(Exp::new(274.0).expect("a rate"), generator(0));
    let mut last_mile =
        Source(LogNormal::new(2_f64.ln() - spread / 2.0, spread.sqrt()).expect("a spread"), generator(1));
    let mut truck = Source(Gamma::new(9.0, 1.0 / 3.0).expect("a shape"), generator(2));
    let mut supplier = Source(Gamma::new(4.0, 3.5).expect("a shape"), generator(3));
    let (mut retail, mut central) = (Point::new(1100, 1370), Point::new(5480, 5480));
    let (mut future, mut parcels) = (Future::default(), Parcels::default());
    let mut unserved: VecDeque<u64> = VecDeque::new();
    let mut unshipped = 0_u32;
    let mut year = Year::default();
    future.put(between.after(0), ORDER);
    while let Some((now, event)) = future.take() {
        if now > HORIZON {
            break;
        }
        match event {
            ORDER => {
                year.orders += 1;
                future.put(between.after(now), ORDER);
                if retail.stock > 0 {
                    retail.stock -= 1;
                    year.served_at_once += 1;
                    future.put(last_mile.after(now), FIRST_PARCEL + parcels.send(now));
                } else {
                    unserved.push_back(now);
                }
                if retail.ask(1) {
                    unshipped += 1;
                    if central.ask(retail.quantity) {
                        future.put(supplier.after(now), CENTRAL);
                    }
                }
            }
            RETAIL => {
                retail.stock += retail.quantity;
                while retail.stock > 0
                    && let Some(placed) = unserved.pop_front()
                {
                    retail.stock -= 1;
                    future.put(last_mile.after(now), FIRST_PARCEL + parcels.send(placed));
                }
            }
            CENTRAL => central.stock += central.quantity,
            parcel => {
                let slot = parcel - FIRST_PARCEL;
                year.delivered += 1;
                year.micros += now - parcels.placed[slot as usize];
                parcels.free.push(slot);
            }
        }
        while unshipped > 0 && central.stock >= retail.quantity {
            unshipped -= 1;
            central.stock -= retail.quantity;
            future.put(truck.after(now), RETAIL);
        }
    }
    year
}
