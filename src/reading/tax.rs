//! Reads the tax facts of a product: `tax`, `tariff`, `content`, `personal`.

use super::Reading;
use super::values::quantity;
use crate::chain::regime::{Content, PostClass, Specific, TaxClass, TaxFacts};
use crate::text::{Code, KeySpec, Measure, Node, Problem, Reader, Shape, Value, words_of};
use crate::units::{Dimension, Money, Quantity, Share};

/// The rates of personal articles, by name.
const POSTS: [(&str, PostClass); 3] =
    [("13 %", PostClass::Low), ("20 %", PostClass::Middle), ("50 %", PostClass::High)];

const RATES: &[KeySpec] = &[
    KeySpec::new("vat", Shape::Quantity(Measure::Share), "The VAT rate, for the whole run.")
        .otherwise("the day's standard rate"),
    KeySpec::new("consumption", Shape::Quantity(Measure::Share), "The ad valorem consumption tax, below 100 %.")
        .or("\"0 %\""),
    KeySpec::new("specific", Shape::Quantity(Measure::YuanPerMeasure), "The specific consumption tax."),
    KeySpec::new("litres_per_tonne", Shape::Whole(1, 10_000), "Litres of the content per tonne.").needs(&["specific"]),
];

/// The key of a product's class for VAT and consumption tax.
pub const TAX: KeySpec = KeySpec::new(
    "tax",
    Shape::Either(&[Shape::OneOf(&words_of(&TaxClass::NAMES)), Shape::Keys(RATES)]),
    "The class for VAT and consumption tax, or a table of rates.",
)
.or("\"ordinary\"");

/// The key of a product's content.
pub const CONTENT: KeySpec =
    KeySpec::new("content", Shape::Quantity(Measure::Content), "The content of a unit, without packaging.");

/// The key of a product's tariff.
pub const TARIFF: KeySpec = KeySpec::new(
    "tariff",
    Shape::Quantity(Measure::Share),
    "The tariff, due only above the limits and in general trade.",
)
.or("\"0 %\"");

/// The key of a product's class among personal articles.
pub const PERSONAL: KeySpec =
    KeySpec::new("personal", Shape::OneOf(&words_of(&POSTS)), "The class among personal articles, named by its rate.")
        .otherwise("by `tax`: `\"50 %\"` for alcohol and high-end cosmetics, else `\"20 %\"`");

/// Reads the tax facts of a product. The defaults are the ordinary class, no tariff and no stated content.
#[must_use]
pub fn product_tax(reader: &Reader<'_>, reading: &mut Reading<'_>) -> TaxFacts {
    let content = reader.get("content").map(|node| content(node, reading));
    let known = content.is_none_or(|content| content.is_some());
    let content = content.flatten().unwrap_or_default();
    let class = reader.get("tax").and_then(|node| tax_class(node, reader, reading, content, known));
    TaxFacts {
        class: class.unwrap_or_default(),
        tariff: reading.share(reader, "tariff").unwrap_or(Share::NONE),
        content,
        post: reading.choice(reader, "personal", &POSTS),
    }
}

fn tax_class(
    node: &Node,
    reader: &Reader<'_>,
    reading: &mut Reading<'_>,
    content: Content,
    known: bool,
) -> Option<TaxClass> {
    let class = match &node.value {
        Value::Text(name) => named(name, node, reading)?,
        Value::Table(table) => {
            let reader = Reader::new(reader.path_of("tax"), node.place, vec![table], RATES);
            let class = stated(&reader, reading, content, known);
            reading.finish(&reader);
            class?
        }
        _ => {
            let cause = format!("`tax` must be a class or a table of rates, not {}", node.type_name());
            let help = "for instance `tax = \"cosmetics\"` or `tax = { vat = \"13 %\", consumption = \"20 %\" }`";
            reading.report(Problem::new(Code::WrongType, node.place, cause).help(help));
            return None;
        }
    };
    let (fits, example) = match class {
        TaxClass::Cosmetics => (content != Content::Unstated, "\"50 ml\"` or `content = \"5 pieces\""),
        TaxClass::Spirits => (matches!(content, Content::Volume(_) | Content::Mass(_)), "\"500 ml\""),
        TaxClass::Beer => (matches!(content, Content::Volume(_) | Content::Mass(_)), "\"330 ml\""),
        TaxClass::Ordinary | TaxClass::Reduced | TaxClass::Wine | TaxClass::Stated { .. } => (true, ""),
    };
    if !fits && known {
        let problem = if content == Content::Unstated {
            let cause = format!("the tax on {} requires the `content` of a unit", node.shown());
            Problem::new(Code::MissingKey, node.place, cause)
        } else {
            let cause = format!("the tax on {} requires the `content` of a unit, by volume or weight", node.shown());
            Problem::new(Code::WrongUnit, node.place, cause)
        };
        reading.report(problem.help(format!("for instance `content = {example}`")));
    }
    Some(class)
}

fn named(name: &str, node: &Node, reading: &mut Reading<'_>) -> Option<TaxClass> {
    let found = TaxClass::NAMES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class);
    if found.is_none() {
        let names = TaxClass::NAMES.iter().map(|(name, _)| *name);
        let problem = Problem::new(Code::UnknownTaxClass, node.place, format!("there is no tax class `{name}`"));
        reading.report(problem.suggest(name, names));
    }
    found
}

/// Reads the product's own rates.
fn stated(reader: &Reader<'_>, reading: &mut Reading<'_>, content: Content, known: bool) -> Option<TaxClass> {
    let vat = reading.share(reader, "vat");
    let consumption = reading.share(reader, "consumption").unwrap_or(Share::NONE);
    if consumption == Share::ALL {
        let place = reader.get("consumption").map_or(reader.place(), |node| node.place);
        let cause = "the consumption tax must be below 100 %: it is a share of the price that includes it";
        reading.report(Problem::new(Code::OutOfRange, place, cause));
        return None;
    }
    let litres = reading.count(reader, "litres_per_tonne", 10_000);
    let specific = match reader.get("specific") {
        Some(node) => specific(node, reading, content, litres, known)?,
        None => Specific::Free,
    };
    Some(TaxClass::Stated { vat, consumption, specific })
}

fn specific(
    node: &Node,
    reading: &mut Reading<'_>,
    content: Content,
    litres: Option<u32>,
    known: bool,
) -> Option<Specific> {
    let (amount, per) = yuan(node, reading, "\"250 CNY/t\"")?;
    let mut refuse = |code, cause: String, help: &str| {
        reading.report(Problem::new(code, node.place, cause).help(help));
        None
    };
    let [unit] = &per[..] else {
        let cause = "a specific tax must be an amount per l, kg, t, unit or piece";
        return refuse(Code::WrongUnit, cause.to_owned(), "for instance `\"250 CNY/t\"`");
    };
    let tonne = 1e9;
    let per = match (Quantity::dimension(unit), content) {
        // Any problem with the content has been reported already.
        _ if !known => return None,
        (Dimension::Pieces, Content::Pieces(_)) if unit.starts_with("piece") => 1.0,
        (Dimension::Pieces, _) => return Some(Specific::Unit(amount)),
        (Dimension::Mass(grams), Content::Mass(_)) => grams * 1e3,
        (Dimension::Volume(millilitres), Content::Volume(_)) => millilitres * 1e3,
        (Dimension::Mass(grams), Content::Volume(_)) => {
            let Some(litres) = litres else {
                let cause = format!("a tax per {unit} on a content by volume needs a conversion");
                return refuse(
                    Code::MissingKey,
                    cause,
                    "add it next to the tax, for instance `litres_per_tonne = 988` for beer",
                );
            };
            f64::from(litres) * 1e6 * (grams * 1e3 / tonne)
        }
        (Dimension::Mass(_) | Dimension::Volume(_), _) => {
            let cause = format!("a tax per {unit} needs the `content` of a unit in the same measure");
            return refuse(Code::WrongUnit, cause, "for instance `content = \"500 ml\"`");
        }
        _ => {
            let cause = format!("a specific tax must be an amount per l, kg, t, unit or piece, not per {unit}");
            return refuse(Code::WrongUnit, cause, "for instance `\"250 CNY/t\"`");
        }
    };
    let per = whole(per, 1e10, node, reading)?;
    Some(Specific::Content { amount, per })
}

/// Reads the content of a unit.
fn content(node: &Node, reading: &mut Reading<'_>) -> Option<Content> {
    let wanted = "expected a content such as `\"50 ml\"`, `\"20 g\"` or `\"5 pieces\"`";
    let quantity = reading.keep(quantity(node, wanted))?;
    let dimension = match &quantity.units[..] {
        [] => Dimension::Pieces,
        [unit] => Quantity::dimension(unit),
        _ => Dimension::Other,
    };
    let mut whole = |scale: f64| whole(quantity.number * scale, 1e12, node, reading);
    match dimension {
        Dimension::Mass(grams) => whole(grams * 1e3).map(Content::Mass),
        Dimension::Volume(millilitres) => whole(millilitres * 1e3).map(Content::Volume),
        Dimension::Pieces => whole(1.0).map(Content::Pieces),
        Dimension::Time(_) | Dimension::Share(_) | Dimension::Other => {
            let cause = format!("{wanted}, not {}", node.shown());
            reading.report(Problem::new(Code::WrongUnit, node.place, cause).help("units: ml l cm3 m3, g kg t, pieces"));
            None
        }
    }
}

/// Returns a positive whole number of the smallest parts that are counted.
#[expect(clippy::cast_possible_truncation, reason = "checked to be far below 2^53")]
fn whole(count: f64, most: f64, node: &Node, reading: &mut Reading<'_>) -> Option<i64> {
    let rounded = count.round();
    if (1.0..=most).contains(&rounded) && (count - rounded).abs() <= 1e-9 * rounded {
        return Some(rounded as i64);
    }
    let cause = format!("{} must be above 0, in whole pieces, whole mg or thousandths of a ml", node.shown());
    reading.report(Problem::new(Code::OutOfRange, node.place, cause));
    None
}

/// Reads an amount in yuan, and what it is charged per.
#[expect(clippy::cast_possible_truncation, reason = "checked to be far below 2^53")]
pub(super) fn yuan(node: &Node, reading: &mut Reading<'_>, example: &str) -> Option<(Money, Vec<String>)> {
    let quantity = reading.keep(quantity(node, &format!("expected an amount such as `{example}`")))?;
    let ["CNY", per @ ..] = &quantity.units.iter().map(String::as_str).collect::<Vec<_>>()[..] else {
        let cause = format!("rules and taxes must be in CNY; {} is not", node.shown());
        reading.report(Problem::new(Code::WrongUnit, node.place, cause).help(format!("for instance `{example}`")));
        return None;
    };
    let parts = quantity.number * 10_000.0;
    if !(0.0..=1e13).contains(&parts) || (parts - parts.round()).abs() > 1e-6 {
        let cause = format!("{} must be between 0 and a billion yuan and have at most four decimals", node.shown());
        reading.report(Problem::new(Code::OutOfRange, node.place, cause));
        return None;
    }
    Some((Money::from_parts(parts.round() as i64), per.iter().map(|word| (*word).to_owned()).collect()))
}
