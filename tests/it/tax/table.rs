//! The table and the compound rates of P10, personal articles, and rule changes by date.

use super::*;

const fn stated(vat: u32, consumption: u32, specific: Specific) -> TaxFacts {
    TaxFacts::of(TaxClass::Stated { vat: Some(percent(vat)), consumption: percent(consumption), specific })
}

const CREAM: TaxFacts = cosmetic(Content::millilitres(50));
const LOTION: TaxFacts = cosmetic(Content::millilitres(200));
/// Half a yuan per bottle.
const SPIRITS: TaxFacts = stated(13, 20, Specific::Unit(fen(50)));
const WATCH: TaxFacts = stated(13, 20, Specific::Free).with_tariff(percent(11));
const HANDBAG: TaxFacts = stated(13, 0, Specific::Free).with_tariff(percent(6));

/// Each row of P10: facts, value, the exact consumption tax, VAT and tariff in ten-thousandths of a yuan, the total.
const P10: [(&str, TaxFacts, i64, [i64; 3], i64); 8] = [
    ("milk powder 300", ORDINARY, 300, [0, 27_3000, 0], 27_30),
    ("fresh food 9 % 200", REDUCED, 200, [0, 12_6000, 0], 12_60),
    ("cream 50 ml 800, high-end", CREAM, 800, [98_8235, 85_6471, 0], 184_47),
    ("lotion 200 ml 800, ordinary", LOTION, 800, [0, 72_8000, 0], 72_80),
    ("wine 400", WINE, 400, [31_1111, 40_4444, 0], 71_56),
    ("spirits 500 ml 900", SPIRITS, 900, [157_9375, 102_4319, 0], 260_37),
    ("watch 12000, one piece", WATCH, 12_000, [3330_0000, 2164_5000, 1320_0000], 6_814_50),
    ("handbag 6500, one piece", HANDBAG, 6_500, [0, 895_7000, 390_0000], 1_285_70),
];

#[test]
fn every_row_of_p10() {
    for (name, facts, value, [consumption, vat, tariff], total) in P10 {
        let line = [(facts, 1, yuan(value))];
        let admissible = assessed(Regime::Bonded1210, TODAY, &line, Money::ZERO);
        let expected = if value > 5_000 { Treatment::CbecFull } else { Treatment::Cbec };
        assert_eq!(admissible.treatment, Some(expected), "{name}");
        let due = due(expected, Regime::Bonded1210, TODAY, &line, Money::ZERO);
        assert_eq!(due.total, fen(total), "{name}");
        for (part, exact) in [(due.consumption, consumption), (due.vat, vat), (due.tariff, tariff)] {
            assert!((part.parts() - exact).abs() < 100, "{name}: {part} for {exact}");
        }
    }
    // The class of spirits, a yuan per litre, equals half a yuan per bottle of half a litre.
    let spirits = TaxFacts::of(TaxClass::Spirits).with_content(Content::millilitres(500));
    assert_eq!(retail(spirits, 1, yuan(900)), retail(SPIRITS, 1, yuan(900)));
    assert_eq!(retail(spirits, 3, yuan(2_700)), retail(SPIRITS, 3, yuan(2_700)));
}

/// The rates of the table of section 2 and of P10 in parts per million of the value, by day.
#[test]
fn compound_rates_of_every_period() {
    let high_end = cosmetic(Content::millilitres(50));
    let rows = [
        (date(2027, 1, 1), ORDINARY, 91_000),
        (date(2027, 1, 1), REDUCED, 63_000),
        (date(2027, 1, 1), stated(13, 5, Specific::Free), 132_632),
        (date(2027, 1, 1), WINE, 178_889),
        (date(2027, 1, 1), high_end, 230_588),
        (date(2027, 1, 1), stated(13, 20, Specific::Free), 288_750),
        // 2016-10 to 2018-04, VAT 17 %.
        (date(2016, 10, 1), ORDINARY, 119_000),
        (date(2016, 10, 1), high_end, 263_529),
        (date(2018, 4, 30), high_end, 263_529),
        // 2018-05 to 2019-03, VAT 16 %.
        (date(2018, 5, 1), ORDINARY, 112_000),
        (date(2018, 5, 1), high_end, 255_294),
        (date(2019, 3, 31), high_end, 255_294),
        (date(2019, 4, 1), high_end, 230_588),
        // Before 2016-10, consumption tax 30 %, at any price.
        (date(2016, 4, 8), high_end, 470_000),
        (date(2016, 9, 30), cosmetic(Content::millilitres(5_000)), 470_000),
        (date(2016, 10, 1), cosmetic(Content::millilitres(5_000)), 119_000),
        // The reduced rate: Cai Shui 2017 No. 37, 2018 No. 32, notice 2019 No. 39.
        (date(2017, 6, 30), REDUCED, 91_000),
        (date(2017, 7, 1), REDUCED, 77_000),
        (date(2018, 5, 1), REDUCED, 70_000),
        (date(2019, 4, 1), REDUCED, 63_000),
    ];
    for (on, facts, rate) in rows {
        let value = yuan(1_000);
        for regime in [Regime::Bonded1210, Regime::Bonded1239, Regime::Direct9610] {
            let due = due(Treatment::Cbec, regime, on, &[(facts, 1, value)], Money::ZERO);
            // On 1,000 yuan a part per million is a tenth of a fen.
            assert_eq!(due.total, fen((rate + 5) / 10), "{on}: {facts:?}");
        }
        // A thousand units, so that no digit of the rate is lost in rounding to the fen.
        let many = due(Treatment::Cbec, Regime::Bonded1210, on, &[(facts, 1_000, yuan(1_000_000))], Money::ZERO);
        assert_eq!((many.total.parts() / 100 + 50) / 100, rate, "{on}: {facts:?}");
    }
}

#[test]
fn the_limits_change_with_the_year_2019() {
    for (on, order, year) in [(date(2018, 12, 31), 2_000, 20_000), (date(2019, 1, 1), 5_000, 26_000)] {
        let two = |value| [(ORDINARY, 2, value)];
        let at = |value, spent| assessed(Regime::Direct9610, on, &two(value), spent).reason;
        assert_eq!(at(yuan(order), Money::ZERO), Reason::WithinLimits);
        assert_eq!(at(yuan(order) + fen(1), Money::ZERO), Reason::SeveralPiecesAboveLimit { limit: yuan(order) });
        assert_eq!(at(yuan(order), yuan(year - order)), Reason::WithinLimits);
        let (spent, would_be) = (yuan(year - order) + fen(1), yuan(year) + fen(1));
        assert_eq!(at(yuan(order), spent), Reason::YearExceeded { limit: yuan(year), would_be });
        // A single piece may exceed the limit per order, but not the annual limit.
        let piece = |value| assessed(Regime::Direct9610, on, &[(ORDINARY, 1, value)], Money::ZERO);
        assert_eq!(piece(yuan(year)).treatment, Some(Treatment::CbecFull));
        assert_eq!(piece(yuan(year) + fen(1)).treatment, None);
    }
}

fn posted(facts: TaxFacts, on: Date, units: i64, value: Money) -> Money {
    due(Treatment::Postal, Regime::Personal, on, &[(facts, units, value)], Money::ZERO).total
}

const FOOD: TaxFacts = ORDINARY.with_post(PostClass::Low);

/// The examples of personal articles in section 2: food, cream, whisky; P10: 13, 20, 50 %, waived up to 50 yuan.
#[test]
fn personal_articles() {
    let cream = cosmetic(Content::millilitres(50));
    let whisky = TaxFacts::of(TaxClass::Spirits).with_content(Content::millilitres(700));
    assert_eq!(posted(FOOD, TODAY, 1, yuan(380)), Money::ZERO, "49.40 is waived");
    assert_eq!(posted(FOOD, TODAY, 1, yuan(400)), fen(52_00));
    assert_eq!(posted(cream, TODAY, 1, yuan(240)), Money::ZERO, "48.00 is waived");
    assert_eq!(posted(cream, TODAY, 1, yuan(500)), yuan(250), "an expensive cream is in the highest class");
    assert_eq!(posted(whisky, TODAY, 1, yuan(300)), fen(150_00));
    // Tax-free up to 384.61, 250.00 and 100.00 by class; then the whole value is taxed.
    for (class, free) in [(PostClass::Low, 384_61), (PostClass::Middle, 250_00), (PostClass::High, 100_00)] {
        let facts = ORDINARY.with_post(class);
        assert_eq!(posted(facts, TODAY, 1, fen(free)), Money::ZERO, "{class:?}");
        assert!(posted(facts, TODAY, 1, fen(free + 1)) >= yuan(50), "{class:?}");
    }
    // The waiver is judged on the whole shipment, before rounding: 50.0006 is more than 50.
    assert_eq!(posted(FOOD, TODAY, 1, fen(384_62)), yuan(50));
    assert_eq!(posted(ORDINARY.with_post(PostClass::High), TODAY, 1, fen(100_02)), fen(50_01));
    let lines = [(FOOD, 1, yuan(200)), (ORDINARY, 1, yuan(200))];
    assert_eq!(due(Treatment::Postal, Regime::Personal, TODAY, &lines, Money::ZERO).postal, yuan(66));
}

#[test]
fn a_mailing_above_its_limit_goes_only_as_one_piece() {
    let limit = yuan(2_000);
    let two = assessed(Regime::Personal, TODAY, &[(FOOD, 2, yuan(2_300))], Money::ZERO);
    assert_eq!((two.treatment, two.split), (None, false), "sent back or taken as cargo");
    assert_eq!(two.reason, Reason::SeveralPiecesAboveLimit { limit });
    let one = assessed(Regime::Personal, TODAY, &[(FOOD, 1, yuan(2_300))], Money::ZERO);
    assert_eq!((one.treatment, one.reason), (Some(Treatment::Postal), Reason::OnePieceAboveLimit { limit }));
    assert_eq!(posted(FOOD, TODAY, 1, yuan(2_300)), fen(299_00));
    for (on, expected) in [(date(2024, 11, 30), None), (date(2024, 12, 1), Some(Treatment::Postal))] {
        assert_eq!(assessed(Regime::Personal, on, &[(FOOD, 2, yuan(1_500))], Money::ZERO).treatment, expected, "{on}");
    }
}

#[test]
fn personal_rates_fall_on_9_april_2019() {
    for (on, low, middle) in [(date(2018, 11, 1), 15, 25), (date(2019, 4, 8), 15, 25), (date(2019, 4, 9), 13, 20)] {
        for (class, rate) in [(PostClass::Low, low), (PostClass::Middle, middle), (PostClass::High, 50)] {
            assert_eq!(posted(ORDINARY.with_post(class), on, 1, yuan(1_000)), yuan(10 * rate), "{on} {class:?}");
        }
    }
}

#[test]
fn beer_has_the_higher_rate_from_3000_yuan_a_tonne() {
    let trade =
        |facts, value| due(Treatment::GeneralTrade, Regime::GeneralTrade, TODAY, &[(facts, 1, value)], Money::ZERO);
    let tonne = TaxFacts::of(TaxClass::Beer).with_content(Content::grams(1_000_000));
    assert_eq!(trade(tonne, yuan(3_000)).consumption, yuan(250));
    assert_eq!(trade(tonne, fen(2_999_99)).consumption, yuan(220));
    let litres = TaxFacts::of(TaxClass::Beer).with_content(Content::millilitres(988_000));
    assert_eq!(trade(litres, yuan(3_000)), trade(tonne, yuan(3_000)));
}

#[test]
fn a_scenario_amends_the_rules_from_a_day() {
    let mut book = RuleBook::built_in();
    let from = date(2027, 7, 1);
    book.amend(Regime::Bonded1210, day_of(from), Amendment::OrderLimit(yuan(8_000)));
    book.amend(Regime::Bonded1210, day_of(from), Amendment::Relief(percent(50)));
    let items = [Item { facts: &ORDINARY, units: Units::new(2), value: yuan(6_000) }];
    let at = |on: Date| {
        let admissible = assess(Regime::Bonded1210, &book, day_of(on), &items, Money::ZERO, Money::ZERO);
        admissible.expect("an assessment").treatment
    };
    assert_eq!((at(date(2027, 6, 30)), at(from)), (None, Some(Treatment::Cbec)));
    let rules = book.at(Regime::Bonded1210, day_of(from)).expect("rules");
    assert_eq!(tax(Treatment::Cbec, &items, Money::ZERO, rules).expect("a tax").total, yuan(390));
}

#[test]
fn an_assessment_without_rules_is_an_error() {
    let items = [Item { facts: &ORDINARY, units: Units::ONE, value: yuan(100) }];
    let book = RuleBook::built_in();
    let before = day_of(date(2016, 4, 7));
    let error = assess(Regime::Direct9610, &book, before, &items, Money::ZERO, Money::ZERO);
    let first = Some(day_of(date(2016, 4, 8)));
    assert_eq!(error, Err(RegimeError::NoRules { regime: Regime::Direct9610, day: before, first }));
    let retail = rules(Regime::Bonded1210, TODAY);
    assert_eq!(tax(Treatment::Postal, &items, Money::ZERO, &retail), Err(RegimeError::NoPostalRates));
    assert_eq!(tax(Treatment::Cbec, &items, yuan(-1), &retail), Err(RegimeError::OutOfRange));
    let all = TaxFacts::of(TaxClass::Stated { vat: None, consumption: Share::ALL, specific: Specific::Free });
    let items = [Item { facts: &all, ..items[0] }];
    assert_eq!(tax(Treatment::Cbec, &items, Money::ZERO, &retail), Err(RegimeError::OutOfRange));
}
