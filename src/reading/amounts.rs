//! Reads amounts of money: prices, tariffs of services, rates for holding and owing goods and for people and sites.

use super::Reading;
use super::law::{self, Words};
use super::values::{quantity, unit_problem};
use crate::chain::{Basis, Container, Dated, Rates, Tariff, TimeLaw};
use crate::text::{Code, Node, Problem, Problems, Reader};
use crate::units::{Dimension, HoldingRate, Money, Quantity, Share, Span, TimeRate};

impl Reading<'_> {
    /// Reads an amount of money, with or without `/unit`.
    pub fn money(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Money> {
        self.money_of(reader.get(key)?, key)
    }

    pub(super) fn money_of(&mut self, node: &Node, key: &str) -> Option<Money> {
        let (amount, per) = self.amount(node)?;
        if per.is_empty() || per == ["unit"] {
            return Some(amount);
        }
        let problem = unit_problem(node, &per, format!("`{key}` must be an amount of {}, not a rate", self.currency));
        self.report(problem.help(format!("for instance `\"12 {}\"`", self.currency)));
        None
    }

    /// Reads a tariff: a rate or a list of rates, which may change by date.
    pub fn tariff(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Tariff> {
        self.tariff_of(reader, key, false)
    }

    /// Reads a tariff for every day of a service: rates that end in `/d`.
    pub fn daily_tariff(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Tariff> {
        self.tariff_of(reader, key, true)
    }

    fn tariff_of(&mut self, reader: &Reader<'_>, key: &'static str, daily: bool) -> Option<Tariff> {
        let node = reader.get(key)?;
        let dated = |reading: &mut Self| reading.dated(node, |reading, node| Some(reading.rates(node, daily)));
        self.at_each_rate(dated).map(Tariff::new)
    }

    fn rates(&mut self, node: &Node, daily: bool) -> Rates {
        let mut rates = Rates::default();
        for node in node.items() {
            let Some((amount, mut per)) = self.amount(node) else { continue };
            let timed = daily && per.pop_if(|unit| ["d", "day"].contains(&unit.as_str())).is_some();
            if timed {
                self.charges(amount, Some(Span::DAY), node.place);
            }
            let per: Vec<&str> = per.iter().map(String::as_str).collect();
            let basis = match per[..] {
                _ if timed != daily => None,
                ["shipment" | "parcel" | "order"] => Some(Basis::Shipment),
                ["kg"] => Some(Basis::Kilogram),
                ["m3"] => Some(Basis::CubicMetre),
                ["first_kg"] => Some(Basis::FirstKilogram),
                ["next_kg"] => Some(Basis::NextKilogram),
                [word] if Quantity::dimension(word) == Dimension::Pieces => Some(Basis::Unit),
                [word] => Container::parse(word).map(Basis::Box),
                _ => None,
            };
            let words = "shipment, parcel, order, unit, kg, m3, first_kg, next_kg, 20GP, 40GP or 40HQ";
            match basis {
                Some(basis) => rates.add(amount, basis),
                None => self.report(
                    unit_problem(
                        node,
                        &per.iter().map(|unit| (*unit).to_owned()).collect::<Vec<_>>(),
                        format!("a price must be per {}{words}", if daily { "day and " } else { "" }),
                    )
                    .help(if daily {
                        format!("for instance `\"300 {}/shipment/d\"`", self.currency)
                    } else {
                        format!("for instance `\"3.5 {}/parcel\"`", self.currency)
                    }),
                ),
            }
        }
        rates
    }

    /// Reads an amount of money that may change by date or with its currency's exchange rate, with or without `/unit`.
    pub fn dated_money(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Dated<Money>> {
        let node = reader.get(key)?;
        self.at_each_rate(|reading| reading.dated(node, |reading, node| reading.money_of(node, key)))
    }

    /// Reads a distribution of amounts in 1/10,000 of the currency unit.
    pub fn money_law(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<TimeLaw> {
        let node = reader.get(key)?;
        #[expect(clippy::cast_precision_loss, reason = "amounts are limited far below 2^53")]
        let parts = |node: &Node| match self.amount_in(node) {
            Ok((amount, per)) if per.is_empty() => Ok(amount.parts() as f64),
            Err(Some(problem)) => Err(problem),
            _ => Err(Problem::new(
                Code::WrongUnit,
                node.place,
                format!("`{key}` must be an amount of {}", self.currency),
            )),
        };
        let words = Words { quantity: &parts, file: self.names.files.columns };
        let mut found = Problems::default();
        let law = law::read(node, &words, &mut found);
        let law = self.sound_law(node, law, &found, Code::OutOfRange, false)?;
        Some(TimeLaw::new(law, self.stream(&reader.path_of(key))))
    }

    /// Reads a share per time: `"12 %/y"`.
    pub fn carrying_rate(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<HoldingRate> {
        let node = reader.get(key)?;
        let quantity = self.keep(quantity(node, "expected a rate such as `\"12 %/y\"`"))?;
        if let [share, time] = &quantity.units[..]
            && let (Dimension::Share(factor), Dimension::Time(micros)) =
                (Quantity::dimension(share), Quantity::dimension(time))
            && (0.0..=1.0).contains(&(quantity.number * factor))
        {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "checked to be between 0 and 1"
            )]
            let share = Share::from_ppm((quantity.number * factor * 1e6).round() as u32)?;
            return Some(HoldingRate::of_value(share, Span::from_f64_micros(micros)));
        }
        self.report(
            Problem::new(Code::WrongUnit, node.place, format!("`{key}` must be a share per time"))
                .help("for instance `\"12 %/y\"`"),
        );
        None
    }

    /// Reads money per cubic metre and time.
    pub fn storage_rate(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<HoldingRate> {
        let node = reader.get(key)?;
        let (amount, per) = self.amount(node)?;
        if let [space, time] = &per[..]
            && let (Dimension::Volume(cm3), Dimension::Time(micros)) =
                (Quantity::dimension(space), Quantity::dimension(time))
        {
            #[expect(clippy::cast_possible_truncation, reason = "a unit of volume")]
            return Some(HoldingRate::for_units(amount, cm3 as i64, Span::from_f64_micros(micros)));
        }
        self.report(
            Problem::new(Code::WrongUnit, node.place, format!("`{key}` must be money per volume and time"))
                .help(format!("for instance `\"1.8 {}/m3/d\"`", self.currency)),
        );
        None
    }

    /// Reads money per unit and time.
    pub fn holding_rate(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<HoldingRate> {
        let node = reader.get(key)?;
        let (amount, per) = self.amount(node)?;
        if let Some(rate) = self.rate_for_units(amount, &per, node) {
            return Some(rate);
        }
        self.report(
            Problem::new(Code::WrongUnit, node.place, format!("`{key}` must be money per unit and time"))
                .help(format!("for instance `\"0.02 {}/unit/d\"`", self.currency)),
        );
        None
    }

    fn rate_for_units(&mut self, amount: Money, per: &[String], node: &Node) -> Option<HoldingRate> {
        let [goods, time] = per else { return None };
        let (Dimension::Pieces, Dimension::Time(micros)) = (Quantity::dimension(goods), Quantity::dimension(time))
        else {
            return None;
        };
        self.charges(amount, Some(Span::from_f64_micros(micros)), node.place);
        Some(HoldingRate::new(amount, Span::from_f64_micros(micros)))
    }

    /// Reads money per unit, money per unit and time, or a list of both.
    pub fn shortage_rates(&mut self, reader: &Reader<'_>, key: &'static str) -> (HoldingRate, Money) {
        let (mut rate, mut once) = (None, None);
        for node in reader.get(key).map_or(&[][..], Node::items) {
            let Some((amount, per)) = self.amount(node) else { continue };
            let twice = if let Some(read) = self.rate_for_units(amount, &per, node) {
                rate.replace(read).is_some()
            } else if matches!(&per[..], [goods] if Quantity::dimension(goods) == Dimension::Pieces) {
                once.replace(amount).is_some()
            } else {
                let cause = format!("`{key}` must be money per unit, or per unit and time");
                let (unit, time) = (format!("4 {}/unit", self.currency), format!("0.02 {}/unit/d", self.currency));
                let problem = unit_problem(node, &per, cause);
                self.report(problem.help(format!("for instance `[\"{unit}\", \"{time}\"]`")));
                false
            };
            if twice {
                let cause = format!("`{key}` states two amounts of the same kind");
                let problem = Problem::new(Code::OutOfRange, node.place, cause);
                self.report(problem.help("state one per unit and one per unit and time"));
            }
        }
        (rate.unwrap_or(HoldingRate::FREE), once.unwrap_or_default())
    }

    /// Reads money per time, which may change by date, due for this many people or things.
    pub(super) fn time_rate(&mut self, reader: &Reader<'_>, key: &'static str, many: u32) -> Option<Dated<TimeRate>> {
        let node = reader.get(key)?;
        self.at_each_rate(|reading| reading.dated(node, |reading, node| reading.time_rate_of(node, key, many)))
    }

    fn time_rate_of(&mut self, node: &Node, key: &str, many: u32) -> Option<TimeRate> {
        let read = self.amount_in(node);
        let (amount, per) = self.known_amount(read)?;
        if let [time] = &per[..]
            && let Dimension::Time(micros) = Quantity::dimension(time)
        {
            let per = Span::from_f64_micros(micros);
            self.costs_all_the_time(amount, per, many, node.place);
            return Some(TimeRate::new(amount, per));
        }
        let cause = format!("`{key}` must be money per time");
        self.report(unit_problem(node, &per, cause).help(format!("for instance `\"28 {}/h\"`", self.currency)));
        None
    }

    fn amount(&mut self, node: &Node) -> Option<(Money, Vec<String>)> {
        let read = self.amount_in(node);
        let (amount, per) = self.known_amount(read)?;
        self.charges(amount, None, node.place);
        Some((amount, per))
    }

    /// Returns an amount that could be read; reports the problem of any other.
    fn known_amount(&mut self, read: Result<(Money, Vec<String>), Option<Problem>>) -> Option<(Money, Vec<String>)> {
        read.map_err(|problem| problem.into_iter().for_each(|problem| self.report(problem))).ok()
    }

    /// Reads an amount in the ledger's currency, and the units it is charged per. The error is `None` if a problem with
    /// the currency has been reported already.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be far below 2^63")]
    fn amount_in(&self, node: &Node) -> Result<(Money, Vec<String>), Option<Problem>> {
        let quantity = quantity(node, &format!("expected an amount such as `\"12.50 {}\"`", self.currency))?;
        let Some((currency, per)) = quantity.units.split_first() else {
            let problem = Problem::new(
                Code::WrongUnit,
                node.place,
                format!("an amount needs its currency, here {}", self.currency),
            );
            return Err(Some(problem.help(format!("write `\"{} {}\"`", quantity.number, self.currency))));
        };
        let parts = quantity.number * self.rate_of(currency, node)? * 10_000.0;
        let refuse = |cause| Err(Some(Problem::new(Code::OutOfRange, node.place, cause)));
        if !(0.0..=1e15).contains(&parts) {
            return refuse(format!("an amount must be between 0 and 100 billion, not {}", quantity.number));
        }
        if *currency == self.currency && (parts - parts.round()).abs() > 1e-6 {
            return refuse(format!("an amount can have at most four decimals, unlike {}", quantity.number));
        }
        Ok((Money::from_parts(parts.round() as i64), per.to_vec()))
    }

    /// Returns the price of one unit of a currency in the ledger's.
    fn rate_of(&self, currency: &str, node: &Node) -> Result<f64, Option<Problem>> {
        if currency == self.currency {
            return Ok(1.0);
        }
        if self.currency.is_empty() {
            return Err(None);
        }
        let rate = self.fx.iter().find(|(code, _)| code == currency).map(|(_, rate)| *rate.at(self.exchanged_at));
        rate.ok_or_else(|| {
            let cause = format!("the ledger is in {}, but `[fx]` has no rate for `{currency}`", self.currency);
            let problem = Problem::new(Code::MissingRate, node.place, cause);
            Some(problem.help(format!("add the price of one {currency}: `fx.{currency} = \"... {}\"`", self.currency)))
        })
    }
}
