//! Ctrl-C. The first stops handing out replications, so that those under way are finished and reported; the second removes
//! what is half written and ends the program at once.

use super::Failure;
use super::tell::tell;
use crate::output::Folder;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit code of a program that Ctrl-C has ended, as shells know it.
const KILLED: i32 = 130;

/// Watches for Ctrl-C; the flag is set once it was pressed.
///
/// # Errors
/// If the system does not let it watch.
pub(super) fn watch(folder: &Arc<Folder>) -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    // Weak, so that a folder whose run has failed is not kept, but tidied, when the run lets go of it.
    let (pressed, folder) = (Arc::clone(&stop), Arc::downgrade(folder));
    let handler = move || {
        if pressed.swap(true, Ordering::Relaxed) {
            if let Some(folder) = folder.upgrade() {
                folder.abandon();
            }
            process::exit(KILLED);
        }
        tell("\nstopping: replications under way are finished first; press Ctrl-C again to end at once\n");
    };
    ctrlc::set_handler(handler)
        .map_err(|error| Failure::io("cannot watch for Ctrl-C", std::io::Error::other(error)))?;
    Ok(stop)
}
