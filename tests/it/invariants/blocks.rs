//! A scenario as blocks, header and keys of each, in an order that can be changed.

use haitao::scenario::language::top;
use std::fmt::{self, Write};

/// A table of the file.
#[derive(Clone, Debug)]
pub(super) struct Block {
    header: String,
    lines: Vec<String>,
}

impl Block {
    /// Makes a table of these lines, without those that would have no effect.
    pub(super) fn new(header: &str, lines: impl IntoIterator<Item = Option<String>>) -> Self {
        let mut lines: Vec<String> = lines.into_iter().flatten().collect();
        // Dropping a line may leave another one without effect.
        while let Some(index) = lines.iter().position(|line| without_effect(header, line, &lines)) {
            lines.remove(index);
        }
        Self { header: header.to_owned(), lines }
    }
}

/// Returns whether a key has no effect without these lines; a nested row may provide what it needs.
fn without_effect(header: &str, line: &str, stated: &[String]) -> bool {
    let kind = header.split('.').next().unwrap_or_default();
    let name = |line: &str| line.split([' ', '.']).next().unwrap_or_default().to_owned();
    let keys = top().iter().find(|key| key.name == kind).map_or(&[][..], |key| key.shape.keys());
    let needs = keys.iter().find(|key| key.name == name(line)).map_or(&[][..], |key| key.needs);
    let within = |line: &str, key: &str| line.contains('{') && line.contains(&format!(" {key} = "));
    let said = |key: &&str| stated.iter().any(|line| name(line) == **key || within(line, key));
    !needs.is_empty() && !needs.iter().any(said)
}

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "[{}]", self.header)?;
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// A scenario made of such blocks.
#[derive(Clone)]
pub(super) struct Chain(Vec<Block>);

impl Chain {
    pub(super) fn new(blocks: Vec<Block>) -> Self {
        Self(blocks)
    }

    pub(super) fn blocks(&self) -> &[Block] {
        &self.0
    }

    /// Returns the key that sets the horizon.
    pub(super) fn horizon(hours: i64) -> String {
        format!("horizon = \"{hours} h\"")
    }

    /// Returns the same scenario with this horizon.
    pub(super) fn lasting(&self, hours: i64) -> Self {
        let mut longer = self.clone();
        let run = longer.0.iter_mut().find(|block| block.header == "run").expect("every chain says how long it runs");
        let line = run.lines.iter_mut().find(|line| line.starts_with("horizon")).expect("a horizon");
        *line = Self::horizon(hours);
        longer
    }

    /// Returns the same scenario with one text replaced.
    pub(super) fn replaced(mut self, from: &str, to: &str) -> Self {
        let lines = self.0.iter_mut().flat_map(|block| &mut block.lines);
        lines.for_each(|line| *line = line.replace(from, to));
        self
    }

    /// Returns the same scenario without the lines that begin with a text.
    pub(super) fn without(mut self, text: &str) -> Self {
        self.0.iter_mut().for_each(|block| block.lines.retain(|line| !line.starts_with(text)));
        self
    }

    /// Returns the same scenario with the keys of every block in reverse order.
    pub(super) fn reversed(mut self) -> Self {
        self.0.iter_mut().for_each(|block| block.lines.reverse());
        self
    }

    pub(super) fn text(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("haitao = \"1\"\n")?;
        for block in &self.0 {
            write!(f, "\n{block}")?;
        }
        f.write_char('\n')
    }
}

/// Shows the text itself, so that a counterexample can be run.
impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}
