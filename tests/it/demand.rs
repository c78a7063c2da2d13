//! Demand processes in whole scenarios, checked against theory: moments of streams, replayed and resampled histories. Seeds
//! are fixed; a band is a number of standard errors, and each test says how large a deviation it would notice.

mod doors;
mod growth;
mod history;
mod presales;
mod promotions;
mod substitution;

use crate::record::{OrderRow, record, record_one, scenario};
use haitao::study::Plan;

const DAY: i64 = 86_400_000_000;
const SEED: u64 = 20_270_305;
/// The number of standard errors that a figure may be off.
const SIGMAS: f64 = 4.5;

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn number(count: i64) -> f64 {
    count as f64
}

fn size(length: usize) -> f64 {
    f64::from(u32::try_from(length).expect("32 bits"))
}

/// Returns the units of each day's orders.
fn by_day(rows: &[OrderRow], days: i64) -> Vec<f64> {
    let mut units = vec![0; usize::try_from(days).expect("days")];
    for row in rows {
        units[usize::try_from(row.placed_us / DAY).expect("a day")] += row.units;
    }
    units.into_iter().map(number).collect()
}

fn daily(units: &str, orders: &str, days: i64) -> Vec<f64> {
    let text = format!(
        "haitao = \"1\"\nrun = {{ horizon = \"{days} d\" }}\ncustoms.desk = {{}}\n\
         market.town = {{ orders.{orders}, {units} through = \"customs.desk\" }}\n"
    );
    by_day(&record_one(&scenario(&text), SEED, 0).rows.orders, days)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / size(values.len())
}

/// Returns the mean product of deviations at this lag.
fn covariance(values: &[f64], lag: usize) -> f64 {
    let mean = mean(values);
    let pairs = values.iter().zip(&values[lag..]);
    pairs.map(|(one, other)| (one - mean) * (other - mean)).sum::<f64>() / size(values.len())
}

/// For n values of an AR(1), the mean has variance sd^2 (1 + rho) / (1 - rho) / n, the variance estimate has variance 2 sd^4
/// (1 + rho^2) / (1 - rho^2) / n, and the lag-1 correlation has variance (1 - rho^2) / n (Bartlett 1946). Rounding to whole
/// units adds 1/12 to the variance.
#[test]
fn ar1_has_its_stated_mean_spread_and_correlation() {
    for rho in [0.5, -0.4, 0.9] {
        let days = 40_000;
        let n = number(days);
        let units = format!("units.ar1 = {{ mean = 100, sd = 10, rho = {rho} }},");
        let demand = daily(&units, "every = \"1 d\"", days);
        // The first order comes after one interval; the run ends before the last one.
        let demand = &demand[1..];
        let se = (100.0 * (1.0 + rho) / (1.0 - rho) / n).sqrt();
        assert!((mean(demand) - 100.0).abs() < SIGMAS * se && SIGMAS * se < 1.0, "mean {}", mean(demand));
        let variance = covariance(demand, 0);
        let truth = 100.0 + 1.0 / 12.0;
        let se = truth * (2.0 * (1.0 + rho * rho) / (1.0 - rho * rho) / n).sqrt();
        assert!((variance - truth).abs() < SIGMAS * se && SIGMAS * se < 12.0, "variance {variance}");
        let correlation = covariance(demand, 1) / variance;
        let se = ((1.0 - rho * rho) / n).sqrt();
        let rounded = rho * 100.0 / truth;
        assert!((correlation - rounded).abs() < SIGMAS * se && SIGMAS * se < 0.025, "lag 1 {correlation}");
        let second = covariance(demand, 2) / variance;
        assert!((second - rounded * rho).abs() < 2.0 * SIGMAS / n.sqrt(), "lag 2 {second}");
    }
}

/// The first order varies as much as any other: a stream that starts at its mean would fail here.
#[test]
fn ar1_starts_in_its_stationary_state() {
    let text = "haitao = \"1\"\nrun = { horizon = \"2 d\" }\ncustoms.desk = {}\n\
                market.town = { orders = { every = \"1 d\", first = \"0 d\" }, units.ar1 = { mean = 1000, sd = 100, rho = 0.9 }, \
                through = \"customs.desk\" }\n";
    let plan = Plan { replications: 0..4000, seed: SEED, threads: 2 };
    let rows = record(&scenario(text), &plan);
    let of = |ordinal: u64| -> Vec<f64> {
        let rows = rows.iter().flat_map(|replication| &replication.rows.orders);
        rows.filter(|row| row.ordinal == ordinal).map(|row| number(row.units)).collect()
    };
    for ordinal in [0, 1] {
        let (sd, n) = (covariance(&of(ordinal), 0).sqrt(), 4000.0_f64);
        let se = 100.0 / (2.0 * n).sqrt();
        assert!((sd - 100.0).abs() < SIGMAS * se && SIGMAS * se < 6.0, "order {ordinal}: sd {sd}");
    }
}

/// Returns Pearson's chi-square of counts of 0, 1, 2 ... against their probabilities, with an open last class.
fn fits(values: &[f64], probabilities: &[f64]) -> f64 {
    let n = size(values.len());
    let class = |k: usize| {
        let last = k + 1 == probabilities.len();
        let here = |value: &&f64| if last { **value >= size(k) } else { **value == size(k) };
        size(values.iter().filter(here).count())
    };
    let sum = |(k, p): (usize, &f64)| (class(k) - n * p).powi(2) / (n * p);
    probabilities.iter().enumerate().map(sum).sum()
}

/// Negative binomial demand per period, days without demand included: `every` with `units`.
///
/// Probabilities from scipy 1.17.1: `nbinom.pmf(range(12), 2.5, 0.5)` and `nbinom.sf(11, 2.5, 0.5)`; mean 2.5, variance 5.
/// The 99.99 % point of chi-square with 12 degrees of freedom is 39.13.
#[test]
fn demand_per_period_may_be_negative_binomial() {
    let classes = [
        0.176_776_695,
        0.220_970_869,
        0.193_349_511,
        0.145_012_133,
        0.099_695_841,
        0.064_802_297,
        0.040_501_436,
        0.024_590_157,
        0.014_600_406,
        0.008_516_903,
        0.004_897_219,
        0.002_782_511,
        0.003_504_022,
    ];
    let law = "units.negative_binomial = { mean = 2.5, var = 5 },";
    let demand = &daily(law, "every = \"1 d\"", 20_001)[1..];
    let chi_square = fits(demand, &classes);
    assert!(chi_square < 39.13, "{chi_square}");
    // Power: a Poisson distribution with the same mean fails clearly.
    let poisson = &daily("units.poisson.mean = 2.5,", "every = \"1 d\"", 20_001)[1..];
    assert!(fits(poisson, &classes) > 1000.0);
}

/// Batches at random times: daily demand is compound Poisson, with mean rate E[B] and variance rate E[B^2] (Feller, An
/// Introduction to Probability Theory, volume 1, section XII.2).
#[test]
fn batches_make_compound_poisson_demand() {
    let days = 20_000;
    let demand = daily("units.discrete = { 1 = 5, 3 = 3, 10 = 2 },", "poisson.rate = \"4 /d\"", days);
    let (first, second) = ((5.0 + 9.0 + 20.0) / 10.0, (5.0 + 27.0 + 200.0) / 10.0);
    let (mu, variance) = (4.0 * first, 4.0 * second);
    let se = (variance / number(days)).sqrt();
    assert!((mean(&demand) - mu).abs() < SIGMAS * se && SIGMAS * se < 0.03 * mu, "mean {}", mean(&demand));
    // The fourth central moment of a compound Poisson variable is rate E[B^4] + 3 variance^2.
    let fourth = 4.0 * (5.0 + 3.0 * 81.0 + 20_000.0) / 10.0 + 3.0 * variance * variance;
    let se = ((fourth - variance * variance) / number(days)).sqrt();
    let found = covariance(&demand, 0);
    assert!((found - variance).abs() < SIGMAS * se && SIGMAS * se < 0.1 * variance, "variance {found}, not {variance}");
}
