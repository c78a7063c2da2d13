//! Results of ningbo-bonded.toml next to the published figures it claims to reproduce. Every figure that is not an input
//! must be in its range. `docs/background/published.md` is this table: `HAITAO_WRITE=1 cargo test published` writes it.

#![expect(clippy::cast_precision_loss, clippy::cast_possible_wrap, reason = "counts of a few years")]

use super::{Ear, MICROS_PER_DAY, Parcel, heard, shipped};
use haitao::chain::Stage;
use haitao::scenario::Scenario;
use haitao::study::{Plan, Summary, estimate, replicate};
use std::fmt::Write as _;
use std::path::Path;

const REPLICATIONS: u64 = 4;
const HOUR: f64 = MICROS_PER_DAY as f64 / 24.0;
/// 11 November 2026, counted from the start of the run.
const DOUBLE_11: i64 = 494;
/// Orders of 11 to 15 November are sent by the end of the 18th.
const LATE_START: std::ops::RangeInclusive<i64> = DOUBLE_11..=DOUBLE_11 + 4;
const LATE_END: i64 = DOUBLE_11 + 8;

/// A published figure and the simulated one.
struct Figure {
    what: &'static str,
    published: &'static str,
    source: &'static str,
    range: std::ops::RangeInclusive<f64>,
    found: f64,
    unit: &'static str,
    weight: Weight,
}

/// What agreement with a figure proves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// It is an outcome of the whole model, and no assumption was chosen to match it.
    Outcome,
    /// It is an outcome of the whole model, but this assumption was chosen to match it: agreement shows only that they
    /// are consistent.
    Tuned(&'static str),
    /// This input contains it, so agreement proves nothing.
    Input(&'static str),
}

impl Figure {
    fn is_met(&self) -> bool {
        self.range.contains(&self.found)
    }
}

/// Parcels of several replications, with the names of their routes and markets, and the figures of the runs.
struct Found {
    scenario: Scenario,
    ears: Vec<Ear>,
    summary: Summary,
}

impl Found {
    fn of(name: &str) -> Self {
        let scenario = shipped(name);
        let ears = (0..REPLICATIONS).map(|replication| heard(&scenario, replication, false)).collect();
        let study = replicate(&scenario, &Plan { replications: 0..REPLICATIONS, seed: scenario.seed(), threads: 2 });
        let summary = estimate(&scenario, &study);
        Self { scenario, ears, summary }
    }

    fn of_runs(&self, subject: &str, kpi: &str) -> f64 {
        self.summary.estimate(subject, kpi).unwrap_or_else(|| panic!("no {kpi} of {subject}")).mean
    }

    fn parcels(&self) -> impl Iterator<Item = &Parcel> {
        self.ears.iter().flat_map(|ear| &ear.parcels)
    }

    /// Returns the parcels of one path.
    fn on(&self, path: &str) -> Vec<&Parcel> {
        let routes = &self.scenario.network().routes;
        let on = self.parcels().filter(|parcel| routes[parcel.route].path.as_deref() == Some(path));
        let on: Vec<&Parcel> = on.collect();
        assert!(on.len() > 1_000, "{} parcels by {path}", on.len());
        on
    }

    fn to(&self, markets: &[&str]) -> Vec<&Parcel> {
        let names = &self.scenario.network().agents;
        self.parcels().filter(|parcel| markets.contains(&names[parcel.market].name.as_str())).collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn number(count: i64) -> f64 {
    count as f64
}

fn mean(of: &[&Parcel], figure: impl Fn(&Parcel) -> f64) -> f64 {
    of.iter().map(|parcel| figure(parcel)).sum::<f64>() / number(i64::try_from(of.len()).expect("few"))
}

fn share(of: &[&Parcel], is: impl Fn(&Parcel) -> bool) -> f64 {
    100.0 * mean(of, |parcel| if is(parcel) { 1.0 } else { 0.0 })
}

fn days(parcel: &Parcel) -> f64 {
    number(parcel.arrived - parcel.placed) / number(MICROS_PER_DAY)
}

/// Returns days without Saturdays and Sundays; holidays count, so the result is rather too long. Day 0 of the run is a
/// Saturday.
fn working_days(parcel: &Parcel) -> f64 {
    let until = |at: i64| {
        let (day, within) = (at.div_euclid(MICROS_PER_DAY), at.rem_euclid(MICROS_PER_DAY));
        let works = |day: i64| day.rem_euclid(7) >= 2;
        let whole = 5 * day.div_euclid(7) + (0..day.rem_euclid(7)).filter(|day| works(*day)).count() as i64;
        number(whole) + if works(day) { number(within) / number(MICROS_PER_DAY) } else { 0.0 }
    };
    until(parcel.arrived) - until(parcel.placed)
}

fn stage(parcel: &Parcel, stage: Stage) -> f64 {
    number(parcel.stages[stage as usize])
}

fn figures() -> Vec<Figure> {
    let (bonded, mail) = (Found::of("ningbo-bonded"), Found::of("direct-mail"));
    let (zone, direct) = (bonded.on("bonded"), bonded.on("direct"));
    let all_mail: Vec<&Parcel> = mail.parcels().collect();
    let peak: Vec<&Parcel> = zone
        .iter()
        .copied()
        .filter(|parcel| parcel.placed / MICROS_PER_DAY == DOUBLE_11 && stage(parcel, Stage::Inspection) == 0.0)
        .collect();
    assert!(peak.len() > 1_000, "{} parcels of 11 November", peak.len());
    let orders: u64 = bonded.ears.iter().map(|ear| ear.orders).sum();
    let value: i64 = bonded.ears.iter().map(|ear| ear.value).sum();
    let orders = number(i64::try_from(orders).expect("few"));
    let parcels: Vec<&Parcel> = bonded.parcels().collect();
    let on_the_day = parcels.iter().filter(|parcel| parcel.placed / MICROS_PER_DAY == DOUBLE_11).count();
    let a_day = parcels.len() as f64 / 365.0;
    let between = bonded.to(&["shanghai", "guangdong", "beijing", "sichuan"]);
    let handed_over = |parcel: &Parcel| number(parcel.arrived - parcel.placed) - stage(parcel, Stage::LastMile);
    let late: Vec<&Parcel> =
        zone.iter().copied().filter(|parcel| LATE_START.contains(&(parcel.placed / MICROS_PER_DAY))).collect();
    let charged = ["courier.zto", "courier.ems"].map(|courier| bonded.of_runs(courier, "charges_per_day"));
    let stocks: Vec<String> = bonded.scenario.network().products.iter().map(|product| product.name.clone()).collect();
    let in_zone =
        stocks.iter().filter_map(|product| bonded.summary.estimate(&format!("stock.beilun.{product}"), "ready_rate"));
    let ready: Vec<f64> = in_zone.map(|found| found.mean).collect();
    vec![
        Figure {
            what: "bonded, order to door, mean",
            published: "3 to 5 days",
            source: "China Customs, Zhoushan (english.customs.gov.cn ab239153)",
            range: 3.0..=5.0,
            found: mean(&zone, days),
            unit: "d",
            weight: Weight::Tuned("one collection a day; two a day gave 2.9 d"),
        },
        Figure {
            what: "bonded, order to courier, share within 48 h",
            published: "dispatched within 48 h",
            source: "transport terms of an operator",
            range: 95.0..=100.0,
            found: share(&zone, |parcel| handed_over(parcel) <= 48.0 * HOUR),
            unit: "%",
            weight: Weight::Outcome,
        },
        Figure {
            what: "bonded, 11 November, lists released within 10 min of filing, excluding inspected ones",
            published: "within 10 min",
            source: "China Customs, Hangzhou (english.customs.gov.cn dc8060bf)",
            range: 95.0..=100.0,
            found: share(&peak, |parcel| stage(parcel, Stage::Documents) <= HOUR / 6.0),
            unit: "%",
            weight: Weight::Outcome,
        },
        Figure {
            what: "bonded, orders of 11 to 15 November, share with the courier by the end of 18 November",
            published: "all, by the rule of Tmall's Double 11",
            source: "chinainternetwatch.com/29835 (2019)",
            range: 98.0..=100.0,
            found: share(&late, |parcel| {
                number(parcel.placed) + handed_over(parcel) < number(LATE_END * MICROS_PER_DAY)
            }),
            unit: "%",
            weight: Weight::Outcome,
        },
        Figure {
            what: "days of stock, at the cost of goods",
            published: "24 to 31.2 d",
            source: "JD, all its goods, 2018 and 2021 (besthub.dev, wodezhubaowang)",
            range: 24.0..=31.2,
            found: 365.0 / bonded.of_runs("total", "inventory_turns"),
            unit: "d",
            weight: Weight::Outcome,
        },
        Figure {
            what: "charge of the courier, mean of a parcel",
            published: "CNY 8.29, with fast and business parcels",
            source: "State Post Bureau, January to April 2024: 421.1 bn CNY, 50.8 bn parcels (Xinhua)",
            range: 5.0..=8.29,
            found: charged.iter().sum::<f64>() / (a_day / REPLICATIONS as f64),
            unit: "CNY",
            weight: Weight::Outcome,
        },
        Figure {
            what: "bonded, share of time with a product on the shelf",
            published: "over 95 %",
            source: "JD, 2018 (besthub.dev)",
            range: 95.0..=100.0,
            found: 100.0 * ready.iter().sum::<f64>() / ready.len() as f64,
            unit: "%",
            weight: Weight::Tuned("the levels of stock, in days"),
        },
        Figure {
            what: "direct, order to door, mean",
            published: "7 to 15 working days",
            source: "transport terms of an operator",
            range: 7.0..=15.0,
            found: mean(&direct, working_days),
            unit: "working days",
            weight: Weight::Tuned("flight days, cut-off, hub hours"),
        },
        Figure {
            what: "direct-mail.toml, order to door, mean",
            published: "7 to 15 working days",
            source: "transport terms of an operator",
            range: 7.0..=15.0,
            found: mean(&all_mail, working_days),
            unit: "working days",
            weight: Weight::Tuned("20 h of picking at the hubs; 4 h gave 9.3 calendar days in all"),
        },
        Figure {
            what: "share of parcels under mode 1210",
            published: "over 90 %",
            source: "General Administration of Customs (cceeccic.org/667514532)",
            range: 90.0..=100.0,
            found: 100.0 * zone.len() as f64 / parcels.len() as f64,
            unit: "%",
            weight: Weight::Input("popularity of goods kept abroad"),
        },
        Figure {
            what: "courier between provinces, share within 72 h",
            published: "84.4 %",
            source: "State Post Bureau, Q1 to Q3 2024",
            range: 83.4..=85.4,
            found: share(&between, |parcel| stage(parcel, Stage::LastMile) <= 72.0 * HOUR),
            unit: "%",
            weight: Weight::Input("the transit of `to.far`"),
        },
        Figure {
            what: "goods in an order, mean",
            published: "CNY 181",
            source: "Ningbo, 11 November 2018 (ningbo.chinadaily)",
            range: 176.0..=186.0,
            found: number(value) / 1e4 / orders,
            unit: "CNY",
            weight: Weight::Input("prices and popularity"),
        },
        Figure {
            what: "parcels of 11 November relative to a mean day",
            published: "34 (by value, 2018)",
            source: "Ningbo, 11 November 2018 (ningbo.chinadaily)",
            range: 10.0..=34.0,
            found: on_the_day as f64 / REPLICATIONS as f64 / (a_day / REPLICATIONS as f64),
            unit: "",
            weight: Weight::Input("the promotion; the peak has become flatter since 2018"),
        },
    ]
}

/// Returns the page.
fn page(figures: &[Figure]) -> String {
    let mut page = String::from(
        "# Published figures\n\n\
         This page compares the results of `scenarios/ningbo-bonded.toml` and `scenarios/direct-mail.toml` with the published \
         figures they claim to follow. A figure marked as input is part of the scenario, or the scenario was set to meet it, so \
         it proves nothing and only shows what is assumed. All other figures result from the scenario as a whole, and a test keeps \
         each of them in its range. Some of these are tuned: an assumption was chosen to match the figure, so agreement shows \
         consistency but is not evidence.\n\n\
         Generated by `HAITAO_WRITE=1 cargo test published` from four replications of each scenario with its own seed, over the \
         year 2026.\n\n\
         | figure | published | simulated | evidence | source |\n|---|---|---|---|---|\n",
    );
    for figure in figures {
        let counts = match figure.weight {
            Weight::Outcome => "yes".to_owned(),
            Weight::Tuned(how) => format!("in range by tuning: {how}"),
            Weight::Input(what) => format!("no, input: {what}"),
        };
        let found = format!("{:.1} {}", figure.found, figure.unit);
        let found = found.trim_end();
        writeln!(page, "| {} | {} | {found} | {counts} | {} |", figure.what, figure.published, figure.source)
            .expect("writing to a String cannot fail");
    }
    page
}

#[test]
fn published_figures_that_are_not_inputs_are_reproduced() {
    let figures = figures();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/background/published.md");
    let page = page(&figures);
    if std::env::var_os("HAITAO_WRITE").is_some() {
        std::fs::write(&path, &page).expect("docs can be written");
    }
    let missed: Vec<String> = figures
        .iter()
        .filter(|figure| !matches!(figure.weight, Weight::Input(_)) && !figure.is_met())
        .map(|figure| format!("{}: {} is not {}", figure.what, figure.found, figure.published))
        .collect();
    assert!(missed.is_empty(), "{}\n{page}", missed.join("\n"));
    let written = std::fs::read_to_string(&path).expect("docs/background/published.md");
    assert!(
        written == page,
        "docs/background/published.md is out of date: HAITAO_WRITE=1 cargo test published\n{page}"
    );
}
