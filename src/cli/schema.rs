//! `haitao schema`: prints a JSON Schema of scenario files, for editors that complete and check them.

use super::Failure;
use super::answer::answer;
use crate::scenario;

/// Prints the schema.
///
/// # Errors
/// If it cannot be written to standard output.
pub(super) fn schema() -> Result<(), Failure> {
    answer(&format!("{:#}\n", scenario::schema()))
}
