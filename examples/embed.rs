//! Embeds haitao in a program: loads a scenario, runs it a few times and prints figures with their confidence intervals.
//!
//! `cargo run --release --example embed [SCENARIO]`

use haitao::{Plan, estimate, load, replicate};
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).map_or_else(|| "scenarios/customs-desk.toml".into(), PathBuf::from);
    // If the file has mistakes, the error lists all of them, each with its line.
    let scenario = load(&path)?;
    // The results depend only on the scenario and the seed, not on the number of threads.
    let study = replicate(&scenario, &Plan { replications: 0..8, seed: 1, threads: 2 });
    let summary = estimate(&scenario, &study);

    println!("{}: {}", scenario.name(), scenario.question().unwrap_or("no question"));
    for kpi in ["orders_placed", "delivery_days_mean", "delivery_days_p95"] {
        let Some(found) = summary.estimate("total", kpi) else { continue };
        let (low, high) = found.ci95;
        println!("{kpi:<20} {:>10.3}   95 % interval {low:.3} to {high:.3}", found.mean);
    }
    Ok(())
}
