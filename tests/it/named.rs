//! Names of a scenario are kept in the network: kind, group and places of agents, coordinates of places.

use haitao::chain::{Duty, Role};
use haitao::scenario;
use haitao::units::{AgentId, Id, PlaceId};
use std::path::Path;

const TEXT: &str = r#"
    haitao = "1"
    run.horizon = "10 d"
    place.rotterdam.coordinates = [51.95, 4.14]
    place.ningbo = { coordinates = [29.87, 121.55] }
    place.hangzhou = {}
    market_group.east = {}
    warehouse_group.zones = {}
    product_group.milk = {}
    product.formula = { group = "milk" }
    supplier.maker.at = "rotterdam"
    lane.sea = { from = "rotterdam", to = "ningbo", transit = "30 d" }
    warehouse.zone = { at = "ningbo", group = "zones" }
    courier.van = { at = "ningbo", transit = "1 d" }
    market.hangzhou = { at = "hangzhou", group = "east", orders.poisson.rate = "1 /d", through = ["warehouse.zone", "courier.van"] }
    stock.zone.formula = { source = ["supplier.maker", "lane.sea"], replenish.base_stock.S = 40 }
"#;

#[test]
fn places_and_groups_survive_into_the_network() {
    let scenario = scenario::parse(TEXT, Path::new(".")).expect("a valid scenario");
    let network = scenario.network();
    let place = |name: &str| network.places.iter().position(|place| place.name == name).map(PlaceId::from_index);
    let agent = |kind: &str, name: &str| {
        let found = network.agents.iter().position(|agent| agent.kind.name == kind && agent.name == name);
        network.agent(AgentId::from_index(found.expect("an agent")))
    };
    let rotterdam = place("rotterdam").expect("a place");
    assert_eq!(network.places[rotterdam.index()].coordinates, Some((51.95, 4.14)));
    let ends = |kind, name| (agent(kind, name).begins, agent(kind, name).ends);
    assert_eq!(ends("lane", "sea"), (place("rotterdam"), place("ningbo")));
    assert_eq!(ends("courier", "van"), (place("ningbo"), None), "it ends at the buyer");
    assert_eq!(ends("supplier", "maker"), (place("rotterdam"), place("rotterdam")));
    assert_eq!(agent("warehouse", "zone").group.as_deref(), Some("zones"));
    assert_eq!(agent("supplier", "maker").group, None);
    let [east] = &network.groups.markets[..] else { panic!("one group of markets") };
    let [milk] = &network.groups.products[..] else { panic!("one group of products") };
    assert_eq!((&east.name[..], &milk.name[..]), ("east", "milk"));
    let markets: Vec<AgentId> = network.doing(Duty::Buy).map(|(agent, _)| agent).collect();
    assert_eq!(east.members, markets);
    assert_eq!(milk.members.len(), 1);
}

#[test]
fn a_kind_says_what_it_is() {
    let scenario = scenario::parse(TEXT, Path::new(".")).expect("a valid scenario");
    let said: Vec<(&str, Role, bool)> =
        scenario.network().agents.iter().map(|agent| (agent.kind.name, agent.kind.role, agent.kind.charges)).collect();
    assert_eq!(
        said,
        [
            ("market", Role::Aside, false),
            ("supplier", Role::TakesOrders, true),
            ("lane", Role::HoldsShipments, true),
            ("warehouse", Role::TakesOrders, true),
            ("courier", Role::HoldsShipments, true),
        ]
    );
}
