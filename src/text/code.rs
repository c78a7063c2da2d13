//! The kinds of problem a scenario can have, each with a stable code that users search for and tests name. What there is to
//! say on a code, with a wrong and a right example, is a page of its own: `code/CODE.md`.

/// Declares the codes: variant, text form, one-line meaning. The page is found by the text form.
macro_rules! codes {
    ($($variant:ident $text:literal $meaning:literal;)*) => {
        /// What kind of problem it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $meaning] $variant),* }

        impl Code {
            /// Every code, in the order of this page.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The code as users see and search it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $text),* }
            }

            /// What the code means, in one line.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Code::$variant => $meaning),* }
            }

            /// What it means, why it is a problem, a wrong and a right example, and how to mend it: Markdown whose
            /// examples are indented by four spaces.
            #[must_use]
            pub const fn explain(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("code/", $text, ".md"))),* }
            }
        }
    };
}

impl Code {
    /// The code that is written so, if there is one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }

    /// Whether a problem of this kind lies in one value alone, so that it holds even where the rest of the text could
    /// not be read.
    #[must_use]
    pub const fn stands_alone(self) -> bool {
        matches!(
            self,
            Self::Syntax
                | Self::MissingFile
                | Self::UnreadableFile
                | Self::MissingColumn
                | Self::BadRow
                | Self::ExtendsLoop
                | Self::Duplicate
                | Self::LanguageVersion
                | Self::UnknownUnit
                | Self::WrongUnit
                | Self::BadNumber
                | Self::OutOfRange
                | Self::NegativeTime
                | Self::ShareRange
                | Self::ShareSum
                | Self::BadQuantiles
                | Self::TimeOrder
                | Self::BadTimetable
                | Self::UnknownTimeZone
                | Self::UnknownLaw
                | Self::UnknownPolicy
                | Self::UnknownTaxClass
        )
    }
}

codes! {
    Syntax "syntax" "The file is not TOML 1.0.";
    MissingFile "missing_file" "A data file that the scenario names does not exist.";
    UnreadableFile "unreadable_file" "A file that the scenario names cannot be read.";
    MissingColumn "missing_column" "A data file lacks a column that is asked of it.";
    BadRow "bad_row" "A row of a data file cannot be what it should: its cells, or the value of one.";
    ShortHistory "short_history" "A history without a day that may stand for one of the run.";
    LanguageVersion "language_version" "The file does not open with `haitao = \"1\"`.";
    UnknownKey "unknown_key" "A key that nothing reads.";
    KeyInVain "key_in_vain" "A key that has no effect without another, which is not said.";
    UnknownKind "unknown_kind" "A table whose name is no kind of entry.";
    UnknownName "unknown_name" "A reference to an entry that does not exist.";
    UnknownGroup "unknown_group" "An entry is in a group that is not declared.";
    UnknownWord "unknown_word" "A word that is none of those that the key takes.";
    WrongKind "wrong_kind" "A reference to an entry of a kind that cannot stand there.";
    UnknownPath "unknown_path" "An override of something that is not there and that nothing refers to.";
    ExtendsLoop "extends_loop" "A scenario that extends itself.";
    Duplicate "duplicate" "An entry, or a key of it, that is written twice.";
    BadName "bad_name" "A name with a dot, a star or nothing in it.";
    MissingKey "missing_key" "A key that has no built-in value is left out.";
    WrongType "wrong_type" "A value of another type than the key takes.";
    UnknownUnit "unknown_unit" "A unit that is not known.";
    WrongUnit "wrong_unit" "A quantity with a unit of another dimension, or with none.";
    MissingRate "missing_rate" "An amount in a currency that has no rate.";
    BadNumber "bad_number" "A quantity whose number cannot be read.";
    OutOfRange "out_of_range" "A number outside the range that makes sense.";
    NegativeTime "negative_time" "A time that is, or may be drawn, below zero.";
    ShareRange "share_range" "A share below 0 % or above 100 %.";
    ShareSum "share_sum" "Shares of a whole that do not add up to 100 %.";
    UnknownLaw "unknown_law" "A probability law that is not known.";
    LawParameters "law_parameters" "Parameters that do not make up the probability law.";
    BadQuantiles "bad_quantiles" "Quantiles that fall, are given twice, or lack an end.";
    TimeOrder "time_order" "Times of orders that do not ascend.";
    UnknownPolicy "unknown_policy" "A policy that is not known.";
    PolicyParameters "policy_parameters" "Parameters that do not make up the policy.";
    LevelOrder "level_order" "The level to reorder at is not below the level to order up to: s > S.";
    StockAboveSpace "stock_above_space" "More stock than the space of its warehouse holds.";
    ParcelTooHeavy "parcel_too_heavy" "A unit of goods heavier or larger than a departure of its lane takes.";
    NeverEnds "never_ends" "Something is done over and over, without end, at one instant.";
    UnknownRegime "unknown_regime" "A customs regime that is not known.";
    TaxedTwice "taxed_twice" "A path under a regime passes customs, and is taxed, more than once.";
    TaxCurrency "tax_currency" "A path is taxed, but the ledger is not in CNY.";
    UnknownTaxClass "unknown_tax_class" "A class of tax that is not known.";
    OneChoice "one_choice" "A table that takes exactly one key has none or several.";
    UnstatedOvertaking "unstated_overtaking" "A random time without `overtaking` stated.";
    EmptyWay "empty_way" "A way without a step.";
    WayOrder "way_order" "Steps of a way in an order that goods cannot travel.";
    StepsApart "steps_apart" "A step of a way that begins elsewhere than the one before it ends.";
    PathLoop "path_loop" "A path that leads into itself.";
    SourceLoop "source_loop" "Stock points that supply each other in a circle.";
    NoStock "no_stock" "A warehouse on a way has no row for a product that is asked there.";
    BeforeTheRules "before_the_rules" "A date before the first rules of a customs regime.";
    UnreachableMarket "unreachable_market" "A way that ends before a market: no courier on it has a row for it.";
    NoDemand "no_demand" "A stock level in days of demand where nobody is expected to order.";
    NoProduct "no_product" "A way with a warehouse, but nothing to sell.";
    NoMarket "no_market" "Nothing places an order: no market, no demand row.";
    NeedsDate "needs_date" "Something that goes by the date, in a run that has none.";
    UnknownTimeZone "unknown_time_zone" "A time zone that is not known.";
    UnknownHolidays "unknown_holidays" "Public holidays of a country or a year that are not known.";
    BadTimetable "bad_timetable" "Hours or departures that cannot be read.";
    ImpossibleCalendar "impossible_calendar" "A day, or a stretch of days, that cannot be.";
    NeverOpen "never_open" "Hours or departures of which the calendar leaves none.";
    NoFirstValue "no_first_value" "A value by date of which nothing holds at the start.";
    WindowEmpty "window_empty" "The warm-up leaves nothing of the horizon to measure.";
    TooLarge "too_large" "More than a run can hold: orders, departures, reviews, steps of a way, amounts of money.";
}
