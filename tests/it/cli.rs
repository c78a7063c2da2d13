//! The program as a user sees it: exit codes, what goes to which stream, and results that depend only on scenario and seed.

use insta::assert_snapshot;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::process::Child;
use std::process::{Command, Output, Stdio};
#[cfg(unix)]
use std::{thread::sleep, time::Duration};
use tempfile::TempDir;

/// A small chain with stock, a queue and money: two markets' orders through one warehouse, a desk and a courier.
pub(crate) const CHAIN: &str = r#"# How long, how costly, how often out of stock?
haitao = "1"
question = "How long, how costly, how often out of stock?"

[run]
warm_up = "10 d"
horizon = "60 d"

[default]
courier.overtaking = true
supplier.overtaking = true

[product.tin]
price = "298 CNY"
cost = "128.70 CNY"

[market.north]
orders.poisson.rate = "20 /d"
through = ["warehouse.shop", "customs.desk", "courier.door"]

[market.south]
orders.poisson.rate = "5 /d"
when_short = "lost"
through = ["warehouse.shop", "customs.desk", "courier.door"]

[warehouse.shop]

[stock.shop.tin]
source = "supplier.maker"
replenish.s_S = { s = 220, S = 400 }
holding = "0.06 CNY/unit/d"

[supplier.maker]
lead_time.gamma = { mean = "8 d", cv = 0.5 }

[customs.desk]
officers = 1
check.exponential.mean = "40 min"

[courier.door]
transit.lognormal = { median = "52 h", sigma = 0.32 }
price = "3.5 CNY/parcel"
"#;

/// Five mistakes of five kinds.
const BAD: &str = r#"haitao = "1"

[run]
horizon = "60 parsecs"

[market.north]
orders.poison.rate = "20 /d"
through = ["warehouse.shop", "customs.desq"]
patiense = "3 d"

[warehouse.shop]

[customs.desk]
officers = 1
check.exponential.mean = "-40 min"
"#;

/// A folder with a scenario in it.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("chain.toml"), text).expect("a file");
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program in the folder.
    pub(crate) fn haitao(&self, words: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_haitao"));
        command
            .args(words.split_whitespace())
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .output()
            .expect("it starts")
    }

    /// Runs the program in the folder and asserts that it succeeds.
    pub(crate) fn sound(&self, words: &str) -> Output {
        let output = self.haitao(words);
        assert_eq!(output.status.code(), Some(0), "haitao {words}: {}", err(&output));
        output
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

/// Lists everything in a folder and its subfolders, by name.
pub(crate) fn listing(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            names.extend(listing(&path).into_iter().map(|inner| format!("{name}/{inner}")));
        } else {
            names.push(name);
        }
    }
    names.sort();
    names
}

#[test]
fn threads_change_no_byte() {
    let desk = Desk::new(CHAIN);
    for threads in [1, 2, 5] {
        desk.sound(&format!("run chain.toml -n 9 -j {threads} --out by-{threads}"));
    }
    let files: &[&str] = if cfg!(feature = "tables") {
        &["summary.json", "replications.csv", "replications.parquet"]
    } else {
        &["summary.json", "replications.csv"]
    };
    for name in files {
        let bytes = |threads| fs::read(desk.path(&format!("by-{threads}/{name}"))).expect("a file");
        assert!(bytes(1) == bytes(2), "{name} with one and two threads");
        assert!(bytes(1) == bytes(5), "{name} with one and five threads");
    }
}

#[test]
fn the_same_run_goes_into_the_same_folder_and_leaves_the_same_bytes() {
    let desk = Desk::new(CHAIN);
    desk.sound("run chain.toml -n 3");
    let first = listing(&desk.path("outputs"));
    let summary = first.iter().find(|name| name.ends_with("/summary.json")).expect("a summary").clone();
    let bytes = desk.read(&format!("outputs/{summary}"));
    desk.sound("run chain.toml -n 3");
    assert_eq!(listing(&desk.path("outputs")), first);
    assert_eq!(desk.read(&format!("outputs/{summary}")), bytes);
    desk.sound("run chain.toml -n 3 --seed 2");
    assert_eq!(listing(&desk.path("outputs")).len(), 2 * first.len());
    desk.sound("run chain.toml -n 4");
    assert_eq!(listing(&desk.path("outputs")).len(), 3 * first.len());
}

#[test]
fn a_replication_alone_is_its_row_of_the_batch() {
    let desk = Desk::new(CHAIN);
    desk.sound("run chain.toml -n 20 --out batch");
    desk.sound("run chain.toml --rep 17 --out alone");
    let row = |folder: &str| {
        let text = desk.read(&format!("{folder}/replications.csv"));
        text.lines().find(|line| line.starts_with("17,")).expect("replication 17").to_owned()
    };
    assert_eq!(row("alone"), row("batch"));
    assert_eq!(desk.read("alone/replications.csv").lines().count(), 2);
}

#[test]
fn json_on_standard_output_is_the_summary() {
    let desk = Desk::new(CHAIN);
    let output = desk.sound("run chain.toml -n 3 --format json --out here");
    assert_eq!(out(&output), desk.read("here/summary.json"));
    let summary: Value = serde_json::from_str(&out(&output)).expect("JSON");
    let keys: Vec<&String> = summary.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["scenario", "scenario_hash", "version", "seed", "replications", "kpis", "by"]);
    assert_eq!(summary["scenario"], "chain");
    assert_eq!(summary["replications"], 3);
    let figure = &summary["kpis"]["fill_rate"];
    let keys: Vec<&String> = figure.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["unit", "mean", "ci95", "sd", "min", "max"]);
    assert_eq!(figure["unit"], "share");
    let mean = figure["mean"].as_f64().expect("a number");
    assert!(figure["ci95"][0].as_f64() < Some(mean) && Some(mean) < figure["ci95"][1].as_f64(), "{figure}");
    for (kind, name) in
        [("market", "north"), ("market", "south"), ("stock", "shop.tin"), ("customs", "desk"), ("courier", "door")]
    {
        assert!(summary["by"][kind][name].is_object(), "by {kind} {name}");
    }
}

#[test]
fn quiet_says_nothing_but_the_answer() {
    let desk = Desk::new(CHAIN);
    let output = desk.sound("run chain.toml -n 2 --quiet");
    assert_eq!(err(&output), "");
    assert!(
        out(&output).starts_with("chain\nHow long, how costly, how often out of stock?\n2 replications, seed 1, "),
        "{}",
        out(&output)
    );
    assert!(!out(&output).contains('\u{1b}') && !out(&output).contains("NaN"), "{}", out(&output));
    assert!(out(&output).lines().all(|line| line.chars().count() <= 104), "{}", out(&output));
}

#[test]
fn one_replication_has_no_interval() {
    let desk = Desk::new(CHAIN);
    let said = out(&desk.sound("run chain.toml -n 1"));
    assert!(said.contains("one replication gives no confidence interval") && !said.contains('±'), "{said}");
}

#[test]
fn a_bad_file_yields_all_its_problems_and_runs_nothing() {
    let desk = Desk::new(BAD);
    let output = desk.haitao("run chain.toml");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(out(&output), "");
    for part in ["chain.toml:4:", "unknown_unit", "parsecs", "chain.toml:7:", "one_choice", "did you mean `poisson`?"] {
        assert!(err(&output).contains(part), "{part} in {}", err(&output));
    }
    assert!(err(&output).contains("\n5 problems in chain.toml; `haitao explain "), "{}", err(&output));
    assert_eq!(listing(desk.folder.path()), ["chain.toml"]);
}

/// Daily totals as a history are valid, and most likely a mistake: `check` and `run` say so, with the place.
#[test]
fn a_warning_is_told_and_stops_nothing() {
    let desk = Desk::new(&fs::read_to_string("tests/it/problems/daily_totals.toml").expect("a file"));
    fs::copy("tests/it/problems/totals-by-day.csv", desk.path("totals-by-day.csv")).expect("a copy");
    for words in ["check chain.toml", "run chain.toml -n 1"] {
        let told = err(&desk.sound(words));
        assert!(told.contains("Warning: totals-by-day.csv: each row is one order"), "{told}");
        assert!(told.contains("1 warning in chain.toml; `haitao explain daily_totals`"), "{told}");
    }
    let listed: Value = serde_json::from_str(&out(&desk.sound("check chain.toml --format json"))).expect("JSON");
    assert_eq!((&listed[0]["sound"], &listed[0]["warnings"][0]["line"]), (&Value::Bool(true), &Value::from(5)));
    assert!(!err(&desk.sound("run chain.toml -n 1 --quiet --out other")).contains("arning"));
}

#[test]
fn check_answers_for_every_file() {
    let desk = Desk::new(CHAIN);
    fs::write(desk.path("bad.toml"), BAD).expect("a file");
    let output = desk.sound("check chain.toml");
    assert_eq!(out(&output), "valid  chain.toml  How long, how costly, how often out of stock?\n");
    let output = desk.haitao("check bad.toml chain.toml nowhere.toml");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(out(&output).lines().count(), 1);
    assert!(err(&output).contains("bad.toml:4:") && err(&output).contains("nowhere.toml"), "{}", err(&output));

    let output = desk.haitao("check bad.toml chain.toml --format json");
    assert_eq!(output.status.code(), Some(2));
    let files: Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(files[1]["sound"], true);
    let problems = files[0]["problems"].as_array().expect("a list");
    assert!(problems.len() >= 4, "{problems:?}");
    assert_eq!(problems[0]["line"], 4);
    assert_eq!(problems[0]["code"], "unknown_unit");
    let column = |key: &str| problems[0][key].as_u64().expect("a column");
    assert!(problems[0]["end_line"] == 4 && column("end_column") > column("column"), "{problems:?}");
}

#[test]
fn wrong_arguments_and_system_errors_have_different_exit_codes() {
    let desk = Desk::new(CHAIN);
    fs::write(desk.path("file"), "in the way").expect("a file");
    let before = listing(desk.folder.path());
    for words in [
        "run nowhere.toml",
        "run",
        "runn chain.toml",
        "run chain.toml -n 0",
        "run chain.toml -n many",
        "run chain.toml -j 0",
        "run chain.toml --rep 3 -n 5",
        "run chain.toml --journal sales",
        "check",
        "check nowhere.toml",
    ] {
        let output = desk.haitao(words);
        assert_eq!(output.status.code(), Some(2), "haitao {words}: {}", err(&output));
        assert!(!err(&output).is_empty() && out(&output).is_empty(), "haitao {words}");
    }
    let output = desk.haitao("run chain.toml -n 2 --out file/deep/down");
    assert_eq!(output.status.code(), Some(3), "{}", err(&output));
    assert!(err(&output).contains("cannot write into file/deep/down"), "{}", err(&output));
    assert_eq!(listing(desk.folder.path()), before);
    for words in ["--help", "--version", "run --help"] {
        assert!(err(&desk.sound(words)).is_empty(), "haitao {words}");
    }
}

#[cfg(unix)]
#[test]
fn an_answer_that_cannot_be_written_does_not_panic() {
    let desk = Desk::new(CHAIN);
    let program = env!("CARGO_BIN_EXE_haitao");
    let shell =
        |line: &str| Command::new("sh").arg("-c").arg(line).current_dir(desk.folder.path()).output().expect("a shell");
    let output = shell(&format!("{{ {program} run chain.toml -n 2 --quiet; echo $? >&2; }} | true"));
    assert_eq!(err(&output), "0\n");
    if Path::new("/dev/full").exists() {
        let output = shell(&format!("{program} run chain.toml -n 2 --quiet > /dev/full"));
        assert_eq!(output.status.code(), Some(3), "{}", err(&output));
    }
}

/// The arguments of a run with many replications into a folder.
#[cfg(unix)]
fn long_run(out: &str) -> String {
    format!("run chain.toml -n 100000000 -j 2 --out {out} --journal orders")
}

/// Starts the program and waits until its run has created the folder.
#[cfg(unix)]
pub(crate) fn start(desk: &Desk, words: &str, out: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_haitao"));
    command.args(words.split(' ')).current_dir(desk.folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    while !desk.path(out).exists() {
        assert_eq!(child.try_wait().expect("a process"), None, "it runs until it is stopped");
        sleep(Duration::from_millis(10));
    }
    sleep(Duration::from_millis(700));
    child
}

#[cfg(unix)]
pub(crate) fn press_ctrl_c(child: &Child) {
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("a signal is sent");
}

#[cfg(unix)]
#[test]
fn ctrl_c_reports_what_is_done() {
    let desk = Desk::new(CHAIN);
    let child = start(&desk, &long_run("here"), "here");
    press_ctrl_c(&child);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).contains("stopped: the results cover the first "), "{}", err(&output));
    let manifest: Value = serde_json::from_str(&desk.read("here/manifest.json")).expect("JSON");
    let summary: Value = serde_json::from_str(&desk.read("here/summary.json")).expect("JSON");
    assert_eq!(manifest["interrupted"], true);
    assert_eq!(manifest["replications"], summary["replications"]);
    let journals = listing(&desk.path("here/journal/orders"));
    assert_eq!(Some(journals.len() as u64), summary["replications"].as_u64());
}

#[cfg(unix)]
#[test]
fn a_second_ctrl_c_ends_it_at_once_and_leaves_nothing() {
    let desk = Desk::new(&CHAIN.replace("horizon = \"60 d\"", "horizon = \"3600000 d\""));
    let child = start(&desk, &long_run("here"), "here");
    press_ctrl_c(&child);
    sleep(Duration::from_millis(200));
    press_ctrl_c(&child);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130), "{}", err(&output));
    assert_eq!(listing(desk.folder.path()), ["chain.toml"]);
    assert!(!desk.path("here").exists());
}

#[test]
fn help_is_short_and_whole() {
    let desk = Desk::new(CHAIN);
    assert_snapshot!(out(&desk.sound("--help")), @r#"
    A simulator of cross-border supply chains: delivery times, costs and stockouts of a scenario

    Usage: haitao <COMMAND>

    Commands:
      new          Write a commented scenario to start from
      check        Check scenario files and list every problem
      run          Run many replications of a scenario and report the results
      rerun        Repeat a run from its manifest and check that the results are identical
      compare      Compare scenarios or variants on the same random numbers
      diff         List how the inputs of two scenarios, variants or runs differ
      list         List keys, distributions, policies, forecasts, agents, KPIs, problem codes and more
      explain      Explain a word: a problem code, KPI, distribution, policy, forecast or key
      law          Describe a probability distribution: moments, quantiles, shape, samples
      queue        Analyse a queue in closed form and by simulation
      stats        Analyse a column of data: mean with interval, warm-up to delete, batch means
      forecast     Forecast a column of data by several methods and back-test each
      fit          Fit probability distributions to a column of numbers and rank them
      classify     Classify the demand of each product (ABC, XYZ, smooth to lumpy) and suggest a policy
      tax          Compute the import taxes on a basket, each with its rule and date
      schema       Print a JSON Schema of scenario files, for editors
      completions  Print a shell completion script
      man          Print the manual page of the program or of a command

    Options:
      -h, --help     Print help
      -V, --version  Print version

    Exit codes: 0 success, 1 a repeated run gave different results, 2 the scenario or the arguments are invalid, 3 input or output failed.
    "#);
    assert_snapshot!(out(&desk.sound("run --help")), @r#"
    Run many replications of a scenario and report the results

    Usage: haitao run [OPTIONS] <SCENARIO>

    Arguments:
      <SCENARIO>  Scenario file

    Options:
          --variant <NAME>         Variant of the scenario, the NAME of `[variant.NAME]`
          --set <PATH=VALUE>       Set one value, such as `stock.shop.tin.replenish.s_S.s=250`; may be repeated
      -n, --replications <N>       Replications [default: the scenario's, or 100]
      -j, --threads <T>            Threads [default: one per core]; results do not depend on it
          --seed <S>               Seed of all random numbers [default: the scenario's, or 1]
          --rep <K>                Run only replication K; its result is the same as in a full run
          --out <DIR>              Folder for the results [default: a new one in outputs/]
          --format <FORMAT>        Output format: `table` for people, `json` for programs [default: table]
          --journal <KINDS>        Write journals too, one file per replication: `orders`, `shipments`, `stock`, `postings`, `declarations`; several as `orders,stock`
          --journal-format <FORM>  Format of the journals: `parquet` or `jsonl` (JSON Lines) [default: parquet if built in, else jsonl]
      -q, --quiet                  Show no progress and no notes
      -h, --help                   Print help
    "#);
    assert_snapshot!(out(&desk.sound("check --help")), @r#"
    Check scenario files and list every problem

    Usage: haitao check [OPTIONS] <SCENARIO>...

    Arguments:
      <SCENARIO>...  Scenario files; their variants are checked too

    Options:
          --variant <NAME>    Variant of the scenario, the NAME of `[variant.NAME]`
          --set <PATH=VALUE>  Set one value, such as `stock.shop.tin.replenish.s_S.s=250`; may be repeated
          --format <FORMAT>   Output format: `table` for people, `json` for programs [default: table]
      -h, --help              Print help
    "#);
}
