//! Completions and manual pages are written, cover every command and its options, and reject unknown names.

use super::{refused, said};

const VERBS: [&str; 7] = ["run", "check", "law", "tax", "queue", "stats", "man"];

#[test]
fn every_shell_learns_every_verb() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = said(&["completions", shell], "");
        for verb in VERBS {
            assert!(script.contains(verb), "{verb} for {shell}");
        }
        assert!(script.contains("samples"), "{shell}");
    }
    assert!(refused(&["completions", "csh"], "").contains("bash"));
}

#[test]
fn the_manual_has_a_page_for_each_verb() {
    let page = said(&["man"], "");
    assert!(page.contains(".TH haitao 1"), "{page}");
    for verb in VERBS {
        assert!(page.contains(&format!("haitao\\-{verb}(1)")), "{verb}");
        let own = said(&["man", verb], "");
        assert!(own.contains(&format!(".TH haitao-{verb} 1")) && own.contains(".SH SYNOPSIS"), "{own}");
    }
    assert!(said(&["man", "queue"], "").contains("arrivals"));
    assert!(refused(&["man", "fly"], "").contains("the commands are new, check"));
}
