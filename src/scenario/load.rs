//! From tree to scenario: tree to names, names to agents, with every problem on the way gathered.

use super::document::{Document, Entry};
use super::rows::{Pair, rows};
use super::{Scenario, checks, money, products, regimes, run, series};
use crate::agent::{AnyAgent, DEMAND, KINDS, ROLES, STOCK, keys_of};
use crate::chain::{
    AgentName, CALENDAR, CellName, Clock, ColumnSource, Expired, Names, Network, PATH, PLACE, PROMOTION, PickOrder,
    Product, RecordSource, Resolver, SEASON, Service,
};
use crate::policy::route;
use crate::text::{Code, KeySpec, Node, Place, Problem, Problems, Reader, Table};
use crate::units::{AgentId, HoldingRate, Id, ProductId};

/// Gives a tree its meaning.
pub(super) fn resolve(
    root: &Table,
    top: Place,
    mut problems: Problems,
    (columns, records): (ColumnSource<'_>, RecordSource<'_>),
) -> Result<Scenario, Problems> {
    let document = Document::new(root, &mut problems);
    let mut entries: Vec<(&'static str, Entry<'_>)> = Vec::new();
    for kind in KINDS {
        entries.extend(document.entries(kind, &mut problems).into_iter().map(|entry| (*kind, entry)));
    }
    let of = |kind| entries.iter().filter(|(k, _)| *k == kind).map(|(_, entry)| entry.clone()).collect::<Vec<_>>();
    let (warehouses, markets) = (of("warehouse"), of("market"));
    let products = document.entries("product", &mut problems);
    let [paths, places, calendars, seasons, promotions] =
        ["path", "place", "calendar", "season", "promotion"].map(|kind| document.entries(kind, &mut problems));
    let base = |kind: &str| entries.iter().position(|(k, _)| *k == kind).unwrap_or(0);
    let (first_warehouse, first_market) = (base("warehouse"), base("market"));
    let stock = Pair {
        kind: "stock",
        first_kind: "warehouse",
        firsts: &warehouses,
        second_kind: "product",
        seconds: &products,
        keys: STOCK,
    };
    let demand = Pair {
        kind: "demand",
        first_kind: "market",
        firsts: &markets,
        second_kind: "product",
        seconds: &products,
        keys: DEMAND,
    };
    let stock = rows(&document, &stock, &mut problems);
    let demand = rows(&document, &demand, &mut problems);
    let cell_name = |first: usize, second: usize| CellName {
        warehouse: AgentId::from_index(first_warehouse + first),
        product: ProductId::from_index(second),
        row: 0,
        name: format!("{}.{}", warehouses[first].name, products[second].name),
        holding: HoldingRate::FREE,
        shortage: HoldingRate::FREE,
        carrying: HoldingRate::FREE,
        storage: HoldingRate::FREE,
        unit_cm3: 0,
        forecasts: false,
        picks: PickOrder::Fifo,
        expired: Expired::default(),
    };
    let names = Names {
        roles: ROLES,
        rules: route::Rule::NAMES,
        agent_tables: entries.iter().map(|(kind, entry)| entry.row(kind, keys_of(kind))).collect(),
        group_of: entries.iter().map(|(_, entry)| entry.group.map(str::to_owned)).collect(),
        product_tables: products.iter().map(|entry| entry.row("product", products::KEYS)).collect(),
        agents: entries.iter().map(|(kind, entry)| (*kind, entry.name.to_owned())).collect(),
        products: products.iter().map(|entry| Product::named(entry.name)).collect(),
        cells: stock.into_iter().map(|row| (cell_name(row.first, row.second), row.layers)).collect(),
        demand: demand
            .into_iter()
            .map(|row| (AgentId::from_index(first_market + row.first), ProductId::from_index(row.second), row.layers))
            .collect(),
        paths: readers(&paths, "path", PATH),
        places: readers(&places, "place", PLACE),
        calendars: readers(&calendars, "calendar", CALENDAR),
        seasons: readers(&seasons, "season", SEASON),
        promotions: readers(&promotions, "promotion", PROMOTION),
        groups: groups(&document, "market", &markets, first_market)
            .chain(groups(&document, "warehouse", &warehouses, first_warehouse))
            .chain(groups(&document, "product", &products, 0))
            .collect(),
    };
    let mut resolver = Resolver::new(names, problems, columns);
    resolver.record_source = records;
    document.text("question", &mut resolver.problems.borrow_mut());
    let run = run::read(&document, top, &resolver);
    resolver.window = run.window;
    let every = series::read(&document, &resolver);
    resolver.clock = Clock::new(run.start, run.window);
    money::read(&document, &mut resolver);
    resolver.read_places();
    resolver.read_seasons();
    let sold: Vec<Product> = products.iter().map(|entry| products::read(entry, &resolver)).collect();
    resolver.describe_products(sold);
    for path in paths.iter().filter(|path| path.is_table()) {
        check_path(path, &resolver);
    }
    let agents: Vec<Option<AnyAgent>> = entries
        .iter()
        .enumerate()
        .map(|(index, (kind, entry))| {
            let me = AgentId::from_index(index);
            entry.is_table().then(|| AnyAgent::resolve(kind, &entry.reader(kind, keys_of(kind)), me, &resolver))?
        })
        .collect();
    checks::products_in_stock(&agents, &entries, &resolver);
    resolver.refuse_missing_stock();
    resolver.refuse_steps_apart();
    checks::no_source_loop(&resolver);
    resolver.refuse_misfits();
    resolver.refuse_unsound_paths();
    if markets.is_empty() && resolver.problems.borrow().is_empty() {
        resolver.report(
            Problem::new(Code::NoMarket, top, "nobody orders: the scenario has no market")
                .help("add one: `[market.town]`"),
        );
    }
    let question = document.top("question").and_then(Node::as_text).map(str::to_owned);
    let currency = resolver.currency.clone();
    let cells = cells(&warehouses, &resolver);
    let (outlooks, echelons) = (resolver.outlooks(), resolver.echelons());
    checks::stock_within_space(&agents, &outlooks, &resolver);
    let rules = regimes::read(&document, &resolver);
    let first_day = resolver.clock.has_dates().then(|| resolver.clock.first_day());
    resolver.adds_up();
    let learnt = resolver.into_learnt();
    let agents: Option<Vec<AnyAgent>> = agents.into_iter().collect();
    let (Some(agents), true) = (agents, learnt.problems.is_empty()) else { return Err(learnt.problems) };
    let mut network = Network {
        agents: entries.iter().map(|(kind, entry)| agent_name(kind, entry.name)).collect(),
        products: learnt.names.products,
        cells,
        outlooks,
        echelons,
        services: services(entries.len(), learnt.services),
        under_way: learnt.under_way,
        choices: learnt.choices,
        year_to_date: learnt.year_to_date,
        rules,
        first_day,
        sites: learnt.sites,
        strikes: learnt.strikes,
        promises: learnt.promises,
        substitutes: learnt.substitutes,
        streams: learnt.streams,
        instant: run.instant,
        window: run.window,
        series: every,
        period: run.period,
        ..Network::default()
    };
    if let Some(problem) = series::check(&document, &network) {
        let mut problems = Problems::default();
        problems.push(problem);
        return Err(problems);
    }
    let tops: Vec<_> = agents.iter().flat_map(|agent| agent.tops(&network)).collect();
    network.echelons.begin_with(&tops);
    let mut scenario = Scenario::new(network.with_ways(learnt.ways), agents);
    (scenario.question, scenario.currency) = (question, currency);
    (scenario.seed, scenario.replications) = (run.seed, run.replications);
    Ok(scenario)
}

fn services(agents: usize, said: Vec<(AgentId, Service)>) -> Vec<Service> {
    let mut services = vec![Service::default(); agents];
    for (agent, service) in said {
        services[agent.index()] = service;
    }
    services
}

fn readers<'a>(entries: &[Entry<'a>], kind: &str, keys: &'static [KeySpec]) -> Vec<(String, Reader<'a>)> {
    entries.iter().map(|entry| (entry.name.to_owned(), entry.reader(kind, keys))).collect()
}

/// The groups of a kind with the identities of their members.
fn groups<'d>(
    document: &'d Document<'_>,
    kind: &'static str,
    entries: &'d [Entry<'_>],
    first: usize,
) -> impl Iterator<Item = (&'static str, String, Vec<usize>)> {
    document.groups(kind).into_iter().map(move |group| {
        let members = entries.iter().enumerate().filter(|(_, entry)| entry.group == Some(group));
        (kind, group.to_owned(), members.map(|(position, _)| first + position).collect())
    })
}

fn agent_name(kind: &'static str, name: &str) -> AgentName {
    AgentName { kind, name: name.to_owned() }
}

fn check_path(path: &Entry<'_>, resolver: &Resolver<'_>) {
    let reader = path.reader("path", PATH);
    resolver.require(&reader, "through", "[\"warehouse.NAME\", \"courier.NAME\"]");
    resolver.time(&reader, "promise");
    resolver.finish(&reader);
}

/// The cells with what holding and owing goods costs there.
fn cells(warehouses: &[Entry<'_>], resolver: &Resolver<'_>) -> Vec<CellName> {
    let first = resolver.names().agents.iter().position(|(kind, _)| *kind == "warehouse").unwrap_or(0);
    let storage: Vec<HoldingRate> = warehouses
        .iter()
        .map(|entry| {
            resolver
                .storage_rate(&entry.reader("warehouse", keys_of("warehouse")), "storage_price")
                .unwrap_or(HoldingRate::FREE)
        })
        .collect();
    let mut before: Option<(AgentId, u32)> = None;
    let rows = resolver.names().cells.iter();
    rows.map(|(cell, row)| {
        let reader = row.reader();
        let mut cell = cell.clone();
        cell.row = before.filter(|(warehouse, _)| *warehouse == cell.warehouse).map_or(0, |(_, row)| row + 1);
        before = Some((cell.warehouse, cell.row));
        cell.holding = resolver.holding_rate(&reader, "holding").unwrap_or(HoldingRate::FREE);
        cell.shortage = resolver.holding_rate(&reader, "shortage").unwrap_or(HoldingRate::FREE);
        cell.carrying = resolver.carrying_rate(&reader, "carrying").unwrap_or(HoldingRate::FREE);
        cell.storage = storage[cell.warehouse.index() - first];
        cell.forecasts = reader.get("forecast").is_some();
        let product = &resolver.names().products[cell.product.index()];
        cell.unit_cm3 = product.size.cm3;
        cell.picks = PickOrder::read(&reader, product.shelf_life.is_some(), resolver);
        cell.expired = Expired::read(&reader, resolver);
        cell
    })
    .collect()
}
