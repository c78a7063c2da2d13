//! The styles of a report: bold for emphasis, dim for what may be skipped, one colour for bars.

/// Style of headings.
pub(super) fn bold(text: &str) -> String {
    format!("\x1b[1m{text}\x1b[0m")
}

/// Style of intervals, units and notes.
pub(super) fn dim(text: &str) -> String {
    format!("\x1b[2m{text}\x1b[0m")
}

/// Style of bars.
pub(super) fn coloured(text: &str) -> String {
    format!("\x1b[36m{text}\x1b[0m")
}
