//! Typed reading of an entry's keys. Every function returns `None` for a missing or invalid value; an invalid one has
//! been reported at its place.

use super::Reading;
use super::law::{self, Words};
use crate::chain::{Chance, CountLaw, MOST_PIECES, TimeLaw};
use crate::engine::Law;
use crate::text::{Code, Node, Problem, Problems, Reader, Value};
use crate::units::{Dimension, Quantity, Share, Span, Units};

impl Reading<'_> {
    /// Returns a required key's value.
    pub fn require<'r>(&mut self, reader: &Reader<'r>, key: &'static str, example: &str) -> Option<&'r Node> {
        let found = reader.get(key);
        if found.is_none() {
            self.report(
                Problem::new(Code::MissingKey, reader.place(), format!("`{}` needs `{key}`", reader.path()))
                    .help(format!("for instance `{key} = {example}`")),
            );
        }
        found
    }

    /// Reads a length of time.
    pub fn time(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Span> {
        self.span(reader.get(key)?)
    }

    /// Reads a length of time from a node.
    pub fn span(&mut self, node: &Node) -> Option<Span> {
        let micros = self.keep(micros(node))?;
        if micros < 0.0 {
            self.report(Problem::new(Code::NegativeTime, node.place, "a length of time cannot be negative"));
            return None;
        }
        Some(Span::from_f64_micros(micros))
    }

    /// Reads a distribution of times that are never negative; a normal distribution is truncated at zero.
    pub fn time_law(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<TimeLaw> {
        self.law_of_times(reader.get(key)?, &reader.path_of(key), false)
    }

    /// Reads a distribution of times that may be negative, such as a lateness.
    pub fn signed_time_law(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<TimeLaw> {
        self.law_of_times(reader.get(key)?, &reader.path_of(key), true)
    }

    /// Reads a distribution of times from a node; its samples come from the stream of this path.
    pub fn law_of_times(&mut self, node: &Node, path: &str, signed: bool) -> Option<TimeLaw> {
        let words = Words { quantity: &micros, file: self.names.files.columns };
        let law = self.law(node, &words, Code::NegativeTime, signed)?;
        Some(TimeLaw::new(law, self.stream(path)))
    }

    /// Reads a distribution of whole pieces.
    pub fn count_law(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<CountLaw> {
        let node = reader.get(key)?;
        if let Some((name, _)) = node.as_table().and_then(|table| table.entry("ar1")) {
            let cause = "`ar1` depends on the previous order, so it can only be used for a stream of orders";
            let problem = Problem::new(Code::UnknownLaw, name.place, cause);
            self.report(problem.help("use it for `units` of a market or of a demand row"));
            return None;
        }
        let words = Words { quantity: &pieces, file: self.names.files.columns };
        let law = self.law(node, &words, Code::OutOfRange, false)?;
        if law.mean() > MOST_PIECES {
            let cause = format!("`{key}` has a mean of {:.1e} pieces; the limit is a billion per order", law.mean());
            self.report(Problem::new(Code::OutOfRange, node.place, cause));
            return None;
        }
        Some(CountLaw::new(law, self.stream(&reader.path_of(key))))
    }

    /// Reads a distribution of pieces that is never sampled.
    pub fn pieces_law(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Law> {
        let words = Words { quantity: &pieces, file: self.names.files.columns };
        self.law(reader.get(key)?, &words, Code::OutOfRange, false)
    }

    pub(super) fn law(&mut self, node: &Node, words: &Words<'_>, below_zero: Code, signed: bool) -> Option<Law> {
        let mut found = Problems::default();
        let law = law::read(node, words, &mut found);
        self.sound_law(node, law, &found, below_zero, signed)
    }

    /// Returns the distribution read from a node with these problems, unless it can take values that are not allowed.
    pub(super) fn sound_law(
        &mut self,
        node: &Node,
        law: Option<Law>,
        found: &Problems,
        below_zero: Code,
        signed: bool,
    ) -> Option<Law> {
        found.iter().for_each(|problem| self.report(problem.clone()));
        let law = law?;
        if signed || law.lower_bound() >= 0.0 {
            return Some(law);
        }
        let cause = if law.is_constant() {
            if below_zero == Code::NegativeTime {
                "a length of time cannot be negative"
            } else {
                "a number of pieces cannot be negative"
            }
        } else if law.lower_bound() > f64::NEG_INFINITY {
            "this distribution can take negative values"
        } else if let Ok(law) = law.truncated(0.0, f64::INFINITY) {
            return Some(law);
        } else {
            "almost all values of this distribution are negative"
        };
        let mut problem = Problem::new(below_zero, node.place, cause);
        if cause.starts_with("this") {
            problem = problem.help("raise its lowest value to 0, or truncate it with `min`");
        }
        self.report(problem);
        None
    }

    /// Reads a share, which needs its `%`.
    pub fn share(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Share> {
        self.share_of(reader.get(key)?)
    }

    /// Reads a share from a node.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be between 0 and 1")]
    pub fn share_of(&mut self, node: &Node) -> Option<Share> {
        let quantity = self.keep(quantity(node, "expected a share such as `\"5 %\"`"))?;
        let unit = quantity.units.join("/");
        let Dimension::Share(factor) = Quantity::dimension(&unit) else {
            let problem = match &unit[..] {
                "" => {
                    let percent = (quantity.number * 1e8).round() / 1e6;
                    Problem::new(Code::WrongUnit, node.place, "a share needs its `%`")
                        .help(format!("write `\"{percent} %\"`"))
                }
                unit => unit_problem(node, &quantity.units, format!("`{unit}` is not a unit of shares"))
                    .help("write `\"5 %\"`"),
            };
            self.report(problem);
            return None;
        };
        let share = quantity.number * factor;
        if !(0.0..=1.0).contains(&share) {
            self.report(Problem::new(
                Code::ShareRange,
                node.place,
                format!("a share must be between 0 % and 100 %, not {} %", share * 100.0),
            ));
            return None;
        }
        Share::from_ppm((share * 1e6).round() as u32)
    }

    /// Reads a probability per entity.
    pub fn chance(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Chance> {
        let share = self.share(reader, key)?;
        Some(Chance { share, stream: self.stream(&reader.path_of(key)) })
    }

    /// Reads probabilities by attempt; the last applies to all further attempts.
    pub fn chances(&mut self, reader: &Reader<'_>, key: &'static str) -> Vec<Chance> {
        let Some(node) = reader.get(key) else { return Vec::new() };
        let stream = self.stream(&reader.path_of(key));
        let shares = node.items().iter().filter_map(|item| self.share_of(item));
        shares.map(|share| Chance { share, stream }).collect()
    }

    /// Reads a whole number of goods.
    pub fn units(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Units> {
        self.units_of(reader.get(key)?, key)
    }

    /// Reads a whole number of pieces from a node.
    pub fn pieces_of(&mut self, node: &Node, key: &'static str) -> Option<Units> {
        self.units_of(node, key)
    }

    /// Reads a whole number of goods from a node.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be far below 2^53")]
    pub(super) fn units_of(&mut self, node: &Node, key: &'static str) -> Option<Units> {
        let count = self.keep(pieces(node))?;
        if count.fract() != 0.0 || !(0.0..=1e12).contains(&count) {
            self.report(Problem::new(
                Code::OutOfRange,
                node.place,
                format!("`{key}` must be a whole number of pieces, not {count}"),
            ));
            return None;
        }
        Some(Units::new(count as i64))
    }

    /// Reads a distribution of shares in parts per million.
    pub fn share_law(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<TimeLaw> {
        let node = reader.get(key)?;
        let words = Words { quantity: &parts_per_million, file: self.names.files.columns };
        let law = self.law(node, &words, Code::ShareRange, false)?;
        Some(TimeLaw::new(law, self.stream(&reader.path_of(key))))
    }

    /// Reads a quantity from a node; a bare number is one without units.
    pub fn quantity(&mut self, node: &Node, wanted: &str) -> Option<Quantity> {
        self.keep(quantity(node, wanted))
    }

    /// Reads a time that is a whole number of days.
    pub fn whole_days(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<i64> {
        let (node, time) = (reader.get(key)?, self.time(reader, key)?.micros());
        let day = Span::DAY.micros();
        if time % day != 0 {
            let cause = format!("`{key}` must be a whole number of days, not {}", node.shown());
            self.report(Problem::new(Code::OutOfRange, node.place, cause).help("for instance `\"7 d\"`"));
        }
        Some(time / day)
    }

    /// Reads a count of at least one, such as attempts.
    pub fn count(&mut self, reader: &Reader<'_>, key: &'static str, most: u32) -> Option<u32> {
        let node = reader.get(key)?;
        let count = if let Value::Integer(number) = node.value { u32::try_from(number).ok() } else { None };
        let count = count.filter(|count| (1..=most).contains(count));
        if count.is_none() {
            let cause = format!("`{key}` must be a whole number from 1 to {most}, not {}", node.shown());
            self.report(Problem::new(Code::OutOfRange, node.place, cause));
        }
        count
    }

    /// Reads a number of servers; absent or `"unlimited"` is as many as needed.
    pub fn servers(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<u32> {
        let node = reader.get(key)?;
        let servers = self.servers_of(node, key).flatten();
        if servers == Some(0) {
            let cause = format!("`{key}` must be a whole number from 1 to 1000000 or `\"unlimited\"`, not 0");
            self.report(Problem::new(Code::OutOfRange, node.place, cause));
        }
        servers
    }

    /// Reads a number of servers from a node; 0 is allowed.
    pub fn servers_of(&mut self, node: &Node, key: &str) -> Option<Option<u32>> {
        let count = if let Value::Integer(number) = node.value { u32::try_from(number).ok() } else { None };
        match (node.as_text(), count.filter(|count| *count <= 1_000_000)) {
            (Some("unlimited"), _) => Some(None),
            (_, Some(count)) => Some(Some(count)),
            _ => {
                let cause =
                    format!("`{key}` must be a whole number up to 1000000 or `\"unlimited\"`, not {}", node.shown());
                self.report(Problem::new(Code::OutOfRange, node.place, cause));
                None
            }
        }
    }

    /// Reads one word of a list.
    pub fn choice<T: Copy>(
        &mut self,
        reader: &Reader<'_>,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let node = reader.get(key)?;
        let word = node.as_text().unwrap_or("");
        let found = words.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let cause = format!("`{key}` cannot be {}", node.shown());
            let problem = Problem::new(Code::UnknownWord, node.place, cause);
            self.report(problem.suggest(word, words.iter().map(|(name, _)| *name)));
        }
        found
    }

    /// Reads `true` or `false`.
    pub fn truth(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<bool> {
        let node = reader.get(key)?;
        if let Value::Bool(truth) = node.value {
            return Some(truth);
        }
        self.report(Problem::new(
            Code::WrongType,
            node.place,
            format!("`{key}` must be true or false, not {}", node.type_name()),
        ));
        None
    }

    /// Reads whether goods may overtake each other; required if the time is random.
    pub fn overtaking(&mut self, reader: &Reader<'_>, random: bool) -> bool {
        let stated = self.truth(reader, "overtaking");
        if stated.is_none() && random && reader.get("overtaking").is_none() {
            self.report(
                Problem::new(
                    Code::UnstatedOvertaking,
                    reader.place(),
                    format!(
                        "`{}` has a random time but does not state whether goods may overtake each other",
                        reader.path()
                    ),
                )
                .help("add `overtaking = true` or `overtaking = false`, here or in a default; it affects the results"),
            );
        }
        stated.unwrap_or(true)
    }

    /// Returns a reader of the table under a key; reports any other value there.
    pub fn child<'r>(&mut self, reader: &Reader<'r>, key: &'static str) -> Option<Reader<'r>> {
        let node = reader.get(key)?;
        if node.as_table().is_none() {
            let cause = format!("`{key}` must be a table of keys, not {}", node.type_name());
            self.report(Problem::new(Code::WrongType, node.place, cause));
            return None;
        }
        reader.child(key)
    }

    pub(super) fn keep<T>(&mut self, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.report(problem)).ok()
    }
}

/// Reads a quantity; a bare number is one without units.
pub(super) fn quantity(node: &Node, wanted: &str) -> Result<Quantity, Problem> {
    if let Some(number) = node.as_number() {
        return Ok(Quantity { number, units: Vec::new() });
    }
    let Some(text) = node.as_text() else {
        return Err(Problem::new(Code::WrongType, node.place, format!("{wanted}, not {}", node.type_name())));
    };
    let refuse = |error| Problem::new(Code::BadNumber, node.place, format!("\"{text}\" is not a quantity: {error}"));
    Quantity::parse(text).map_err(refuse)
}

/// Returns the problem of a unit that does not fit the key: unknown, or of another dimension.
pub(super) fn unit_problem(node: &Node, units: &[String], cause: String) -> Problem {
    match units.iter().find(|unit| !unit.is_empty() && !Quantity::knows(unit)) {
        Some(unknown) => {
            let problem = Problem::new(Code::UnknownUnit, node.place, cause);
            match Quantity::meant(unknown) {
                Some(unit) => problem.help(format!("did you mean `{unit}`?")),
                None => problem,
            }
        }
        None => Problem::new(Code::WrongUnit, node.place, cause),
    }
}

/// Reads a time in microseconds.
fn micros(node: &Node) -> Result<f64, Problem> {
    let wanted = "expected a time such as `\"36 h\"`";
    let quantity = quantity(node, wanted)?;
    let factor = match &quantity.units[..] {
        [unit] => Quantity::dimension(unit),
        _ => Dimension::Other,
    };
    let Dimension::Time(factor) = factor else {
        let help = "units of time: s min h d w month y";
        let cause = match &quantity.units[..] {
            [] => format!("{wanted}; {} has no unit", node.shown()),
            units => format!("{wanted}; `{}` is not a unit of time", units.join("/")),
        };
        let problem = unit_problem(node, &quantity.units, cause);
        return Err(if problem.help.is_none() { problem.help(help) } else { problem });
    };
    let micros = quantity.number * factor;
    #[expect(clippy::cast_precision_loss, reason = "a limit")]
    if micros.abs() > Span::LONGEST.micros() as f64 {
        let cause = format!("a time must be at most 10,000 years, not {}", node.shown());
        return Err(Problem::new(Code::OutOfRange, node.place, cause));
    }
    Ok(micros)
}

/// Reads a share in parts per million.
fn parts_per_million(node: &Node) -> Result<f64, Problem> {
    let quantity = quantity(node, "expected a share such as `\"5 %\"`")?;
    match &quantity.units[..] {
        [unit] if let Dimension::Share(factor) = Quantity::dimension(unit) => Ok(quantity.number * factor * 1e6),
        _ => Err(Problem::new(Code::WrongUnit, node.place, "a share needs its `%`")),
    }
}

/// Reads a number of pieces, with or without `units`.
fn pieces(node: &Node) -> Result<f64, Problem> {
    let quantity = quantity(node, "expected a number of pieces")?;
    match &quantity.units[..] {
        [] => Ok(quantity.number),
        [unit] if Quantity::dimension(unit) == Dimension::Pieces => Ok(quantity.number),
        units => {
            Err(unit_problem(node, units, format!("a number of pieces cannot have the unit `{}`", units.join("/"))))
        }
    }
}
