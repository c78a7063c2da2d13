//! Whether goods fit the vehicles of the ways they travel: a unit heavier or larger than a departure takes could only go as
//! if it were lighter or smaller.

use super::Reading;
use super::route_checks::listed;
use crate::chain::Leg;
use crate::text::{Code, Problem};
use crate::units::{AgentId, Id, ProductId, RouteId, Size};

impl Reading<'_> {
    /// Notes what one departure takes.
    pub fn holds(&mut self, agent: AgentId, room: Size) {
        self.draft.rooms.insert(agent, room);
    }

    /// Notes what is too heavy or too large for a departure, on a way that a product travels.
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

    /// Refuses the lanes that products travel which no departure takes: one problem a lane, however many products that are.
    pub fn refuse_misfits(&mut self) {
        for (agent, products) in std::mem::take(&mut self.draft.misfits) {
            let (kind, name) = &self.names.agents[agent.index()];
            let reader = self.agent_reader(agent);
            let place = reader.get("capacity").map_or(reader.place(), |node| node.place);
            let list = listed(products.iter().map(|id| self.products[id.index()].name.as_str()));
            let cause = format!("a unit of {list} is heavier or larger than what a departure of `{kind}.{name}` takes");
            let problem = Problem::new(Code::ParcelTooHeavy, place, cause);
            self.report(problem.help("raise `capacity`, correct `weight` or `volume`, or send the goods another way"));
        }
    }
}
