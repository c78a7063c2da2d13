//! The figures in the comment that opens a scenario.

use std::path::{Path, PathBuf};

/// A figure as a header writes it.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    text: String,
    pub(super) value: f64,
}

impl Figure {
    fn new(text: &str) -> Self {
        let value = text.replace(',', "").parse().unwrap_or_else(|_| panic!("`{text}` is no figure"));
        Self { text: text.to_owned(), value }
    }

    /// Returns half a unit of the last digit that is written.
    pub(super) fn rounding(&self) -> f64 {
        let decimals = self.text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        0.5 * 10_f64.powi(-i32::try_from(decimals).expect("few"))
    }

    /// Asserts that this is a number, rounded to the digits that are written.
    pub(super) fn is(&self, number: f64) {
        let off = (self.value - number).abs();
        assert!(off <= self.rounding() + 1e-9 * number.abs(), "the header says {}, the runs say {number}", self.text);
    }

    /// Asserts that this is within a distance of a number.
    pub(super) fn is_near(&self, number: f64, band: f64) {
        let off = (self.value - number).abs();
        assert!(off <= band, "the header says {}, the runs say {number} ±{band}", self.text);
    }
}

/// Returns the file of a scenario.
pub(super) fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name).with_extension("toml")
}

/// The comment that opens a scenario.
pub(super) struct Header {
    lines: Vec<String>,
}

impl Header {
    pub(super) fn of(name: &str) -> Self {
        let text = std::fs::read_to_string(file(name)).expect("a scenario");
        Self::new(&text)
    }

    fn new(text: &str) -> Self {
        let lines = text.lines().map_while(|line| line.strip_prefix('#'));
        Self { lines: lines.map(|line| line.trim().to_owned()).collect() }
    }

    /// Returns the figures at the places marked `{}` in a passage.
    pub(super) fn figures<const N: usize>(&self, passage: &str) -> [Figure; N] {
        let text = self.lines.join(" ");
        let mut parts = passage.split("{}");
        let first = parts.next().unwrap_or_default();
        let (_, mut rest) = text.split_once(first).unwrap_or_else(|| panic!("the header does not say `{first}`"));
        let figures = parts.map(|part| {
            let end = rest.find(|c: char| !c.is_ascii_digit() && !".,".contains(c)).unwrap_or(rest.len());
            let figure = rest[..end].trim_end_matches(['.', ',']);
            rest = rest[figure.len()..]
                .strip_prefix(part)
                .unwrap_or_else(|| panic!("after `{figure}`, the header does not say `{part}`: {rest}"));
            Figure::new(figure)
        });
        let figures: Vec<Figure> = figures.collect();
        figures.try_into().unwrap_or_else(|found: Vec<Figure>| panic!("{} figures in `{passage}`", found.len()))
    }

    /// Returns the figures in a row of a table.
    pub(super) fn row<const N: usize>(&self, label: &str) -> [Figure; N] {
        let row = self.lines.iter().find_map(|line| line.strip_prefix(label));
        let row = row.unwrap_or_else(|| panic!("no row `{label}`"));
        let figures: Vec<Figure> = row.split_whitespace().map(Figure::new).collect();
        figures.try_into().unwrap_or_else(|found: Vec<Figure>| panic!("{} figures in `{label}`", found.len()))
    }
}

#[test]
fn figures_are_read_where_they_are_written() {
    let header = Header::new(
        "# A question?\n#\n# With it, 1,250 of\n# 0.5 % are lost, 7 ±2.\n#   S   1  2.5\nhaitao = \"1\"\n# 9\n",
    );
    let [all, share, count, half] = header.figures("With it, {} of {} % are lost, {} ±{}.");
    assert_eq!([all.value, share.value, count.value, half.value], [1250.0, 0.5, 7.0, 2.0]);
    let [one, more] = header.row("S");
    assert_eq!([one.value, more.value], [1.0, 2.5]);
    more.is(2.549);
    all.is(1249.6);
    assert!(std::panic::catch_unwind(|| more.is(2.56)).is_err());
    assert!(std::panic::catch_unwind(|| all.is(1250.6)).is_err());
    assert!(std::panic::catch_unwind(|| count.is_near(8.1, 1.0)).is_err());
    assert!(std::panic::catch_unwind(|| header.figures::<1>("lost, {} or")).is_err());
}
