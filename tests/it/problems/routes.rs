//! Return routes and reroutes that no goods could take.

use super::folder;
use haitao::scenario::parse;

/// Returns the problems of a chain of two routes, without places and help.
fn wrong(lines: &str) -> Vec<String> {
    let text = format!(
        r#"
haitao = "1"
run.horizon = "10 d"
product = {{ tea = {{}}, cup = {{}} }}
[warehouse]
shop = {{}}
outlet = {{}}
[stock]
shop.tea = {{}}
shop.cup = {{}}
outlet.tea = {{}}
[market.town]
orders.every = "1 d"
through = ["path.sea", "courier.post"]
[lane]
{lines}"#
    );
    let cause = |line: &str| line.splitn(3, ": ").nth(2).unwrap_or(line).to_owned();
    parse(&text, &folder()).map_or_else(|faults| faults.to_string().lines().map(cause).collect(), |_| Vec::new())
}

const SEA: &str = "[path.sea]\nthrough = [\"warehouse.shop\", \"lane.ship\"]\n";

/// Returns a courier that sends parcels back through these steps.
fn back(steps: &str) -> Vec<String> {
    wrong(&format!(
        "ship = {{}}\n{SEA}[customs.desk]\n[courier.post]\nfailed_attempts = \"5 %\"\nattempts = 2\nundeliverable.back = {steps}\n"
    ))
}

#[test]
fn a_return_route_ends_at_a_warehouse_with_the_goods_and_has_no_customs() {
    assert_eq!(back(r#"["lane.ship", "warehouse.shop"]"#), Vec::<String>::new());
    assert_eq!(back(r#""warehouse.shop""#), Vec::<String>::new());
    let refused = |steps, cause: &str| {
        let said = back(steps);
        assert!(said.len() == 1 && said[0].starts_with(cause), "{steps}: {said:?}");
    };
    refused(r#"["warehouse.outlet"]"#, "goods are returned to `warehouse.outlet`, which has no row for `cup`");
    refused(r#"["lane.ship"]"#, "a return route must end at a warehouse");
    refused(r#"["lane.ship", "warehouse.attic"]"#, "there is no `warehouse.attic`");
    refused(r#"["customs.desk", "warehouse.shop"]"#, "`customs.desk` cannot be a step of a return route");
    refused(
        r#"["warehouse.outlet", "lane.ship", "warehouse.shop"]"#,
        "`warehouse.outlet` cannot be a step of a return route",
    );
}

#[test]
fn a_return_route_leads_from_the_courier_to_the_warehouse() {
    let placed = |from: &str, to: &str| {
        wrong(&format!(
            r#"ship = {{ from = "{from}", to = "{to}" }}
[path.sea]
through = ["warehouse.shop"]
[default.warehouse]
at = "harbour"
[place]
hub = {{ country = "CN" }}
harbour = {{ country = "CN" }}
[courier.post]
at = "harbour"
failed_attempts = "5 %"
attempts = 2
undeliverable.back = ["lane.ship", "warehouse.shop"]
"#
        ))
    };
    let apart = |from, to, cause: &str| {
        let said = placed(from, to);
        assert!(said.len() == 1 && said[0].starts_with(cause), "{said:?}");
    };
    apart("hub", "harbour", "`courier.post` ends at `harbour`, but `lane.ship` begins at `hub`");
    apart("harbour", "hub", "`lane.ship` ends at `hub`, but `warehouse.shop` begins at `harbour`");
}

/// Returns two paths, the first with a `reroute` to the other.
fn around(sea: &str, air: &str, more: &str) -> Vec<String> {
    wrong(&format!(
        r#"ship = {{}}
train = {{}}
plane = {{}}
[courier.post]
[customs]
north = {{}}
south = {{}}
[path.sea]
through = {sea}
reroute.closed = "path.air"
[path.air]
through = {air}
{more}
"#
    ))
}

#[test]
fn goods_change_to_a_path_that_they_can_join() {
    let sea = r#"["warehouse.shop", "lane.ship", "customs.north", "lane.train"]"#;
    let none = Vec::<String>::new();
    assert_eq!(around(sea, r#"["warehouse.shop", "lane.plane", "customs.south"]"#, ""), none);
    let refused = |air, more, cause: &str| {
        let said = around(sea, air, more);
        assert!(said.len() == 1 && said[0].starts_with(cause), "{air}: {said:?}");
    };
    refused(r#"["warehouse.shop", "lane.plane"]"#, "", "goods on `path.sea` can never change to `path.air`");
    refused(r#"["warehouse.outlet", "lane.plane", "customs.south"]"#, "", "goods on `path.sea` can never change");
    refused(
        r#"["warehouse.shop", "customs.north", "courier.post"]"#,
        "",
        "`path.air` ends with a different kind of step",
    );
    refused(
        r#"["warehouse.shop", "customs.north"]"#,
        "reroute.closed = \"path.air\"",
        "`path.air` cannot be its own detour",
    );
    refused(r#"["warehouse.shop", "customs.north"]"#, "reroute.closed = \"path.moon\"", "there is no path `moon`");
}
