//! `haitao schema`: the language as a JSON Schema, for editors that complete and check scenario files.

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
