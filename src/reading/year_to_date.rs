//! Reads what consumers had imported in the year before the run began.

use super::Reading;
use crate::chain::YearToDate;
use crate::engine::EntityKey;
use crate::text::Reader;
use crate::units::AgentId;

impl Reading<'_> {
    /// Reads `year_to_date` of a market: an amount or a distribution of amounts.
    pub fn read_year_to_date(&mut self, reader: &Reader<'_>, market: AgentId, by_consumer: bool) {
        if let Some(law) = self.money_law(reader, "year_to_date") {
            let origin = EntityKey::origin(reader.path());
            self.draft.year_to_date.push(YearToDate { market, law, origin, by_consumer });
        }
    }
}
