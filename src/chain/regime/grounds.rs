//! The grounds for a line's tax: its rates, the amount of each part, and the fields of the rules that decided.

use super::item::{dutiable_value, dutiable_values};
use super::line::{PARTS, Terms};
use super::round::divided;
use super::{Content, Item, PostClass, RegimeError, Rules, TaxClass, TaxFacts, Treatment};
use crate::units::{Money, Share};

/// The taxes of one line and their grounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounds {
    /// Its dutiable value, including its part of the delivery.
    pub value: Money,
    /// The tariff rate.
    pub tariff: Share,
    /// The rate of consumption tax by value.
    pub consumption: Share,
    /// The rate of VAT.
    pub vat: Share,
    /// The flat rate on personal articles, if it applies instead of the others.
    pub postal: Option<Share>,
    /// The share of consumption tax and VAT that is due.
    pub due: Share,
    /// Tariff, consumption tax, VAT and tax on personal articles, rounded half up to 1/10,000 yuan instead of to the
    /// fen; waived tax is included.
    pub parts: [Money; PARTS],
    /// The fields of the rules that were used.
    pub fields: Vec<&'static str>,
}

/// Returns the grounds for the tax on each line of a declaration.
///
/// # Errors
/// The same as for [`tax`](super::tax).
pub fn grounds(
    treatment: Treatment,
    items: &[Item<'_>],
    delivery: Money,
    rules: &Rules,
) -> Result<Vec<Grounds>, RegimeError> {
    dutiable_value(items, delivery)?;
    let terms = Terms::new(treatment, rules);
    let lines = items.iter().zip(dutiable_values(items, delivery));
    let line = |(item, value): (&Item<'_>, Money)| {
        let exact = terms.line(item, value)?;
        let rounded = |part: i128| {
            let twice = divided(2 * part + exact.denominator, 2 * exact.denominator).0;
            i64::try_from(twice).map(Money::from_parts).map_err(|_| RegimeError::OutOfRange)
        };
        let [tariff, consumption, vat, postal] = exact.parts;
        let parts = [rounded(tariff)?, rounded(consumption)?, rounded(vat)?, rounded(postal)?];
        let (facts, units) = (item.facts, item.units);
        if let (Treatment::Postal, Some(postal)) = (treatment, rules.postal) {
            let class = facts.post_class(rules, units, value);
            let none = Share::NONE;
            let mut fields = if facts.post.is_none() { facts.threshold() } else { Vec::new() };
            fields.extend([
                match class {
                    PostClass::Low => "post_low",
                    PostClass::Middle => "post_middle",
                    PostClass::High => "post_high",
                },
                "post_waiver",
            ]);
            let rate = Some(postal.rate(class));
            return Ok(Grounds {
                value,
                tariff: none,
                consumption: none,
                vat: none,
                postal: rate,
                due: none,
                parts,
                fields,
            });
        }
        let rates = facts.rates(rules, units, value);
        let (tariff, due) = match treatment {
            Treatment::Cbec => (Share::NONE, rules.relief),
            Treatment::CbecFull | Treatment::GeneralTrade | Treatment::Postal => (facts.tariff, Share::ALL),
        };
        let mut fields = facts.fields(rules, item, value);
        if treatment == Treatment::Cbec {
            fields.push("relief");
        }
        Ok(Grounds { value, tariff, consumption: rates.consumption, vat: rates.vat, postal: None, due, parts, fields })
    };
    lines.map(line).collect()
}

impl TaxFacts {
    /// Returns the fields of the rules on VAT and consumption tax that decide for this many units of this value.
    fn fields(&self, rules: &Rules, item: &Item<'_>, value: Money) -> Vec<&'static str> {
        let mut fields = match self.class {
            TaxClass::Reduced => vec!["reduced_vat"],
            TaxClass::Stated { vat: Some(_), .. } => vec![],
            _ => vec!["vat"],
        };
        match self.class {
            TaxClass::Wine => fields.push("wine"),
            TaxClass::Spirits => {
                fields.push("spirits");
                if matches!(self.content, Content::Volume(_) | Content::Mass(_)) {
                    fields.push("spirits_measure");
                }
            }
            TaxClass::Beer => {
                fields.push("beer_threshold");
                fields.push(if self.is_dear_beer(rules, item.units, value) { "dear_beer" } else { "beer" });
            }
            TaxClass::Cosmetics => {
                fields.extend(self.threshold());
                if self.is_high_end(rules, item.units, value) {
                    fields.push("cosmetics");
                }
            }
            TaxClass::Ordinary | TaxClass::Reduced | TaxClass::Stated { .. } => {}
        }
        fields
    }

    /// Returns the fields with the price from which cosmetics are high-end.
    fn threshold(&self) -> Vec<&'static str> {
        match (self.class, self.content) {
            (TaxClass::Cosmetics, Content::Volume(_) | Content::Mass(_)) => vec!["cosmetics_per_measure"],
            (TaxClass::Cosmetics, _) => vec!["cosmetics_per_piece"],
            _ => vec![],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Regime, RuleBook, day_of};
    use super::*;
    use crate::units::Units;
    use jiff::civil::date;

    fn of(facts: TaxFacts, value: i64, treatment: Treatment, regime: Regime) -> Grounds {
        let book = RuleBook::built_in();
        let rules = book.at(regime, day_of(date(2027, 1, 1))).expect("rules");
        let item = Item { facts: &facts, units: Units::ONE, value: Money::from_parts(value * Money::SCALE) };
        grounds(treatment, &[item], Money::ZERO, rules).expect("a tax").remove(0)
    }

    #[test]
    fn a_high_end_cream_is_taxed_by_four_fields() {
        let cream = TaxFacts::of(TaxClass::Cosmetics).with_content(Content::millilitres(50));
        let found = of(cream, 800, Treatment::Cbec, Regime::Bonded1210);
        // Validation P10.
        assert_eq!(found.parts.map(Money::parts), [0, 988_235, 856_471, 0]);
        assert_eq!(found.fields, ["vat", "cosmetics_per_measure", "cosmetics", "relief"]);
        let cheap = of(cream, 400, Treatment::Cbec, Regime::Bonded1210);
        assert_eq!(
            (cheap.consumption, &cheap.fields[..]),
            (Share::NONE, &["vat", "cosmetics_per_measure", "relief"][..])
        );
    }

    #[test]
    fn every_field_that_is_named_is_one() {
        let classes = TaxClass::NAMES.map(|(_, class)| class);
        for class in classes {
            for content in [Content::Unstated, Content::millilitres(500), Content::Pieces(3)] {
                for (treatment, regime) in
                    [(Treatment::CbecFull, Regime::Direct9610), (Treatment::Postal, Regime::Personal)]
                {
                    let facts =
                        TaxFacts::of(class).with_content(content).with_tariff(Share::from_ppm(50_000).expect("5 %"));
                    let found = of(facts, 1_000, treatment, regime);
                    let day = day_of(date(2027, 1, 1));
                    for field in &found.fields {
                        assert!(RuleBook::built_in().provision(regime, day, field).is_some(), "{field}");
                    }
                    assert_eq!(found.postal.is_some(), treatment == Treatment::Postal);
                }
            }
        }
    }
}
