//! The parameters of a forecast as a scenario or a command line states them.

use crate::text::{Code, Node, Problem, Reader};

/// Reads the parameters of one forecast; what is wrong with them is reported.
pub struct Terms<'a> {
    reader: &'a Reader<'a>,
    report: &'a dyn Fn(Problem),
}

impl std::fmt::Debug for Terms<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Terms").field("reader", self.reader).finish_non_exhaustive()
    }
}

impl<'a> Terms<'a> {
    /// The parameters in this table.
    #[must_use]
    pub fn new(reader: &'a Reader<'a>, report: &'a dyn Fn(Problem)) -> Self {
        Self { reader, report }
    }

    /// A smoothing weight that must be stated: above 0, at most 1.
    #[must_use]
    pub fn weight(&self, key: &'static str) -> Option<f64> {
        let node = self.required(key, "0.1")?;
        let weight = node.as_number().filter(|weight| *weight > 0.0 && *weight <= 1.0);
        if weight.is_none() {
            self.refuse(key, &format!("is a weight above 0 and at most 1, not {}", node.shown()));
        }
        weight
    }

    /// A whole number of periods that must be stated, at least `least`.
    #[must_use]
    pub fn periods(&self, key: &'static str, least: usize) -> Option<usize> {
        let node = self.required(key, "12")?;
        self.whole(key, node, least)
    }

    /// A whole number of periods that may be stated, at least `least`.
    ///
    /// # Errors
    /// If it is stated and no such number; that has been reported.
    pub fn periods_or(&self, key: &'static str, least: usize, builtin: usize) -> Option<usize> {
        self.reader.get(key).map_or(Some(builtin), |node| self.whole(key, node, least))
    }

    /// A number above zero that may be stated; `None` behind `Some` where it is not.
    #[must_use]
    #[expect(clippy::option_option, reason = "left out is something else than wrong")]
    pub fn positive(&self, key: &'static str) -> Option<Option<f64>> {
        let Some(node) = self.reader.get(key) else { return Some(None) };
        let number = node.as_number().filter(|number| *number > 0.0);
        if number.is_none() {
            self.refuse(key, &format!("is a number above 0, not {}", node.shown()));
        }
        number.map(Some)
    }

    /// One of a few words; left out, the first.
    #[must_use]
    pub fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let Some(node) = self.reader.get(key) else { return words.first().map(|(_, value)| *value) };
        let word = node.as_text().unwrap_or("");
        let known = words.iter().find(|(name, _)| *name == word);
        if known.is_none() {
            let problem =
                Problem::new(Code::PolicyParameters, node.place, format!("`{key}` cannot be {}", node.shown()));
            (self.report)(problem.suggest(word, words.iter().map(|(name, _)| *name)));
        }
        known.map(|(_, value)| *value)
    }

    /// Reports a parameter that does not fit.
    pub fn refuse(&self, key: &'static str, cause: &str) {
        let place = self.reader.get(key).map_or(self.reader.place(), |node| node.place);
        (self.report)(Problem::new(Code::PolicyParameters, place, format!("`{key}` {cause}")));
    }

    fn required(&self, key: &'static str, example: &str) -> Option<&'a Node> {
        let node = self.reader.get(key);
        if node.is_none() {
            let cause = format!("`{}` needs `{key}`", self.reader.path());
            let problem = Problem::new(Code::MissingKey, self.reader.place(), cause);
            (self.report)(problem.help(format!("for instance `{key} = {example}`")));
        }
        node
    }

    fn whole(&self, key: &'static str, node: &Node, least: usize) -> Option<usize> {
        const MOST: f64 = 100_000.0;
        let number =
            node.as_number().filter(|number| number.fract() == 0.0 && *number >= least as f64 && *number <= MOST);
        if number.is_none() {
            self.refuse(key, &format!("is a whole number of periods from {least} to {MOST}, not {}", node.shown()));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number within bounds")]
        number.map(|number| number as usize)
    }
}
