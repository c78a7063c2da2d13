//! The speed of haitao: the event queue, one replication, and studies, compared with a hand-written loop of the same model.
//!
//! `cargo bench --no-default-features --bench haitao` takes under three minutes once built; add a word,
//! such as `order`, to run one group.
//! An element of throughput is a consumer's order; in the group `agenda` it is an event. Figures are wall time: compare only
//! figures of one run, on an idle machine.

mod baseline;
mod network;

use criterion::{Criterion, SamplingMode, Throughput};
use haitao::engine::{Agenda, Moment, Phase, Seat};
use haitao::scenario::Scenario;
use haitao::sim::Simulation;
use haitao::study::{Outcome, Plan, Scratch, replicate, simulate};
use haitao::units::{SimTime, Units};
use network::Form;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::{Distribution, Exp1};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    both_run_the_same_model();
    agenda(&mut criterion);
    single_runs(&mut criterion);
    stepping(&mut criterion);
    studies(&mut criterion);
    large(&mut criterion);
    criterion.final_summary();
}

/// The hold model: remove the next event and insert a later one, so that the number pending is constant.
///
/// # Source
/// Vaucher and Duval, Communications of the ACM 18(4), 1975.
fn agenda(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("agenda");
    group.throughput(Throughput::Elements(1));
    for pending in [100, 2_000, 50_000] {
        group.bench_function(format!("hold {pending}"), |bencher| {
            let mut hold = Hold::new(pending, 0);
            bencher.iter(|| hold.step());
        });
    }
    for seats in [1, 8, 32] {
        group.bench_function(format!("hold 2000, {seats} seated"), |bencher| {
            let mut hold = Hold::new(2_000, seats);
            bencher.iter(|| hold.step());
        });
    }
    group.finish();
}

/// Peer model S1 by hand and by haitao, and the scenario with five suppliers and every step to the door, run after run.
fn single_runs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("baseline");
    let mut seed = 0;
    group.throughput(Throughput::Elements(baseline::year(seed).orders));
    group.bench_function("peer-s1 by hand", |bencher| {
        bencher.iter(|| {
            seed += 1;
            black_box(baseline::year(seed))
        });
    });
    group.finish();
    // A full order of the main scenario may cost ten times one of the peer model.
    replication(criterion, "order", "peer-s1", &load("peer-s1"));
    replication(criterion, "order", "ningbo-bonded", &load("ningbo-bonded"));
}

/// Runs one replication of a scenario after the other.
fn replication(criterion: &mut Criterion, group: &str, name: &str, scenario: &Scenario) {
    let mut group = criterion.benchmark_group(group);
    let (mut scratch, mut replication) = (Scratch::default(), 0);
    group.sampling_mode(SamplingMode::Flat).throughput(Throughput::Elements(orders(scenario)));
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            replication += 1;
            black_box(simulate(scenario, 1, replication, &mut scratch))
        });
    });
    group.finish();
}

/// Peer model S1 with its own policies, and stepped decision by decision by the same policies from outside: every order of a
/// consumer is a decision. The second may cost 1.3 times the first.
fn stepping(criterion: &mut Criterion) {
    let scenario = load("peer-s1");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut text = std::fs::read_to_string(folder.join("peer-s1.toml")).expect("a scenario");
    for (policy, start) in [("{ r = 1100, Q = 1370 }", 2470), ("{ r = 5480, Q = 5480 }", 10_960)] {
        let policy = format!("replenish.r_Q = {policy}");
        assert!(text.contains(&policy), "{policy}");
        text = text.replace(&policy, &format!("replenish = \"external\"\nstart.on_hand = {start}"));
    }
    let outside = haitao::scenario::parse(&text, &folder).unwrap_or_else(|faults| panic!("{faults}"));
    let mut simulation = Simulation::new(&outside, 1, 0);
    let retail = simulation.stock_point("retail.item").expect("a stock point");
    let (mut decisions, mut replication) = (0_u64, 0);
    let mut stepped = |replication| {
        simulation.reset(1, replication);
        while let Some(stock_point) = simulation.advance_to_decision() {
            decisions += 1;
            let (r, lot) = if stock_point == retail { (1100, 1370) } else { (5480, 5480) };
            let missing = r - simulation.observe(stock_point).position.count();
            if missing >= 0 {
                simulation.instruct(stock_point, Units::new((missing / lot + 1) * lot));
            }
        }
        simulation.outcome()
    };
    let bits = |outcome: Outcome| outcome.values.into_iter().map(f64::to_bits).collect::<Vec<_>>();
    let in_one_go = simulate(&scenario, 1, 1, &mut Scratch::default());
    assert_eq!(bits(stepped(1)), bits(in_one_go), "the same results, NaN included");
    let mut group = criterion.benchmark_group("stepping");
    group.sampling_mode(SamplingMode::Flat).throughput(Throughput::Elements(orders(&scenario)));
    let mut scratch = Scratch::default();
    group.bench_function("peer-s1 in one go", |bencher| {
        bencher.iter(|| {
            replication += 1;
            black_box(simulate(&scenario, 1, replication, &mut scratch))
        });
    });
    group.bench_function("peer-s1 decision by decision", |bencher| {
        bencher.iter(|| {
            replication += 1;
            black_box(stepped(replication))
        });
    });
    group.finish();
    assert!(decisions > 100_000, "{decisions} decisions");
}

/// Sixteen replications of peer model S1 on one thread and on two.
fn studies(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("study");
    let scenario = load("peer-s1");
    group.sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_secs(8));
    group.throughput(Throughput::Elements(16 * orders(&scenario)));
    for threads in [1, 2] {
        let plan = Plan { replications: 0..16, seed: 1, threads };
        group.bench_function(format!("peer-s1 x 16 on {threads}"), |bencher| {
            bencher.iter(|| black_box(replicate(&scenario, &plan)));
        });
    }
    group.finish();
}

/// A network of 500 sites: reading it, and a year of it. The files stay in the target folder for inspection.
fn large(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut group = criterion.benchmark_group("load");
    group.sampling_mode(SamplingMode::Flat);
    for (name, form) in [("500-sites", Form::Text), ("500-sites, tables", Form::Tables)] {
        let path = network::write(folder, form);
        group.bench_function(name, |bencher| bencher.iter(|| black_box(read(&path))));
    }
    group.finish();
    replication(criterion, "network", "500-sites", &read(&network::write(folder, Form::Text)));
}

/// An agenda in the hold model. Recurring events with a seat, if any, make up half of the events.
struct Hold {
    agenda: Agenda<usize>,
    seats: Vec<Seat>,
    /// Times until the next event, for the heap and for a seat; each is used in turn.
    increments: Vec<[i64; 2]>,
    turn: usize,
}

impl Hold {
    fn new(heaped: usize, seats: usize) -> Self {
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(1);
        let means = [heaped, seats].map(|number| 1_000.0 * count(number as u64));
        let mut draw = || {
            let exponential: f64 = Exp1.sample(&mut generator);
            #[expect(clippy::cast_possible_truncation, reason = "a number of microseconds")]
            means.map(|mean| (mean * exponential) as i64)
        };
        let increments = (0..4_099).map(|_| draw()).collect();
        let mut hold = Self { agenda: Agenda::default(), seats: Vec::new(), increments, turn: 0 };
        hold.seats = (0..seats).map(|_| hold.agenda.seat()).collect();
        for who in 0..seats + heaped {
            hold.put(SimTime::ZERO, who);
        }
        hold
    }

    /// Inserts the next event, of a seat (those come first) or of the heap.
    fn put(&mut self, now: SimTime, who: usize) {
        self.turn = (self.turn + 1) % self.increments.len();
        let [heaped, seated] = self.increments[self.turn];
        let at = |after| Moment { time: SimTime::from_micros(now.micros() + after), phase: Phase::new(0) };
        match self.seats.get(who) {
            Some(seat) => self.agenda.set_seat(*seat, at(seated), who),
            None => self.agenda.push(at(heaped), who),
        }
    }

    fn step(&mut self) {
        if let Some((moment, who)) = self.agenda.pop() {
            self.put(moment.time, who);
        }
    }
}

fn load(name: &str) -> Scenario {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name).with_extension("toml"))
}

fn read(path: &Path) -> Scenario {
    haitao::scenario::load(path).unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()))
}

/// The orders of one replication, warm-up included.
fn orders(scenario: &Scenario) -> u64 {
    let per_day = simulate(scenario, 1, 0, &mut Scratch::default()).values[place(scenario, "orders_per_day")];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of orders")]
    let orders = (per_day * scenario.window().horizon.days()) as u64;
    orders
}

fn place(scenario: &Scenario, kpi: &str) -> usize {
    let total = |column: &haitao::measure::KpiColumn| column.subject == "total" && column.kpi.name == kpi;
    scenario.kpis().iter().position(total).unwrap_or_else(|| panic!("no {kpi}"))
}

/// Asserts that both run the same model, since speeds of different models are not comparable: over 40 years of each,
/// mean delivery days and fill rate equal the known ones within four standard errors.
fn both_run_the_same_model() {
    let scenario = load("peer-s1");
    let kpis = ["delivery_days_mean", "fill_rate"].map(|kpi| place(&scenario, kpi));
    let mut scratch = Scratch::default();
    agree(|replication| {
        let outcome = simulate(&scenario, 1, replication, &mut scratch);
        kpis.map(|place| outcome.values[place])
    });
    agree(|seed| {
        let year = baseline::year(seed);
        [count(year.micros) / count(year.delivered) / 86_400e6, count(year.served_at_once) / count(year.orders)]
    });
}

fn agree(mut year: impl FnMut(u64) -> [f64; 2]) {
    let years: Vec<[f64; 2]> = (0..40).map(&mut year).collect();
    let error = 1.0 / 40_f64.sqrt();
    for (figure, truth, deviation) in [(0, 2.0375, 0.060), (1, 0.9704, 0.0135)] {
        let mean = years.iter().map(|year| year[figure]).sum::<f64>() / 40.0;
        assert!((mean - truth).abs() <= 4.0 * error * deviation, "{mean} against {truth}");
    }
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn count(number: u64) -> f64 {
    number as f64
}
