//! Quantities as people write them: a number, a space and a unit, with `/` in rates: `"36 h"`, `"1.20 EUR/kg"`, `"9.1
//! %"`.

use std::fmt;

/// A number with its unit, split at `/`.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number.
    pub number: f64,
    /// The units, the numerator first: `["CNY", "m3", "d"]`; empty for a bare number.
    pub units: Vec<String>,
}

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dimension {
    /// A time; the factor gives microseconds.
    Time(f64),
    /// A share; the factor gives one.
    Share(f64),
    /// Pieces of goods.
    Pieces,
    /// A mass; the factor gives grams.
    Mass(f64),
    /// A volume; the factor gives cubic centimetres.
    Volume(f64),
    /// Anything else: a currency, an order, a parcel ...
    Other,
}

/// Units without a dimension of their own.
const OTHERS: [&str; 16] = [
    "parcel",
    "parcels",
    "order",
    "orders",
    "shipment",
    "shipments",
    "carton",
    "cartons",
    "pallet",
    "pallets",
    "km",
    "first_kg",
    "next_kg",
    "20GP",
    "40GP",
    "40HQ",
];

/// Other common spellings of units.
const SPELLINGS: [(&str, &[&str]); 14] = [
    ("s", &["sec", "secs", "second", "seconds"]),
    ("min", &["mins", "minute", "minutes", "m"]),
    ("h", &["hr", "hrs", "hour", "hours"]),
    ("d", &["dy", "dys"]),
    ("w", &["wk", "wks"]),
    ("month", &["mo", "mon", "mth"]),
    ("y", &["yr", "yrs", "a"]),
    ("%", &["percent", "pct", "per cent"]),
    ("pieces", &["pc", "pcs", "each", "ea"]),
    ("g", &["gram", "grams", "gr"]),
    ("kg", &["kgs", "kilo", "kilos", "kilogram", "kilograms"]),
    ("t", &["ton", "tons", "tonne", "tonnes"]),
    ("l", &["litre", "litres", "liter", "liters", "ltr"]),
    ("m3", &["cbm", "m^3", "m³", "cubic metre", "cubic metres"]),
];

/// Why a text is not a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuantityError {
    /// It does not begin with a number.
    NoNumber,
    /// There is no space between number and unit.
    NoSpace,
    /// Its number is not finite.
    TooLarge,
}

impl fmt::Display for QuantityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoNumber => "it does not begin with a number",
            Self::NoSpace => "there must be a space between number and unit",
            Self::TooLarge => "its number is too large",
        })
    }
}

impl Quantity {
    /// Parses `"36 h"`, `"20 /h"`, `"1 CNY/unit/d"`.
    ///
    /// # Errors
    /// If the text does not start with a number, there is no space after it, or the number is not finite.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let text = text.trim();
        let (number, unit) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let digits: String = number.chars().filter(|c| *c != '_').collect();
        let value = match digits.parse::<f64>() {
            Ok(value) if value.is_finite() && digits.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
                value
            }
            Ok(_) if number.starts_with(|c: char| c.is_ascii_digit()) => return Err(QuantityError::TooLarge),
            _ if number.starts_with(|c: char| c.is_ascii_digit()) => return Err(QuantityError::NoSpace),
            _ => return Err(QuantityError::NoNumber),
        };
        let unit = unit.trim();
        let units =
            if unit.is_empty() { Vec::new() } else { unit.split('/').map(|part| part.trim().to_owned()).collect() };
        Ok(Self { number: value, units })
    }

    /// Returns whether a word is a unit of any kind, including a currency code.
    #[must_use]
    pub fn knows(unit: &str) -> bool {
        let currency = unit.len() == 3 && unit.bytes().all(|packed| packed.is_ascii_uppercase());
        currency || Self::dimension(unit) != Dimension::Other || OTHERS.contains(&unit)
    }

    /// Returns the unit that an unknown word means, if it is another spelling of one.
    #[must_use]
    pub fn meant(word: &str) -> Option<&'static str> {
        let word = word.trim_end_matches('.').to_lowercase();
        SPELLINGS.iter().find(|(_, spellings)| spellings.contains(&word.as_str())).map(|(unit, _)| *unit)
    }

    /// Returns what a unit measures. Times are `s min h d w month y` (1 month = 30 d, 1 y = 365 d) and their plurals.
    #[must_use]
    pub fn dimension(unit: &str) -> Dimension {
        let second = 1e6;
        match unit {
            "ms" => Dimension::Time(1e3),
            "s" => Dimension::Time(second),
            "min" => Dimension::Time(60.0 * second),
            "h" => Dimension::Time(3600.0 * second),
            "d" | "day" | "days" => Dimension::Time(86_400.0 * second),
            "w" | "week" | "weeks" => Dimension::Time(7.0 * 86_400.0 * second),
            "month" | "months" => Dimension::Time(30.0 * 86_400.0 * second),
            "y" | "year" | "years" => Dimension::Time(365.0 * 86_400.0 * second),
            "%" => Dimension::Share(0.01),
            "ppm" => Dimension::Share(1e-6),
            "unit" | "units" | "piece" | "pieces" => Dimension::Pieces,
            "g" => Dimension::Mass(1.0),
            "kg" => Dimension::Mass(1e3),
            "t" => Dimension::Mass(1e6),
            "ml" | "cm3" => Dimension::Volume(1.0),
            "l" => Dimension::Volume(1e3),
            "m3" => Dimension::Volume(1e6),
            _ => Dimension::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_units_and_rates() {
        let read = |text| Quantity::parse(text).unwrap();
        assert_eq!(read("36 h"), Quantity { number: 36.0, units: vec!["h".into()] });
        assert_eq!(read("1.8 CNY/m3/d").units, ["CNY", "m3", "d"]);
        assert_eq!(read("20 /h").units, ["", "h"]);
        assert_eq!(read("9.1 %").units, ["%"]);
        assert_eq!(read("7").units, Vec::<String>::new());
        assert_eq!(Quantity::parse("36h"), Err(QuantityError::NoSpace));
        assert_eq!(Quantity::parse("1e999 h"), Err(QuantityError::TooLarge));
        assert_eq!(Quantity::parse("soon"), Err(QuantityError::NoNumber));
        assert_eq!(Quantity::parse("inf h"), Err(QuantityError::NoNumber));
    }
}
