//! How a simulated figure is compared with a known answer. A stochastic figure passes if it is within four standard errors
//! of the truth, and four standard errors are at most the stated share of the truth: a wide interval does not pass.
//! Deterministic figures, Little's law and utilisation have their own tolerances. A case collects all its checks before it
//! fails.

use haitao::scenario::Scenario;
use haitao::stats::Estimate;
use haitao::study::{Plan, Study, Summary};
use std::fmt;
use std::path::Path;

/// One seed for all cases, chosen once.
const SEED: u64 = 20_261_122;

/// A scenario that was run, and the checks of its figures.
pub(super) struct Case {
    name: &'static str,
    scenario: Scenario,
    study: Study,
    summary: Summary,
    verdict: Verdict,
}

/// The checks of a case.
pub(super) struct Verdict {
    name: &'static str,
    checks: Vec<Check>,
}

/// A figure with its standard error and 95 % interval.
#[derive(Clone, Copy)]
pub(super) struct Figure {
    mean: f64,
    se: f64,
    ci95: (f64, f64),
}

/// A comparison with the truth.
pub(super) struct Check {
    what: String,
    figure: Figure,
    truth: f64,
    rule: Rule,
}

/// A tolerance.
enum Rule {
    /// Within four standard errors, which are at most this many per cent of the truth.
    Judged { percent: f64 },
    /// Within an absolute band, regardless of the standard error.
    Within { band: f64 },
}

impl Case {
    /// Reads a scenario as a user would write it and runs this many replications.
    pub(super) fn run(name: &'static str, text: &str, replications: u64) -> Self {
        let scenario =
            haitao::scenario::parse(text, Path::new(".")).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        let plan = Plan { replications: 0..replications, seed: SEED, threads: 2 };
        let study = haitao::study::replicate(&scenario, &plan);
        let summary = haitao::study::estimate(&scenario, &study);
        Self { name, scenario, study, summary, verdict: Verdict::of(name) }
    }

    /// Returns a figure of the study.
    pub(super) fn figure(&self, subject: &str, kpi: &str) -> Figure {
        let estimate: &Estimate =
            self.summary.estimate(subject, kpi).unwrap_or_else(|| panic!("{}: no {kpi} of {subject}", self.name));
        Figure { mean: estimate.mean, se: estimate.se(), ci95: estimate.ci95 }
    }

    /// Returns the values of a figure, replication by replication.
    fn column(&self, subject: &str, kpi: &str) -> Vec<f64> {
        let same = |column: &haitao::measure::KpiColumn| column.subject == subject && column.kpi.name == kpi;
        let at = self
            .scenario
            .kpis()
            .iter()
            .position(same)
            .unwrap_or_else(|| panic!("{}: no {kpi} of {subject}", self.name));
        self.study.rows.iter().map(|row| row.values[at]).collect()
    }

    /// Checks a figure of the study: four standard errors, at most this many per cent of the truth.
    pub(super) fn judge(&mut self, subject: &str, kpi: &str, truth: f64, percent: f64) {
        let figure = self.figure(subject, kpi);
        self.judge_figure(&format!("{kpi} of {subject}"), figure, truth, percent);
    }

    /// Checks a figure derived from others.
    pub(super) fn judge_figure(&mut self, what: &str, figure: Figure, truth: f64, percent: f64) {
        self.verdict.judge(what, figure, truth, percent);
    }

    /// Checks for the exact value, up to floating-point error.
    pub(super) fn exactly(&mut self, subject: &str, kpi: &str, truth: f64) {
        let figure = self.figure(subject, kpi);
        self.within(&format!("{kpi} of {subject}"), figure, truth, 1e-9 * truth.abs().max(1.0));
    }

    /// Checks a figure against an absolute tolerance.
    pub(super) fn within(&mut self, what: &str, figure: Figure, truth: f64, band: f64) {
        self.verdict.within(what, figure, truth, band);
    }

    /// Checks Little's law over the whole batch, within 0.1 % (arrivals that wait at either end of a run count on one side
    /// only), and the utilisation of the officers, within 0.2 %.
    ///
    /// # Source
    /// Little, Operations Research 9(3), 1961.
    pub(super) fn queue(&mut self, site: &str, utilisation: f64) {
        let arrivals = self.column(site, "arrivals_per_day");
        self.little(site, &arrivals, "queue_wait_mean", "queue_length_mean");
        self.load(site, "utilisation", utilisation);
    }

    /// The same for the inspection bays of a desk.
    pub(super) fn inspection_queue(&mut self, site: &str, utilisation: f64) {
        let (arrivals, share) = (self.column(site, "arrivals_per_day"), self.column(site, "inspected_share"));
        let drawn: Vec<f64> = arrivals.iter().zip(&share).map(|(arrivals, share)| arrivals * share).collect();
        self.little(site, &drawn, "inspection_wait_mean", "inspection_queue_length_mean");
        self.load(site, "inspection_utilisation", utilisation);
    }

    /// Checks mean length = arrivals per day x mean wait (hours), summed over the replications.
    fn little(&mut self, site: &str, arrivals_per_day: &[f64], wait: &str, length: &str) {
        let waits = self.column(site, wait);
        let expected: f64 = arrivals_per_day.iter().zip(&waits).map(|(arrivals, hours)| arrivals * hours / 24.0).sum();
        let seen: f64 = self.column(site, length).iter().sum();
        self.within(&format!("Little's law at {site}, {length}"), Figure::plain(seen / expected), 1.0, 0.001);
    }

    fn load(&mut self, site: &str, kpi: &str, truth: f64) {
        let figure = self.figure(site, kpi);
        self.within(&format!("{kpi} of {site}"), figure, truth, 0.002 * truth);
    }

    /// Ends the case.
    pub(super) fn close(self) -> Verdict {
        println!("{}", self.verdict);
        self.verdict
    }
}

impl Figure {
    /// Returns a number without a standard error.
    pub(super) const fn plain(mean: f64) -> Self {
        Self { mean, se: 0.0, ci95: (mean, mean) }
    }

    /// Returns the mean.
    pub(super) const fn mean(self) -> f64 {
        self.mean
    }

    /// Returns 1 minus the figure: from the share on time, the share that is late.
    pub(super) fn complement(self) -> Self {
        Self { mean: 1.0 - self.mean, se: self.se, ci95: (1.0 - self.ci95.1, 1.0 - self.ci95.0) }
    }

    /// Returns the figure in another unit.
    pub(super) fn times(self, factor: f64) -> Self {
        Self { mean: self.mean * factor, se: self.se * factor, ci95: (self.ci95.0 * factor, self.ci95.1 * factor) }
    }
}

impl Check {
    /// Returns whether the figure's own 95 % interval contains the truth.
    pub(super) fn covered(&self) -> bool {
        (self.figure.ci95.0..=self.figure.ci95.1).contains(&self.truth)
    }

    fn passes(&self) -> bool {
        let distance = (self.figure.mean - self.truth).abs();
        match self.rule {
            Rule::Judged { percent } => {
                distance <= 4.0 * self.figure.se && 4.0 * self.figure.se <= percent / 100.0 * self.truth.abs()
            }
            Rule::Within { band } => distance <= band,
        }
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figure { mean, se, .. } = self.figure;
        let mark = if self.passes() { "ok  " } else { "FAIL" };
        write!(f, "{mark} {}: {mean:.6} against {:.6}", self.what, self.truth)?;
        match self.rule {
            Rule::Judged { percent } => {
                let (off, reach) = ((mean - self.truth) / se, 400.0 * se / self.truth.abs());
                write!(f, ", {off:+.2} standard errors; four are {reach:.3} % of {percent} %")
            }
            Rule::Within { band } => write!(f, ", off by {:.3e} of {band:.3e}", mean - self.truth),
        }
    }
}

impl Verdict {
    /// Returns the verdict of a case without checks so far.
    pub(super) const fn of(name: &'static str) -> Self {
        Self { name, checks: Vec::new() }
    }

    /// Checks a figure: four standard errors, at most this many per cent of the truth.
    pub(super) fn judge(&mut self, what: &str, figure: Figure, truth: f64, percent: f64) {
        self.checks.push(Check { what: what.to_owned(), figure, truth, rule: Rule::Judged { percent } });
    }

    /// Checks a figure against an absolute tolerance.
    pub(super) fn within(&mut self, what: &str, figure: Figure, truth: f64, band: f64) {
        self.checks.push(Check { what: what.to_owned(), figure, truth, rule: Rule::Within { band } });
    }

    /// Returns the name of the case.
    pub(super) const fn case(&self) -> &'static str {
        self.name
    }

    /// Returns the checks with a standard error.
    pub(super) fn judged(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| matches!(check.rule, Rule::Judged { .. }))
    }

    /// Fails, listing all checks of the case, if one of them does not pass.
    pub(super) fn hold(&self) {
        assert!(!self.checks.is_empty(), "{}: nothing was checked", self.name);
        assert!(self.checks.iter().all(Check::passes), "{self}");
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.checks.iter().try_for_each(|check| writeln!(f, "{}: {check}", self.name))
    }
}

/// Returns how many of this many 95 % intervals may miss: the 99 % quantile of the binomial distribution.
pub(super) fn misses_allowed(intervals: u32) -> u32 {
    let n = f64::from(intervals);
    let (mut k, mut chance) = (0_u32, 0.95_f64.powf(n));
    let mut sum = chance;
    while sum < 0.99 {
        chance *= (n - f64::from(k)) / (f64::from(k) + 1.0) * 0.05 / 0.95;
        k += 1;
        sum += chance;
    }
    k
}

#[test]
fn the_bound_on_misses_is_that_of_the_binomial_law() {
    assert_eq!([60, 100, 150].map(misses_allowed), [7, 11, 14]);
}
