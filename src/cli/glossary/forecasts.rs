//! The forecasts. Formula and source come from the head of each forecast's source file.

use super::Word;
use super::head::head;
use crate::policy::forecast::Method;

pub(super) fn words() -> Vec<Word> {
    let words = Method::NAMES.iter().zip(Method::DOCS).zip(Method::FILES);
    let word = |((name, doc), file): ((&&str, &&str), &&str)| {
        let (rule, source) = head(file);
        Word::new("forecast", *name, *doc)
            .with("rule", rule)
            .with("used in", "stock.WAREHOUSE.PRODUCT.forecast")
            .with("source", source)
    };
    words.map(word).collect()
}
