//! The shapes of values that keys take: quantities, distributions, names, words, tables of further keys. A shape only
//! describes; the code that reads the key decides.

use super::KeySpec;

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// A string.
    Text,
    /// `true` or `false`.
    Truth,
    /// A TOML date.
    Date,
    /// A bare number.
    Number,
    /// A whole number in a range.
    Whole(i64, i64),
    /// A whole number of servers, or `"unlimited"`.
    Servers,
    /// A quantity with its unit.
    Quantity(Measure),
    /// A quantity, or a distribution of it.
    Law(Measure),
    /// Within a distribution: a quantity in the unit of its values.
    Drawn,
    /// A number from 0 to 1, or a share.
    Chance,
    /// The name of an entry of this kind.
    Name(&'static str),
    /// The name of an entry of this kind or of a group of them, or `"all"`.
    Member(&'static str),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Steps in order; a single step needs no brackets.
    Route,
    /// The name of a path, or a choice among several.
    Path,
    /// Opening hours.
    Hours,
    /// Days of the year.
    Days,
    /// Times of departure.
    Departures,
    /// A list of this many numbers.
    Numbers(usize),
    /// One of these, or a list of them.
    List(&'static Shape),
    /// A value, or a table of the dates from which values hold.
    ByDate(&'static Shape),
    /// A table from names of this sort to values.
    Map(&'static str, &'static Shape),
    /// A table from some of these names to values.
    Named(&'static [&'static str], &'static Shape),
    /// One of several shapes.
    Either(&'static [Shape]),
    /// A table of these keys.
    Keys(&'static [KeySpec]),
    /// A table with one of these keys; keys that need another of them may accompany it.
    OneKey(&'static [KeySpec]),
    /// A table shaped like a scenario.
    Changes,
    /// Tables of these keys, each under a name of this sort.
    Rows(&'static str, &'static [KeySpec]),
}

impl Shape {
    /// Returns the keys of the table that the value may be, if any.
    #[must_use]
    pub fn keys(self) -> &'static [KeySpec] {
        match self {
            Self::Keys(keys) | Self::OneKey(keys) | Self::Rows(_, keys) => keys,
            Self::List(shape) | Self::ByDate(shape) => shape.keys(),
            Self::Either(shapes) => {
                shapes.iter().map(|shape| shape.keys()).find(|keys| !keys.is_empty()).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    /// Returns a description: `a time, or a distribution`, `one of "sea", "air"`.
    #[must_use]
    pub fn words(self) -> String {
        let listed = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        match self {
            Self::Text => "a string".to_owned(),
            Self::Truth => "`true` or `false`".to_owned(),
            Self::Date => "a date, unquoted".to_owned(),
            Self::Number => "a bare number".to_owned(),
            Self::Whole(from, i64::MAX) => format!("a whole number from {from}"),
            Self::Whole(from, to) => format!("a whole number from {from} to {to}"),
            Self::Servers => "a whole number or `\"unlimited\"`".to_owned(),
            Self::Quantity(measure) => measure.words().to_owned(),
            Self::Law(measure) => format!("{}, or a distribution", measure.words()),
            Self::Drawn => "a quantity in the unit of the values".to_owned(),
            Self::Chance => "a number from 0 to 1, or a share".to_owned(),
            Self::Name(kind) => format!("the name of a {kind}"),
            Self::Member(kind) => format!("the name of a {kind}, of a group, or `\"all\"`"),
            Self::OneOf(words) => words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", "),
            Self::Route => "a route: steps `\"kind.name\"` in order".to_owned(),
            Self::Path => "the name of a path, or a choice of several".to_owned(),
            Self::Hours => "hours such as `\"mon-fri 09:00-17:00\"`, or a list of them".to_owned(),
            Self::Days => "days such as `\"12-24..01-02\"`, or a list of them".to_owned(),
            Self::Departures => "`\"every 2 h\"`, `\"daily 12:00 20:00\"`, `\"tue sat 06:00\"`".to_owned(),
            Self::Numbers(count) => format!("a list of {count} numbers"),
            Self::List(shape) => format!("{}; or a list of them", shape.words()),
            Self::ByDate(shape) => format!("{}; may change by date", shape.words()),
            Self::Map(names, shape) => format!("a table by {names}: {}", shape.words()),
            Self::Named(names, shape) => format!("a table by {}: {}", listed(names), shape.words()),
            Self::Either(shapes) => shapes.iter().map(|shape| shape.words()).collect::<Vec<_>>().join("; or "),
            Self::Keys(keys) => format!("a table of {}", listed(&names(keys))),
            Self::OneKey(keys) => format!("a table of one of {}", listed(&names(keys))),
            Self::Changes => "a table shaped like a scenario".to_owned(),
            Self::Rows(name, keys) => format!("a table for each {name}, of {}", listed(&names(keys))),
        }
    }

    /// Returns a value of this shape as written in TOML; names are `x`.
    #[must_use]
    pub fn example(self) -> String {
        match self {
            Self::Text | Self::Name(_) | Self::Member(_) | Self::Path => "\"x\"".to_owned(),
            Self::Truth => "true".to_owned(),
            Self::Date => "2027-01-01".to_owned(),
            Self::Number | Self::Drawn | Self::Chance => "1".to_owned(),
            Self::Whole(from, _) => from.to_string(),
            Self::Servers => "3".to_owned(),
            Self::Quantity(measure) | Self::Law(measure) => measure.example().to_owned(),
            Self::OneOf(words) => format!("\"{}\"", words.first().unwrap_or(&"")),
            Self::Route => "\"lane.x\"".to_owned(),
            Self::Hours => "\"08:00-22:00\"".to_owned(),
            Self::Days => "\"11-11\"".to_owned(),
            Self::Departures => "\"every 2 h\"".to_owned(),
            Self::Numbers(count) => format!("[{}]", vec!["1"; count].join(", ")),
            Self::List(shape) | Self::ByDate(shape) => shape.example(),
            Self::Map(_, shape) => format!("{{ x = {} }}", shape.example()),
            Self::Named(names, shape) => format!("{{ {} = {} }}", names.first().unwrap_or(&""), shape.example()),
            Self::Either(shapes) => shapes.first().map_or_else(String::new, |shape| shape.example()),
            Self::Keys(keys) => {
                let required = keys.iter().filter(|key| key.built_in == super::BuiltIn::Required);
                let required = required.map(|key| format!("{} = {}", key.name, key.shape.example()));
                format!("{{ {} }}", required.collect::<Vec<_>>().join(", "))
            }
            Self::OneKey(keys) => {
                keys.first().map_or_else(String::new, |key| format!("{{ {} = {} }}", key.name, key.shape.example()))
            }
            Self::Changes => "{ run.seed = 1 }".to_owned(),
            Self::Rows(_, keys) => format!("{{ x = {} }}", Self::Keys(keys).example()),
        }
    }
}

fn names(keys: &[KeySpec]) -> Vec<&'static str> {
    keys.iter().map(|key| key.name).collect()
}

/// Returns the names in pairs of a name and its value: the words of a [`Shape::OneOf`], taken from the list that is
/// parsed by.
#[must_use]
pub const fn words_of<const N: usize, T: Copy>(pairs: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = pairs[at].0;
        at += 1;
    }
    words
}

/// Declares the measures: variant, meaning, example, unit as a pattern, whether a bare number is accepted.
macro_rules! measures {
    ($($variant:ident $words:literal $example:literal $unit:literal $bare:literal;)*) => {
        /// What a quantity measures, which determines its possible units.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Measure { $(#[doc = $words] $variant),* }

        impl Measure {
            /// Every measure.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns its name in the source code.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),* }
            }

            /// Returns a description.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Self::$variant => $words),* }
            }

            /// Returns an example quantity, as written in TOML.
            #[must_use]
            pub const fn example(self) -> &'static str {
                match self { $(Self::$variant => $example),* }
            }

            /// Returns the unit after the number, as a regular expression.
            #[must_use]
            pub const fn unit(self) -> &'static str {
                match self { $(Self::$variant => $unit),* }
            }

            /// Returns whether a number without a unit is accepted.
            #[must_use]
            pub const fn may_be_bare(self) -> bool {
                match self { $(Self::$variant => $bare),* }
            }
        }
    };
}

measures! {
    Time "a time" "\"2 d\"" "TIME" false;
    SignedTime "a time, which may be negative" "\"2 d\"" "TIME" false;
    Frequency "a number per time" "\"40 /d\"" "/ ?TIME" false;
    Pieces "a number of pieces" "30" "PIECES" true;
    Goods "pieces, cartons, pallets or containers" "30" "(PIECES|cartons?|pallets?|20GP|40GP|40H[QC])" true;
    Level "pieces, cartons, pallets or containers, or a time span of future demand" "30" "(PIECES|cartons?|pallets?|20GP|40GP|40H[QC]|TIME)" true;
    Share "a share" "\"5 %\"" "(%|ppm)" false;
    Amount "an amount of money" "\"12 CNY\"" "CURRENCY(/unit)?" false;
    Yuan "an amount in CNY" "\"8000 CNY\"" "CNY" false;
    YuanPerMeasure "an amount in CNY per l, kg, t, unit or piece" "\"250 CNY/t\"" "CNY/(WEIGHT|VOLUME|PIECES)" false;
    Tariff "an amount per `shipment`, `parcel`, `order`, `unit`, `kg`, `m3`, `first_kg`, `next_kg`, `20GP`, `40GP` or `40HQ`"
        "\"3.5 CNY/parcel\"" "CURRENCY/(shipment|parcel|order|PIECES|kg|m3|first_kg|next_kg|20GP|40GP|40H[QC])" false;
    DailyTariff "an amount per day and `shipment`, `parcel`, `order`, `unit`, `kg`, `m3`, `first_kg`, `next_kg`, `20GP`, `40GP` or `40HQ`"
        "\"300 CNY/shipment/d\"" "CURRENCY/(shipment|parcel|order|PIECES|kg|m3|first_kg|next_kg|20GP|40GP|40H[QC])/(d|day)" false;
    ForTime "an amount per time" "\"28 CNY/h\"" "CURRENCY/TIME" false;
    ForUnits "an amount per unit and time" "\"0.05 CNY/unit/d\"" "CURRENCY/PIECES/TIME" false;
    Shortage "an amount per unit, or per unit and time" "\"4 CNY/unit\"" "CURRENCY/PIECES(/TIME)?" false;
    ForSpace "an amount per volume and time" "\"1.8 CNY/m3/d\"" "CURRENCY/VOLUME/TIME" false;
    ForValue "a share per time" "\"12 %/y\"" "(%|ppm)/TIME" false;
    Growth "a share per time, which may be negative" "\"12 %/y\"" "(%|ppm)/TIME" false;
    Exchange "the price of one unit in the currency of the ledger" "\"7.80 CNY\"" "CURRENCY" false;
    Handling "a time per shipment, unit, carton or pallet" "\"2 min/carton\"" "TIME/(shipment|PIECES|cartons?|pallets?)" false;
    Pace "units per time" "\"3000 units/d\"" "PIECES/TIME" false;
    ParcelsADay "parcels per day" "\"3000 parcels/d\"" "parcels?/(d|day)" false;
    Weight "a weight" "\"1.2 kg\"" "WEIGHT" false;
    Volume "a volume" "\"2.6 l\"" "VOLUME" false;
    Content "a volume, weight or number of pieces" "\"50 ml\"" "(WEIGHT|VOLUME|PIECES)" true;
    Hold "a weight, volume or number of parcels" "\"900 kg\"" "(WEIGHT|VOLUME|parcels?|shipments)" false;
    Volumetric "a volume per weight" "\"6000 cm3/kg\"" "VOLUME/WEIGHT" false;
    Emission "a weight per weight and km" "\"8 g/t/km\"" "WEIGHT/WEIGHT/km" false;
    Factor "a factor" "1.2" "" true;
    Distance "a number of km" "\"9000 km\"" "km" false;
}
