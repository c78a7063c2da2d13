//! Reading a scenario: text to tree, tree to names, names to agents, with every problem on the way gathered.

use super::document::{Document, Entry};
use super::rows::{Pair, rows};
use super::{Faults, Scenario, checks, money, products, regimes, run, series, tables};
use crate::agent::{AnyAgent, KINDS, ROLES};
use crate::chain::{
    AgentName, CellName, Clock, ColumnSource, Names, Network, Product, RecordSource, Records, Resolver, Service,
};
use crate::policy::route;
use crate::table;
use crate::text::{Code, Node, Place, Problem, Problems, Reader, Sources, Table, parse as parse_toml};
use crate::units::{AgentId, HoldingRate, Id, ProductId};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::path::Path;

/// Reads a scenario file.
///
/// # Errors
/// Everything that is wrong with it; a file that cannot be read is one problem.
pub fn load(path: &Path) -> Result<Scenario, Faults> {
    let name = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let dir = path.parent().unwrap_or(Path::new("."));
            read(&name, &text, dir).map(|mut scenario| {
                scenario.name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
                scenario
            })
        }
        Err(error) => {
            let mut problems = Problems::default();
            problems.push(Problem::nowhere(Code::UnreadableFile, format!("cannot read {name}: {error}")));
            Err(Faults::new(Sources::default(), problems))
        }
    }
}

/// Reads a scenario from a text; data files are looked for in `dir`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn parse(text: &str, dir: &Path) -> Result<Scenario, Faults> {
    read("scenario", text, dir).map(|mut scenario| {
        "scenario".clone_into(&mut scenario.name);
        scenario
    })
}

fn read(name: &str, text: &str, dir: &Path) -> Result<Scenario, Faults> {
    let mut sources = Sources::default();
    let source = sources.add(name, text);
    let mut problems = Problems::default();
    let mut root = parse_toml(source, text, &mut problems);
    let files = RefCell::new(vec![(name.to_owned(), digest(text.as_bytes()))]);
    let columns = |file: &str, column: &str| {
        read_file(dir, file, &files)?;
        table::read_column(&dir.join(file), column)
    };
    let records = |file: &str| {
        let table::Rows { headings, rows } = table::rows(file, read_file(dir, file, &files)?)?;
        Ok(Records { headings, rows })
    };
    let tables = tables::merge(&mut root, &|file| read_file(dir, file, &files), &mut sources, &mut problems);
    let top = Place { source, start: 0, end: u32::from(!text.is_empty()) };
    let resolved = resolve(&root, top, problems, (&columns, &records));
    let mut scenario = resolved.map_err(|problems| {
        let problems = tables.point_out(problems, &sources);
        Faults::new(sources, problems)
    })?;
    scenario.files = files.into_inner();
    scenario.hash = digest(scenario.files.iter().map(|(_, hash)| hash.as_str()).collect::<String>().as_bytes());
    Ok(scenario)
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a data file holds; its hash is noted.
fn read_file(dir: &Path, file: &str, files: &RefCell<Vec<(String, String)>>) -> Result<Vec<u8>, String> {
    let bytes = std::fs::read(dir.join(file)).map_err(|error| format!("cannot read {file}: {error}"))?;
    if files.borrow().iter().all(|(known, _)| known != file) {
        files.borrow_mut().push((file.to_owned(), digest(&bytes)));
    }
    Ok(bytes)
}

fn resolve(
    root: &Table,
    top: Place,
    mut problems: Problems,
    (columns, records): (ColumnSource<'_>, RecordSource<'_>),
) -> Result<Scenario, Problems> {
    let document = Document::new(root, top, &mut problems);
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
    };
    let demand =
        Pair { kind: "demand", first_kind: "market", firsts: &markets, second_kind: "product", seconds: &products };
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
    };
    let names = Names {
        roles: ROLES,
        rules: route::Rule::NAMES,
        agent_tables: entries.iter().map(|(kind, entry)| entry.row(kind)).collect(),
        group_of: entries.iter().map(|(_, entry)| entry.group.map(str::to_owned)).collect(),
        product_tables: products.iter().map(|entry| entry.row("product")).collect(),
        agents: entries.iter().map(|(kind, entry)| (*kind, entry.name.to_owned())).collect(),
        products: products.iter().map(|entry| Product::named(entry.name)).collect(),
        cells: stock.into_iter().map(|row| (cell_name(row.first, row.second), row.layers)).collect(),
        demand: demand
            .into_iter()
            .map(|row| (AgentId::from_index(first_market + row.first), ProductId::from_index(row.second), row.layers))
            .collect(),
        paths: readers(&paths, "path"),
        places: readers(&places, "place"),
        calendars: readers(&calendars, "calendar"),
        seasons: readers(&seasons, "season"),
        promotions: readers(&promotions, "promotion"),
        groups: groups(&document, "market", &markets, first_market)
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
            entry.is_table().then(|| AnyAgent::resolve(kind, &entry.reader(kind), me, &resolver))?
        })
        .collect();
    checks::products_in_stock(&agents, &entries, &resolver);
    resolver.refuse_missing_stock();
    resolver.refuse_steps_apart();
    checks::no_source_loop(&resolver);
    if markets.is_empty() && resolver.problems.borrow().is_empty() {
        resolver.report(
            Problem::new(Code::NoMarket, top, "nobody orders: the scenario has no market")
                .help("add one: `[market.town]`"),
        );
    }
    let question = document.top("question").and_then(Node::as_text).map(str::to_owned);
    let currency = resolver.currency.clone();
    let cells = cells(&warehouses, &resolver);
    let outlooks = resolver.outlooks();
    let rules = regimes::read(&document, &resolver);
    let first_day = resolver.clock.has_dates().then(|| resolver.clock.first_day());
    resolver.adds_up();
    let learnt = resolver.into_learnt();
    let agents: Option<Vec<AnyAgent>> = agents.into_iter().collect();
    let (Some(agents), true) = (agents, learnt.problems.is_empty()) else { return Err(learnt.problems) };
    let network = Network {
        agents: entries.iter().map(|(kind, entry)| agent_name(kind, entry.name)).collect(),
        products: learnt.names.products,
        cells,
        outlooks,
        services: services(entries.len(), learnt.services),
        choices: learnt.choices,
        year_to_date: learnt.year_to_date,
        rules,
        first_day,
        sites: learnt.sites,
        promises: learnt.promises,
        substitutes: learnt.substitutes,
        streams: learnt.streams,
        instant: run.instant,
        window: run.window,
        series: every,
        ..Network::default()
    };
    if let Some(problem) = series::check(&document, &network) {
        let mut problems = Problems::default();
        problems.push(problem);
        return Err(problems);
    }
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

fn readers<'a>(entries: &[Entry<'a>], kind: &str) -> Vec<(String, Reader<'a>)> {
    entries.iter().map(|entry| (entry.name.to_owned(), entry.reader(kind))).collect()
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
    let reader = path.reader("path");
    resolver.require(&reader, "through", "[\"warehouse.NAME\", \"courier.NAME\"]");
    resolver.time(&reader, "promise");
    reader.ask("regime");
    resolver.finish(&reader);
}

/// The cells with what holding and owing goods costs there.
fn cells(warehouses: &[Entry<'_>], resolver: &Resolver<'_>) -> Vec<CellName> {
    let first = resolver.names().agents.iter().position(|(kind, _)| *kind == "warehouse").unwrap_or(0);
    let storage: Vec<HoldingRate> = warehouses
        .iter()
        .map(|entry| resolver.storage_rate(&entry.reader("warehouse"), "storage_price").unwrap_or(HoldingRate::FREE))
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
        cell.unit_cm3 = resolver.names().products[cell.product.index()].size.cm3;
        cell
    })
    .collect()
}
