//! Customs regimes and the taxes they bring: rules as dated data, and pure functions from goods, day and treatment to
//! a tax exact to the fen. Who declares, and what is chosen above a limit, is decided elsewhere.
//!
//! A desk asks in this order: [`RuleBook::at`] for the rules of the day, [`assess`] for what is admissible, [`tax`]
//! for what is due, [`Shares::of`] for what each line bears of it. All amounts are in yuan, so the ledger must be too.

mod assess;
mod class;
mod date;
mod error;
mod field;
mod grounds;
mod item;
mod line;
mod mode;
mod post;
mod round;
mod rule_book;
mod rule_dates;
mod rules;
mod tax;

pub use assess::{Admissible, Reason, assess};
pub use class::{Content, Specific, TaxClass, TaxFacts};
pub use date::{date_of, day_of};
pub use error::RegimeError;
pub use field::{Amendment, Field};
pub use grounds::{Grounds, grounds};
pub use item::Item;
pub use mode::{Regime, Treatment};
pub use post::{PostClass, Postal};
pub use rule_book::{Provision, RuleBook};
pub use rules::Rules;
pub use tax::{Shares, Tax, tax};
