//! The parts of the rules that change by date, each under the name that a scenario uses.

use crate::units::{Money, Share};
use std::fmt;

/// Declares the fields: variant, name, kind of value, meaning.
macro_rules! fields {
    (@ Share $value:ident $f:ident) => { write!($f, "{}", $value) };
    (@ Money $value:ident $f:ident) => { write!($f, "{} CNY", $value) };
    ($($variant:ident $name:ident $kind:ident $doc:literal;)*) => {
        /// A new value of one field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Amendment { $(#[doc = $doc] $variant($kind)),* }

        impl Amendment {
            /// Every field: its name, its kind of value, and its meaning.
            pub const FIELDS: &'static [(&'static str, Field, &'static str)] =
                &[$((stringify!($name), Field::$kind(Amendment::$variant), $doc)),*];

            /// Returns the name of its field.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant(_) => stringify!($name)),* }
            }
        }

        impl fmt::Display for Amendment {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { $(Self::$variant(value) => fields!(@ $kind value f)),* }
            }
        }

        /// The rules of a day as far as they are known.
        #[derive(Clone, Copy, Debug, Default)]
        pub(super) struct Draft { $(pub(super) $name: Option<$kind>),* }

        impl Draft {
            /// Sets a new value.
            pub(super) fn amend(&mut self, amendment: Amendment) {
                match amendment { $(Amendment::$variant(value) => self.$name = Some(value)),* }
            }
        }
    };
}

/// The kind of a field's value, with a function that turns a value into an amendment.
#[derive(Clone, Copy, Debug)]
pub enum Field {
    /// A share.
    Share(fn(Share) -> Amendment),
    /// An amount in yuan.
    Money(fn(Money) -> Amendment),
}

fields! {
    OrderLimit order_limit Money "The largest value of one order or mailing.";
    YearLimit year_limit Money "The largest value that one consumer may import in a calendar year.";
    Relief relief Share "The factor on VAT and consumption tax within the limits.";
    Vat vat Share "VAT at the standard rate.";
    ReducedVat reduced_vat Share "VAT on products of the reduced class.";
    Cosmetics cosmetics Share "Consumption tax on high-end cosmetics.";
    CosmeticsPerMeasure cosmetics_per_measure Money "The price per ml or g from which cosmetics are high-end.";
    CosmeticsPerPiece cosmetics_per_piece Money "The price per piece or sheet from which cosmetics are high-end.";
    Wine wine Share "Consumption tax on wine.";
    Spirits spirits Share "Consumption tax on spirits by value.";
    SpiritsMeasure spirits_measure Money "Consumption tax on spirits per litre or kilogram.";
    Beer beer Money "Consumption tax per tonne of beer below the threshold.";
    DearBeer dear_beer Money "Consumption tax per tonne of beer at or above the threshold.";
    BeerThreshold beer_threshold Money "The value per tonne from which beer bears the higher tax.";
    PostLow post_low Share "The rate on personal articles of the lowest class.";
    PostMiddle post_middle Share "The rate on personal articles of the middle class.";
    PostHigh post_high Share "The rate on personal articles of the highest class.";
    PostWaiver post_waiver Money "The largest tax on personal articles that is waived.";
}
