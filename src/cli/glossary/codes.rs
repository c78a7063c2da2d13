//! The problem codes.

use super::Word;
use crate::text::Code;

pub(super) fn words() -> Vec<Word> {
    Code::ALL.iter().map(|code| Word::new("problem", code.as_str(), code.meaning()).on(code.explain())).collect()
}
