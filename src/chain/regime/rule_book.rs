//! The rules of all regimes, in order of date. A scenario may amend a field from a day on; a later change of the same
//! field still takes effect on its own day.

use super::field::Draft;
use super::rule_dates::BUILT_IN;
use super::{Amendment, Regime, RegimeError, Rules, day_of};

/// The rules by regime and day.
#[derive(Clone, Debug, Default)]
pub struct RuleBook {
    regimes: [Chapter; Regime::NAMES.len()],
}

/// The rules of one regime.
#[derive(Clone, Debug, Default)]
struct Chapter {
    /// Changes by day; if two change a field on one day, the later entry applies.
    changes: Vec<Provision>,
    /// The resulting rules by day.
    rules: Vec<Rules>,
}

/// A value of one field, its first day, and its legal basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provision {
    /// The first day, in days since 1 January 1970.
    pub from: i64,
    /// The field and its value.
    pub amendment: Amendment,
    /// The notice; `None` for an amendment of a scenario.
    pub notice: Option<&'static str>,
}

impl RuleBook {
    /// Returns the default rules.
    #[must_use]
    pub fn built_in() -> Self {
        let mut book = Self::default();
        for (date, regimes, amendment, notice) in BUILT_IN {
            for regime in *regimes {
                let provision = Provision { from: day_of(*date), amendment: *amendment, notice: Some(notice) };
                book.regimes[*regime as usize].enter(provision);
            }
        }
        for (_, regime) in Regime::NAMES {
            book.regimes[regime as usize].make(regime);
        }
        book
    }

    /// Gives a field of a regime a new value from a day on.
    ///
    /// # Units
    /// Days since 1 January 1970.
    pub fn amend(&mut self, regime: Regime, day: i64, amendment: Amendment) {
        let chapter = &mut self.regimes[regime as usize];
        chapter.enter(Provision { from: day, amendment, notice: None });
        chapter.make(regime);
    }

    /// Returns the rules of a regime on a day.
    ///
    /// # Units
    /// Days since 1 January 1970.
    ///
    /// # Errors
    /// If the day is before the first one with rules.
    #[inline]
    pub fn at(&self, regime: Regime, day: i64) -> Result<&Rules, RegimeError> {
        let rules = &self.regimes[regime as usize].rules;
        let found = rules.iter().rev().find(|rules| rules.from <= day);
        found.ok_or_else(|| RegimeError::NoRules { regime, day, first: rules.first().map(|rules| rules.from) })
    }

    /// Returns the provision that gives a field of a regime its value on a day: the last change up to then.
    ///
    /// # Units
    /// Days since 1 January 1970.
    #[must_use]
    pub fn provision(&self, regime: Regime, day: i64, field: &str) -> Option<Provision> {
        let changes = &self.regimes[regime as usize].changes;
        changes.iter().rev().find(|change| change.from <= day && change.amendment.name() == field).copied()
    }

    /// Returns the days on which the rules of a regime change, from the first one with rules.
    ///
    /// # Units
    /// Days since 1 January 1970.
    pub fn days(&self, regime: Regime) -> impl Iterator<Item = i64> {
        self.regimes[regime as usize].rules.iter().map(|rules| rules.from)
    }
}

impl Chapter {
    fn enter(&mut self, provision: Provision) {
        let at = self.changes.partition_point(|known| known.from <= provision.from);
        self.changes.insert(at, provision);
    }

    fn make(&mut self, regime: Regime) {
        self.rules.clear();
        let mut draft = Draft::default();
        for changes in self.changes.chunk_by(|a, b| a.from == b.from) {
            for change in changes {
                draft.amend(change.amendment);
            }
            self.rules.extend(Rules::complete(regime, changes[0].from, &draft));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Money, Share};
    use jiff::civil::{Date, date};

    fn order_limit(book: &RuleBook, regime: Regime, on: Date) -> i64 {
        let rules = book.at(regime, day_of(on)).expect("rules of that day");
        rules.order_limit.expect("a limit").parts() / Money::SCALE
    }

    #[test]
    fn a_value_holds_from_its_day_to_the_next() {
        let book = RuleBook::built_in();
        assert_eq!(order_limit(&book, Regime::Bonded1210, date(2018, 12, 31)), 2_000);
        assert_eq!(order_limit(&book, Regime::Bonded1210, date(2019, 1, 1)), 5_000);
        assert_eq!(order_limit(&book, Regime::Personal, date(2024, 11, 30)), 1_000);
        assert_eq!(order_limit(&book, Regime::Personal, date(2024, 12, 1)), 2_000);
    }

    #[test]
    fn an_amendment_holds_until_the_next_change_of_its_field() {
        let mut book = RuleBook::built_in();
        let amended = Amendment::OrderLimit(Money::from_parts(30_000_000));
        book.amend(Regime::Bonded1210, day_of(date(2018, 5, 1)), amended);
        book.amend(Regime::Bonded1210, day_of(date(2027, 7, 1)), Amendment::OrderLimit(Money::from_parts(80_000_000)));
        for (on, limit) in [
            (date(2018, 4, 30), 2_000),
            (date(2018, 5, 1), 3_000),
            (date(2018, 12, 31), 3_000),
            (date(2019, 1, 1), 5_000),
            (date(2027, 6, 30), 5_000),
            (date(2027, 7, 1), 8_000),
        ] {
            assert_eq!(order_limit(&book, Regime::Bonded1210, on), limit, "{on}");
        }
        assert_eq!(
            order_limit(&book, Regime::Direct9610, date(2027, 7, 1)),
            5_000,
            "the amendment is for one regime only"
        );
        let rules = book.at(Regime::Bonded1210, day_of(date(2018, 5, 1))).expect("rules");
        assert_eq!(rules.vat, Share::from_ppm(160_000).expect("16 %"), "other changes of that day remain");
        // The same day again: the amendment replaces the earlier one.
        book.amend(Regime::Bonded1210, day_of(date(2019, 1, 1)), amended);
        assert_eq!(order_limit(&book, Regime::Bonded1210, date(2019, 1, 1)), 3_000);
    }

    #[test]
    fn each_value_names_its_source() {
        let mut book = RuleBook::built_in();
        let vat = |book: &RuleBook, on: Date| book.provision(Regime::Bonded1210, day_of(on), "vat");
        let found = vat(&book, date(2018, 12, 31)).expect("VAT");
        assert_eq!((found.from, found.notice), (day_of(date(2018, 5, 1)), Some("Cai Shui 2018 No. 32")));
        assert_eq!(vat(&book, date(2016, 4, 7)), None);
        let own = Amendment::Vat(Share::from_ppm(120_000).expect("12 %"));
        book.amend(Regime::Bonded1210, day_of(date(2027, 1, 1)), own);
        let found = vat(&book, date(2027, 1, 1)).expect("VAT");
        assert_eq!((found.amendment, found.notice), (own, None));
        let days: Vec<i64> = RuleBook::built_in().days(Regime::Personal).collect();
        assert_eq!(days, [date(2018, 11, 1), date(2019, 4, 1), date(2019, 4, 9), date(2024, 12, 1)].map(day_of));
    }

    #[test]
    fn a_day_before_the_first_rules_is_an_error() {
        let book = RuleBook::built_in();
        let before = day_of(date(2016, 4, 7));
        for (_, regime) in Regime::NAMES {
            let error = book.at(regime, before).expect_err("no rules");
            let first = if regime == Regime::Personal { date(2018, 11, 1) } else { date(2016, 4, 8) };
            assert_eq!(error, RegimeError::NoRules { regime, day: before, first: Some(day_of(first)) });
        }
        assert_eq!(
            book.at(Regime::Personal, before).expect_err("no rules").to_string(),
            "no rules of regime personal are known on 2016-04-07; the first apply from 2018-11-01"
        );
    }
}
