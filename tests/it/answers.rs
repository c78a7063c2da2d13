//! The figures in the header of each scenario are those of its runs: the header is read and its figures are computed anew, so
//! a change of either shows.

mod header;

use haitao::scenario::{Overrides, Scenario, load_with};
use haitao::stats::Estimate;
use haitao::study::{Plan, Study, Summary, compare, estimate, replicate};
use header::{Figure, Header, file};

/// A scenario, its runs and its figures.
struct Runs {
    scenario: Scenario,
    study: Study,
    summary: Summary,
}

fn runs(name: &str, replications: u64, overrides: &Overrides) -> Runs {
    let scenario = load_with(&file(name), overrides).unwrap_or_else(|problems| panic!("{name}: {problems}"));
    let study = replicate(&scenario, &Plan { replications: 0..replications, seed: scenario.seed(), threads: 2 });
    let summary = estimate(&scenario, &study);
    Runs { scenario, study, summary }
}

fn plain(name: &str, replications: u64) -> Runs {
    runs(name, replications, &Overrides::default())
}

fn variant(name: &str, replications: u64, variant: &str) -> Runs {
    runs(name, replications, &Overrides { variant: Some(variant.to_owned()), sets: Vec::new() })
}

impl Runs {
    fn of(&self, subject: &str, kpi: &str) -> &Estimate {
        self.summary.estimate(subject, kpi).unwrap_or_else(|| panic!("no {kpi} of {subject}"))
    }

    fn mean(&self, subject: &str, kpi: &str) -> f64 {
        self.of(subject, kpi).mean
    }

    /// Returns by how much a figure is higher in other runs, paired by replication.
    fn change(&self, other: &Self, subject: &str, kpi: &str) -> Estimate {
        let pairs = compare((&self.scenario, &self.study), (&other.scenario, &other.study));
        let pair = pairs.into_iter().find(|pair| pair.subject == subject && pair.kpi.name == kpi);
        pair.unwrap_or_else(|| panic!("no {kpi} of {subject}")).difference
    }

    /// Asserts that a figure, in this unit, is within four standard errors of a true one, and that these are below 3 % of it.
    fn meets(&self, subject: &str, kpi: &str, unit: f64, truth: &Figure) {
        let found = self.of(subject, kpi);
        truth.is_near(found.mean / unit, band(found) / unit);
        assert!(band(found) / unit < 0.03 * truth.value, "{kpi}: too few replications");
    }
}

#[expect(clippy::cast_precision_loss, reason = "few replications")]
fn band(found: &Estimate) -> f64 {
    4.0 * found.sd / (found.n as f64).sqrt()
}

fn half_width(estimate: &Estimate) -> f64 {
    (estimate.ci95.1 - estimate.ci95.0) / 2.0
}

/// Asserts a difference and its half-width, in a unit; a header states decreases without their sign.
fn differs([by, half]: [&Figure; 2], difference: &Estimate, unit: f64) {
    by.is(difference.mean / unit);
    half.is(half_width(difference) / unit.abs());
}

const SHARE: f64 = 0.01;
const THOUSAND: f64 = 1000.0;

#[test]
fn beer_game() {
    const STAGES: [&str; 4] = ["retailer", "wholesaler", "distributor", "factory"];
    let header = Header::of("beer-game");
    let (players, careful) = (plain("beer-game", 1), variant("beer-game", 1, "whole-pipeline"));
    let factors = |runs: &Runs| STAGES.map(|stage| runs.mean(&format!("stock.{stage}.beer"), "bullwhip"));
    let cost = |runs: &Runs, subject: &str| runs.mean(subject, "cost_per_day") * 36.0 * 7.0;
    let found: [Figure; 5] = header.figures(
        "the variance of orders is {} times as large at the retailer, {} at the wholesaler, {} at the distributor and {} at the \
         factory: in the end {} times that of the consumers.",
    );
    found.iter().zip(factors(&players)).for_each(|(figure, factor)| figure.is(factor));
    found[4].is(factors(&players).iter().product());
    let [all, stages @ ..]: [Figure; 5] = header.figures("The 36 weeks cost {} ({}, {}, {}, {} by stage)");
    all.is(cost(&players, "total"));
    stages.iter().zip(STAGES).for_each(|(figure, stage)| figure.is(cost(&players, &format!("stock.{stage}.beer"))));
    let [factor @ .., all]: [Figure; 5] =
        header.figures("(beta 1, target 28), the factors would be {}, {}, {} and {}, and the cost {}.");
    factor.iter().zip(factors(&careful)).for_each(|(figure, factor)| figure.is(factor));
    all.is(cost(&careful, "total"));
}

/// Asserts what the header of `double-11` says: by one rule a figure and an estimate in its unit, by another a difference.
fn double_11(
    replications: u64,
    level: &dyn Fn(&Figure, &Estimate, f64),
    agree: &dyn Fn([&Figure; 2], &Estimate, f64),
) -> [Runs; 4] {
    let header = Header::of("double-11");
    let [none, unknown, nobody] =
        ["no-promotion", "unknown", "no-day-labour"].map(|name| variant("double-11", replications, name));
    let all = [plain("double-11", replications), none, unknown, nobody];
    let [planned, none, unknown, nobody] = &all;
    let days = "window.double-11";
    for (label, subject, kpi, unit) in [
        ("orders placed", days, "orders_placed", 1.0),
        ("days to the door, P50", days, "delivery_days_p50", 1.0),
        ("days to the door, P95", days, "delivery_days_p95", 1.0),
        ("orders waiting for a picker", "window.double-11.warehouse.beilun", "queue_length_mean", 1.0),
        ("sent within 48 h, %", days, "dispatched_within_48h_share", SHARE),
        ("units not sold", days, "lost_sales", 1.0),
        ("profit, thousand CNY", days, "profit", THOUSAND),
    ] {
        let written: [Figure; 4] = header.row(label);
        written.iter().zip(&all).for_each(|(figure, runs)| level(figure, runs.of(subject, kpi), unit));
    }
    let [basket] = header.figures("by value (ningbo.chinadaily, 14 November 2018); here {} CNY.");
    level(&basket, planned.of(days, "gmv_per_order"), 1.0);
    let [waiting, van, x_ray] = header.figures(
        "on 1 to 3 November, {} orders wait for one on average, {} for the courier's next van, and the X-ray is busy for {} % of the \
         time.",
    );
    level(&waiting, planned.of("window.first-wave.warehouse.beilun", "queue_length_mean"), 1.0);
    level(&van, planned.of("window.first-wave.courier.zto", "queue_length_mean"), 1.0);
    level(&x_ray, planned.of("window.first-wave.customs.zone", "inspection_utilisation"), SHARE);
    let profit = |runs: &Runs, subject: &str| planned.change(runs, subject, "profit");
    let [median, less, half] = header.figures(
        "half the orders take longer than {} d, buyers cancel a quarter of the units, and the profit from 20 October to the end of the \
         year is {} ±{} thousand CNY lower.",
    );
    level(&median, nobody.of(days, "delivery_days_p50"), 1.0);
    agree([&less, &half], &profit(nobody, "total"), -THOUSAND);
    let [more, half, longer, width] = header.figures(
        "The promotion earns {} ±{} thousand CNY in the 20 days. From 20 October to the end of the year it earns {} ±{} thousand,",
    );
    agree([&more, &half], &profit(none, days), -THOUSAND);
    agree([&longer, &width], &profit(none, "total"), -THOUSAND);
    let [less, half, masks, usual] = header.figures(
        "its profit to the end of the year is {} ±{} thousand CNY lower, and it then holds {} boxes of masks instead of {}.",
    );
    agree([&less, &half], &profit(unknown, "total"), -THOUSAND);
    level(&masks, unknown.of("stock.beilun.masks", "on_hand_at_end"), 1.0);
    level(&usual, planned.of("stock.beilun.masks", "on_hand_at_end"), 1.0);
    all
}

/// Asserts that a header's figure, a mean over `all` replications with this standard deviation, is near that over `some` of them.
#[expect(clippy::cast_precision_loss, reason = "few replications")]
fn is_near_that_of(figure: &Figure, found: f64, sd: f64, some: u64, all: u64) {
    let variance = sd.powi(2) * ((some as f64).recip() - (all as f64).recip());
    figure.is_near(found, 4.0 * variance.sqrt());
}

/// Six of the fifty replications. The standard deviation of a difference follows from its half-width (Student's t with 49
/// degrees of freedom: 2.010).
#[test]
fn double_11_in_short() {
    let (some, all) = (6, 50);
    double_11(
        some,
        &|figure, found, unit| is_near_that_of(figure, found.mean / unit, found.sd / unit, some, all),
        &|[by, half], found, unit| is_near_that_of(by, found.mean / unit, half.value * 50_f64.sqrt() / 2.01, some, all),
    );
}

#[test]
#[ignore = "50 replications of four cases take half a minute"]
fn double_11_in_full() {
    let [planned, none, _, nobody] = double_11(50, &|figure, found, unit| figure.is(found.mean / unit), &differs);
    let header = Header::of("double-11");
    let [sales] = header.figures("no clear gain, on {} thousand CNY of sales that it adds");
    let change = |kpi| planned.change(&none, "total", kpi);
    sales.is(-change("gmv").mean / THOUSAND);
    let (low, high) = change("profit").ci95;
    assert!(low <= 0.0 && high >= 0.0, "the promotion makes a clear difference to profit");
    let days = "window.double-11";
    let cancelled = nobody.mean(days, "units_cancelled") / nobody.mean(days, "units_ordered");
    assert!((0.22..0.28).contains(&cancelled), "{cancelled}");
}

#[test]
fn intermittent_demand() {
    let header = Header::of("intermittent-demand");
    let (valve, gasket) = ("stock.shop.valve", "stock.shop.gasket");
    let name = "intermittent-demand";
    let smoothing = plain(name, 100);
    let [croston, sba, tsb] = ["croston", "sba", "tsb"].map(|method| variant(name, 100, method));
    let [served, held] = header.figures("simple smoothing serves {} % at once and holds {} valves;");
    served.is(smoothing.mean(valve, "fill_rate") / SHARE);
    held.is(smoothing.mean(valve, "mean_on_hand"));
    for (runs, passage) in [
        (&croston, "Croston's method serves {} ±{} points less with {} ±{} fewer valves,"),
        (&sba, "SBA {} ±{} with {} ±{},"),
        (&tsb, "TSB {} ±{} with {} ±{}:"),
    ] {
        let [less, half, fewer, width] = header.figures(passage);
        differs([&less, &half], &smoothing.change(runs, valve, "fill_rate"), -SHARE);
        differs([&fewer, &width], &smoothing.change(runs, valve, "mean_on_hand"), -1.0);
    }
    let strict = "stock.shop.all.replenish.periodic_R_S.S.fill_rate=\"99 %\"";
    let more = runs(name, 100, &Overrides { variant: Some("tsb".to_owned()), sets: vec![strict.to_owned()] });
    let [target, served, held, saved] = header.figures(
        "With a target of {} % (`--set stock.shop.all.replenish.periodic_R_S.S.fill_rate=\"99 %\"`), TSB serves {} % with {} valves: \
         {} % less stock",
    );
    target.is(99.0);
    served.is(more.mean(valve, "fill_rate") / SHARE);
    let stock = more.mean(valve, "mean_on_hand");
    held.is(stock);
    saved.is((1.0 - stock / smoothing.mean(valve, "mean_on_hand")) / SHARE);
    let unbiased = |runs: &Runs| {
        let (low, high) = runs.of(valve, "forecast_bias").ci95;
        low <= 0.0 && high >= 0.0
    };
    assert_eq!([&smoothing, &sba, &tsb, &croston].map(unbiased), [true, true, true, false]);
    let [one, two, three] = header.figures("(bias {} % and {} %), while TSB forgets it ({} %)");
    for (figure, runs) in [(one, &croston), (two, &sba), (three, &tsb)] {
        figure.is(runs.mean(gasket, "forecast_bias") / SHARE);
    }
}

#[test]
fn perishable() {
    let header = Header::of("perishable");
    let days: [Figure; 6] = header.row("S in days");
    let stock = "stock.beilun.cream";
    let found = days.map(|days| {
        let set = format!("{stock}.replenish.s_S.S=\"{} d\"", days.value);
        runs("perishable", 20, &Overrides { variant: None, sets: vec![set] })
    });
    let window = 1095.0;
    let row = |label: &str, value: &dyn Fn(&Runs) -> f64| {
        let written: [Figure; 6] = header.row(label);
        written.iter().zip(&found).for_each(|(figure, runs)| figure.is(value(runs)));
    };
    row("stock on hand, pieces", &|runs| runs.mean(stock, "mean_on_hand"));
    row("life left at the sale, %", &|runs| runs.mean(stock, "life_left_at_sale") / SHARE);
    row("write-offs, % of receipts", &|runs| runs.mean("total", "write_off_share") / SHARE);
    row("write-offs, CNY", &|runs| runs.mean("total", "write_off_value") / window);
    row("markdowns, CNY", &|runs| runs.mean("total", "markdown_cost") / window);
    row("profit, CNY", &|runs| runs.mean("total", "profit_per_day"));
}

#[test]
fn serial_three_stage() {
    let header = Header::of("serial-three-stage");
    let (right, wrong) = (plain("serial-three-stage", 20), variant("serial-three-stage", 20, "reviews-first"));
    let [cost, half, exact] = header.figures("answers: {} ±{} a period, where {} is exact.");
    let found = right.of("total", "cost_per_day");
    cost.is(found.mean);
    half.is(half_width(found));
    right.meets("total", "cost_per_day", 1.0, &exact);
    let [more, half] = header.figures("it would be {} ±{} more.");
    differs([&more, &half], &right.change(&wrong, "total", "cost_per_day"), 1.0);
}

/// Asserts what the header of `ningbo-bonded` and that of `direct-mail` say, by a rule that compares a figure written, one found
/// and its unit.
fn large(replications: u64, agree: &dyn Fn(&Figure, &Estimate, f64)) {
    let (bonded, mail) = (plain("ningbo-bonded", replications), plain("direct-mail", replications));
    let header = Header::of("ningbo-bonded");
    let [zone, zone_p95, air, air_p95, fill] = header.figures(
        "what waits in the zone is at the door {} days after the order on average, 95 % within {}; what flies from Frankfurt \
         takes {} days, 95 % within {}. Of the units asked for, {} % are on the shelf.",
    );
    agree(&zone, bonded.of("path.bonded", "delivery_days_mean"), 1.0);
    agree(&zone_p95, bonded.of("path.bonded", "delivery_days_p95"), 1.0);
    agree(&air, bonded.of("path.direct", "delivery_days_mean"), 1.0);
    agree(&air_p95, bonded.of("path.direct", "delivery_days_p95"), 1.0);
    agree(&fill, bonded.of("total", "fill_rate"), SHARE);
    let [sales, landed, profit, share] = header.figures(
        "A delivered order brings in {} CNY and lands at {} CNY; after fees, wages and all other costs, the shop earns {} CNY an \
         order, {} % of its sales.",
    );
    agree(&sales, bonded.of("total", "net_revenue_per_order"), 1.0);
    agree(&landed, bonded.of("total", "landed_cost_per_order"), 1.0);
    agree(&profit, bonded.of("total", "profit_per_order"), 1.0);
    agree(&share, bonded.of("total", "profit_share"), SHARE);
    let [orders, peak, year, share] = header.figures(
        "From 1 to 20 November {} orders come, {} % of the deliveries are on time instead of {} %, and the shop earns {} % of the \
         sales,",
    );
    agree(&orders, bonded.of("window.double-11", "orders_placed"), 1.0);
    agree(&peak, bonded.of("window.double-11", "on_time_share"), SHARE);
    agree(&year, bonded.of("total", "on_time_share"), SHARE);
    agree(&share, bonded.of("window.double-11", "profit_share"), SHARE);
    let header = Header::of("direct-mail");
    let [days, p95, other_days, landed, other_landed, loss, profit, stock, other_stock, carbon, other_carbon] = header.figures(
        "an order is at the door {} days after it was placed on average, 95 % within {}; in ningbo-bonded.toml, {} days. A \
         delivered order lands at {} CNY instead of {}, because every parcel is packed abroad and flown, so the shop loses {} CNY \
         an order instead of earning {}. Its stock is worth {} thousand CNY instead of {}, and {} kg CO2e an order are emitted \
         instead of {}.",
    );
    agree(&days, mail.of("total", "delivery_days_mean"), 1.0);
    agree(&p95, mail.of("total", "delivery_days_p95"), 1.0);
    agree(&other_days, bonded.of("total", "delivery_days_mean"), 1.0);
    agree(&landed, mail.of("total", "landed_cost_per_order"), 1.0);
    agree(&other_landed, bonded.of("total", "landed_cost_per_order"), 1.0);
    agree(&loss, mail.of("total", "profit_per_order"), -1.0);
    agree(&profit, bonded.of("total", "profit_per_order"), 1.0);
    agree(&stock, mail.of("total", "stock_value_mean"), 1000.0);
    agree(&other_stock, bonded.of("total", "stock_value_mean"), 1000.0);
    agree(&carbon, mail.of("total", "co2e_kg_per_order"), 1.0);
    agree(&other_carbon, bonded.of("total", "co2e_kg_per_order"), 1.0);
}

/// Four of the twenty replications: their mean differs from that of all by a standard deviation of that between replications
/// times this.
fn four_of_twenty() -> f64 {
    (1.0_f64 / 4.0 - 1.0 / 20.0).sqrt()
}

/// Four standard deviations are allowed.
#[test]
fn large_in_short() {
    large(4, &|figure, found, unit| {
        figure.is_near(found.mean / unit, 4.0 * found.sd / unit.abs() * four_of_twenty() + figure.rounding());
    });
}

#[test]
#[ignore = "20 replications of two large cases take a quarter of a minute"]
fn large_in_full() {
    large(20, &|figure, found, unit| figure.is(found.mean / unit));
}

/// Asserts what the header of `what-if` says, by a rule that compares the two figures written, a difference and its unit.
fn what_if(replications: u64, agree: &dyn Fn([&Figure; 2], &Estimate, f64)) {
    let header = Header::of("what-if");
    let base = plain("what-if", replications);
    let total = |runs: &Runs, kpi| base.change(runs, "total", kpi);
    let slow = variant("what-if", replications, "no-extra-pickers");
    let [late, a, lost, b, profit, c] = header.figures(
        "with four pickers all year, {} ±{} points fewer orders are on time, {} ±{} more units a year are lost, and profit falls \
         by {} ±{} CNY,",
    );
    agree([&late, &a], &total(&slow, "on_time_share"), -SHARE);
    agree([&lost, &b], &total(&slow, "lost_sales"), 1.0);
    agree([&profit, &c], &total(&slow, "profit"), -1.0);
    let past = variant("what-if", replications, "past-sales");
    let [lost, a, stock, b, profit, c] = header.figures(
        "With past sales, {} ±{} more units are lost, since nothing is ordered ahead of a promotion and too much after it: the \
         stock is worth {} ±{} CNY more, and profit falls by {} ±{} CNY.",
    );
    agree([&lost, &a], &total(&past, "lost_sales"), 1.0);
    agree([&stock, &b], &total(&past, "stock_value_mean"), 1.0);
    agree([&profit, &c], &total(&past, "profit"), -1.0);
    let leaner = variant("what-if", replications, "leaner");
    let [lost, a, profit, b] =
        header.figures("With twenty days less of formula, {} ±{} more units are lost and profit falls by {} ±{} CNY.");
    agree([&lost, &a], &total(&leaner, "lost_sales"), 1.0);
    agree([&profit, &b], &total(&leaner, "profit"), -1.0);
}

/// The standard deviation follows from the half-width written (Student's t with 19 degrees of freedom: 2.093). Four of these are
/// allowed.
#[test]
fn what_if_in_short() {
    what_if(4, &|[by, half], difference, unit| {
        let sd = half.value * 20_f64.sqrt() / 2.093;
        by.is_near(difference.mean / unit, 4.0 * sd * four_of_twenty());
    });
}

#[test]
#[ignore = "20 replications of five large cases take half a minute"]
fn what_if_in_full() {
    what_if(20, &differs);
    let (base, second) = (plain("what-if", 20), variant("what-if", 20, "second-dairy"));
    for kpi in ["lost_sales", "on_time_share", "revenue", "profit"] {
        let (low, high) = base.change(&second, "total", kpi).ci95;
        assert!(low <= 0.0 && high >= 0.0, "the second dairy makes a clear difference to {kpi}");
    }
}

const HOURS_IN_MINUTES: f64 = 1.0 / 60.0;

#[test]
fn customs_desk() {
    let header = Header::of("customs-desk");
    let found = plain("customs-desk", 10);
    let desk = "customs.desk";
    let [busy, waits, wait, waiting, over, p95] = header.figures(
        "utilisation {}, share that waits {}, mean wait {} min, {} waiting on average, {} % wait longer than 30 min, 95 % wait at \
         most {} min;",
    );
    found.meets(desk, "utilisation", 1.0, &busy);
    found.meets(desk, "share_that_waits", 1.0, &waits);
    found.meets(desk, "queue_wait_mean", HOURS_IN_MINUTES, &wait);
    found.meets(desk, "queue_length_mean", 1.0, &waiting);
    found.meets(desk, "share_over_limit", SHARE, &over);
    found.meets(desk, "queue_wait_p95", HOURS_IN_MINUTES, &p95);
    let [done] = header.figures("95 % wait at most 66.5 min; {} % are done within the hour.");
    found.meets("total", "on_time_share", SHARE, &done);
    // Erlang C.
    let (load, officers): (f64, f64) = (20.0 * 8.0 / 60.0, 3.0);
    let queue = load.powi(3) / 6.0 / (1.0 - load / officers);
    let queued = queue / (1.0 + load + load.powi(2) / 2.0 + queue);
    let rate = (officers - load) / 8.0;
    busy.is(load / officers);
    waits.is(queued);
    wait.is(queued / rate);
    waiting.is(queued / rate / 3.0);
    over.is(queued * (-30.0 * rate).exp() / SHARE);
    p95.is((queued / 0.05).ln() / rate);
}

#[test]
fn law_inventory() {
    let header = Header::of("law-inventory");
    let found = plain("law-inventory", 1000);
    // A month has 30 days.
    let month = 1.0 / 30.0;
    let [all, ordering, holding, shortage] =
        header.figures("included, is {}: ordering {}, holding {}, shortage {}, by exact computation");
    let stock = "stock.shop.item";
    found.meets(stock, "cost_per_day", month, &all);
    found.meets(stock, "ordering_cost_per_day", month, &ordering);
    found.meets(stock, "holding_cost_per_day", month, &holding);
    found.meets(stock, "shortage_cost_per_day", month, &shortage);
}

#[test]
fn order_path() {
    let header = Header::of("order-path");
    let short = Overrides { variant: None, sets: vec!["run.horizon=\"5700 d\"".to_owned()] };
    let found = runs("order-path", 10, &short);
    let [mean, sd, p50, p90, p95, p99, late] = header
        .figures("mean {} d, standard deviation {} d, P50 {}, P90 {}, P95 {}, P99 {} d; {} % take longer than 15 d.");
    found.meets("total", "delivery_days_mean", 1.0, &mean);
    found.meets("total", "delivery_days_sd", 1.0, &sd);
    found.meets("total", "delivery_days_p50", 1.0, &p50);
    found.meets("total", "delivery_days_p90", 1.0, &p90);
    found.meets("total", "delivery_days_p95", 1.0, &p95);
    found.meets("total", "delivery_days_p99", 1.0, &p99);
    let on_time = found.of("total", "on_time_share");
    late.is_near((1.0 - on_time.mean) / SHARE, band(on_time) / SHARE);
}

/// The header states standard deviations between runs: those of the mean of 100 runs are a tenth of them, and their own
/// estimates vary by 7 %. Four of either are allowed.
#[test]
fn peer_s1() {
    let header = Header::of("peer-s1");
    let found = plain("peer-s1", 100);
    let [mean, sd, fill, fill_sd] = header.figures(
        "gave a mean delivery time of {} d (standard deviation between runs {} d) and a fill rate of {} ({}).",
    );
    for (kpi, mean, sd) in [("delivery_days_mean", mean, sd), ("fill_rate", fill, fill_sd)] {
        let found = found.of("total", kpi);
        mean.is_near(found.mean, 4.0 * sd.value / 10.0);
        sd.is_near(found.sd, 4.0 * 0.07 * found.sd);
    }
}
