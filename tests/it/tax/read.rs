//! The tax keys of a product, and the messages for invalid values.

use super::*;
use haitao::reading::{CONTENT, Names, PERSONAL, REGIME, Reading, TARIFF, TAX, product_tax, read_amendments};
use haitao::text::{self, Code, KeySpec, Problems, Reader, Sources};

const PRODUCT: &[KeySpec] = &[TAX, CONTENT, TARIFF, PERSONAL];

fn read<T>(
    text: &str,
    keys: &'static [KeySpec],
    then: impl FnOnce(&Reader<'_>, &mut Reading<'_>) -> T,
) -> (T, Vec<(Code, String)>) {
    let mut sources = Sources::default();
    let source = sources.add("test.toml", text);
    let mut problems = Problems::default();
    let table = text::parse(source, text, &mut problems);
    let place = table.iter().next().expect("a key").0.place;
    let names = Names::default();
    let mut reading = Reading::new(&names, problems);
    let reader = Reader::new("product.item", place, vec![&table], keys);
    let found = then(&reader, &mut reading);
    reading.finish(&reader);
    let problems = reading.problems;
    let said = problems.iter().map(|p| (p.code, format!("{} ({})", p.cause, p.help.clone().unwrap_or_default())));
    let said = said.collect();
    (found, said)
}

fn sound(text: &str) -> TaxFacts {
    let (facts, said) = read(text, PRODUCT, product_tax);
    assert_eq!(said, [], "{text}");
    facts
}

fn refused(text: &str) -> (Code, String) {
    let (_, said) = read(text, PRODUCT, product_tax);
    assert_eq!(said.len(), 1, "{text}: {said:?}");
    said.into_iter().next().expect("one")
}

#[test]
fn a_product_has_class_tariff_content_and_personal_class() {
    assert_eq!(sound("tariff = \"0 %\""), ORDINARY);
    assert_eq!(sound("tax = \"ordinary\""), ORDINARY);
    assert_eq!(
        sound("tax = \"reduced\"\ntariff = \"5 %\"\npersonal = \"13 %\""),
        REDUCED.with_tariff(percent(5)).with_post(PostClass::Low)
    );
    assert_eq!(sound("tax = \"cosmetics\"\ncontent = \"50 ml\""), cosmetic(Content::millilitres(50)));
    assert_eq!(sound("tax = \"cosmetics\"\ncontent = \"0.02 kg\""), cosmetic(Content::grams(20)));
    assert_eq!(sound("tax = \"cosmetics\"\ncontent = \"7.5 ml\""), cosmetic(Content::Volume(7_500)));
    assert_eq!(sound("tax = \"cosmetics\"\ncontent = \"5 pieces\""), cosmetic(Content::Pieces(5)));
    assert_eq!(sound("tax = \"cosmetics\"\ncontent = 5"), cosmetic(Content::Pieces(5)));
    assert_eq!(sound("tax = \"wine\""), WINE);
}

#[test]
fn rates_of_the_product_s_own() {
    let own = |vat, consumption, specific| TaxFacts::of(TaxClass::Stated { vat, consumption, specific });
    let watch = "tax = { vat = \"13 %\", consumption = \"20 %\" }\ntariff = \"11 %\"";
    assert_eq!(sound(watch), own(Some(percent(13)), percent(20), Specific::Free).with_tariff(percent(11)));
    assert_eq!(sound("tax = { consumption = \"5 %\" }"), own(None, percent(5), Specific::Free));
    let bottle = own(None, percent(20), Specific::Unit(fen(50)));
    assert_eq!(sound("tax = { consumption = \"20 %\", specific = \"0.5 CNY/unit\" }"), bottle);
    assert_eq!(sound("tax = { consumption = \"20 %\", specific = \"0.5 CNY/piece\" }"), bottle);
    // Beer stated by its rates equals the class of beer.
    let own = sound("tax = { specific = \"250 CNY/t\", litres_per_tonne = 988 }\ncontent = \"330 ml\"");
    let class = sound("tax = \"beer\"\ncontent = \"330 ml\"");
    assert_eq!(retail(own, 24, yuan(240)), retail(class, 24, yuan(240)));
    let own = sound("tax = { specific = \"250 CNY/t\" }\ncontent = \"334.008 g\"");
    assert_eq!(retail(own, 24, yuan(240)), retail(class, 24, yuan(240)));
    let own = sound("tax = { consumption = \"20 %\", specific = \"1 CNY/l\" }\ncontent = \"0.5 l\"");
    let class = sound("tax = \"spirits\"\ncontent = \"500 ml\"");
    assert_eq!(retail(own, 3, yuan(900)), retail(class, 3, yuan(900)));
    let cigarettes = sound("tax = { specific = \"0.003 CNY/piece\" }\ncontent = \"200 pieces\"");
    assert_eq!(retail(cigarettes, 1, Money::ZERO).consumption, fen(42));
}

#[test]
fn invalid_tax_keys_are_rejected_with_a_help() {
    let (code, said) = refused("tax = \"cosmetic\"");
    assert_eq!(
        (code, said.as_str()),
        (Code::UnknownTaxClass, "there is no tax class `cosmetic` (did you mean `cosmetics`?)")
    );
    for (text, code) in [
        ("tax = 13", Code::WrongType),
        ("tax = \"cosmetics\"", Code::MissingKey),
        ("tax = \"beer\"", Code::MissingKey),
        ("tax = \"spirits\"\ncontent = \"2 pieces\"", Code::WrongUnit),
        ("tax = \"cosmetics\"\ncontent = \"50 h\"", Code::WrongUnit),
        ("tax = \"cosmetics\"\ncontent = \"0 ml\"", Code::OutOfRange),
        ("tax = \"cosmetics\"\ncontent = \"0.5 pieces\"", Code::OutOfRange),
        ("tariff = \"5\"", Code::WrongUnit),
        ("personal = \"15 %\"", Code::UnknownWord),
        ("tax = { vat = \"13 %\", excise = \"20 %\" }", Code::UnknownKey),
        ("tax = { consumption = \"100 %\" }", Code::OutOfRange),
        ("tax = { specific = \"250 EUR/t\" }\ncontent = \"1 kg\"", Code::WrongUnit),
        ("tax = { specific = \"250 CNY\" }\ncontent = \"1 kg\"", Code::WrongUnit),
        ("tax = { specific = \"250 CNY/d\" }\ncontent = \"1 kg\"", Code::WrongUnit),
        ("tax = { specific = \"250 CNY/t\" }", Code::WrongUnit),
        ("tax = { specific = \"1 CNY/l\" }\ncontent = \"1 kg\"", Code::WrongUnit),
        ("tax = { specific = \"250 CNY/t\" }\ncontent = \"330 ml\"", Code::MissingKey),
        ("tax = { specific = \"250 CNY/t\", litres_per_tonne = 0 }\ncontent = \"1 kg\"", Code::OutOfRange),
    ] {
        assert_eq!(refused(text).0, code, "{text}");
    }
}

#[test]
fn a_regime_is_amended_by_dates() {
    let mut book = RuleBook::built_in();
    let text = "order_limit.2027-07-01 = \"8000 CNY\"\nrelief = { 2028-01-01 = \"60 %\", 2029-01-01 = \"50 %\" }";
    let ((), said) = read(text, REGIME, |reader, reading| {
        read_amendments(reader, reading, Regime::Bonded1210, &mut book);
    });
    assert_eq!(said, []);
    let at = |on: Date| book.at(Regime::Bonded1210, day_of(on)).map(|rules| (rules.order_limit, rules.relief));
    assert_eq!(at(date(2027, 6, 30)), Ok((Some(yuan(5_000)), percent(70))));
    assert_eq!(at(date(2027, 7, 1)), Ok((Some(yuan(8_000)), percent(70))));
    assert_eq!(at(date(2028, 12, 31)), Ok((Some(yuan(8_000)), percent(60))));
    assert_eq!(at(date(2029, 1, 1)), Ok((Some(yuan(8_000)), percent(50))));
    for (text, code) in [
        ("order_limit = \"8000 CNY\"", Code::WrongType),
        ("order_limit.07-01 = \"8000 CNY\"", Code::OutOfRange),
        ("order_limit.2027-07-01 = \"8000 CNY/d\"", Code::WrongUnit),
        ("order_limit.2027-07-01 = \"8000 EUR\"", Code::WrongUnit),
        ("relief.2027-07-01 = \"170 %\"", Code::ShareRange),
        ("order_limt.2027-07-01 = \"8000 CNY\"", Code::UnknownKey),
    ] {
        let ((), said) = read(text, REGIME, |reader, reading| {
            read_amendments(reader, reading, Regime::Bonded1210, &mut book);
        });
        assert_eq!(said.iter().map(|(code, _)| *code).collect::<Vec<_>>(), [code], "{text}");
    }
}
