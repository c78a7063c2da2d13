//! Typed reading of an entry's keys. Every reader returns `None` for a key that is not there or not sound; what is not
//! sound has been reported, at its place.

use super::Reading;
use super::law::{self, Words};
use crate::chain::{Chance, CountLaw, MOST_PIECES, TimeLaw};
use crate::engine::Law;
use crate::text::{Code, Node, Problem, Problems, Reader, Value};
use crate::units::{Dimension, Quantity, Share, Span, Units};

impl Reading<'_> {
    /// A key that must be there.
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

    /// A length of time.
    pub fn time(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Span> {
        self.span(reader.get(key)?)
    }

    /// A length of time in a node.
    pub fn span(&mut self, node: &Node) -> Option<Span> {
        let micros = self.keep(micros(node))?;
        if micros < 0.0 {
            self.report(Problem::new(Code::NegativeTime, node.place, "a length of time is not below zero"));
            return None;
        }
        Some(Span::from_f64_micros(micros))
    }

    /// A law of times that are never below zero; a normal law is cut there.
    pub fn time_law(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<TimeLaw> {
        self.law_of_times(reader.get(key)?, &reader.path_of(key), false)
    }

    /// A law of times that may be below zero, such as a lateness.
    pub fn signed_time_law(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<TimeLaw> {
        self.law_of_times(reader.get(key)?, &reader.path_of(key), true)
    }

    /// A law of times in a node, drawn from the stream of this path.
    pub fn law_of_times(&mut self, node: &Node, path: &str, signed: bool) -> Option<TimeLaw> {
        let words = Words { quantity: &micros, file: self.names.files.columns };
        let law = self.law(node, &words, Code::NegativeTime, signed)?;
        Some(TimeLaw::new(law, self.stream(path)))
    }

    /// A law of whole pieces.
    pub fn count_law(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<CountLaw> {
        let node = reader.get(key)?;
        if let Some((name, _)) = node.as_table().and_then(|table| table.entry("ar1")) {
            let cause = "`ar1` leans on the order before, so only a stream of orders draws from it";
            let problem = Problem::new(Code::UnknownLaw, name.place, cause);
            self.report(problem.help("`units` of a market or of a demand row take it"));
            return None;
        }
        let words = Words { quantity: &pieces, file: self.names.files.columns };
        let law = self.law(node, &words, Code::OutOfRange, false)?;
        if law.mean() > MOST_PIECES {
            let cause =
                format!("`{key}` are {:.1e} pieces on average; nobody orders more than a thousand million", law.mean());
            self.report(Problem::new(Code::OutOfRange, node.place, cause));
            return None;
        }
        Some(CountLaw::new(law, self.stream(&reader.path_of(key))))
    }

    /// A law of pieces that nobody draws from.
    pub fn pieces_law(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Law> {
        let words = Words { quantity: &pieces, file: self.names.files.columns };
        self.law(reader.get(key)?, &words, Code::OutOfRange, false)
    }

    pub(super) fn law(&mut self, node: &Node, words: &Words<'_>, below_zero: Code, signed: bool) -> Option<Law> {
        let mut found = Problems::default();
        let law = law::read(node, words, &mut found);
        self.sound_law(node, law, &found, below_zero, signed)
    }

    /// The law that was read in a node with these problems, unless it may draw what it must not.
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
                "a length of time is not below zero"
            } else {
                "a number of pieces is not below zero"
            }
        } else if law.lower_bound() > f64::NEG_INFINITY {
            "this law can draw values below zero"
        } else if let Ok(law) = law.truncated(0.0, f64::INFINITY) {
            return Some(law);
        } else {
            "almost every draw of this law is below zero"
        };
        let mut problem = Problem::new(below_zero, node.place, cause);
        if cause.starts_with("this") {
            problem = problem.help("raise its lowest value to 0, or cut it with `min`");
        }
        self.report(problem);
        None
    }

    /// A share, always with its `%`.
    pub fn share(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Share> {
        self.share_of(reader.get(key)?)
    }

    /// A share in a node.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to lie between 0 and 1")]
    pub fn share_of(&mut self, node: &Node) -> Option<Share> {
        let quantity = self.keep(quantity(node, "a share such as `\"5 %\"` is needed"))?;
        let unit = quantity.units.join("/");
        let Dimension::Share(factor) = Quantity::dimension(&unit) else {
            let problem = match &unit[..] {
                "" => {
                    let percent = (quantity.number * 1e8).round() / 1e6;
                    Problem::new(Code::WrongUnit, node.place, "a share always has its `%`")
                        .help(format!("write `\"{percent} %\"`"))
                }
                unit => unit_problem(node, &quantity.units, format!("`{unit}` is no share")).help("write `\"5 %\"`"),
            };
            self.report(problem);
            return None;
        };
        let share = quantity.number * factor;
        if !(0.0..=1.0).contains(&share) {
            self.report(Problem::new(
                Code::ShareRange,
                node.place,
                format!("a share lies between 0 % and 100 %, not at {} %", share * 100.0),
            ));
            return None;
        }
        Share::from_ppm((share * 1e6).round() as u32)
    }

    /// Something that happens to a share of entities.
    pub fn chance(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Chance> {
        let share = self.share(reader, key)?;
        Some(Chance { share, stream: self.stream(&reader.path_of(key)) })
    }

    /// Chances by attempt: the last holds for all further ones.
    pub fn chances(&mut self, reader: &Reader<'_>, key: &'static str) -> Vec<Chance> {
        let Some(node) = reader.get(key) else { return Vec::new() };
        let stream = self.stream(&reader.path_of(key));
        let shares = node.items().iter().filter_map(|item| self.share_of(item));
        shares.map(|share| Chance { share, stream }).collect()
    }

    /// A whole number of goods.
    pub fn units(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<Units> {
        self.units_of(reader.get(key)?, key)
    }

    /// A whole number of pieces in a node.
    pub fn pieces_of(&mut self, node: &Node, key: &'static str) -> Option<Units> {
        self.units_of(node, key)
    }

    /// A whole number of goods in a node.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be far below 2^53")]
    pub(super) fn units_of(&mut self, node: &Node, key: &'static str) -> Option<Units> {
        let count = self.keep(pieces(node))?;
        if count.fract() != 0.0 || !(0.0..=1e12).contains(&count) {
            self.report(Problem::new(
                Code::OutOfRange,
                node.place,
                format!("`{key}` is a whole number of pieces, not {count}"),
            ));
            return None;
        }
        Some(Units::new(count as i64))
    }

    /// A law of shares, drawn in parts per million.
    pub fn share_law(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<TimeLaw> {
        let node = reader.get(key)?;
        let words = Words { quantity: &parts_per_million, file: self.names.files.columns };
        let law = self.law(node, &words, Code::ShareRange, false)?;
        Some(TimeLaw::new(law, self.stream(&reader.path_of(key))))
    }

    /// A quantity in a node, or a bare number as one without units.
    pub fn quantity(&mut self, node: &Node, wanted: &str) -> Option<Quantity> {
        self.keep(quantity(node, wanted))
    }

    /// A count of one or more, such as attempts.
    pub fn count(&mut self, reader: &Reader<'_>, key: &'static str, most: u32) -> Option<u32> {
        let node = reader.get(key)?;
        let count = if let Value::Integer(number) = node.value { u32::try_from(number).ok() } else { None };
        let count = count.filter(|count| (1..=most).contains(count));
        if count.is_none() {
            let cause = format!("`{key}` is a whole number from 1 to {most}, not {}", node.shown());
            self.report(Problem::new(Code::OutOfRange, node.place, cause));
        }
        count
    }

    /// Servers of a crew; absent or `"unlimited"` is as many as are needed.
    pub fn servers(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<u32> {
        let node = reader.get(key)?;
        let servers = self.servers_of(node, key).flatten();
        if servers == Some(0) {
            let cause = format!("`{key}` is a whole number from 1 to 1000000 or `\"unlimited\"`, not 0");
            self.report(Problem::new(Code::OutOfRange, node.place, cause));
        }
        servers
    }

    /// Servers in a node; 0 where nobody is there.
    pub fn servers_of(&mut self, node: &Node, key: &str) -> Option<Option<u32>> {
        let count = if let Value::Integer(number) = node.value { u32::try_from(number).ok() } else { None };
        match (node.as_text(), count.filter(|count| *count <= 1_000_000)) {
            (Some("unlimited"), _) => Some(None),
            (_, Some(count)) => Some(Some(count)),
            _ => {
                let cause = format!("`{key}` is a whole number up to 1000000 or `\"unlimited\"`, not {}", node.shown());
                self.report(Problem::new(Code::OutOfRange, node.place, cause));
                None
            }
        }
    }

    /// One word of a list.
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

    /// Yes or no.
    pub fn truth(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<bool> {
        let node = reader.get(key)?;
        if let Value::Bool(truth) = node.value {
            return Some(truth);
        }
        self.report(Problem::new(
            Code::WrongType,
            node.place,
            format!("`{key}` is true or false, not {}", node.type_name()),
        ));
        None
    }

    /// Whether goods may overtake each other; must be said where the time is random.
    pub fn overtaking(&mut self, reader: &Reader<'_>, random: bool) -> bool {
        let stated = self.truth(reader, "overtaking");
        if stated.is_none() && random && reader.get("overtaking").is_none() {
            self.report(
                Problem::new(
                    Code::UnstatedOvertaking,
                    reader.place(),
                    format!(
                        "`{}` takes a random time, but does not say whether goods may overtake each other",
                        reader.path()
                    ),
                )
                .help("say `overtaking = true` or `overtaking = false`, here or in a default; it changes the results"),
            );
        }
        stated.unwrap_or(true)
    }

    /// A reader of the table under a key; a problem if something else stands there.
    pub fn child<'r>(&mut self, reader: &Reader<'r>, key: &'static str) -> Option<Reader<'r>> {
        let node = reader.get(key)?;
        if node.as_table().is_none() {
            let cause = format!("`{key}` is a table of keys, not {}", node.type_name());
            self.report(Problem::new(Code::WrongType, node.place, cause));
            return None;
        }
        reader.child(key)
    }

    pub(super) fn keep<T>(&mut self, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.report(problem)).ok()
    }
}

/// A quantity, or a bare number as one without units.
pub(super) fn quantity(node: &Node, wanted: &str) -> Result<Quantity, Problem> {
    if let Some(number) = node.as_number() {
        return Ok(Quantity { number, units: Vec::new() });
    }
    let Some(text) = node.as_text() else {
        return Err(Problem::new(Code::WrongType, node.place, format!("{wanted}, not {}", node.type_name())));
    };
    let refuse = |error| Problem::new(Code::BadNumber, node.place, format!("\"{text}\" is no quantity: {error}"));
    Quantity::parse(text).map_err(refuse)
}

/// A quantity whose unit does not fit the key: known elsewhere, or nowhere.
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

/// A time in microseconds.
fn micros(node: &Node) -> Result<f64, Problem> {
    let wanted = "a time such as `\"36 h\"` is needed";
    let quantity = quantity(node, wanted)?;
    let factor = match &quantity.units[..] {
        [unit] => Quantity::dimension(unit),
        _ => Dimension::Other,
    };
    let Dimension::Time(factor) = factor else {
        let help = "units of time: s min h d w month y";
        let cause = match &quantity.units[..] {
            [] => format!("{wanted}; {} has no unit", node.shown()),
            units => format!("{wanted}; `{}` is no unit of time", units.join("/")),
        };
        let problem = unit_problem(node, &quantity.units, cause);
        return Err(if problem.help.is_none() { problem.help(help) } else { problem });
    };
    let micros = quantity.number * factor;
    #[expect(clippy::cast_precision_loss, reason = "a limit")]
    if micros.abs() > Span::LONGEST.micros() as f64 {
        let cause = format!("no time is longer than 10,000 years, as {} is", node.shown());
        return Err(Problem::new(Code::OutOfRange, node.place, cause));
    }
    Ok(micros)
}

/// A share in parts per million.
fn parts_per_million(node: &Node) -> Result<f64, Problem> {
    let quantity = quantity(node, "a share such as `\"5 %\"` is needed")?;
    match &quantity.units[..] {
        [unit] if let Dimension::Share(factor) = Quantity::dimension(unit) => Ok(quantity.number * factor * 1e6),
        _ => Err(Problem::new(Code::WrongUnit, node.place, "a share always has its `%`")),
    }
}

/// A number of pieces: bare, or with `units` behind it.
fn pieces(node: &Node) -> Result<f64, Problem> {
    let quantity = quantity(node, "a number of pieces is needed")?;
    match &quantity.units[..] {
        [] => Ok(quantity.number),
        [unit] if Quantity::dimension(unit) == Dimension::Pieces => Ok(quantity.number),
        units => Err(unit_problem(node, units, format!("pieces of goods have no unit `{}`", units.join("/")))),
    }
}
