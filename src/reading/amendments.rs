//! Amendments of customs rules: a field, the dates from which new values apply, and the values.

use super::Reading;
use super::tax::yuan;
use crate::chain::regime::{Amendment, Field, Regime, RuleBook, day_of};
use crate::text::{Code, KeySpec, Measure, Problem, Reader, Shape};
use jiff::civil::Date;

/// The keys of `[regime.NAME]`.
pub const REGIME: &[KeySpec] = &FIELDS;

const FIELDS: [KeySpec; Amendment::FIELDS.len()] = {
    const SHARES: Shape = Shape::Map("dates", &Shape::Quantity(Measure::Share));
    const AMOUNTS: Shape = Shape::Map("dates", &Shape::Quantity(Measure::Yuan));
    let mut keys = [KeySpec::new("", SHARES, ""); Amendment::FIELDS.len()];
    let mut at = 0;
    while at < keys.len() {
        let (name, field, doc) = Amendment::FIELDS[at];
        let shape = if let Field::Share(_) = field { SHARES } else { AMOUNTS };
        keys[at] = KeySpec::new(name, shape, doc);
        at += 1;
    }
    keys
};

/// Amends the rules of a regime by the fields in its table, for example `order_limit.2027-07-01 = "8000 CNY"`.
pub fn read_amendments(reader: &Reader<'_>, reading: &mut Reading<'_>, regime: Regime, book: &mut RuleBook) {
    for (name, field, _) in Amendment::FIELDS {
        let Some(node) = reader.get(name) else { continue };
        let Some(dates) = node.as_table() else {
            let cause = format!(
                "`{name}` must be a table of values by the date from which they apply, not {}",
                node.type_name()
            );
            let problem = Problem::new(Code::WrongType, node.place, cause);
            reading.report(problem.help(format!("for instance `{name}.2027-07-01 = {}`", example(*field))));
            continue;
        };
        for (date, node) in dates.iter() {
            let Ok(day) = date.name.parse::<Date>().map(day_of) else {
                let cause = format!("`{}` is not a date", date.name);
                reading.report(Problem::new(Code::OutOfRange, date.place, cause).help("write it as `2027-07-01`"));
                continue;
            };
            let amendment = match field {
                Field::Share(amend) => reading.share_of(node).map(amend),
                Field::Money(amend) => yuan(node, reading, example(*field)).and_then(|(amount, per)| {
                    if per.is_empty() {
                        return Some(amend(amount));
                    }
                    let cause = format!("`{name}` must be an amount, not a rate");
                    reading.report(
                        Problem::new(Code::WrongUnit, node.place, cause).help(format!("write `{}`", example(*field))),
                    );
                    None
                }),
            };
            if let Some(amendment) = amendment {
                book.amend(regime, day, amendment);
            }
        }
    }
}

fn example(field: Field) -> &'static str {
    match field {
        Field::Share(_) => "\"70 %\"",
        Field::Money(_) => "\"8000 CNY\"",
    }
}
