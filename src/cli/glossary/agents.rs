//! The kinds of agents, described by the head of each kind's source file.

use super::Word;
use super::head::head;
use crate::agent::{DOCS, FILES, PROPERTIES};
use crate::chain::{Kind, Role};

pub(super) fn words() -> Vec<Word> {
    let word = |((kind, doc), file): ((&Kind, &&str), &&str)| {
        let on_a_route = match kind.role {
            Role::TakesOrders => "takes orders; can only be the first step",
            Role::HoldsShipments => "holds shipments; can be any step",
            Role::Aside => "cannot be a step",
        };
        Word::new("kind of agent", kind.name, *doc)
            .with("details", head(file).0)
            .with("on a route", on_a_route)
            .with("syntax", format!("[{kind}.NAME]"))
    };
    PROPERTIES.iter().zip(DOCS).zip(FILES).map(word).collect()
}
