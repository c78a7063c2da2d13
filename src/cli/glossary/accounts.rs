//! The accounts of the ledger.

use super::Word;
use crate::chain::{ACCOUNTS, Part};

pub(super) fn words() -> Vec<Word> {
    let parts = || Part::ALL.map(Part::name).join(", ");
    let word = |(name, doc): &(&'static str, &'static str)| {
        let names = match *name {
            "delivered" | "returned" | "scrapped" | "written_off" => format!("{name}.PART, with the parts {}", parts()),
            "inventory" | "ordering" | "holding" | "shortage" => format!("{name}.WAREHOUSE.PRODUCT"),
            "payable" | "transit" | "labour" | "fixed" => format!("{name}.KIND.NAME"),
            name => name.to_owned(),
        };
        Word::new("account", *name, *doc).with("in journals", names).with(
            "balance",
            "debits less credits: assets and expenses are positive, liabilities and revenue negative; all balances add up to 0",
        )
    };
    ACCOUNTS.iter().map(word).collect()
}
