//! `[tables]`: rows of data files as entries and rows of the scenario. Each row becomes the TOML table it stands for,
//! with the places of its cells, and joins the scenario's own before anything is read: same keys, same checks.

mod columns;
mod places;

use super::document::not_a_table;
use super::language::{ROWS, kinds_of_entries};
use crate::table::{self, Cell};
use crate::text::{Code, Key, Node, Place, Problem, Problems, SourceId, Sources, Table, Value};
use columns::Columns;
use places::Sheet;
use std::collections::BTreeMap;

/// The data files that entries were read from.
#[derive(Debug, Default)]
pub(super) struct Tables(Vec<Sheet>);

/// Returns the content of a file.
pub(super) type Files<'a> = &'a dyn Fn(&str) -> Result<Vec<u8>, (Code, String)>;

impl Tables {
    /// Adds the data files of another layer.
    pub(super) fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// Reads every file in `[tables]` and adds its entries to the scenario.
pub(super) fn merge(root: &mut Table, files: Files<'_>, sources: &mut Sources, problems: &mut Problems) -> Tables {
    let mut tables = Tables::default();
    let Some((key, node)) = root.entry("tables").cloned() else { return tables };
    let Some(named) = node.as_table() else {
        problems.push(not_a_table(&key, &node));
        return tables;
    };
    for (kind, node) in named.iter() {
        let row = ROWS.iter().find(|(row, _)| *row == kind.name);
        let names: &[&'static str] = match row {
            Some((_, names)) => names,
            None if kinds_of_entries().any(|known| known == kind.name) => &["name"],
            None => {
                let cause = format!("there is no kind `{}` to read from a table", kind.name);
                let known: Vec<&str> = kinds_of_entries().chain(ROWS.iter().map(|(row, _)| *row)).collect();
                problems.push(Problem::new(Code::UnknownKind, kind.place, cause).suggest(&kind.name, known));
                continue;
            }
        };
        for item in node.items() {
            let Some(file) = item.as_text() else {
                let cause = format!("`{}` must be the name of a data file, not {}", kind.name, item.type_name());
                let help = format!("for instance `{} = \"{}s.csv\"`", kind.name, kind.name);
                problems.push(Problem::new(Code::WrongType, item.place, cause).help(help));
                continue;
            };
            match files(file)
                .and_then(|bytes| table::as_csv(file, bytes).map_err(|cause| (Code::UnreadableFile, cause)))
            {
                Ok(text) => {
                    let source = sources.add(file, text);
                    tables.0.extend(read(root, kind, names, source, sources, problems));
                }
                Err((code, cause)) => {
                    problems.push(Problem::new(code, item.place, cause));
                    problems.hide();
                }
            }
        }
    }
    tables
}

/// Adds the rows of one file to the scenario.
fn read(
    root: &mut Table,
    kind: &Key,
    names: &[&'static str],
    source: SourceId,
    sources: &Sources,
    problems: &mut Problems,
) -> Option<Sheet> {
    let mut rows = table::cells(sources.text(source));
    let place = |cell: &Cell<'_>| Place::new(source, cell.span.clone());
    let heading = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
    let titles: Vec<&str> = heading.iter().map(|cell| table::split_heading(&cell.text).0).collect();
    if let Some(at) = (0..names.len()).find(|at| titles.get(*at) != Some(&names[*at])) {
        let there = heading.get(at).or(heading.last()).map_or(Place::new(source, 0..0), place);
        let wanted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let plural = if names.len() > 1 { "s" } else { "" };
        let found = titles.get(at).map_or("nothing".to_owned(), |title| format!("`{title}`"));
        let wanted = wanted.join(" and ");
        let cause = format!("a table of `{}` must begin with the column{plural} {wanted}, not {found}", kind.name);
        let problem = Problem::new(Code::MissingColumn, there, cause);
        problems.push(problem.help("the first line must be the heading, with commas between the columns"));
        problems.hide();
        return None;
    }
    let columns = Columns::new(&heading, names.len(), &rows, source, problems);
    let mut sheet = Sheet::new(source, names.len(), &heading);
    let mut entries = Entries::default();
    for row in rows.iter().filter(|row| row.iter().any(|cell| !cell.span.is_empty())) {
        if let Some(cell) = row.iter().find(|cell| cell.unclosed) {
            let problem = Problem::new(Code::BadRow, place(cell), "this quote is not closed");
            problems.push(problem.help("double a quote within a quoted cell"));
            problems.hide();
        } else if row.len() != heading.len() {
            let there = row.get(heading.len()).unwrap_or(&row[0]);
            let cause = format!("this row has {} cells, but the heading has {}", row.len(), heading.len());
            let problem = Problem::new(Code::BadRow, place(there), cause);
            problems.push(problem.help("put quotes around a cell that contains a comma"));
            problems.hide();
        } else if let Some(at) = (0..names.len()).find(|at| row[*at].text.is_empty()) {
            let problem = Problem::new(Code::BadName, place(&row[at]), format!("this row has no `{}`", names[at]));
            problems.push(problem.help(format!("every row must name its {}", kind.name)));
        } else {
            sheet.add(row);
            let (name, node) = (row[names.len() - 1].text.clone(), columns.table(row, problems));
            let first = (names.len() > 1).then(|| Key { name: row[0].text.to_string(), place: place(&row[0]) });
            let key = Key { name: name.into_owned(), place: place(&row[names.len() - 1]) };
            entries.add(first, key, node);
        }
    }
    entries.join(root, kind, sources, problems);
    Some(sheet)
}

/// An entry: its name and its keys.
type Entry = (Key, Node);

/// Entries of one file, grouped by the first of two names, or ungrouped if there is one name.
#[derive(Default)]
struct Entries {
    firsts: Vec<(Option<Key>, Vec<Entry>)>,
    position: BTreeMap<Option<String>, usize>,
}

impl Entries {
    fn add(&mut self, first: Option<Key>, key: Key, node: Node) {
        let name = first.as_ref().map(|first| first.name.clone());
        let position = *self.position.entry(name).or_insert_with(|| {
            self.firsts.push((first, Vec::new()));
            self.firsts.len() - 1
        });
        self.firsts[position].1.push((key, node));
    }

    /// Appends them to the scenario's own entries.
    fn join(self, root: &mut Table, kind: &Key, sources: &Sources, problems: &mut Problems) {
        let all = table_under(root, kind, problems);
        for (first, mut entries) in self.firsts {
            let mut path = kind.name.clone();
            let table = match first {
                None => Some(&mut *all),
                Some(first) => {
                    path = format!("{path}.{}", first.name);
                    if all.get(&first.name).is_none() {
                        all.extend([(first.clone(), Node::new(first.place, Value::Table(Table::default())))]);
                    }
                    // Any other value is reported when it is read.
                    all.get_mut(&first.name).and_then(Node::as_table_mut)
                }
            };
            if let Some(table) = table {
                refuse_duplicates(table, &mut entries, &path, sources, problems);
                table.extend(entries);
            }
        }
    }
}

/// Returns the table under a key of the scenario, created if necessary.
fn table_under<'a>(root: &'a mut Table, kind: &Key, problems: &mut Problems) -> &'a mut Table {
    match root.entry(&kind.name) {
        Some((_, node)) if node.as_table().is_some() => {}
        Some((key, node)) => {
            problems.push(not_a_table(key, node));
            let none = Node::new(node.place, Value::Table(Table::default()));
            *root.get_mut(&kind.name).expect("it was found") = none;
        }
        None => root.extend([(kind.clone(), Node::new(kind.place, Value::Table(Table::default())))]),
    }
    root.get_mut(&kind.name).and_then(Node::as_table_mut).expect("it was made a table")
}

/// Reports and drops entries that the scenario or an earlier row has already.
fn refuse_duplicates(table: &Table, entries: &mut Vec<Entry>, path: &str, sources: &Sources, problems: &mut Problems) {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    entries.retain(|(key, _)| {
        let earlier = table.entry(&key.name).map(|(known, _)| known.place);
        let earlier = earlier.or_else(|| seen.get(&key.name).copied());
        seen.entry(key.name.clone()).or_insert(key.place);
        let Some(earlier) = earlier else { return true };
        let (line, _) = sources.line_column(earlier);
        let cause = format!("`{path}.{}` is also in line {line} of {}", key.name, sources.name(earlier.source));
        problems.push(Problem::new(Code::Duplicate, key.place, cause).help("keep one of the two"));
        false
    });
}
