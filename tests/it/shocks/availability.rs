//! Availability of agents that shocks strike.

use super::{run, shock, value};
use crate::record::scenario;
use haitao::study::{Scratch, simulate};

const PORT: &str = r#"
haitao = "1"
run = { horizon = "4000 d", drain = "0 d" }
port.p = {}
[market.town]
orders.every = "1000 d"
through = "port.p"
"#;

/// Open for a mean of 30 d, closed for a mean of 10 d, both exponential: open for 30 / (30 + 10) of the time.
///
/// Over a time T the variance of the share is 2 a b / ((a + b)^3 T), with the rates a = 1/30 and b = 1/10 per day: a
/// standard deviation of 0.0265 over 4000 d, and of 0.0042 over 40 replications. Starting open adds (1 - A) / ((a + b) T) =
/// 0.0005.
///
/// # Source
/// Barlow and Proschan, Mathematical Theory of Reliability (1965), chapter 3, on alternating renewal processes.
#[test]
fn the_share_of_time_is_that_of_the_mean_times() {
    for starts in ["{ rate = \"0.0333333333 /d\" }", "{ exponential = { mean = \"30 d\" } }"] {
        let shock = format!(
            "[shock.x]\nstrikes = \"port.p\"\nstarts = {{ random = {starts} }}\nlasts.exponential = {{ mean = \"10 d\" }}\n\
             pauses = \"receipt\"\n"
        );
        let scenario = scenario(&format!("{PORT}{shock}"));
        let kpis = scenario.kpis();
        let column = kpis.iter().position(|column| column.kpi.name == "availability").expect("a port that is struck");
        assert_eq!(column, kpis.iter().rposition(|column| column.kpi.name == "availability").expect("the same"));
        let mut scratch = Scratch::default();
        let open: Vec<f64> =
            (0..40).map(|number| simulate(&scenario, 11, number, &mut scratch).values[column]).collect();
        let mean = open.iter().sum::<f64>() / 40.0;
        assert!((mean - 0.75).abs() < 4.0 * 0.0042 + 0.0005, "{starts}: {mean}");
    }
}

/// A strike cannot start while another one lasts: the time to the next strike counts from the end of the last.
#[test]
fn strikes_of_one_shock_never_overlap() {
    let shock =
        "[shock.x]\nstrikes = \"port.p\"\nstarts = { random = \"3 d\" }\nlasts = \"5 d\"\npauses = \"transit\"\n";
    let found = run(&format!("{}{shock}", PORT.replace("4000 d", "20 d")));
    // Open until 3, closed until 8, open until 11, closed until 16, open until 19, closed to the end.
    assert!((value(&found, "port.p", "availability") - 9.0 / 20.0).abs() < 1e-12);
}

/// Time under two overlapping shocks counts as closed once; a factor does not close anything.
#[test]
fn overlapping_closures_count_once() {
    let text = PORT.replace("4000 d", "10 d");
    let two = shock("a", "port.p", "1 d", "3 d", "pauses = \"receipt\"")
        + &shock("b", "port.*", "2 d", "4 d", "pauses = [\"transit\", \"shipping\"]")
        + &shock("c", "port.p", "7 d", "1 d", "multiplies = { speed = 0.1 }");
    assert!((value(&run(&format!("{text}{two}")), "port.p", "availability") - 0.5).abs() < 1e-12);
}

/// Shut from day 1 to day 6. The window begins at day 4: two of its six days are lost.
#[test]
fn only_the_time_in_the_window_counts() {
    let text = PORT.replace("horizon = \"4000 d\"", "warm_up = \"4 d\", horizon = \"10 d\"");
    let found = run(&format!("{text}{}", shock("x", "port.p", "1 d", "5 d", "pauses = \"receipt\"")));
    assert!((value(&found, "port.p", "availability") - 4.0 / 6.0).abs() < 1e-12);
}

/// Of two markets of a group one is shut for two days of the window's eight, the other for five; the third, between them, is never struck.
#[test]
fn a_group_of_markets_is_open_as_much_as_those_of_it_that_are_struck() {
    let found = run(&format!(
        r#"
haitao = "1"
run = {{ warm_up = "2 d", horizon = "10 d", drain = "0 d" }}
port.p = {{}}
market_group.coast = {{}}
[default.market]
orders.every = "1 d"
through = "port.p"
[market]
a.group = "coast"
b.group = "coast"
c.group = "coast"
{}{}"#,
        shock("one", "market.a", "1 d", "3 d", "pauses = \"orders\""),
        shock("two", "market.c", "5 d", "", "pauses = \"receipt\""),
    ));
    let open = |subject| value(&found, subject, "availability");
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    near(open("market.a"), 6.0 / 8.0);
    near(open("market.c"), 3.0 / 8.0);
    near(open("market_group.coast"), 9.0 / 16.0);
}
