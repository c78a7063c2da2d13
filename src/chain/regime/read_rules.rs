//! Amendments of the rules as a scenario writes them: a field, the dates from which new values hold, and the values.

use super::read::yuan;
use super::rule_book::day_of;
use super::{Amendment, Field, Regime, RuleBook};
use crate::chain::Resolver;
use crate::text::{Code, Problem, Reader};
use jiff::civil::Date;

/// Amends the rules of a regime by the fields in its table, for instance `order_limit.2027-07-01 = "8000 CNY"`.
pub fn read_amendments(reader: &Reader<'_>, resolver: &Resolver<'_>, regime: Regime, book: &mut RuleBook) {
    for (name, field) in Amendment::FIELDS {
        let Some(node) = reader.get(name) else { continue };
        let Some(dates) = node.as_table() else {
            let cause =
                format!("`{name}` is a table of the dates from which its values hold, not {}", node.type_name());
            let problem = Problem::new(Code::WrongType, node.place, cause);
            resolver.report(problem.help(format!("for instance `{name}.2027-07-01 = {}`", example(*field))));
            continue;
        };
        for (date, node) in dates.iter() {
            let Ok(day) = date.name.parse::<Date>().map(day_of) else {
                let cause = format!("`{}` is no date", date.name);
                resolver.report(Problem::new(Code::OutOfRange, date.place, cause).help("write it as `2027-07-01`"));
                continue;
            };
            let amendment = match field {
                Field::Share(amend) => resolver.share_of(node).map(amend),
                Field::Money(amend) => yuan(node, resolver, example(*field)).and_then(|(amount, per)| {
                    if per.is_empty() {
                        return Some(amend(amount));
                    }
                    let cause = format!("`{name}` is an amount, not a rate");
                    resolver.report(
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
