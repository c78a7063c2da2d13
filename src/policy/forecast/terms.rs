//! The parameters of a forecast, from a scenario or a command line.

use crate::text::{Code, KeySpec, Measure, Node, Problem, Problems, Reader, Shape, words_of};

/// What counts as the demand of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sees {
    /// All orders, including lost sales.
    Orders,
    /// Sales: what was not lost.
    Sales,
    /// Sales, divided by the share of the period in which there was stock.
    CorrectedSales,
}

const SEEN: [(&str, Sees); 3] =
    [("orders", Sees::Orders), ("sales", Sees::Sales), ("corrected_sales", Sees::CorrectedSales)];
const CALENDAR: [(&str, bool); 2] = [("known", true), ("unknown", false)];

pub(super) const PERIOD: KeySpec =
    KeySpec::new("period", Shape::Quantity(Measure::Time), "The length of a period.").or("\"1 d\"");
pub(super) const SEES: KeySpec = KeySpec::new(
    "sees",
    Shape::OneOf(&words_of(&SEEN)),
    "What counts as demand: all orders, sales, or sales corrected for the time without stock.",
)
.or("\"orders\"");
pub(super) const PROMOTIONS: KeySpec = KeySpec::new(
    "promotions",
    Shape::OneOf(&words_of(&CALENDAR)),
    "Whether seasons and promotions of the markets are known in advance; if so, it learns the demand of a plain period.",
)
.or("\"known\"");
pub(super) const ALPHA: KeySpec =
    KeySpec::new("alpha", Shape::Number, "The weight of the last period in the level.").required();
pub(super) const BETA: KeySpec =
    KeySpec::new("beta", Shape::Number, "The weight of the last step in the trend.").required();

/// Reads the parameters of one forecast and reports problems.
pub struct Terms<'a> {
    reader: &'a Reader<'a>,
    problems: &'a mut Problems,
}

impl std::fmt::Debug for Terms<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Terms").field("reader", self.reader).finish_non_exhaustive()
    }
}

impl<'a> Terms<'a> {
    /// Creates a reader of the parameters in this table.
    #[must_use]
    pub fn new(reader: &'a Reader<'a>, problems: &'a mut Problems) -> Self {
        Self { reader, problems }
    }

    /// Reads what counts as the demand of a period.
    #[must_use]
    pub fn sees(&mut self) -> Sees {
        self.word("sees", &SEEN).unwrap_or(Sees::Orders)
    }

    /// Reads whether seasons and promotions are known in advance.
    #[must_use]
    pub fn knows_promotions(&mut self) -> bool {
        self.word("promotions", &CALENDAR).unwrap_or(true)
    }

    /// Reads a required smoothing weight: above 0, at most 1.
    #[must_use]
    pub fn weight(&mut self, key: &'static str) -> Option<f64> {
        let node = self.required(key, "0.1")?;
        let weight = node.as_number().filter(|weight| *weight > 0.0 && *weight <= 1.0);
        if weight.is_none() {
            self.refuse(key, &format!("must be above 0 and at most 1, not {}", node.shown()));
        }
        weight
    }

    /// Reads a required whole number of periods, at least `least`.
    #[must_use]
    pub fn periods(&mut self, key: &'static str, least: usize) -> Option<usize> {
        let node = self.required(key, "12")?;
        self.whole(key, node, least)
    }

    /// Reads an optional whole number of periods, at least `least`.
    ///
    /// # Errors
    /// If it is given but invalid; the problem has been reported.
    pub fn periods_or(&mut self, key: &'static str, least: usize, builtin: usize) -> Option<usize> {
        self.reader.get(key).map_or(Some(builtin), |node| self.whole(key, node, least))
    }

    /// Reads an optional number above 0; `Some(None)` if it is missing.
    #[must_use]
    pub fn positive(&mut self, key: &'static str) -> Option<Option<f64>> {
        let Some(node) = self.reader.get(key) else { return Some(None) };
        let number = node.as_number().filter(|number| *number > 0.0);
        if number.is_none() {
            self.refuse(key, &format!("must be a number above 0, not {}", node.shown()));
        }
        number.map(Some)
    }

    /// Reads one of a few words; the default is the first.
    #[must_use]
    pub fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let Some(node) = self.reader.get(key) else { return words.first().map(|(_, value)| *value) };
        let word = node.as_text().unwrap_or("");
        let known = words.iter().find(|(name, _)| *name == word);
        if known.is_none() {
            let problem =
                Problem::new(Code::PolicyParameters, node.place, format!("`{key}` cannot be {}", node.shown()));
            self.problems.push(problem.suggest(word, words.iter().map(|(name, _)| *name)));
        }
        known.map(|(_, value)| *value)
    }

    /// Reports an invalid parameter.
    pub fn refuse(&mut self, key: &'static str, cause: &str) {
        let place = self.reader.get(key).map_or(self.reader.place(), |node| node.place);
        self.problems.push(Problem::new(Code::PolicyParameters, place, format!("`{key}` {cause}")));
    }

    fn required(&mut self, key: &'static str, example: &str) -> Option<&'a Node> {
        let node = self.reader.get(key);
        if node.is_none() {
            let cause = format!("`{}` needs `{key}`", self.reader.path());
            let problem = Problem::new(Code::MissingKey, self.reader.place(), cause);
            self.problems.push(problem.help(format!("for instance `{key} = {example}`")));
        }
        node
    }

    fn whole(&mut self, key: &'static str, node: &Node, least: usize) -> Option<usize> {
        const MOST: usize = 100_000;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a negative or too large number stays out of bounds"
        )]
        let whole = |number: f64| (number.fract() == 0.0).then_some(number as usize);
        let number = node.as_number().and_then(whole).filter(|periods| (least..=MOST).contains(periods));
        if number.is_none() {
            self.refuse(
                key,
                &format!("must be a whole number of periods from {least} to {MOST}, not {}", node.shown()),
            );
        }
        number
    }
}
