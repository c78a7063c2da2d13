"""Compares the folders of two runs; see same-results.sh, which calls it.

    python3 scripts/same_results.py SCENARIO OLD NEW

Prints one line for the scenario, then the differences and additions. Exit code 1: something in OLD is missing in NEW or
different there.
"""

import csv
import filecmp
import json
import sys
from itertools import islice
from pathlib import Path

# Identifies the program and the text; not a result.
IDENTITY = ("/scenario_hash", "/version")
# The number of differences printed for each file.
SHOWN = 5


def flat(value, path=""):
    """Every leaf of a JSON value by its path; numbers as they are written."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from flat(inner, f"{path}/{index}")
    else:
        yield path, value


def figures(path):
    with open(path, encoding="utf-8") as file:
        return dict(flat(json.load(file, parse_float=str, parse_int=str)))


def json_file(old, new):
    """Differences and additions of two JSON files."""
    old, new = figures(old), figures(new)
    differences = [
        f"{path}: {value} -> {new.get(path, 'missing')}"
        for path, value in old.items()
        if path not in IDENTITY and (path not in new or new[path] != value)
    ]
    added = sorted(path for path in new if path not in old)
    return differences, added


def rows(path):
    """The rows of a table, each by column; cells as they are written."""
    with open(path, encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            yield from csv.DictReader(file)
        else:
            for line in file:
                yield json.loads(line, parse_float=str, parse_int=str)


def same(cell, other):
    """Whether two cells are the same, to the last digit: `1e16` is `10000000000000000.0`."""
    if cell == other:
        return True
    try:
        return float(cell) == float(other)
    except (TypeError, ValueError):
        return False


def table(old, new):
    """Differences and additions of two tables: NEW must hold the rows of OLD in order, possibly with others in between."""
    first_old, first_new = next(rows(old), {}), next(rows(new), {})
    gone = [column for column in first_old if column not in first_new]
    if gone and first_new:
        return [f"column {column}: missing" for column in gone], []
    added = [f"column {column}" for column in first_new if column not in first_old]
    more, expected, found = 0, rows(old), 0
    wanted = next(expected, None)
    for row in rows(new):
        if wanted is not None and all(same(row.get(column), value) for column, value in wanted.items()):
            wanted = next(expected, None)
            found += 1
        else:
            more += 1
    if wanted is None:
        return [], added + ([f"{more} rows"] if more else [])
    there = next(islice(rows(new), found, None), None)
    if there is None:
        return [f"row {found + 1}: {wanted} -> missing"], added
    cells = [f"row {found + 1}, {column}: {value} -> {there.get(column)}" for column, value in wanted.items()]
    return [cell for cell, (column, value) in zip(cells, wanted.items()) if not same(there.get(column), value)], added


def parquet(old, new):
    """Whether two Parquet files have the same bytes; their contents are not read."""
    return ([] if filecmp.cmp(old, new, shallow=False) else ["the bytes differ"]), []


COMPARE = {".json": json_file, ".csv": table, ".jsonl": table, ".parquet": parquet}


def main(scenario, old, new):
    old, new = Path(old), Path(new)
    files = sorted(path.relative_to(old) for path in old.rglob("*") if path.is_file() and path.name != "manifest.json")
    # A Parquet file beside a CSV file has the same contents.
    files = [file for file in files if file.suffix != ".parquet" or not (old / file).with_suffix(".csv").exists()]
    others = {path.relative_to(new) for path in new.rglob("*") if path.is_file()}
    differences, added = [], []
    for file in files:
        if file not in others:
            differences.append(f"{file}: missing")
            continue
        differs, adds = COMPARE[file.suffix](old / file, new / file)
        differences += [f"{file}: {what}" for what in differs[:SHOWN]]
        if len(differs) > SHOWN:
            differences.append(f"{file}: {len(differs) - SHOWN} more differences")
        added += [f"{file}: {what}" for what in adds]
    added += [f"{file}" for file in sorted(others - set(files)) if file.name != "manifest.json" and not (old / file).exists()]
    print(f"{scenario}: {'DIFFERENT' if differences else 'same'}, {len(files)} files")
    for line in differences:
        print(f"    {line}")
    for line in added[: 4 * SHOWN]:
        print(f"    added: {line}")
    if len(added) > 4 * SHOWN:
        print(f"    added: {len(added) - 4 * SHOWN} more")
    return 1 if differences else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
