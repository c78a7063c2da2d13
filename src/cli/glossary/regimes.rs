//! The customs regimes and tax classes.

use super::Word;
use crate::chain::regime::{Regime, TaxClass};

pub(super) fn words() -> Vec<Word> {
    let regimes = Regime::NAMES.iter().zip(Regime::DOCS).map(|((name, _), (doc, source))| {
        Word::new("customs regime", *name, doc)
            .under("regimes, `path.NAME.regime`")
            .with("used in", "path.NAME.regime, customs.NAME.desk.REGIME, regime.NAME")
            .with("source", source)
    });
    let classes = TaxClass::NAMES.iter().zip(TaxClass::DOCS).map(|((name, _), doc)| {
        Word::new("tax class", *name, doc).under("tax classes, `product.NAME.tax`").with("used in", "product.NAME.tax")
    });
    regimes.chain(classes).collect()
}
