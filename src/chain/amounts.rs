//! Amounts of money as a scenario writes them: prices, tariffs of services, rates for holding and owing goods.

use super::price::Basis;
use super::reading::quantity;
use super::{Resolver, Tariff};
use crate::text::{Code, Node, Problem, Reader};
use crate::units::{Dimension, HoldingRate, Money, Quantity, Span};

impl Resolver<'_> {
    /// An amount of money; `/unit` behind it may be said.
    pub fn money(&self, reader: &Reader<'_>, key: &'static str) -> Option<Money> {
        let node = reader.get(key)?;
        let (amount, per) = self.amount(node)?;
        if per.is_empty() || per == ["unit"] {
            return Some(amount);
        }
        self.report(Problem::new(
            Code::WrongUnit,
            node.place,
            format!("`{key}` is an amount of {}, not a rate", self.currency),
        ));
        None
    }

    /// What a service charges: a rate, or a list of rates.
    pub fn tariff(&self, reader: &Reader<'_>, key: &'static str) -> Option<Tariff> {
        let mut tariff = Tariff::default();
        for node in reader.get(key)?.items() {
            let Some((amount, per)) = self.amount(node) else { continue };
            let per: Vec<&str> = per.iter().map(String::as_str).collect();
            match per[..] {
                ["shipment" | "parcel" | "order"] => tariff.add(amount, Basis::Shipment),
                ["unit"] => tariff.add(amount, Basis::Unit),
                _ => self.report(
                    Problem::new(
                        Code::WrongUnit,
                        node.place,
                        "a price is charged per shipment, parcel, order or unit, nothing else",
                    )
                    .help(format!("for instance `\"3.5 {}/parcel\"`", self.currency)),
                ),
            }
        }
        Some(tariff)
    }

    /// Money per unit and time.
    pub fn holding_rate(&self, reader: &Reader<'_>, key: &'static str) -> Option<HoldingRate> {
        let node = reader.get(key)?;
        let (amount, per) = self.amount(node)?;
        let time = match &per[..] {
            [goods, time] if Quantity::dimension(goods) == Dimension::Pieces => Quantity::dimension(time),
            _ => Dimension::Other,
        };
        if let Dimension::Time(micros) = time {
            self.charges(amount, Some(Span::from_f64_micros(micros)), node.place);
            return Some(HoldingRate::new(amount, Span::from_f64_micros(micros)));
        }
        self.report(
            Problem::new(Code::WrongUnit, node.place, format!("`{key}` is money per unit and time"))
                .help(format!("for instance `\"0.02 {}/unit/d\"`", self.currency)),
        );
        None
    }

    #[expect(clippy::cast_possible_truncation, reason = "checked to be far below 2^63")]
    fn amount(&self, node: &Node) -> Option<(Money, Vec<String>)> {
        let quantity =
            self.keep(quantity(node, &format!("an amount such as `\"12.50 {}\"` is needed", self.currency)))?;
        let Some((currency, per)) = quantity.units.split_first() else {
            let problem = Problem::new(
                Code::WrongUnit,
                node.place,
                format!("an amount names its currency, here {}", self.currency),
            );
            self.report(problem.help(format!("write `\"{} {}\"`", quantity.number, self.currency)));
            return None;
        };
        if *currency != self.currency {
            self.report(
                Problem::new(
                    Code::WrongUnit,
                    node.place,
                    format!("the ledger is in {}, not in `{currency}`", self.currency),
                )
                .help("convert the amount, or set `currency` at the top of the file"),
            );
            return None;
        }
        let parts = quantity.number * 10_000.0;
        if !(0.0..=1e15).contains(&parts) {
            let cause = format!("an amount lies between 0 and 100 thousand million, not at {}", quantity.number);
            self.report(Problem::new(Code::OutOfRange, node.place, cause));
            return None;
        }
        if (parts - parts.round()).abs() > 1e-6 {
            let cause = format!("an amount has at most four decimals, not {}", quantity.number);
            self.report(Problem::new(Code::OutOfRange, node.place, cause));
            return None;
        }
        let amount = Money::from_parts(parts.round() as i64);
        self.charges(amount, None, node.place);
        Some((amount, per.to_vec()))
    }
}
