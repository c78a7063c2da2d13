//! Customs regimes and their taxes: rules as dated data, and pure functions from goods, day and treatment to a tax
//! exact to the fen. Which agent declares, and what is chosen above a limit, is decided elsewhere.
//!
//! A customs desk uses, in this order: [`RuleBook::at`] for the rules of the day, [`assess`] for the options, [`tax`]
//! for the tax due, and [`Shares::of`] for the share of each line. All amounts are in yuan, so the ledger must be in
//! yuan too.

mod assess;
mod class;
mod date;
mod error;
mod field;
mod grounds;
mod inclusive;
mod item;
mod line;
mod mode;
mod post;
mod round;
mod rule_book;
mod rule_dates;
mod rules;
mod tax;

pub use assess::{Admissible, Reason, assess, assess_within};
pub use class::{Content, Specific, TaxClass, TaxFacts};
pub use date::{date_of, day_of};
pub use error::RegimeError;
pub use field::{Amendment, Field};
pub use grounds::{Grounds, grounds};
pub use inclusive::dutiable_within;
pub use item::Item;
pub use mode::{Regime, Treatment};
pub use post::{PostClass, Postal};
pub use rule_book::{Provision, RuleBook};
pub use rules::Rules;
pub use tax::{Shares, Tax, tax};
