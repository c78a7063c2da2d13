//! The few styles of the report. Emphasis is bold, what may be passed over is dim, bars have the one colour there is.

/// Headings.
pub(super) fn bold(text: &str) -> String {
    format!("\x1b[1m{text}\x1b[0m")
}

/// Intervals, units and notes.
pub(super) fn dim(text: &str) -> String {
    format!("\x1b[2m{text}\x1b[0m")
}

/// Bars.
pub(super) fn coloured(text: &str) -> String {
    format!("\x1b[36m{text}\x1b[0m")
}
