//! The return route of undeliverable parcels: lanes, ports and couriers to a warehouse, which puts the goods back on
//! the shelf.

use super::Reading;
use super::route_checks::listed;
use crate::chain::{Duty, Leg, ReturnRoute, Role};
use crate::text::{Code, KeySpec, Node, Place, Problem, Reader, Shape, Value};
use crate::units::{AgentId, Id, ProductId, RouteId};

/// The keys of `undeliverable`.
pub const UNDELIVERABLE: &[KeySpec] =
    &[KeySpec::new("back", Shape::Route, "The return route: lanes, ports and couriers, then a warehouse.").required()];

impl Reading<'_> {
    /// Reads the return route of a courier, if it has one.
    pub fn return_route(&mut self, reader: &Reader<'_>, courier: AgentId) -> Option<ReturnRoute> {
        let inner = self.child(reader, "undeliverable")?;
        let node = self.require(&inner, "back", "[\"lane.NAME\", \"warehouse.NAME\"]");
        self.finish(&inner);
        let back = self.read_return_route(node?, courier)?;
        self.draft.return_routes.push((back, node?.place));
        Some(back)
    }

    fn read_return_route(&mut self, node: &Node, courier: AgentId) -> Option<ReturnRoute> {
        let (last, before) = node.items().split_last()?;
        let name = last.as_text().and_then(|word| word.strip_prefix("warehouse."));
        let Some(name) = name else {
            let problem = Problem::new(Code::RouteOrder, last.place, "a return route must end at a warehouse");
            self.report(problem.help("for instance `back = [\"lane.NAME\", \"warehouse.NAME\"]`"));
            return None;
        };
        let Some(warehouse) = self.agent("warehouse", name) else {
            let problem = self.unknown_step(last.place, "warehouse", name);
            self.report(problem);
            return None;
        };
        let steps = match before {
            [] => Vec::new(),
            _ => self.steps_in(&Node::new(node.place, Value::List(before.to_vec())))?.0,
        };
        let sound = self.goes_back(&steps, node.place);
        sound.then(|| ReturnRoute { courier, route: self.lay_out(steps, node.place), warehouse })
    }

    /// Checks that every step may be part of a return route.
    fn goes_back(&mut self, steps: &[Leg], place: Place) -> bool {
        let names = self.names;
        let mut sound = true;
        let agents: Vec<AgentId> = steps.iter().flat_map(|step| self.options(*step)).collect();
        for agent in agents {
            let (kind, name) = &names.agents[agent.index()];
            if kind.role != Role::HoldsShipments || kind.does(Duty::Clear) {
                let cause = format!("`{kind}.{name}` cannot be a step of a return route");
                let problem = Problem::new(Code::WrongKind, place, cause);
                self.report(problem.help("a return route consists of lanes, ports and couriers, then a warehouse"));
                sound = false;
            }
        }
        sound
    }

    /// Records a product that travels a route. If a courier on it returns goods, the product needs a stock point at the
    /// end of the return route. `None` is for orders without products.
    pub fn may_go_back(&mut self, route: RouteId, product: Option<ProductId>) {
        for (back, place) in self.draft.return_routes.clone() {
            if !self.passes(route, back.courier) {
                continue;
            }
            let Some(product) = product else {
                let (kind, name) = &self.names.agents[back.courier.index()];
                let cause = format!("orders without products go by `{kind}.{name}`, so there are no goods to return");
                let problem = Problem::new(Code::NoProduct, place, cause);
                self.report(problem.help("remove `undeliverable`, or sell products"));
                continue;
            };
            for product in self.served_as(route, product) {
                self.fits(back.route, product);
                if self.stock_point_of(back.warehouse, product).is_none() {
                    self.draft.shelfless.entry((place, back.warehouse)).or_default().insert(product);
                }
            }
        }
    }

    /// Returns a product and its possible substitutes at the first step of a route.
    fn served_as(&self, route: RouteId, product: ProductId) -> Vec<ProductId> {
        let mut found = vec![product];
        let first = self.draft.routes[route.index()].0.first();
        if let Some(first) = first.filter(|_| self.substitutes()) {
            let wanted = &self.products[product.index()];
            let stands_in = |id: &ProductId| match &wanted.substitutes {
                Some(named) => named.contains(id),
                None => wanted.group.is_some() && wanted.group == self.products[id.index()].group,
            };
            found.extend(self.stock_points_of(first).map(|(_, product, _)| product).filter(stands_in));
        }
        found
    }

    /// Returns whether an agent is a step of a route.
    fn passes(&self, route: RouteId, agent: AgentId) -> bool {
        self.steps(route).steps.iter().any(|step| self.options(*step).contains(&agent))
    }

    /// Reports the warehouses at the end of return routes that have no row for what may be returned: one problem per
    /// route, however many products.
    pub fn refuse_returns_without_shelf(&mut self) {
        for ((place, warehouse), products) in std::mem::take(&mut self.draft.shelfless) {
            let name = &self.names.agents[warehouse.index()].1;
            let list = listed(products.iter().map(|id| self.products[id.index()].name.as_str()));
            let cause = format!("goods are returned to `warehouse.{name}`, which has no row for {list}");
            let problem = Problem::new(Code::NoStock, place, cause);
            self.report(
                problem.help(format!("add rows such as `[stock.{name}.PRODUCT]`, or return them to another warehouse")),
            );
        }
    }
}
