//! The demand that a market expects, as agents that are read after it see it.

use crate::agent::{Agent, PROPERTIES, market::Market};
use crate::chain::{Clock, Product, Window};
use crate::reading::{Names, PROMOTION, Reading, SEASON};
use crate::text::{KeySpec, Node, Problems, Reader, Sources, Table, parse};
use crate::units::{AgentId, Id, ProductId, SimTime, Span};
use jiff::civil::date;

#[test]
fn the_outlook_knows_season_promotions_and_the_mix() {
    let text = r#"
        market.town = { season = "week", units.discrete = { 1 = 1, 3 = 1 }, orders.poisson.rate = "30 /d", through = "customs.desk" }
        season.week.weekday = { sat = 3, sun = 3 }
        promotion.a = { product = "a", days = { "01-11" = 5 } }
        promotion.all.days = { "01-12..01-13" = 2 }
    "#;
    let mut sources = Sources::default();
    let source = sources.add("t.toml", text);
    let mut problems = Problems::default();
    let root = parse(source, text, &mut problems);
    let readers = |kind: &str, keys: &'static [KeySpec]| -> Vec<(String, Reader<'_>)> {
        let entries = root.get(kind).and_then(Node::as_table).into_iter().flat_map(Table::iter);
        entries
            .map(|(key, node)| {
                let layers = vec![node.as_table().expect("a table")];
                (key.name.clone(), Reader::new(format!("{kind}.{}", key.name), node.place, layers, keys))
            })
            .collect()
    };
    let kind = |name| *PROPERTIES.iter().find(|kind| kind.name == name).expect("a kind");
    let names = Names {
        agents: vec![(kind("market"), "town".to_owned()), (kind("customs"), "desk".to_owned())],
        products: vec!["a".to_owned(), "b".to_owned()],
        seasons: readers("season", SEASON),
        promotions: readers("promotion", PROMOTION),
        ..Names::default()
    };
    let mut reading = Reading::new(&names, problems);
    let product = |name: &str, popularity| Product { popularity, ..Product::named(name) };
    reading.products = [product("a", 1.0), product("b", 2.0)].into();
    reading.window = Window::new(SimTime::ZERO, SimTime::ZERO + Span::DAY * 28, false, Span::ZERO);
    // A Monday.
    reading.clock = Clock::new(Some(date(2027, 1, 4)), &reading.window);
    reading.read_seasons();
    let (_, town) = readers("market", Market::KEYS).remove(0);
    let (town_id, a, b) = (AgentId::from_index(0), ProductId::from_index(0), ProductId::from_index(1));
    assert!(Market::resolve(&town, town_id, &mut reading).is_some());
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    // 30 orders of 2 units, a third of them for `a`; a working day has 7/11 of the mean, a weekend day 21/11.
    assert!((reading.expected_units_per_day(town_id, a) - 20.0).abs() < 1e-9);
    assert!((reading.expected_units_per_day(town_id, b) - 40.0).abs() < 1e-9);
    assert_eq!(reading.expected_units_per_day(AgentId::from_index(1), a), 0.0);
    let of = |product, day: i64, days: i64| {
        reading.outlook(product, |_| true).units(SimTime::ZERO + Span::DAY * day, Span::DAY * days)
    };
    assert!((of(a, 0, 7) - 140.0).abs() < 1e-9, "a week is a week");
    assert!((of(a, 7, 1) - 5.0 * 20.0 * 7.0 / 11.0).abs() < 1e-9, "11 January");
    assert!((of(b, 7, 1) - 40.0 * 7.0 / 11.0).abs() < 1e-9, "`b` is not promoted then");
    assert!((of(b, 7, 3) - 5.0 * 40.0 * 7.0 / 11.0).abs() < 1e-9);
    assert!((of(b, 5, 1) - 40.0 * 21.0 / 11.0).abs() < 1e-9, "a Saturday");
    assert!((of(b, 500, 7) - 280.0).abs() < 1e-6, "after the calendar's last day all days are plain");
}
