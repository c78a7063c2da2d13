//! Calendar time in whole scenarios: orders follow season and promotions, hour by hour and day by day, in local time; lanes
//! leave by their timetable and pause on closed days.

use crate::record::{OrderRow, record, record_one, scenario};
use haitao::study::Plan;

const DAY: i64 = 86_400_000_000;
const HOUR: i64 = DAY / 24;
/// The number of standard errors that a count may be off, chosen so that all counts of this file together fail for less than
/// one in a thousand seeds.
const SIGMAS: f64 = 4.5;
const SEED: u64 = 20_270_101;

/// Weights of the hours, relative to their mean.
const HOURS: [f64; 24] = [
    0.6, 0.3, 0.2, 0.1, 0.1, 0.2, 0.4, 0.7, 0.9, 1.0, 1.0, 1.0, 1.1, 1.0, 1.0, 1.0, 1.0, 1.0, 1.1, 1.5, 2.2, 2.4, 2.1,
    1.1,
];
/// Weights of the days, from Monday.
const WEEK: [f64; 7] = [0.95, 0.92, 0.92, 0.95, 1.0, 1.12, 1.34];

const TOWN: &str = r#"
haitao = "1"
run = { start = 2027-01-01, horizon = "365 d" }
customs.desk = {}
market.town = { season = "china", orders.poisson.rate = "200 /d", through = "customs.desk" }
[season.china]
weekday = { mon = 0.95, tue = 0.92, wed = 0.92, thu = 0.95, sat = 1.12, sun = 1.34 }
hour = [0.6, 0.3, 0.2, 0.1, 0.1, 0.2, 0.4, 0.7, 0.9, 1.0, 1.0, 1.0, 1.1, 1.0, 1.0, 1.0, 1.0, 1.0, 1.1, 1.5, 2.2, 2.4, 2.1, 1.1]
month = [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
[promotion]
double-11.days = { "11-01" = 12, "11-02..11-03" = 4, "11-11" = 15 }
november.days."11-01..11-30" = 1.5
spring-festival.days."2027-02-05..2027-02-11" = 0.4
elsewhere = { market = [], days."01-01..12-31" = 7 }
closed.days."08-15" = 0
"#;

/// Returns day and hour of each order, in Chinese time.
fn placed(rows: &[OrderRow]) -> Vec<(i64, i64)> {
    rows.iter().map(|row| (row.placed_us / DAY, row.placed_us % DAY / HOUR)).collect()
}

/// Returns by how many standard errors a Poisson count differs from its expectation.
fn off(count: usize, expected: f64) -> f64 {
    (number(count) - expected) / expected.sqrt()
}

fn number<T: TryInto<u32, Error: std::fmt::Debug>>(count: T) -> f64 {
    f64::from(count.try_into().expect("32 bits"))
}

#[test]
fn orders_follow_season_and_promotions() {
    let replications = 4;
    let plan = Plan { replications: 0..replications, seed: SEED, threads: 2 };
    let orders: Vec<(i64, i64)> =
        record(&scenario(TOWN), &plan).iter().flat_map(|replication| placed(&replication.rows.orders)).collect();
    let mean = |weights: &[f64]| weights.iter().sum::<f64>() / number(weights.len());
    // January 2027 has 31 of the mean year's 365.25 days, and starts on a Friday.
    let year = (365.25 + 31.0) / 365.25;
    let rate = |day: i64| {
        let month = if day < 31 { 2.0 } else { 1.0 } / year;
        let promoted = match day {
            35..=41 => 0.4,
            226 => 0.0,
            304 => 18.0,
            305 | 306 => 6.0,
            314 => 22.5,
            307..=313 | 315..=333 => 1.5,
            _ => 1.0,
        };
        let weekday = WEEK[usize::try_from((day + 4) % 7).expect("a day")] / mean(&WEEK);
        200.0 * number(replications) * month * weekday * promoted
    };
    let whole: f64 = (0..365).map(rate).sum();
    assert!(off(orders.len(), whole).abs() < SIGMAS && whole > 250_000.0, "{} of {whole}", orders.len());
    let (mut chi_square, mut days) = (0.0, 0.0);
    for day in 0..365 {
        let (count, expected) = (orders.iter().filter(|(on, _)| *on == day).count(), rate(day));
        if expected == 0.0 {
            assert_eq!(count, 0, "day {day}");
            continue;
        }
        assert!(off(count, expected).abs() < SIGMAS, "day {day}: {count} orders, {expected} expected");
        (chi_square, days) = (chi_square + off(count, expected).powi(2), days + 1.0);
    }
    let spread: f64 = (2.0_f64 * days).sqrt();
    assert!((chi_square - days).abs() < SIGMAS * spread, "{chi_square} over {days} days");
    for (hour, weight) in HOURS.iter().enumerate() {
        let hour = i64::try_from(hour).expect("an hour");
        let (count, expected) =
            (orders.iter().filter(|(_, at)| *at == hour).count(), whole / 24.0 * weight / mean(&HOURS));
        assert!(off(count, expected).abs() < SIGMAS, "{hour}:00: {count} orders, {expected} expected");
    }
    // Power: a deviation of 5 % in any hour between 6:00 and midnight would be noticed.
    assert!((whole / 24.0 * 0.4).sqrt() * SIGMAS < 0.07 * whole / 24.0 * 0.4);
}

/// Each day has its own generator: a promotion in June leaves every other day unchanged, and a day as busy as a plain one is
/// the day of a market without season.
#[test]
fn a_promotion_changes_its_own_days_only() {
    let plain = "haitao = \"1\"\nrun = { start = 2027-01-01, horizon = \"300 d\" }\ncustoms.desk = {}\n\
                 market.town = { orders.poisson.rate = \"20 /d\", through = \"customs.desk\" }\n";
    let promoted = format!("{plain}promotion.june.days = {{ \"06-16..06-18\" = 8 }}\n");
    let times = |text: &str| -> Vec<i64> {
        record_one(&scenario(text), SEED, 0).rows.orders.iter().map(|row| row.placed_us).collect()
    };
    let (before, after) = (times(plain), times(&promoted));
    let june = |time: &&i64| (166..169).contains(&(**time / DAY));
    let others = |times: &[i64]| times.iter().filter(|time| !june(time)).copied().collect::<Vec<i64>>();
    assert_eq!(others(&before), others(&after));
    let (few, many) = (before.iter().filter(june).count(), after.iter().filter(june).count());
    assert!(off(few, 60.0).abs() < SIGMAS && off(many, 480.0).abs() < SIGMAS, "{few}, {many}");
    let aside = format!(
        "{plain}place.ningbo = {{ country = \"CN\" }}\ncalendar.c.closed = \"05-01\"\nseason.unused.weekday.sun = 3\n\
         promotion.nowhere = {{ market = [], days.\"06-16\" = 8 }}\n"
    );
    assert_eq!(
        record_one(&scenario(plain), SEED, 0),
        record_one(&scenario(&aside), SEED, 0),
        "an unused calendar changes nothing"
    );
}

/// Lunchtime in Amsterdam is 18:00 or 19:00 in China.
#[test]
fn hours_are_local_time() {
    let text = "haitao = \"1\"\nrun = { start = 2027-01-01, horizon = \"365 d\" }\ncustoms.desk = {}\n\
                place.amsterdam.country = \"NL\"\nseason.lunch.hour = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n\
                season.lunch.weekday = { sat = 0, sun = 0 }\n\
                market.town = { at = \"amsterdam\", season = \"lunch\", orders.poisson.rate = \"10 /d\", through = \"customs.desk\" }\n";
    let orders = placed(&record_one(&scenario(text), SEED, 0).rows.orders);
    // Summer time is from 28 March to 31 October.
    let wrong = orders.iter().find(|(day, hour)| *hour != if (86..303).contains(day) { 18 } else { 19 });
    assert_eq!(wrong, None);
    assert!(orders.iter().all(|(day, _)| (day + 4) % 7 < 5), "there are no orders at the weekend");
    assert!(off(orders.len(), 261.0 * 14.0).abs() < SIGMAS, "{} orders on 261 days", orders.len());
}

/// Promoted products are bought more; the others as before.
#[test]
fn a_promotion_of_products_changes_the_mix_and_the_number() {
    let text = r#"
        haitao = "1"
        run = { start = 2027-01-01, horizon = "200 d" }
        customs.desk = {}
        product_group.care = {}
        product = { formula = { popularity = 5 }, masks = { group = "care", popularity = 3 }, lotion = { group = "care", popularity = 2 }, wine = {} }
        market.town = { mix = ["formula", "masks", "lotion"], orders.poisson.rate = "300 /d", through = "customs.desk" }
        market.club = { through = "customs.desk" }
        demand.club.wine.orders.poisson.rate = "50 /d"
        market_group.far = {}
        market.far = { group = "far", mix = ["masks", "lotion"], orders.poisson.rate = "100 /d", through = "customs.desk" }
        [promotion]
        care = { product = ["care"], market = "town", days = { "02-01..03-12" = 3 } }
        masks = { product = "masks", market = ["town", "far"], days = { "03-03..04-11" = 2 } }
        wine = { product = "wine", days = { "05-01..05-31" = 4 } }
    "#;
    let rows = record_one(&scenario(text), SEED, 0).rows.orders;
    let count = |market: &str, product: &str, days: std::ops::Range<i64>| {
        let sold = |row: &&OrderRow| row.market == market && row.product.as_deref() == Some(product);
        rows.iter().filter(sold).filter(|row| days.contains(&(row.placed_us / DAY))).count()
    };
    let expected = [
        ("town", "formula", 0..31, 150.0),
        ("town", "masks", 0..31, 90.0),
        ("town", "formula", 31..61, 150.0),
        ("town", "masks", 31..61, 270.0),
        ("town", "lotion", 31..61, 180.0),
        ("town", "formula", 61..71, 150.0),
        ("town", "masks", 61..71, 540.0),
        ("town", "lotion", 61..71, 180.0),
        ("town", "masks", 71..101, 180.0),
        ("town", "lotion", 71..101, 60.0),
        ("town", "lotion", 101..200, 60.0),
        ("far", "masks", 31..61, 60.0),
        ("far", "lotion", 31..61, 40.0),
        ("far", "masks", 61..101, 120.0),
        ("far", "lotion", 61..101, 40.0),
        ("club", "wine", 0..120, 50.0),
        ("club", "wine", 120..151, 200.0),
    ];
    for (market, product, days, a_day) in expected {
        let length = number(days.end - days.start);
        let found = count(market, product, days.clone());
        let expected = a_day * length;
        assert!(off(found, expected).abs() < SIGMAS, "{market} {product} {days:?}: {found}, {expected} expected");
        assert!(SIGMAS / expected.sqrt() < 0.15, "a deviation of one sixth would be noticed");
    }
}

/// Departures are at noon local time, except on days that the lane's calendar closes.
#[test]
fn lanes_follow_their_timetable_and_pause_on_closed_days() {
    let text = r#"
        haitao = "1"
        run = { start = 2027-01-01, horizon = "300 d", drain = "30 d" }
        place.rotterdam.country = "NL"
        calendar.port = { hours = "mon-fri 08:00-17:00", closed = "07-05..07-16", open = "03-29" }
        lane.boat = { from = "rotterdam", departs = "daily 12:00", calendar = "port" }
        lane.van = { departs = "every 6 h", calendar = "port" }
        market.town = { orders.every = "1 h", through = "lane.boat" }
        market.village = { orders.every = "1 h", through = "lane.van" }
    "#;
    let rows = record_one(&scenario(text), SEED, 0).rows.orders;
    let left = |market: &str| {
        let mut left: Vec<i64> = rows.iter().filter(|row| row.market == market).map(|row| row.ended_us).collect();
        left.dedup();
        left
    };
    let boat = left("town");
    let hours: Vec<i64> = boat.iter().map(|time| time % DAY / HOUR).collect();
    assert!(
        boat.iter().zip(&hours).all(|(time, hour)| *hour == if (86..303).contains(&(time / DAY)) { 18 } else { 19 })
    );
    let days: Vec<i64> = boat.iter().map(|time| time / DAY).collect();
    // New Year and Good Friday are holidays; Easter Monday, 29 March, is a working day; 5 to 16 July is closed.
    let runs = |day: &i64| (day + 4) % 7 < 5 && !matches!(day, 0 | 84 | 116 | 125 | 136 | 185..=196);
    assert_eq!(days, (0..=300).filter(runs).take(days.len()).collect::<Vec<i64>>());
    assert!(days.contains(&87) && days.len() > 190);
    // Without a place there are no holidays.
    let van = left("village");
    let runs = |time: &i64| (time / DAY + 4) % 7 < 5 && !matches!(time / DAY, 185..=196);
    let expected: Vec<i64> = (1..).map(|n| n * 6 * HOUR).filter(runs).take(van.len()).collect();
    assert_eq!(van, expected);
    assert!(van.len() > 700);
}

/// Extreme dates and numbers are rejected or run; none panics or runs forever.
#[test]
fn long_runs_and_odd_dates_end_well() {
    let text = |start: &str, horizon: &str, more: &str| {
        format!(
            "haitao = \"1\"\nrun = {{ {start} horizon = \"{horizon}\", drain = \"0 d\" }}\ncustoms.desk = {{}}\n\
             place.x.country = \"NL\"\nlane.boat = {{ departs = \"every 500 y\" }}\n\
             market.town = {{ {more} orders.poisson.rate = \"1 /y\", through = [\"customs.desk\", \"lane.boat\"] }}\n"
        )
    };
    let codes = |text: &str| match haitao::scenario::parse(text, std::path::Path::new(".")) {
        Ok(scenario) => {
            record_one(&scenario, SEED, 0);
            Vec::new()
        }
        Err(faults) => faults.problems.iter().map(|problem| problem.code.as_str()).collect(),
    };
    let season = "season.s.weekday.sun = 2\n";
    let promotion = "promotion.p.days.\"01-01\" = 2\n";
    let with = |start: &str, horizon: &str, more: &str, top: &str| codes(&(text(start, horizon, more) + top));
    assert!(with("", "10000 y", "at = \"x\",", "").is_empty());
    assert!(with("start = 9999-12-31,", "10000 y", "", "").is_empty());
    assert!(with("start = 0001-01-01,", "1000 y", "at = \"x\", season = \"s\",", season).is_empty());
    assert_eq!(with("", "10000 y", "season = \"s\",", season), ["too_large"]);
    assert_eq!(with("start = 9999-12-31,", "10 d", "", promotion), ["too_large"]);
    assert_eq!(with("start = 2027-01-01,", "10000 y", "", promotion), ["too_large"]);
    assert_eq!(with("start = 2027-01-01,", "365 d", "", &promotion.replace('2', "-1")), ["out_of_range"]);
    assert_eq!(with("start = 2027-01-01,", "365 d", "", &promotion.replace("= 2", "= \"2\"")), ["out_of_range"]);
    let many: String = (0..60).map(|n| promotion.replace(".p.", &format!(".p{n}.")).replace("= 2", "= 1e6")).collect();
    assert_eq!(with("start = 2027-01-01,", "365 d", "", &many), ["too_large"]);
    for hour in [
        "[]",
        "[1, 2]",
        "5",
        "{ a = 1 }",
        "\"x\"",
        "[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]",
    ] {
        assert_eq!(with("", "365 d", "", &format!("season.s.hour = {hour}\n")), ["out_of_range"], "{hour}");
    }
    assert_eq!(with("", "365 d", "", "season.s.weekday.sunday = 2\n"), ["unknown_key"]);
    assert_eq!(with("", "365 d", "season = \"winter\",", season), ["unknown_name"]);
    let every =
        text("", "365 d", "season = \"s\",").replace("orders.poisson.rate = \"1 /y\"", "orders.every = \"1 d\"");
    assert_eq!(codes(&(every + season)), ["one_choice"]);
}
