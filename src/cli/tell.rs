//! What a verb says beside its answer, on standard error.

use std::io::Write;

/// Writes to standard error; if that fails, there is nobody left to tell.
pub(super) fn tell(text: &str) {
    let mut out = anstream::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
