//! A basket of goods to be taxed, written like a scenario: lines with the keys of products, the delivery cost, imports
//! earlier in the year, and amendments of the rules.

use super::document::Document;
use super::{Faults, language, money, regimes};
use crate::chain::regime::{Item, RuleBook, TaxFacts};
use crate::reading::{CONTENT, DataFiles, Names, PERSONAL, REGIME, Reading, TARIFF, TAX, product_tax};
use crate::text::{Code, Key, KeySpec, Measure, Node, Place, Problem, Problems, Reader, Shape, Sources, Table, parse};
use crate::units::{Money, Units};

/// The goods bought, and the rules by which they are taxed.
#[derive(Clone, Debug)]
pub struct Basket {
    /// The lines, in text order.
    pub lines: Vec<BasketLine>,
    /// The price of freight and insurance, paid in addition to the lines.
    pub delivery: Money,
    /// What the consumer imported earlier in the year.
    pub year_to_date: Money,
    /// The rules, with the basket's amendments.
    pub rules: RuleBook,
}

/// A line of a basket.
#[derive(Clone, Debug)]
pub struct BasketLine {
    /// Its name.
    pub name: String,
    /// Its tax facts.
    pub facts: TaxFacts,
    /// The number of units.
    pub units: Units,
    /// The price of all units.
    pub value: Money,
}

impl BasketLine {
    /// Returns the line of a declaration.
    #[must_use]
    pub fn item(&self) -> Item<'_> {
        Item { facts: &self.facts, units: self.units, value: self.value }
    }
}

/// The keys of a line.
const LINE: &[KeySpec] = &[
    KeySpec::new("price", Shape::Quantity(Measure::Amount), "The price of a unit.").required(),
    KeySpec::new("units", Shape::Quantity(Measure::Pieces), "The number of units.").or("1"),
    TAX,
    CONTENT,
    TARIFF,
    PERSONAL,
];

/// The keys of a basket.
const KEYS: &[KeySpec] = &[
    KeySpec::new("line", Shape::Rows("line", LINE), "The goods bought, by line.").required(),
    KeySpec::new("delivery", Shape::Quantity(Measure::Amount), "The price of freight and insurance."),
    KeySpec::new(
        "year_to_date",
        Shape::Quantity(Measure::Amount),
        "The consumer's imports earlier in the calendar year.",
    ),
    KeySpec::new(
        "fx",
        Shape::Map("currencies", &Shape::Quantity(Measure::Exchange)),
        "The exchange rates of other currencies.",
    ),
    KeySpec::new("regime", Shape::Rows("regime", REGIME), "Amendments of the rules."),
];

/// Reads a basket; `name` is the name of its text in problems. A text that starts with a brace is a single line.
///
/// # Errors
/// Returns all its problems.
pub fn basket(name: &str, text: &str) -> Result<Basket, Faults> {
    let text =
        if text.trim_start().starts_with('{') { format!("line.goods = {}", text.trim()) } else { text.to_owned() };
    let mut sources = Sources::default();
    let source = sources.add(name, &text);
    let mut problems = Problems::default();
    let root = parse(source, &text, &mut problems);
    let top = Place::new(source, 0..text.len().min(1));
    let no_columns =
        |file: &str, _: &str| Err((Code::UnreadableFile, format!("a basket cannot use data files, such as {file}")));
    let names = Names { files: DataFiles { columns: &no_columns, ..DataFiles::default() }, ..Names::default() };
    let mut reading = Reading::new(&names, problems);
    // Problems outside the basket's tables are not reported: a basket has no run, for example.
    let document = Document::new(&root, &language::kinds(), &mut Problems::default());
    money::read(&document, &mut reading);
    let rules = regimes::amended(&document, &mut reading);
    let reader = Reader::new("basket", top, vec![&root], KEYS);
    reading.finish(&reader);
    let delivery = reading.money(&reader, "delivery").unwrap_or(Money::ZERO);
    let year_to_date = reading.money(&reader, "year_to_date").unwrap_or(Money::ZERO);
    let lines = lines(&root, top, &mut reading);
    let problems = reading.problems;
    match lines {
        Some(lines) if problems.is_empty() => Ok(Basket { lines, delivery, year_to_date, rules }),
        _ => Err(Faults::new(sources, problems)),
    }
}

fn lines(root: &Table, top: Place, reading: &mut Reading<'_>) -> Option<Vec<BasketLine>> {
    let entry = root.entry("line");
    let table = entry.and_then(|(_, node)| node.as_table());
    let Some(table) = table.filter(|table| !table.is_empty()) else {
        let place = entry.map_or(top, |(key, _)| key.place);
        let problem = Problem::new(Code::MissingKey, place, "a basket needs a table `line.NAME` for each of its lines");
        reading.report(
            problem
                .help("for instance `line.cream = { price = \"800 CNY\", tax = \"cosmetics\", content = \"50 ml\" }`"),
        );
        return None;
    };
    // Every line is read, even after problems in the first.
    let read: Vec<Option<BasketLine>> = table.iter().map(|(key, node)| line(key, node, reading)).collect();
    read.into_iter().collect()
}

fn line(key: &Key, node: &Node, reading: &mut Reading<'_>) -> Option<BasketLine> {
    let Some(table) = node.as_table() else {
        let cause = format!("`{}` must be a table of keys, not {}", key.name, node.type_name());
        reading.report(Problem::new(Code::WrongType, node.place, cause));
        return None;
    };
    let reader = Reader::new(format!("line.{}", key.name), key.place, vec![table], LINE);
    reading.require(&reader, "price", "\"800 CNY\"");
    let price = reading.money(&reader, "price");
    let units = if reader.get("units").is_some() { reading.units(&reader, "units") } else { Some(Units::ONE) };
    let facts = product_tax(&reader, reading);
    reading.finish(&reader);
    let (price, units) = (price?, units?);
    let place = |key| reader.get(key).map_or(reader.place(), |node| node.place);
    if !units.is_positive() {
        reading.report(Problem::new(Code::OutOfRange, place("units"), "a line must have at least one unit"));
        return None;
    }
    let Some(value) = price.parts().checked_mul(units.count()) else {
        reading.report(Problem::new(Code::TooLarge, place("units"), "the value of this many units is too large"));
        return None;
    };
    Some(BasketLine { name: key.name.clone(), facts, units, value: Money::from_parts(value) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::regime::{Content, TaxClass};

    #[test]
    fn lines_keep_their_order_and_their_words() {
        let text = "delivery = \"20 CNY\"\nfx.EUR = \"7.80 CNY\"\n[line.wine]\nprice = \"10 EUR\"\nunits = 3\ntax = \"wine\"\n\
                    [line.cream]\nprice = \"800 CNY\"\ntax = \"cosmetics\"\ncontent = \"50 ml\"\n";
        let basket = basket("b.toml", text).unwrap();
        let lines: Vec<(&str, i64, i64)> =
            basket.lines.iter().map(|line| (&line.name[..], line.units.count(), line.value.parts())).collect();
        assert_eq!(lines, [("wine", 3, 2_340_000), ("cream", 1, 8_000_000)]);
        assert_eq!(basket.delivery.parts(), 200_000);
        assert_eq!(basket.lines[1].facts, TaxFacts::of(TaxClass::Cosmetics).with_content(Content::millilitres(50)));
    }

    #[test]
    fn all_problems_are_reported_at_once() {
        let text = "delivry = \"20 CNY\"\nline.a = { price = 800, tax = \"cosmetic\", units = 0 }\nline.b = { tax = \"wine\", colour = 3 }\n";
        let told = basket("b.toml", text).unwrap_err().to_string();
        let places = ["b.toml:1:1: unknown_key", "b.toml:2:20: wrong_unit", "b.toml:2:31: unknown_tax_class"];
        for place in places.into_iter().chain(["b.toml:3:6: missing_key", "b.toml:3:26: unknown_key"]) {
            assert!(told.contains(place), "{place} in\n{told}");
        }
        assert!(basket("b.toml", "").unwrap_err().to_string().contains("missing_key"));
        assert!(basket("b.toml", "{ price = \"8 CNY\", units = 0 }").unwrap_err().to_string().contains("one unit"));
    }
}
