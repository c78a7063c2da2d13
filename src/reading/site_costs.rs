//! Reads the rent of a site and the wages of its servers.

use super::Reading;
use crate::chain::{Dated, SiteCost, Staff, Wages};
use crate::text::{Code, KeySpec, Measure, Node, Problem, Reader, Shape, Table, Value};
use crate::units::{AgentId, TimeRate};

const RATE: Shape = Shape::ByDate(&Shape::Quantity(Measure::ForTime));

/// The rent of a site.
pub const RENT: KeySpec =
    KeySpec::new("rent", RATE, "The fixed cost of the site per time; a month has 30 d.").otherwise("nothing");
/// The wage of a server.
pub const WAGE: KeySpec =
    KeySpec::new("wage", RATE, "The wage of each picker on duty, idle or not; overtime is not paid.")
        .otherwise("nothing");
/// The wage of a hired server.
pub const HIRED_WAGE: KeySpec =
    KeySpec::new("hired_wage", RATE, "The wage of hired pickers: those on duty above the lowest figure of `pickers`.")
        .otherwise("that of `wage`");

impl Reading<'_> {
    /// Reads the rent of a site, and the wages of its servers, whose number is under a key; `None` if the site has no
    /// work for servers.
    pub fn site_cost(&mut self, reader: &Reader<'_>, agent: AgentId, key: &'static str, staff: Option<&Staff>) {
        let rent = self.time_rate(reader, "rent", 1);
        let most = staff.and_then(Staff::most).unwrap_or(1);
        let wage = self.time_rate(reader, WAGE.name, most);
        let hired = self.time_rate(reader, HIRED_WAGE.name, most);
        let free = || Dated::constant(TimeRate::default());
        let mut wages = None;
        if let (Some(staff), Some(node)) = (staff, reader.get(key))
            && (wage.is_some() || hired.is_some())
        {
            if figures(node).any(|node| node.as_text() == Some("unlimited")) {
                let cause = format!("wages cannot be paid to an unlimited number of `{key}`");
                let problem = Problem::new(Code::OutOfRange, node.place, cause);
                self.report(problem.help(format!("state how many, for instance `{key} = 6`")));
            }
            let permanent = figures(node).filter_map(count).min().unwrap_or(0);
            let hired_wage = hired.or_else(|| wage.clone()).unwrap_or_else(free);
            wages = Some(Wages { staff: staff.clone(), permanent, wage: wage.unwrap_or_else(free), hired_wage });
        }
        if rent.is_some() || wages.is_some() {
            self.draft.site_costs.push(SiteCost { agent, rent: rent.unwrap_or_else(free), wages });
        }
    }
}

/// Returns all figures of a value by date, including those that take effect outside the run.
fn figures(node: &Node) -> impl Iterator<Item = &Node> {
    let plain = node.as_table().is_none().then_some(node);
    plain.into_iter().chain(node.as_table().into_iter().flat_map(Table::iter).map(|(_, node)| node))
}

fn count(node: &Node) -> Option<u32> {
    if let Value::Integer(number) = node.value { u32::try_from(number).ok() } else { None }
}
