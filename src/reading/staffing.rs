//! Reads how many servers are on duty, and when.

use super::Reading;
use crate::chain::{Dated, Hours, Staff};
use crate::text::{Code, Problem, Reader};
use crate::units::PlaceId;

impl Reading<'_> {
    /// Reads the number of servers, which may change by date, and their hours at a place.
    pub fn staff(&mut self, reader: &Reader<'_>, key: &'static str, at: Option<PlaceId>) -> Staff {
        let hours = self.hours(reader, at);
        self.staff_within(reader, key, hours)
    }

    /// Reads the number of servers, which may change by date, on duty within these hours.
    pub fn staff_within(&mut self, reader: &Reader<'_>, key: &'static str, hours: Option<Hours>) -> Staff {
        let servers = reader.get(key).and_then(|node| self.dated(node, |reading, node| reading.servers_of(node, key)));
        let servers = servers.unwrap_or(Dated::constant(None));
        if let Some(node) = reader.get(key)
            && servers.values().all(|servers| *servers == Some(0))
        {
            let cause = format!("`{key}` must be a whole number from 1 to 1000000 or `\"unlimited\"`, not 0");
            self.report(Problem::new(Code::OutOfRange, node.place, cause));
        }
        Staff::new(servers, hours)
    }
}
