//! The kinds of problem a scenario can have. Each has a stable code, which users search for and tests name, and a page
//! with a wrong and a right example: `code/CODE.md`.

/// Declares the codes: variant, text form, one-line meaning. The text form names the page.
macro_rules! codes {
    ($($variant:ident $text:literal $meaning:literal;)*) => {
        /// A kind of problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $meaning] $variant),* }

        impl Code {
            /// Every code, in declaration order.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// Returns the code as users see it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $text),* }
            }

            /// Returns the meaning of the code, in one line.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Code::$variant => $meaning),* }
            }

            /// Returns the page about the code, as Markdown: meaning, reason, a wrong and a right example, and how to
            /// fix it. The examples are indented by four spaces.
            #[must_use]
            pub const fn explain(self) -> &'static str {
                match self { $(Code::$variant => include_str!(concat!("code/", $text, ".md"))),* }
            }
        }
    };
}

/// Former names of codes, which `haitao explain` still accepts.
const FORMER: [(&str, Code); 3] =
    [("empty_way", Code::EmptyRoute), ("way_order", Code::RouteOrder), ("key_in_vain", Code::KeyWithoutEffect)];

impl Code {
    /// Returns the code with this name or former name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let former = || FORMER.iter().find(|(name, _)| *name == text).map(|(_, code)| *code);
        Self::ALL.iter().copied().find(|code| code.as_str() == text).or_else(former)
    }

    /// Returns whether a problem of this kind depends on one value alone, so that it is certain even if the rest of the
    /// text could not be read.
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
    MissingColumn "missing_column" "A data file lacks a column that the scenario needs.";
    BadRow "bad_row" "A row of a data file, or a value in it, cannot be used.";
    ShortHistory "short_history" "A history that has no suitable day for a day of the run.";
    LanguageVersion "language_version" "The file does not begin with `haitao = \"1\"`.";
    UnknownKey "unknown_key" "A key that nothing reads.";
    KeyWithoutEffect "key_without_effect" "A key or word without effect: another key that it needs is missing, or a shock strikes nothing that it changes.";
    UnknownKind "unknown_kind" "A table whose name is not a kind of entry.";
    UnknownName "unknown_name" "A reference to an entry that does not exist.";
    UnknownGroup "unknown_group" "An entry is in a group that is not declared.";
    UnknownWord "unknown_word" "A word that the key does not take.";
    WrongKind "wrong_kind" "A reference to an entry of a kind that is not allowed there.";
    UnknownPath "unknown_path" "An override of something that does not exist and that nothing refers to.";
    ExtendsLoop "extends_loop" "A scenario that extends itself.";
    Duplicate "duplicate" "An entry, or one of its keys, is written twice.";
    BadName "bad_name" "A name that is empty or contains a dot, a star or a colon.";
    MissingKey "missing_key" "A key without a default is missing.";
    WrongType "wrong_type" "A value of a type that the key does not take.";
    UnknownUnit "unknown_unit" "An unknown unit.";
    WrongUnit "wrong_unit" "A quantity without a unit, or with a unit of another dimension.";
    MissingRate "missing_rate" "An amount in a currency without an exchange rate.";
    BadNumber "bad_number" "A quantity whose number cannot be read.";
    OutOfRange "out_of_range" "A number outside the range that makes sense.";
    NegativeTime "negative_time" "A time that is negative, or may be drawn negative.";
    ShareRange "share_range" "A share below 0 % or above 100 %.";
    ShareSum "share_sum" "Shares of a whole that do not add up to 100 %.";
    UnknownLaw "unknown_law" "An unknown distribution.";
    LawParameters "law_parameters" "Parameters that do not define the distribution.";
    BadQuantiles "bad_quantiles" "Quantiles that decrease, are given twice, or lack an end.";
    TimeOrder "time_order" "Order times that are not ascending.";
    UnknownPolicy "unknown_policy" "An unknown policy.";
    PolicyParameters "policy_parameters" "Parameters that do not define the policy.";
    LevelOrder "level_order" "The reorder point is not below the order-up-to level: s > S.";
    StockAboveSpace "stock_above_space" "More initial stock than the warehouse has space for.";
    ParcelTooHeavy "parcel_too_heavy" "A unit of goods that is heavier or larger than a departure of its lane can take.";
    NeverEnds "never_ends" "Something is repeated forever at the same instant.";
    UnknownRegime "unknown_regime" "An unknown customs regime.";
    TaxedTwice "taxed_twice" "A path under a regime passes customs, and is taxed, more than once.";
    TaxCurrency "tax_currency" "A path is taxed, but the ledger is not in CNY.";
    UnknownTaxClass "unknown_tax_class" "An unknown tax class.";
    OneChoice "one_choice" "A table that takes exactly one key has none or several.";
    UnstatedOvertaking "unstated_overtaking" "A random time without `overtaking` stated.";
    EmptyRoute "empty_route" "A route without steps.";
    RouteOrder "route_order" "Steps of a route in an order in which goods cannot travel.";
    StepsApart "steps_apart" "A step of a route begins at another place than the previous one ends.";
    PathLoop "path_loop" "A path that contains itself.";
    SourceLoop "source_loop" "Stock points that supply each other in a cycle.";
    NoStock "no_stock" "A warehouse on a route has no stock point for a product ordered there.";
    BeforeTheRules "before_the_rules" "A date before the first rules of a customs regime.";
    UnreachableMarket "unreachable_market" "No courier on the route has a row for the market.";
    NoDemand "no_demand" "A stock level in days of demand where no demand is expected.";
    NoProduct "no_product" "A route with a warehouse, but no product to sell.";
    NoMarket "no_market" "Nothing places an order: no market, no demand row.";
    NeedsDate "needs_date" "Something depends on the date, but the run has none.";
    UnknownTimeZone "unknown_time_zone" "An unknown time zone.";
    UnknownHolidays "unknown_holidays" "The public holidays of this country or year are not known.";
    BadTimetable "bad_timetable" "Hours or departures that cannot be read.";
    ImpossibleCalendar "impossible_calendar" "A day or a period that does not exist.";
    NeverOpen "never_open" "The calendar leaves no working hour or no departure.";
    NoFirstValue "no_first_value" "A value by date that has no value at the start.";
    DailyTotals "daily_totals" "A warning: each row of a history is one order, but they look like totals of a day.";
    WindowEmpty "window_empty" "A window in which nothing can be measured.";
    TooLarge "too_large" "More than a run can hold: orders, departures, reviews, steps of a route, amounts of money.";
}
