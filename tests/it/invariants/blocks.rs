//! A scenario as its blocks: header and keys of each, in an order that can be changed.

use haitao::scenario::language::top;
use std::fmt::{self, Write};

/// A table of the file.
#[derive(Clone, Debug)]
pub(super) struct Block {
    header: String,
    lines: Vec<String>,
}

impl Block {
    /// A table of these lines, but for those that would be said in vain.
    pub(super) fn new(header: &str, lines: impl IntoIterator<Item = Option<String>>) -> Self {
        let mut lines: Vec<String> = lines.into_iter().flatten().collect();
        // What is left out may have been what another needed.
        while let Some(vain) = lines.iter().position(|line| in_vain(header, line, &lines)) {
            lines.remove(vain);
        }
        Self { header: header.to_owned(), lines }
    }
}

/// Whether a key has no effect beside these lines; a row within the table may state what it needs.
fn in_vain(header: &str, line: &str, stated: &[String]) -> bool {
    let kind = header.split('.').next().unwrap_or_default();
    let name = |line: &str| line.split([' ', '.']).next().unwrap_or_default().to_owned();
    let keys = top().iter().find(|key| key.name == kind).map_or(&[][..], |key| key.shape.keys());
    let needs = keys.iter().find(|key| key.name == name(line)).map_or(&[][..], |key| key.needs);
    let within = |line: &str, key: &str| line.contains('{') && line.contains(&format!(" {key} = "));
    let said = |key: &&str| stated.iter().any(|line| name(line) == **key || within(line, key));
    !needs.is_empty() && !needs.iter().any(said)
}

/// A scenario of such blocks.
#[derive(Clone)]
pub(super) struct Chain(Vec<Block>);

impl Chain {
    pub(super) fn new(blocks: Vec<Block>) -> Self {
        Self(blocks)
    }

    pub(super) fn blocks(&self) -> &[Block] {
        &self.0
    }

    /// The key of a horizon.
    pub(super) fn horizon(hours: i64) -> String {
        format!("horizon = \"{hours} h\"")
    }

    /// The same with this horizon.
    pub(super) fn lasting(&self, hours: i64) -> Self {
        let mut longer = self.clone();
        let run = longer.0.iter_mut().find(|block| block.header == "run").expect("every chain says how long it runs");
        let line = run.lines.iter_mut().find(|line| line.starts_with("horizon")).expect("a horizon");
        *line = Self::horizon(hours);
        longer
    }

    /// The same with one text for another.
    pub(super) fn replaced(mut self, from: &str, to: &str) -> Self {
        let lines = self.0.iter_mut().flat_map(|block| &mut block.lines);
        lines.for_each(|line| *line = line.replace(from, to));
        self
    }

    /// The same with the keys of every block in the other order.
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
            writeln!(f, "\n[{}]", block.header)?;
            block.lines.iter().try_for_each(|line| writeln!(f, "{line}"))?;
        }
        f.write_char('\n')
    }
}

/// The text itself, so that a counterexample can be run.
impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}
