//! Handles Ctrl-C. The first press stops new replications; those under way are finished and reported. The second
//! removes unfinished files and exits at once.

use super::Failure;
use super::tell::tell;
use crate::output::Folder;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit code after Ctrl-C, by shell convention.
const KILLED: i32 = 130;

/// Watches for Ctrl-C; the flag is set once it has been pressed.
///
/// # Errors
/// If the system does not allow a handler.
pub(super) fn watch(folder: &Arc<Folder>) -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    // Weak, so that the folder of a failed run is dropped, and thereby cleaned up, at once.
    let (pressed, folder) = (Arc::clone(&stop), Arc::downgrade(folder));
    let handler = move || {
        if pressed.swap(true, Ordering::Relaxed) {
            if let Some(folder) = folder.upgrade() {
                folder.abandon();
            }
            process::exit(KILLED);
        }
        tell("\nstopping: finishing the replications under way; press Ctrl-C again to quit at once\n");
    };
    ctrlc::set_handler(handler)
        .map_err(|error| Failure::io("cannot watch for Ctrl-C", std::io::Error::other(error)))?;
    Ok(stop)
}
