//! Properties of every declaration: the total is rounded half up once, lines and parts add up to it, and splitting an order
//! changes its tax by no more than the rounding.

use super::*;
use proptest::prelude::*;

/// Half a fen is rounded up: the VAT on 0.55 yuan is 5.005 fen, on 0.05 yuan 0.455 fen.
#[test]
fn half_a_fen_goes_up_and_less_goes_down() {
    for (value, due) in [(50, 5), (54, 5), (55, 5), (60, 5), (61, 6), (5, 0), (6, 1), (1_500, 137), (500, 46)] {
        assert_eq!(retail(ORDINARY, 1, fen(value)).total, fen(due), "{value} fen");
    }
    // 5.00 yuan: 45.5 fen exactly. Two such orders pay 46 fen each, one order of both pays 91.
    assert_eq!(retail(ORDINARY, 2, fen(1_000)).total, fen(91));
}

#[test]
fn lines_share_the_total_by_largest_remainder() {
    let book = RuleBook::built_in();
    let rules = book.at(Regime::Bonded1210, day_of(TODAY)).expect("rules");
    let cream = cosmetic(Content::millilitres(50));
    let line = |facts, value| Item { facts, units: Units::ONE, value: fen(value) };
    let mut shares = Shares::default();
    let mut shared = |items: &[Item<'_>], delivery| -> Vec<i64> {
        let (_, shares) = shares.of(Treatment::Cbec, items, delivery, rules).expect("shares");
        shares.iter().map(|share| share.parts() / 100).collect()
    };
    // 45.5 fen each, 136.5 together: 137, so two of three get 46.
    assert_eq!(shared(&[line(&ORDINARY, 500), line(&ORDINARY, 500), line(&ORDINARY, 500)], Money::ZERO), [46, 46, 45]);
    // 9.1, 9.1 and 36.4 fen: 54.6 together, rounded to 55.
    assert_eq!(shared(&[line(&ORDINARY, 100), line(&ORDINARY, 100), line(&ORDINARY, 400)], Money::ZERO), [9, 9, 37]);
    // Different rates: 98.00, 184.470588... and 8.064 yuan.
    let items = [line(&cream, 80_000), line(&REDUCED, 12_800), line(&WINE, 40_000)];
    assert_eq!(shared(&items, Money::ZERO), [184_47, 8_06, 71_56]);
    // Delivery is shared by value: 10 yuan on 100 and 300.
    assert_eq!(shared(&[line(&ORDINARY, 10_000), line(&ORDINARY, 30_000)], yuan(10)), [9_33, 27_98]);
    assert_eq!(shared(&[], Money::ZERO), Vec::<i64>::new());
}

fn facts() -> impl Strategy<Value = TaxFacts> {
    let share = |most: u32| (0..=most).prop_map(|count: u32| Share::from_ppm(count * 1_000).expect("a share"));
    let content = prop_oneof![
        Just(Content::Unstated),
        (1..2_000_i64).prop_map(Content::millilitres),
        (1..2_000_i64).prop_map(Content::grams),
        (1..50_i64).prop_map(Content::Pieces),
    ];
    let specific = prop_oneof![
        Just(Specific::Free),
        (0..500_i64).prop_map(|count| Specific::Unit(fen(count))),
        (0..50_000_i64, 1..5_i64).prop_map(|(count, per)| Specific::Content { amount: fen(count), per: per * 988_000 }),
    ];
    let own = (prop::option::of(share(200)), share(560), specific)
        .prop_map(|(vat, consumption, specific)| TaxClass::Stated { vat, consumption, specific });
    let class = prop_oneof![prop::sample::select(TaxClass::NAMES.map(|(_, class)| class).to_vec()), own];
    (class, share(350), content)
        .prop_map(|(class, tariff, content)| TaxFacts::of(class).with_tariff(tariff).with_content(content))
}

fn lines() -> impl Strategy<Value = Vec<(TaxFacts, i64, Money)>> {
    prop::collection::vec((facts(), 1..20_i64, (0..2_000_000_i64).prop_map(fen)), 0..5)
}

const TREATMENTS: [Treatment; 4] = [Treatment::Cbec, Treatment::CbecFull, Treatment::Postal, Treatment::GeneralTrade];

/// Returns the tax on one line in floating point, by the formulas of the notices.
fn by_hand(treatment: Treatment, facts: &TaxFacts, value: f64, specific: f64, rates: (f64, f64)) -> f64 {
    let (vat, consumption) = rates;
    let (tariff, factor) = match treatment {
        Treatment::Cbec => (0.0, 0.7),
        _ => (value * facts.tariff.chance(), 1.0),
    };
    let composite = (value + tariff + specific) / (1.0 - consumption);
    let consumption = composite * consumption + specific;
    tariff + factor * (consumption + composite * vat)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// `due` asserts that lines and parts add up; more of the same goods never pays less.
    #[test]
    fn every_tax_adds_up_and_grows(lines in lines(), delivery in 0..100_000_i64, which in 0..4_usize) {
        let regime = [Regime::Bonded1210, Regime::Direct9610, Regime::Personal, Regime::GeneralTrade][which];
        let small = due(TREATMENTS[which], regime, TODAY, &lines, fen(delivery));
        let more: Vec<_> = lines.iter().map(|(facts, units, value)| (*facts, *units, value.times(Units::new(2)))).collect();
        let large = due(TREATMENTS[which], regime, TODAY, &more, fen(2 * delivery));
        prop_assert!(large.total >= small.total);
        prop_assert!([small.tariff, small.consumption, small.vat, small.postal].iter().all(|part| *part >= Money::ZERO));
        prop_assert_eq!(small.total.parts() % 100, 0);
    }

    /// Compares with the formulas in floating point: within half a fen and the floating-point error.
    #[test]
    fn a_line_of_stated_rates_is_the_formula(
        (vat, consumption, tariff) in (0..200_u32, 0..560_u32, 0..350_u32),
        (amount, units, value) in (0..500_i64, 1..20_i64, 0..2_000_000_i64),
        full in any::<bool>(),
    ) {
        let share = |count: u32| Share::from_ppm(count * 1_000).expect("a share");
        let class = TaxClass::Stated {
            vat: Some(share(vat)), consumption: share(consumption), specific: Specific::Unit(fen(amount)),
        };
        let facts = TaxFacts::of(class).with_tariff(share(tariff));
        let treatment = if full { Treatment::CbecFull } else { Treatment::Cbec };
        let due = due(treatment, Regime::Bonded1210, TODAY, &[(facts, units, fen(value))], Money::ZERO);
        let specific = fen(amount).times(Units::new(units)).amount();
        let rates = (share(vat).chance(), share(consumption).chance());
        let expected = by_hand(treatment, &facts, fen(value).amount(), specific, rates);
        prop_assert!((due.total.amount() - expected).abs() <= 0.005 + 1e-6, "{} for {}", due.total, expected);
    }

    /// An order split into orders within the limit pays the same tax, except for half a fen per order, as long as no
    /// threshold or limit is crossed.
    #[test]
    fn a_split_order_pays_the_same_tax_except_for_rounding(units in 2..40_i64, price in 1..500_000_i64) {
        let value = fen(price);
        let limit = yuan(5_000);
        let parts = first_fit(&[(value, Units::new(units))], limit);
        prop_assert_eq!(parts.iter().map(|part| part.units.count()).sum::<i64>(), units);
        let mut together = Money::ZERO;
        for part in &parts {
            let line = [(ORDINARY, part.units.count(), value.times(part.units))];
            let admissible = assessed(Regime::Bonded1210, TODAY, &line, Money::ZERO);
            prop_assert_eq!(admissible.treatment, Some(Treatment::Cbec), "each part is admissible");
            together += due(Treatment::Cbec, Regime::Bonded1210, TODAY, &line, Money::ZERO).total;
        }
        let whole = retail(ORDINARY, units, value.times(Units::new(units))).total;
        let most = 50 * i64::try_from(parts.len() + 1).expect("few");
        prop_assert!((together - whole).parts().abs() <= most, "{} and {}", together, whole);
    }
}

/// The largest declaration of many lines with different rates is still exact.
#[test]
fn large_declarations_of_unlike_rates_stay_exact() {
    let beer = TaxFacts::of(TaxClass::Beer).with_content(Content::millilitres(330)).with_tariff(percent(7));
    let spirits = TaxFacts::of(TaxClass::Spirits).with_content(Content::Volume(333_333)).with_tariff(percent(10));
    let cream = cosmetic(Content::millilitres(5)).with_tariff(percent(1));
    let lines = [(beer, 1_000_000), (spirits, 100_000), (cream, 10_000), (WINE, 100_000), (ORDINARY, 1), (REDUCED, 1)];
    let lines: Vec<_> = lines.into_iter().map(|(facts, units)| (facts, units, yuan(150_000_000))).collect();
    let large = due(Treatment::GeneralTrade, Regime::GeneralTrade, TODAY, &lines, yuan(90_000_000));
    // Computed with exact fractions.
    assert_eq!(large.total, fen(26_102_482_783));
    let beyond = [Item { facts: &ORDINARY, units: Units::ONE, value: yuan(1_000_000_001) }];
    let rules = rules(Regime::GeneralTrade, TODAY);
    assert_eq!(tax(Treatment::GeneralTrade, &beyond, Money::ZERO, &rules), Err(RegimeError::OutOfRange));
}
