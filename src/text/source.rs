//! The texts a scenario is read from, and places in them. A [`Place`] is small and `Copy`; only a report turns it into
//! a file name, a line and a column.

use std::ops::Range;

/// The identity of a text in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A range of one source text.
///
/// # Units
/// Byte offsets; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The text.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
}

impl Place {
    /// Returns a range of a text, in bytes.
    #[must_use]
    pub fn new(source: SourceId, span: Range<usize>) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { source, start: offset(span.start), end: offset(span.end) }
    }
}

/// A text that was read.
#[derive(Clone, Debug)]
struct Source {
    name: String,
    text: String,
    /// The offset of each line's start.
    lines: Vec<usize>,
}

/// All texts that a scenario was read from.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a text and returns its identity.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let text = text.into();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.0.push(Source { name: name.into(), text, lines });
        SourceId(u32::try_from(self.0.len() - 1).expect("fewer than 2^32 source files"))
    }

    /// Returns the name of a text, usually its path.
    #[must_use]
    pub fn name(&self, id: SourceId) -> &str {
        &self.0[id.0 as usize].name
    }

    /// Returns the text.
    #[must_use]
    pub fn text(&self, id: SourceId) -> &str {
        &self.0[id.0 as usize].text
    }

    /// Returns name and text of every source, in reading order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|source| (source.name.as_str(), source.text.as_str()))
    }

    /// Returns line and column of a place's first character, both from 1; columns count characters.
    #[must_use]
    pub fn line_column(&self, place: Place) -> (usize, usize) {
        let Source { text, lines, .. } = &self.0[place.source.0 as usize];
        let mut at = (place.start as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = lines.partition_point(|start| *start <= at);
        (line, text[lines[line - 1]..at].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_and_column_count_characters_from_one() {
        let mut sources = Sources::default();
        let source = sources.add("a.toml", "x = 1\n海 = 2\n");
        let start = u32::try_from("x = 1\n海 ".len()).unwrap();
        assert_eq!(sources.line_column(Place { source, start, end: start + 1 }), (2, 3));
    }
}
