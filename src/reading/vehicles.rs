//! Checks that goods fit the vehicles of their routes. A unit heavier or larger than a departure's capacity could never
//! leave.

use super::Reading;
use super::route_checks::listed;
use crate::chain::Leg;
use crate::text::{Code, Problem};
use crate::units::{AgentId, Id, ProductId, RouteId, Size};

impl Reading<'_> {
    /// Records the capacity of one departure.
    pub fn holds(&mut self, agent: AgentId, room: Size) {
        self.draft.rooms.insert(agent, room);
    }

    /// Records a product if it is too heavy or too large for a departure on a route.
    pub fn fits(&mut self, route: RouteId, product: ProductId) {
        let (routes, rooms, choices) = (&self.draft.routes, &self.draft.rooms, &self.draft.choices);
        if rooms.is_empty() {
            return;
        }
        let size = self.products[product.index()].size;
        for step in &routes[route.index()].0.steps {
            let options = match step {
                Leg::Agent(agent) => std::slice::from_ref(agent),
                Leg::Choice(choice) => &choices[*choice as usize].options,
                Leg::End => continue,
            };
            for agent in options.iter().filter(|agent| rooms.get(agent).is_some_and(|room| !size.fits(*room))) {
                self.draft.misfits.entry(*agent).or_default().insert(product);
            }
        }
    }

    /// Reports the lanes with goods that no departure can take: one problem per lane, however many products.
    pub fn refuse_misfits(&mut self) {
        for (agent, products) in std::mem::take(&mut self.draft.misfits) {
            let (kind, name) = &self.names.agents[agent.index()];
            let reader = self.agent_reader(agent);
            let place = reader.get("capacity").map_or(reader.place(), |node| node.place);
            let list = listed(products.iter().map(|id| self.products[id.index()].name.as_str()));
            let cause =
                format!("a unit of {list} is heavier or larger than the capacity of a departure of `{kind}.{name}`");
            let problem = Problem::new(Code::ParcelTooHeavy, place, cause);
            self.report(problem.help("raise `capacity`, correct `weight` or `volume`, or use another route"));
        }
    }
}
