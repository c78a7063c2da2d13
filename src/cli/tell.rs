//! Messages on standard error.

use std::io::Write;

/// Writes to standard error. A failed write cannot be reported.
pub(super) fn tell(text: &str) {
    let mut out = anstream::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
