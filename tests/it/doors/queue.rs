//! Validation P01 and P11 through `haitao queue`: Erlang C, Pollaczek-Khinchine and Erlang B, compared with the same queue
//! simulated.

use super::{close, json, number, refused, said};
use serde_json::Value;

/// Asserts that a figure is exact by its formula, and that the simulated one is within five standard errors of it, with a
/// standard error small enough for this to be a test.
fn agrees(told: &Value, figure: &str, truth: f64, spread: f64) {
    let found = &told["figures"][figure];
    assert!(close(&found["formula"], truth, 2e-6), "{figure}: {found}");
    let simulated = &found["simulated"];
    let n = number(&told["replications"]);
    let error = number(&simulated["sd"]) / n.sqrt();
    assert!((number(&simulated["mean"]) - truth).abs() <= 5.0 * error, "{figure}: {found}");
    assert!(5.0 * error <= spread * truth, "{figure}: {found} is too imprecise to be a test");
}

#[test]
fn p01_a_is_erlang_c() {
    let words =
        ["queue", "--arrivals", "20 /h", "--service", "exponential.mean = \"8 min\"", "--servers", "3", "-n", "10"];
    let told = json(&words, "");
    assert_eq!((&told["formula"], &told["exact"]), (&"Erlang C".into(), &true.into()));
    assert_eq!(told["figures"]["queue_wait_mean"]["unit"], "min");
    agrees(&told, "queue_wait_mean", 19.140_186_92, 0.2);
    agrees(&told, "share_that_waits", 0.797_507_788_2, 0.03);
    agrees(&told, "queue_length_mean", 6.380_062_305, 0.2);
    agrees(&told, "utilisation", 0.888_888_888_9, 0.02);
    agrees(&told, "queue_wait_p95", 66.467_246_28, 0.25);
}

#[test]
fn p01_b_and_c_are_pollaczek_khinchine() {
    let line = |service| json(&["queue", "--arrivals", "4.8 /h", "--service", service, "-n", "20"], "");
    let fixed = line("10 min");
    assert_eq!(fixed["formula"], "Pollaczek-Khinchine");
    agrees(&fixed, "queue_wait_mean", 20.0, 0.1);
    agrees(&fixed, "queue_length_mean", 1.6, 0.1);
    agrees(&fixed, "share_that_waits", 0.8, 0.02);
    let wide = line("lognormal = { mean = \"10 min\", cv = 1.5 }");
    agrees(&wide, "queue_wait_mean", 65.0, 0.25);
    assert!(wide["figures"]["queue_wait_p95"]["formula"].is_null());
    assert!(number(&wide["figures"]["queue_wait_p95"]["simulated"]["mean"]) > 65.0);
}

#[test]
fn p11_is_erlang_b_whatever_the_law() {
    for service in ["\"3 d\"", "exponential.mean = \"3 d\"", "lognormal = { mean = \"3 d\", cv = 1 }"] {
        let words = ["queue", "--arrivals", "2 /d", "--service", service, "--servers", "4", "--room", "4", "-n", "10"];
        let told = json(&words, "");
        assert_eq!(told["formula"], "Erlang B");
        agrees(&told, "lost_share", 0.469_565_217_4, 0.03);
        // On average 3.18261 of the four servers are busy.
        agrees(&told, "utilisation", 3.182_608_696 / 4.0, 0.02);
    }
}

#[test]
fn an_approximation_is_marked_and_close() {
    let words =
        ["queue", "--arrivals", "20 /h", "--service", "gamma = { mean = \"8 min\", cv = 0.5 }", "--servers", "3"];
    let told = json(&[&words[..], &["-n", "6"]].concat(), "");
    assert_eq!((&told["formula"], &told["exact"]), (&"Allen-Cunneen".into(), &false.into()));
    let wait = &told["figures"]["queue_wait_mean"];
    // 19.14 min x (1 + 0.25) / 2.
    assert!(close(&wait["formula"], 11.962_616_825, 1e-9), "{wait}");
    assert!((number(&wait["simulated"]["mean"]) / number(&wait["formula"]) - 1.0).abs() < 0.1, "{wait}");
    assert!(said(&[&words[..], &["-n", "0"]].concat(), "").contains("approximate"));
}

#[test]
fn a_limited_room_is_computed_and_says_that_it_is_not_simulated() {
    let words = ["queue", "--arrivals", "0.5 /h", "--service", "exponential.mean = \"1 h\"", "--room", "3"];
    let told = json(&words, "");
    // The states have weights 8, 4, 2, 1.
    let figures = &told["figures"];
    assert!(close(&figures["lost_share"]["formula"], 1.0 / 15.0, 1e-12), "{figures}");
    assert!(close(&figures["queue_wait_mean"]["formula"], 4.0 / 7.0, 1e-12), "{figures}");
    assert!(figures["lost_share"]["simulated"].is_null() && told["replications"].is_null());
    assert!(said(&words, "").contains("not simulated"));
}

#[test]
fn the_seed_fixes_the_simulation_and_threads_do_not_change_it() {
    let line = |more: &[&str]| {
        let words = ["queue", "--arrivals", "1 /h", "--service", "exponential.mean = \"30 min\"", "-n", "4"];
        said(&[&words[..], more].concat(), "")
    };
    assert_eq!(line(&["-j", "1"]), line(&["-j", "2"]));
    assert_ne!(line(&["--seed", "1"]), line(&["--seed", "2"]));
}

#[test]
fn an_overloaded_queue_is_rejected_with_a_help() {
    let line = |arrivals, service, more: &[&str]| {
        refused(&[&["queue", "--arrivals", arrivals, "--service", service][..], more].concat(), "")
    };
    let told = line("20 /h", "exponential.mean = \"8 min\"", &["--servers", "2"]);
    assert!(told.contains("grows without bound") && told.contains("at least 3"), "{told}");
    assert!(line("20", "8 min", &[]).contains("20 /h"));
    assert!(line("20 /h", "exponential.mean = 8", &[]).contains("distribution of times"));
    assert!(line("20 /h", "expnential.mean = \"8 min\"", &[]).contains("did you mean"));
    assert!(line("20 /h", "normal = { mean = \"2 min\", sd = \"1 min\" }", &[]).contains("can be negative"));
    assert!(line("20 /h", "1 min", &["--servers", "3", "--room", "2"]).contains("--room"));
    assert!(line("20 /h", "1 min", &["--room", "5"]).contains("only exponential service"));
}
