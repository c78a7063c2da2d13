//! Chinese import tax to the fen: the worked examples and the table of the specification, the compound rates of earlier
//! years, thresholds, limits, dates, and properties that hold for every order.
//!
//! # Source
//! "Example N" is a worked example of the project's notes on the domain, section 2, derived from Cai Guan Shui 2016
//! No. 18 and 2018 No. 49; example 3 is a case published by customs at Ningbo. "P10" is the table of the validation
//! notes, computed independently from the same notices.

#![expect(clippy::inconsistent_digit_grouping, reason = "the last two digits of an amount are fen")]

mod laws;
mod read;
mod table;

use haitao::chain::regime::{
    Admissible, Amendment, Content, Item, PostClass, Reason, Regime, RegimeError, RuleBook, Rules, Shares, Specific,
    Tax, TaxClass, TaxFacts, Treatment, assess, day_of, tax,
};
use haitao::policy::above_limit::{AboveLimit, Choice, Policy, first_fit};
use haitao::units::{Money, Share, Units};
use jiff::civil::{Date, date};

/// Returns an amount in fen.
const fn fen(count: i64) -> Money {
    Money::from_parts(count * 100)
}

const fn yuan(count: i64) -> Money {
    fen(count * 100)
}

const fn percent(count: u32) -> Share {
    Share::from_ppm(count * 10_000).expect("at most 100 %")
}

/// A day under the rules in force from 2019, 2022 and later.
const TODAY: Date = date(2027, 3, 1);

fn rules(regime: Regime, on: Date) -> Rules {
    *RuleBook::built_in().at(regime, day_of(on)).expect("rules of that day")
}

/// Returns the tax on lines of (facts, units, value of the line).
fn due(treatment: Treatment, regime: Regime, on: Date, lines: &[(TaxFacts, i64, Money)], delivery: Money) -> Tax {
    let items: Vec<Item<'_>> =
        lines.iter().map(|(facts, units, value)| Item { facts, units: Units::new(*units), value: *value }).collect();
    let rules = rules(regime, on);
    let due = tax(treatment, &items, delivery, &rules).expect("a tax");
    let mut shares = Shares::default();
    let (again, shares) = shares.of(treatment, &items, delivery, &rules).expect("shares");
    assert_eq!(again, due, "the tax with its shares is the tax");
    assert_eq!(shares.iter().copied().sum::<Money>(), due.total, "the lines bear the total");
    assert_eq!(due.tariff + due.consumption + due.vat + due.postal, due.total, "the parts are the total");
    due
}

/// Returns the tax on one line of retail import within the limits, today.
fn retail(facts: TaxFacts, units: i64, value: Money) -> Tax {
    due(Treatment::Cbec, Regime::Bonded1210, TODAY, &[(facts, units, value)], Money::ZERO)
}

fn assessed(regime: Regime, on: Date, lines: &[(TaxFacts, i64, Money)], spent: Money) -> Admissible {
    let items: Vec<Item<'_>> =
        lines.iter().map(|(facts, units, value)| Item { facts, units: Units::new(*units), value: *value }).collect();
    assess(regime, &RuleBook::built_in(), day_of(on), &items, Money::ZERO, spent).expect("an assessment")
}

const ORDINARY: TaxFacts = TaxFacts::of(TaxClass::Ordinary);
const REDUCED: TaxFacts = TaxFacts::of(TaxClass::Reduced);
const WINE: TaxFacts = TaxFacts::of(TaxClass::Wine);

const fn cosmetic(content: Content) -> TaxFacts {
    TaxFacts::of(TaxClass::Cosmetics).with_content(content)
}

#[test]
fn example_1_infant_formula() {
    let due = retail(ORDINARY, 2, yuan(596));
    assert_eq!(due, Tax { vat: fen(54_24), total: fen(54_24), ..Tax::default() });
}

#[test]
fn example_2_skin_care_below_the_threshold() {
    assert_eq!(retail(cosmetic(Content::millilitres(50)), 1, yuan(199)).total, fen(18_11));
}

#[test]
fn example_3_serum_above_the_threshold() {
    let due = retail(cosmetic(Content::grams(20)), 1, yuan(425));
    assert_eq!((due.consumption, due.vat, due.total), (fen(52_50), fen(45_50), fen(98_00)));
}

#[test]
fn example_4_the_cliff_at_the_threshold() {
    let cream = cosmetic(Content::millilitres(50));
    let (dear, cheap) = (retail(cream, 1, yuan(500)), retail(cream, 1, fen(499_99)));
    assert_eq!((dear.total, cheap.total), (fen(115_29), fen(45_50)));
    assert_eq!(cheap.consumption, Money::ZERO);
    // By the piece: five sheets at 15 yuan each; two boxes cost no more per piece than one.
    let masks = cosmetic(Content::Pieces(5));
    assert!(
        retail(masks, 1, yuan(75)).consumption > Money::ZERO && retail(masks, 2, yuan(150)).consumption > Money::ZERO
    );
    assert_eq!(retail(masks, 1, fen(74_99)).consumption, Money::ZERO);
    assert_eq!(retail(masks, 2, fen(149_99)).consumption, Money::ZERO);
    // Delivery is part of the dutiable value.
    let delivered = due(Treatment::Cbec, Regime::Direct9610, TODAY, &[(cream, 1, yuan(480))], yuan(20));
    assert_eq!(delivered.total, fen(115_29));
}

#[test]
fn example_5_wine_and_its_freight() {
    let due = due(Treatment::Cbec, Regime::Direct9610, TODAY, &[(WINE, 3, yuan(564))], yuan(20));
    assert_eq!((due.consumption, due.vat, due.total), (fen(45_42), fen(59_05), fen(104_47)));
}

#[test]
fn example_6_a_discount_to_all_counts_a_coupon_does_not() {
    let due = due(Treatment::Cbec, Regime::Bonded1210, TODAY, &[(ORDINARY, 2, yuan(650))], yuan(15));
    assert_eq!(due.total, fen(60_52));
}

#[test]
fn example_7_olive_oil_at_the_reduced_rate() {
    assert_eq!(retail(REDUCED, 1, yuan(128)).total, fen(8_06));
}

#[test]
fn example_8_one_handbag_above_the_limit() {
    let handbag = [(ORDINARY.with_tariff(percent(6)), 1, yuan(8_000))];
    let admissible = assessed(Regime::Bonded1210, TODAY, &handbag, Money::ZERO);
    assert_eq!(admissible.treatment, Some(Treatment::CbecFull));
    assert_eq!(admissible.reason, Reason::OnePieceAboveLimit { limit: yuan(5_000) });
    assert_eq!(admissible.value, yuan(8_000), "what counts to the year");
    let due = due(Treatment::CbecFull, Regime::Bonded1210, TODAY, &handbag, Money::ZERO);
    assert_eq!((due.tariff, due.vat, due.total), (yuan(480), fen(1_102_40), fen(1_582_40)));
}

#[test]
fn example_9_one_serum_above_the_limit() {
    let serum = [(cosmetic(Content::millilitres(100)).with_tariff(percent(1)), 1, yuan(5_600))];
    let treatment = assessed(Regime::Direct9610, TODAY, &serum, Money::ZERO).treatment.expect("admissible");
    let due = due(treatment, Regime::Direct9610, TODAY, &serum, Money::ZERO);
    assert_eq!((due.tariff, due.consumption, due.total), (yuan(56), fen(998_12), fen(1_919_15)));
    // 865.035 exactly: rounded on its own it would be 865.04, and the parts a fen more than their total.
    assert_eq!(due.vat, fen(865_03));
}

#[test]
fn example_10_two_pieces_above_the_limit_are_split() {
    let pieces = [(ORDINARY, 2, yuan(5_600))];
    let admissible = assessed(Regime::Bonded1210, TODAY, &pieces, Money::ZERO);
    assert_eq!((admissible.treatment, admissible.split), (None, true));
    assert_eq!(admissible.reason, Reason::SeveralPiecesAboveLimit { limit: yuan(5_000) });
    let policy = Policy::named("split").expect("a policy");
    assert_eq!(policy.choose(&admissible), Choice::Split);
    let parts = first_fit(&[(yuan(2_800), Units::new(2))], yuan(5_000));
    assert_eq!(parts.len(), 2);
    let each: Vec<Money> =
        parts.iter().map(|part| retail(ORDINARY, part.units.count(), yuan(2_800).times(part.units)).total).collect();
    assert_eq!(each, [fen(254_80), fen(254_80)]);
    assert_eq!(each.into_iter().sum::<Money>(), fen(509_60));
}

#[test]
fn example_11_the_limit_of_the_year() {
    let order = [(ORDINARY, 1, yuan(1_800))];
    for regime in [Regime::Bonded1210, Regime::Bonded1239, Regime::Direct9610] {
        let admissible = assessed(regime, TODAY, &order, yuan(24_500));
        assert_eq!((admissible.treatment, admissible.split), (None, false));
        assert_eq!(admissible.reason, Reason::YearExceeded { limit: yuan(26_000), would_be: yuan(26_300) });
        let choices =
            ["split", "refuse", "general_trade"].map(|name| Policy::named(name).map(|p| p.choose(&admissible)));
        let trade = Choice::Declare(Treatment::GeneralTrade);
        assert_eq!(choices, [Some(Choice::Refuse), Some(Choice::Refuse), Some(trade)]);
        assert_eq!(
            assessed(regime, TODAY, &order, yuan(24_200)).treatment,
            Some(Treatment::Cbec),
            "26,000 is within the limit"
        );
    }
    for (regime, treatment) in [(Regime::Personal, Treatment::Postal), (Regime::GeneralTrade, Treatment::GeneralTrade)]
    {
        assert_eq!(
            assessed(regime, TODAY, &order, yuan(24_500)).treatment,
            Some(treatment),
            "there is no annual limit"
        );
    }
}

#[test]
fn example_12_beer_by_the_tonne() {
    let beer = TaxFacts::of(TaxClass::Beer).with_content(Content::millilitres(330));
    let due = retail(beer, 24, yuan(240));
    assert_eq!(due.total, fen(23_43));
    // 1.4028 and 22.022364 exactly: rounded on their own, they would add up to a fen less than their total.
    assert_eq!((due.consumption, due.vat), (fen(1_41), fen(22_02)));
}

#[test]
fn example_13_general_trade() {
    let import =
        |facts, value| due(Treatment::GeneralTrade, Regime::GeneralTrade, TODAY, &[(facts, 1, value)], Money::ZERO);
    let provisional = import(ORDINARY.with_tariff(percent(5)), yuan(300));
    assert_eq!((provisional.tariff, provisional.vat, provisional.total), (yuan(15), fen(40_95), fen(55_95)));
    assert_eq!(import(ORDINARY.with_tariff(percent(15)), yuan(300)).total, fen(89_85));
    let wine = import(WINE.with_tariff(percent(14)), yuan(100));
    assert_eq!((wine.tariff, wine.consumption, wine.total), (yuan(14), fen(12_67), fen(43_13)));
}
