//! Customs regimes and classes of tax.

use super::Word;
use crate::chain::regime::{Regime, TaxClass};

pub(super) fn words() -> Vec<Word> {
    let regimes = Regime::NAMES.iter().zip(Regime::DOCS).map(|((name, _), (doc, source))| {
        Word::new("customs regime", *name, doc)
            .under("regimes, `path.NAME.regime`")
            .with("stands at", "path.NAME.regime, customs.NAME.desk.REGIME, regime.NAME")
            .with("source", source)
    });
    let classes = TaxClass::NAMES.iter().zip(TaxClass::DOCS).map(|((name, _), doc)| {
        Word::new("class of tax", *name, doc)
            .under("classes of tax, `product.NAME.tax`")
            .with("stands at", "product.NAME.tax")
    });
    regimes.chain(classes).collect()
}
