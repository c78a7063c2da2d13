//! The default values of the rules and their first days. Every line names the source of its value; a scenario may
//! amend each of them from any day.
//!
//! # Source
//! The notices named in the lines, as reported by the press, trade bodies and tax advisers; the gazettes themselves
//! were not read. Assumptions, which a scenario can amend: the personal rates and the waiver continued after 1
//! December 2024; before 1 October 2016 cosmetics of every price bore consumption tax; spirits by measure (domestic
//! law 0.5 yuan per 500 ml or 500 g; customs practice per kilogram differs with the density); alcohol was taxed in
//! 2016 as later. Personal articles before November 2018 are left out: no published rates were found.

use super::Amendment::{
    self, Beer, BeerThreshold, Cosmetics, CosmeticsPerMeasure, CosmeticsPerPiece, DearBeer, OrderLimit, PostHigh,
    PostLow, PostMiddle, PostWaiver, ReducedVat, Relief, Spirits, SpiritsMeasure, Vat, Wine, YearLimit,
};
use super::Regime::{self, Bonded1210, Bonded1239, Direct9610, GeneralTrade, Personal};
use crate::units::{Money, Share};
use jiff::civil::{Date, date};

/// The regimes that a value applies to.
pub(super) type Scope = &'static [Regime];

const RETAIL: Scope = &[Bonded1210, Bonded1239, Direct9610];
const POST: Scope = &[Personal];
const ALL: Scope = &[Bonded1210, Bonded1239, Direct9610, Personal, GeneralTrade];

const fn percent(count: u32) -> Share {
    match Share::from_ppm(count * 10_000) {
        Some(share) => share,
        None => Share::ALL,
    }
}

const fn yuan(count: i64) -> Money {
    Money::from_parts(count * Money::SCALE)
}

const START: Date = date(2016, 4, 8);

/// Retail import taxed as goods: no tariff, 70 % of VAT and consumption tax, two limits.
const RETAIL_2016: &str = "Cai Guan Shui 2016 No. 18";
/// 17 % and, until Cai Shui 2017 No. 37, 13 %.
const VAT: &str = "Provisional Regulations on VAT";
/// Cosmetics 30 % until Cai Shui 2016 No. 103; wine 10 %; spirits 20 % and 0.5 yuan per 500 ml or g.
const CONSUMPTION: &str = "Provisional Regulations on Consumption Tax";
const BEER: &str = "Cai Shui 2001 No. 84";
/// 1,000 yuan per mailing (800 from Hong Kong, Macao and Taiwan: amend it), 50 yuan waived.
const MAILING: &str = "GACC 2010 No. 43";
/// 15 %, from 10 yuan per ml or g, 15 yuan per piece or sheet.
const COSMETICS: &str = "Cai Shui 2016 No. 103, Cai Guan Shui 2016 No. 48";
/// 13 % becomes 11 %.
const VAT_2017: &str = "Cai Shui 2017 No. 37";
/// 17 % becomes 16 %, 11 % becomes 10 %.
const VAT_2018: &str = "Cai Shui 2018 No. 32";
/// 15, 25, 50 % on personal articles.
const POST_2018: &str = "Customs Tariff Commission, 1 November 2018";
/// The limits of retail import are raised.
const RETAIL_2019: &str = "Cai Guan Shui 2018 No. 49";
/// 16 % becomes 13 %, 10 % becomes 9 %.
const VAT_2019: &str = "MOF, STA and GACC 2019 No. 39";
/// 13 and 20 %.
const POST_2019: &str = "Customs Tariff Commission 2019 No. 17";
/// 2,000 yuan per mailing, regardless of its origin.
const MAILING_2024: &str = "GACC 2024 No. 176";

/// Day, regimes, new value, and the notice that is its source.
#[rustfmt::skip]
pub(super) const BUILT_IN: &[(Date, Scope, Amendment, &str)] = &[
    (START, RETAIL, OrderLimit(yuan(2_000)), RETAIL_2016),
    (START, RETAIL, YearLimit(yuan(20_000)), RETAIL_2016),
    (START, RETAIL, Relief(percent(70)), RETAIL_2016),
    (START, ALL, Vat(percent(17)), VAT),
    (START, ALL, ReducedVat(percent(13)), VAT),
    (START, ALL, Cosmetics(percent(30)), CONSUMPTION),
    (START, ALL, CosmeticsPerMeasure(yuan(0)), CONSUMPTION),
    (START, ALL, CosmeticsPerPiece(yuan(0)), CONSUMPTION),
    (START, ALL, Wine(percent(10)), CONSUMPTION),
    (START, ALL, Spirits(percent(20)), CONSUMPTION),
    (START, ALL, SpiritsMeasure(yuan(1)), CONSUMPTION),
    (START, ALL, Beer(yuan(220)), BEER),
    (START, ALL, DearBeer(yuan(250)), BEER),
    (START, ALL, BeerThreshold(yuan(3_000)), BEER),
    (START, POST, OrderLimit(yuan(1_000)), MAILING),
    (START, POST, PostWaiver(yuan(50)), MAILING),
    (date(2016, 10, 1), ALL, Cosmetics(percent(15)), COSMETICS),
    (date(2016, 10, 1), ALL, CosmeticsPerMeasure(yuan(10)), COSMETICS),
    (date(2016, 10, 1), ALL, CosmeticsPerPiece(yuan(15)), COSMETICS),
    (date(2017, 7, 1), ALL, ReducedVat(percent(11)), VAT_2017),
    (date(2018, 5, 1), ALL, Vat(percent(16)), VAT_2018),
    (date(2018, 5, 1), ALL, ReducedVat(percent(10)), VAT_2018),
    (date(2018, 11, 1), POST, PostLow(percent(15)), POST_2018),
    (date(2018, 11, 1), POST, PostMiddle(percent(25)), POST_2018),
    (date(2018, 11, 1), POST, PostHigh(percent(50)), POST_2018),
    (date(2019, 1, 1), RETAIL, OrderLimit(yuan(5_000)), RETAIL_2019),
    (date(2019, 1, 1), RETAIL, YearLimit(yuan(26_000)), RETAIL_2019),
    (date(2019, 4, 1), ALL, Vat(percent(13)), VAT_2019),
    (date(2019, 4, 1), ALL, ReducedVat(percent(9)), VAT_2019),
    (date(2019, 4, 9), POST, PostLow(percent(13)), POST_2019),
    (date(2019, 4, 9), POST, PostMiddle(percent(20)), POST_2019),
    (date(2024, 12, 1), POST, OrderLimit(yuan(2_000)), MAILING_2024),
];
