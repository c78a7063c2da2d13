//! Kinds of agents, as the head of each kind's file says it.

use super::Word;
use super::head::head;
use crate::agent::{DOCS, FILES, PROPERTIES};
use crate::chain::{Kind, Role};

pub(super) fn words() -> Vec<Word> {
    let word = |((kind, doc), file): ((&Kind, &&str), &&str)| {
        let on_a_route = match kind.role {
            Role::TakesOrders => "it takes orders, and can only be the first step",
            Role::HoldsShipments => "it holds shipments, and may stand anywhere",
            Role::Aside => "it is no step",
        };
        Word::new("kind of agent", kind.name, *doc)
            .with("it", head(file).0)
            .with("on a way", on_a_route)
            .with("written", format!("[{kind}.NAME]"))
    };
    PROPERTIES.iter().zip(DOCS).zip(FILES).map(word).collect()
}
