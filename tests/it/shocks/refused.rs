//! Invalid shocks, and the messages about them.

use std::path::Path;

const CHAIN: &str = "haitao = \"1\"\nrun = { horizon = \"9 d\" }\nmarket.town = { orders.every = \"1 d\", through = \"port.ningbo\" }\n\
                     port.ningbo = {}\n";

/// Returns the problems of a shock.
fn told(shock: &str) -> String {
    let text = format!("{CHAIN}[shock.x]\n{shock}\n");
    haitao::scenario::parse(&text, Path::new(".")).map_or_else(|problems| problems.to_string(), |_| String::new())
}

#[test]
fn invalid_shocks_are_rejected() {
    let cases = [
        ("strikes = \"port.ningbo\"\nstarts = \"1 d\"\npauses = \"shipping\"", &[][..]),
        ("strikes = \"port.nignbo\"\nstarts = \"1 d\"\npauses = \"shipping\"", &["\"port.nignbo\"", "port.ningbo"]),
        (
            "strikes = [\"lane.*\", \"product.item\"]\nstarts = \"1 d\"\npauses = \"shipping\"",
            &["lane.*", "product.item"],
        ),
        ("strikes = \"shock.x\"\nstarts = \"1 d\"\npauses = \"shipping\"", &["shock.x"]),
        ("strikes = []\nstarts = \"1 d\"\npauses = \"shipping\"", &["strikes nothing"]),
        ("starts = \"1 d\"\npauses = \"shipping\"", &["needs `strikes`"]),
        ("strikes = \"port.*\"\npauses = \"shipping\"", &["needs `starts`"]),
        ("strikes = \"port.*\"\nstarts = \"1 d\"", &["neither pauses nor multiplies anything"]),
        (
            "strikes = \"port.*\"\nstarts = \"1 d\"\nmultiplies = { speed = 1 }",
            &["neither pauses nor multiplies anything"],
        ),
        ("strikes = \"port.*\"\nstarts = \"1 d\"\npauses = \"shiping\"", &["shiping", "shipping"]),
        ("strikes = \"port.*\"\nstarts = \"1 d\"\nmultiplies = { sped = 2 }", &["unknown key `sped`", "speed"]),
        ("strikes = \"port.*\"\nstarts = \"1 d\"\nmultiplies = { speed = -1 }", &["from 0 to 1000"]),
        ("strikes = \"port.*\"\nstarts = \"1 d\"\nmultiplies = { price = 1001 }", &["from 0 to 1000"]),
        ("strikes = \"port.*\"\nstarts = \"1 d\"\nmultiplies = 2", &["`multiplies` must be a table"]),
        ("strikes = \"port.*\"\nstarts = \"-1 d\"\npauses = \"shipping\"", &["cannot be negative"]),
        ("strikes = \"port.*\"\nstarts = {}\npauses = \"shipping\"", &["needs `random`"]),
        ("strikes = \"port.*\"\nstarts = 2026-08-11\npauses = \"shipping\"", &["start"]),
        // What changes nothing at anything struck is reported, each word once; what changes something at one of them is not.
        ("strikes = \"port.*\"\nstarts = \"1 d\"\npauses = \"transit\"\nmultiplies = { speed = 0.5, price = 2 }", &[]),
        (
            "strikes = [\"port.*\", \"market.*\"]\nstarts = \"1 d\"\npauses = [\"orders\", \"transit\"]\nmultiplies = { speed = 2 }",
            &[],
        ),
        (
            "strikes = \"port.*\"\nstarts = \"1 d\"\npauses = [\"orders\", \"transit\"]",
            &["`orders` has no effect on a port", "`shipping`, `transit`, `receipt`"],
        ),
        (
            "strikes = [\"port.*\", \"market.*\"]\nstarts = \"1 d\"\npauses = \"receipt\"\nmultiplies = { inspection = 2 }",
            &["`inspection` has no effect on a market or a port", "`speed`, `price`"],
        ),
        (
            "strikes = \"market.*\"\nstarts = \"1 d\"\nmultiplies = { capacity = 2, speed = 3 }",
            &["`capacity` has no effect on a market", "`speed` has no effect on a market", "remove it"],
        ),
        (
            "strikes = \"port.*\"\nstarts = { random = \"0 d\" }\nlasts = \"0 d\"\npauses = \"shipping\"",
            &["endlessly at one instant"],
        ),
    ];
    for (shock, words) in cases {
        let told = told(shock);
        assert_eq!(told.is_empty(), words.is_empty(), "{shock}\n{told}");
        for word in words {
            assert!(told.contains(word), "{shock}\nlacks `{word}`: {told}");
        }
    }
}
