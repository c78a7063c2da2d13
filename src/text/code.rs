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
                | Self::UnreadableFile
                | Self::BadRow
                | Self::ExtendsLoop
                | Self::Duplicate
                | Self::LanguageVersion
                | Self::WrongUnit
                | Self::BadNumber
                | Self::OutOfRange
                | Self::NegativeTime
                | Self::ShareRange
                | Self::UnknownLaw
                | Self::UnknownPolicy
                | Self::UnknownTaxClass
        )
    }
}

codes! {
    Syntax "syntax" "The file is not TOML 1.0.";
    UnreadableFile "unreadable_file" "A file that the scenario names cannot be read.";
    BadRow "bad_row" "A data file is not what it promises: its heading, a row, a cell.";
    LanguageVersion "language_version" "The file does not open with `haitao = \"1\"`.";
    UnknownKey "unknown_key" "A key that nothing reads.";
    KeyInVain "key_in_vain" "A key that has no effect without another, which is not said.";
    UnknownKind "unknown_kind" "A table whose name is no kind of entry.";
    UnknownName "unknown_name" "A reference to an entry that does not exist.";
    WrongKind "wrong_kind" "A reference to an entry of a kind that cannot stand there.";
    UnknownPath "unknown_path" "An override of something that is not there and that nothing refers to.";
    ExtendsLoop "extends_loop" "A scenario that extends itself.";
    Duplicate "duplicate" "An entry, or a key of it, that is written twice.";
    BadName "bad_name" "A name with a dot, a star or nothing in it.";
    MissingKey "missing_key" "A key that has no built-in value is left out.";
    WrongType "wrong_type" "A value of another type than the key takes.";
    WrongUnit "wrong_unit" "A quantity with a unit of another dimension, or with none.";
    BadNumber "bad_number" "A quantity whose number cannot be read.";
    OutOfRange "out_of_range" "A number outside the range that makes sense.";
    NegativeTime "negative_time" "A time that is, or may be drawn, below zero.";
    ShareRange "share_range" "A share below 0 % or above 100 %.";
    UnknownLaw "unknown_law" "A probability law that is not known.";
    LawParameters "law_parameters" "Parameters that do not make up the probability law.";
    UnknownPolicy "unknown_policy" "A policy that is not known.";
    PolicyParameters "policy_parameters" "Parameters that do not make up the policy.";
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
    ImpossibleCalendar "impossible_calendar" "Days or hours that cannot be, or that leave nothing.";
    WindowEmpty "window_empty" "The warm-up leaves nothing of the horizon to measure.";
    TooLarge "too_large" "More than a run can hold: orders, departures, reviews, steps of a way, amounts of money.";
}
