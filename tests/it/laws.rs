//! Distributions as a scenario writes them: their draws (validation P14), and the messages for mistakes.

use haitao::engine::law::Law;
use haitao::engine::{EntityKey, Lasting, StreamNames, Streams};
use haitao::reading::law::{self, Words};
use haitao::text::{Code, Node, Problem, Problems, Sources, parse};
use haitao::units::Quantity;
use rand::SeedableRng;

/// Reads a quantity in days, or a bare number if `bare` allows it.
fn days(node: &Node, bare: bool) -> Result<f64, Problem> {
    let wrong = |cause: &str| Problem::new(Code::WrongUnit, node.place, cause);
    if let Some(number) = node.as_number() {
        return if bare { Ok(number) } else { Err(wrong("a time needs a unit")) };
    }
    let quantity = node.as_text().and_then(|text| Quantity::parse(text).ok()).ok_or_else(|| wrong("no quantity"))?;
    match quantity.units.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["d"] => Ok(quantity.number),
        ["h"] => Ok(quantity.number / 24.0),
        _ => Err(wrong("no unit of time")),
    }
}

fn column(file: &str, column: &str) -> Result<law::Column, (Code, String)> {
    match (file, column) {
        ("x.csv", "days") => Ok((vec![24.0, 48.0, 72.0], None)),
        ("q.csv", "p") => Ok((vec![0.0, 50.0, 100.0], Some("%".into()))),
        ("q.csv", "value") => Ok((vec![1.0, 3.0, 9.0], Some("d".into()))),
        ("x.csv" | "q.csv", _) => Err((Code::MissingColumn, format!("{file} has no column `{column}`"))),
        _ => Err((Code::MissingFile, format!("{file} does not exist"))),
    }
}

/// Reads `law = ...`; returns problems as (code, text they point at, cause).
fn read(written: &str, bare: bool) -> (Option<Law>, Vec<(Code, String, String)>) {
    let text = format!("law = {written}\n");
    let (mut sources, mut problems) = (Sources::default(), Problems::default());
    let source = sources.add("law.toml", &text);
    let table = parse(source, &text, &mut problems);
    let words = Words { quantity: &|node| days(node, bare), file: &column };
    let law = law::read(table.get("law").expect("the text says `law`"), &words, &mut problems);
    let told = problems.iter().map(|problem| {
        let place = problem.place.expect("every problem of a law has a place");
        let help = problem.help.as_deref().map_or(String::new(), |help| format!(" ({help})"));
        (problem.code, text[place.start as usize..place.end as usize].to_owned(), format!("{}{help}", problem.cause))
    });
    (law, told.collect())
}

fn law(written: &str) -> Law {
    let (law, problems) = read(written, !written.contains(" d\""));
    law.unwrap_or_else(|| panic!("{written}: {problems:?}"))
}

/// One row of validation P14.
struct Row {
    written: &'static str,
    mean: f64,
    variance: f64,
    /// Excess kurtosis.
    peak: f64,
    /// The quantiles 5, 50, 95 and 99 %; `None` for a distribution of counts.
    quantiles: Option<[f64; 4]>,
}

const fn row(written: &'static str, mean: f64, variance: f64, peak: f64, quantiles: Option<[f64; 4]>) -> Row {
    Row { written, mean, variance, peak, quantiles }
}

const ROWS: [Row; 13] = [
    row(
        r#"{ lognormal = { mean = "4 d", cv = 0.5 } }"#,
        4.0,
        4.0,
        5.035_156_25,
        Some([1.644_975_406, 3.577_708_764, 7.781_271_352, 10.736_449_91]),
    ),
    row(
        r#"{ lognormal = { median = "3 d", sigma = 0.6 } }"#,
        3.591_652_089,
        5.589_934_165,
        10.273_354_55,
        Some([1.118_177_483, 3.0, 8.048_811_694, 12.114_717_22]),
    ),
    row(
        r#"{ gamma = { mean = "6 d", cv = 0.5 } }"#,
        6.0,
        9.0,
        1.5,
        Some([2.049_477_595, 5.508_091_123, 11.630_484_79, 15.067_676_27]),
    ),
    row(
        r#"{ weibull = { shape = 1.5, scale = "10 d" } }"#,
        9.027_452_93,
        37.569_028_48,
        1.390_403_562,
        Some([1.380_512_666, 7.832_197_688, 20.781_106_38, 27.679_853_65]),
    ),
    row(
        r#"{ triangular = { min = "2 d", mode = "3 d", max = "7 d" } }"#,
        4.0,
        1.166_666_667,
        -0.6,
        Some([2.5, 3.837_722_34, 6.0, 6.552_786_405]),
    ),
    row(
        r#"{ pert = { min = "2 d", mode = "3 d", max = "7 d" } }"#,
        3.5,
        0.75,
        -0.222_222_222_2,
        Some([2.294_886_938, 3.383_361_297, 5.106_383_62, 5.742_796_643]),
    ),
    row(
        r#"{ exponential.mean = "2 d" }"#,
        2.0,
        4.0,
        6.0,
        Some([0.102_586_588_8, 1.386_294_361, 5.991_464_547, 9.210_340_372]),
    ),
    row(r#"{ uniform = { min = "1 d", max = "5 d" } }"#, 3.0, 1.333_333_333, -1.2, Some([1.2, 3.0, 4.8, 4.96])),
    row(
        r#"{ erlang = { shape = 3, mean = "6 d" } }"#,
        6.0,
        12.0,
        2.0,
        Some([1.635_382_894, 5.348_120_627, 12.591_587_24, 16.811_893_83]),
    ),
    row(
        r#"{ normal = { mean = "5 d", sd = "3 d", min = "0 d" } }"#,
        5.313_409_36,
        7.334_727_772,
        -0.230_940_979,
        Some([1.075_366_268, 5.179_796_549, 10.005_432_65, 12.033_994_36]),
    ),
    row("{ poisson.mean = 3.5 }", 3.5, 3.5, 0.285_714_285_7, None),
    row("{ negative_binomial = { mean = 5, var = 10 } }", 5.0, 10.0, 1.3, None),
    row("{ geometric.p = 0.25 }", 4.0, 12.0, 6.083_333_333, None),
];

const DRAWS: u32 = 1_000_000;

/// Checks a million draws against a row, with the tolerances of P14.
fn meets(row: &Row, draws: impl Iterator<Item = f64>) {
    let n = f64::from(DRAWS);
    let points = row.quantiles.unwrap_or_default();
    let (mut sum, mut squares, mut lagged, mut below, mut before) = (0.0, 0.0, 0.0, [0_u32; 4], 0.0);
    for draw in draws {
        let distance = draw - row.mean;
        sum += distance;
        squares += distance * distance;
        lagged += distance * before;
        before = distance;
        for (count, point) in below.iter_mut().zip(points) {
            *count += u32::from(draw <= point);
        }
    }
    let (shift, variance) = (sum / n, squares / n - (sum / n).powi(2));
    let written = row.written;
    assert!(shift.abs() <= 4.0 * (row.variance / n).sqrt(), "{written}: mean off by {shift}");
    let spread = 4.0 * row.variance * ((row.peak + 2.0) / n).sqrt();
    assert!((variance - row.variance).abs() <= spread, "{written}: variance {variance}");
    let correlation = (lagged / n - shift * shift) / variance;
    assert!(correlation.abs() <= 4.0 / n.sqrt(), "{written}: lag-1 autocorrelation {correlation}");
    if row.quantiles.is_some() {
        for (p, count) in [0.05, 0.5, 0.95, 0.99].into_iter().zip(below) {
            let found = f64::from(count) / n;
            assert!(
                (found - p).abs() <= 4.0 * (p * (1.0 - p) / n).sqrt(),
                "{written}: cdf {found} at the quantile {p}"
            );
        }
    }
}

#[test]
fn p14_a_million_draws_of_one_stream() {
    for row in &ROWS {
        let law = law(row.written);
        assert!((law.mean() / row.mean - 1.0).abs() < 1e-8, "{}: {}", row.written, law.mean());
        let mut generator = Lasting::seed_from_u64(14);
        meets(row, (0..DRAWS).map(|_| law.sample(&mut generator)));
    }
}

#[test]
fn p14_the_first_draw_of_a_million_consecutive_entities() {
    let mut names = StreamNames::default();
    let stream = names.register("lane.rotterdam-ningbo.transit");
    let mut streams = Streams::default();
    streams.open(&names, 14, 0);
    let origin = EntityKey::origin("market.shanghai");
    for row in &ROWS {
        let law = law(row.written);
        meets(row, (0..DRAWS).map(|order| law.sample(&mut streams.generator(stream, origin.nth(order.into())))));
    }
}

#[test]
fn every_notation_of_a_law_is_read() {
    let means = [
        (r#""36 h""#, 1.5),
        ("7", 7.0),
        (r#"{ constant.value = "2 d" }"#, 2.0),
        (r#"{ pert = { min = "2 d", mode = "3 d", max = "7 d", shape = 2 } }"#, 3.75),
        (r#"{ exponential.rate = "4 /d" }"#, 0.25),
        (r#"{ exponential.rate = "1 /h" }"#, 1.0 / 24.0),
        ("{ exponential.rate = 4 }", 0.25),
        (r#"{ erlang = { k = 3, scale = "2 d" } }"#, 6.0),
        (r#"{ gamma = { shape = 4, scale = "3.5 d" } }"#, 14.0),
        (r#"{ gamma = { shape = 9, mean = "3 d" } }"#, 3.0),
        (r#"{ gamma = { mean = "6 d", sd = "3 d" } }"#, 6.0),
        (r#"{ weibull = { shape = 1.5, mean = "6 d" } }"#, 6.0),
        (r#"{ lognormal = { mean = "5.3 d", sigma = 0.7 } }"#, 5.3),
        (r#"{ lognormal = { mean = "4 d", sd = "2 d" } }"#, 4.0),
        (r#"{ lognormal = { mu = "1.0986122886681098 d", sigma = 0.6 } }"#, 3.591_652_089),
        (r#"{ normal = { mean = "5 d", cv = 0.1 } }"#, 5.0),
        (r#"{ beta = { alpha = 2, beta = 6, min = "0 d", max = "4 d" } }"#, 1.0),
        (r#"{ beta = { mean = "1 d", sd = "0.5 d", min = "0 d", max = "4 d" } }"#, 1.0),
        ("{ beta = { alpha = 2, beta = 6 } }", 0.25),
        (r#"{ pareto = { shape = 3, scale = "2 d" } }"#, 3.0),
        (r#"{ loglogistic = { shape = 2, scale = "1 d" } }"#, std::f64::consts::FRAC_PI_2),
        (r#"{ poisson.mean = "3.5 d" }"#, 3.5),
        (r#"{ poisson.mean = "48 h" }"#, 2.0),
        (r#"{ geometric.p = "25 %" }"#, 4.0),
        ("{ geometric.mean = 4 }", 4.0),
        ("{ negative_binomial = { r = 5, p = 0.5 } }", 5.0),
        ("{ negative_binomial = { mean = 5, r = 2 } }", 5.0),
        ("{ binomial = { n = 20, p = 0.3 } }", 6.0),
        ("{ discrete = { 1 = 1, 2 = 2, 3 = 2, 4 = 1 } }", 2.5),
        (r#"{ discrete = { "1 d" = 2, "3 d" = 1 } }"#, 5.0 / 3.0),
        (r#"{ discrete = { "2.5" = 1, 1 = 1 } }"#, 1.75),
        (r#"{ empirical.values = ["1 d", "2 d", "6 d"] }"#, 3.0),
        (r#"{ empirical = { values = ["1 d", "2 d", "6 d"], max = "5 d" } }"#, 1.5),
        (r#"{ empirical = { file = "x.csv", column = "days", unit = "h" } }"#, 2.0),
        (r#"{ quantiles = { "100 %" = "9 d", "0 %" = "1 d", "50 %" = "3 d" } }"#, 4.0),
        (r#"{ quantiles = { min = "1 d", "50 %" = "3 d", max = "9 d" } }"#, 4.0),
        (r#"{ quantiles.file = "q.csv" }"#, 4.0),
        (
            r#"{ mixture = [{ share = "25 %", law = "-1 d" }, { share = "75 %", law.uniform = { min = "1 d", max = "5 d" } }] }"#,
            2.0,
        ),
        (r#"{ exponential = { mean = "2 d", min = "3 d" } }"#, 5.0),
    ];
    for (written, mean) in means {
        let (law, problems) = read(written, !written.contains(" d\""));
        let law = law.unwrap_or_else(|| panic!("{written}: {problems:?}"));
        assert!((law.mean() / mean - 1.0).abs() < 1e-8, "{written}: {}", law.mean());
        assert!(problems.is_empty(), "{written}: {problems:?}");
    }
}

#[test]
fn a_poisson_time_is_whole_in_the_unit_it_is_written_in() {
    let law = law(r#"{ poisson.mean = "3.5 d" }"#);
    let mut generator = Lasting::seed_from_u64(1);
    assert!((0..1000).all(|_| law.sample(&mut generator).fract() == 0.0));
}

#[test]
fn every_mistake_of_a_law_is_reported_at_its_place() {
    let one = |written: &str, code: Code, at: &str, cause: &str| {
        let (law, problems) = read(written, false);
        assert!(law.is_none(), "{written}");
        assert_eq!(problems, [(code, at.to_owned(), cause.to_owned())], "{written}");
    };
    one(
        r#"{ lognromal = { mean = "4 d", cv = 1 } }"#,
        Code::UnknownLaw,
        "lognromal",
        "`lognromal` is not a distribution (did you mean `lognormal`?)",
    );
    one(r#"{ gamma = { mean = "4 d", cv = -0.5 } }"#, Code::OutOfRange, "-0.5", "`cv` must be above 0, not -0.5");
    one(r#"{ exponential.mean = "0 d" }"#, Code::OutOfRange, r#""0 d""#, "`mean` must be above 0, not \"0 d\"");
    one(
        r#"{ erlang = { k = 2.5, mean = "4 d" } }"#,
        Code::OutOfRange,
        "2.5",
        "`k` must be a whole number above 0, not 2.5",
    );
    one(
        r#"{ gamma = { mean = "4 d", jitter = 0.5, sd = "1 d" } }"#,
        Code::UnknownKey,
        "jitter",
        "`jitter` is not a parameter of `gamma` (possible here: `shape`, `scale`, `mean`, `cv`, `sd`, `min`, `max`)",
    );
    one(
        r"{ weibull = { shape = 2 } }",
        Code::LawParameters,
        "weibull",
        "`shape` alone does not define `weibull` (`weibull` takes `shape` and `scale`; or `shape` and `mean`)",
    );
    one(
        r#"{ weibull = { shape = 2, scale = "1 d", mean = "1 d" } }"#,
        Code::LawParameters,
        "weibull",
        "`weibull` cannot have `shape`, `scale` and `mean` together (`weibull` takes `shape` and `scale`; or `shape` and `mean`)",
    );
    one(
        r#"{ binomial = { n = 3, p = "5 %" } }"#,
        Code::LawParameters,
        "binomial",
        "`binomial` with `n` and `p` gives bare numbers, but this key needs a quantity with a unit (give the `mean`, with its unit)",
    );
    one(
        r#"{ exponential.rate = "4 d" }"#,
        Code::WrongUnit,
        r#""4 d""#,
        "`rate` must be a number per unit, not \"4 d\" (for instance \"20 /h\")",
    );
    one(
        r#"{ quantiles = { "10 %" = "1 d", "100 %" = "3 d" } }"#,
        Code::BadQuantiles,
        r#"{ "10 %" = "1 d", "100 %" = "3 d" }"#,
        "`quantiles` has no value for 0 %, so the distribution is unbounded (add \"0 %\" or `min`)",
    );
    one(
        r#"{ empirical = { file = "y.csv", column = "days" } }"#,
        Code::MissingFile,
        r#""y.csv""#,
        "y.csv does not exist",
    );
    one(
        r#"{ normal = { mean = "5 d", sd = "1 d", min = "20 d" } }"#,
        Code::LawParameters,
        r#""20 d""#,
        "only 0 % of the draws would be between `min` and `max`; at least 0.1 % must be",
    );
    one("3", Code::WrongUnit, "3", "a time needs a unit");
    one(
        r#"{ mixture = [{ share = "60 %", law = "1 d" }, { share = "30 %", law = "2 d" }] }"#,
        Code::ShareSum,
        r#"[{ share = "60 %", law = "1 d" }, { share = "30 %", law = "2 d" }]"#,
        "the shares add up to 90 %, not 100 %",
    );
}

#[test]
fn all_mistakes_of_a_law_are_reported_at_once() {
    let (_, problems) = read(
        r#"{ mixture = [
            { share = "60 %", law.lognormal = { men = "4 days", cv = "0.5" } },
            { shar = "30 %", law = { uniform = { min = "1 d", max = "2 d" }, gamma = {} } },
            { share = "130 %", law.discrete = { "1 d" = -1, "2 x" = 1 } },
        ] }"#,
        false,
    );
    let found: Vec<(Code, &str)> = problems.iter().map(|(code, at, _)| (*code, at.as_str())).collect();
    let expected = [
        (Code::UnknownKey, "men"),
        (Code::WrongUnit, r#""4 days""#),
        (Code::WrongType, r#""0.5""#),
        (Code::UnknownKey, "shar"),
        (Code::MissingKey, r#"{ shar = "30 %", law = { uniform = { min = "1 d", max = "2 d" }, gamma = {} } }"#),
        (Code::OneChoice, r#"{ uniform = { min = "1 d", max = "2 d" }, gamma = {} }"#),
        (Code::ShareRange, r#""130 %""#),
        (Code::OutOfRange, "-1"),
        (Code::WrongUnit, r#""2 x""#),
    ];
    assert_eq!(found, expected);
}
