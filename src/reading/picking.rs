//! Reads the shelf rules: which lot is picked next, and what happens to expired goods.

use super::Reading;
use crate::chain::{Expired, PickOrder};
use crate::text::{Code, KeySpec, Measure, Node, Problem, Reader, Shape, words_of};
use crate::units::{Money, Share};

const PICKS: [(&str, PickOrder); 3] = [("fefo", PickOrder::Fefo), ("fifo", PickOrder::Fifo), ("lifo", PickOrder::Lifo)];

const DESTROY: &[KeySpec] =
    &[KeySpec::new("price", Shape::Quantity(Measure::Amount), "The cost of destroying a unit.").otherwise("nothing")];

const SEND_BACK: &[KeySpec] =
    &[KeySpec::new("credit", Shape::Quantity(Measure::Share), "The share of the goods' cost that is refunded.")
        .or("\"0 %\"")];

/// The key of the picking order.
pub const PICK_ORDER: KeySpec = KeySpec::new(
    "pick_order",
    Shape::OneOf(&words_of(&PICKS)),
    "Which lot is picked first: the first to expire, the first received, or the last received.",
)
.otherwise("`\"fefo\"` for perishable goods, else `\"fifo\"`");

/// The key of what happens to goods past their sell-by limit.
pub const EXPIRED: KeySpec = KeySpec::new(
    "expired",
    Shape::Either(&[
        Shape::OneOf(&["destroy", "send_back"]),
        Shape::OneKey(&[
            KeySpec::new("destroy", Shape::Keys(DESTROY), "Destroys the goods."),
            KeySpec::new("send_back", Shape::Keys(SEND_BACK), "Sends the goods back to their supplier."),
        ]),
    ]),
    "What happens to goods that may no longer be sold.",
)
.or("\"destroy\"");

impl Reading<'_> {
    /// Reads the picking order of a row; the default for perishable goods is by expiry.
    #[must_use]
    pub fn pick_order(&mut self, reader: &Reader<'_>, ages: bool) -> PickOrder {
        let said = self.choice(reader, "pick_order", &PICKS);
        match said {
            Some(order) if ages => order,
            _ if ages => PickOrder::Fefo,
            _ => PickOrder::Fifo,
        }
    }

    /// Reads what happens to expired goods of a row: `"destroy"`, `"send_back"`, or a table with one of them.
    #[must_use]
    pub fn expired(&mut self, reader: &Reader<'_>) -> Expired {
        let Some(node) = reader.get("expired") else { return Expired::default() };
        let (word, place, value) = match node.as_table().map(|table| table.iter().collect::<Vec<_>>()).as_deref() {
            None => (node.as_text().unwrap_or(""), node.place, None),
            Some([(key, value)]) => (key.name.as_str(), key.place, Some(value)),
            Some(_) => ("", node.place, None),
        };
        let path = format!("{}.{word}", reader.path_of("expired"));
        let inner = |keys| value.and_then(Node::as_table).map(|table| Reader::new(path, place, vec![table], keys));
        if value.is_some_and(|value| value.as_table().is_none()) {
            let cause = format!("`{word}` must be a table of parameters");
            let problem = Problem::new(Code::WrongType, place, cause);
            self.report(problem.help("for instance `expired.send_back = { credit = \"50 %\" }`"));
            return Expired::default();
        }
        match word {
            "destroy" => {
                let price = inner(DESTROY).and_then(|inner| {
                    self.finish(&inner);
                    self.money(&inner, "price")
                });
                Expired::Destroy { price: price.unwrap_or(Money::ZERO) }
            }
            "send_back" => {
                let credit = inner(SEND_BACK).and_then(|inner| {
                    self.finish(&inner);
                    self.share(&inner, "credit")
                });
                Expired::SendBack { credit: credit.unwrap_or(Share::NONE) }
            }
            _ => {
                let problem = Problem::new(Code::UnknownPolicy, place, format!("`expired` cannot be {}", node.shown()));
                self.report(problem.suggest(word, ["destroy", "send_back"]));
                Expired::default()
            }
        }
    }
}
