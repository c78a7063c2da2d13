#!/usr/bin/env python3
"""Derive supplier-lateness.csv: how late, in days, real purchase orders were.

Usage: python3 derive-supplier-lateness.py SCMS_DELIVERY_HISTORY.csv > supplier-lateness.csv

Source: USAID, Supply Chain Management System (SCMS) delivery history, the lines of international
purchase orders for health commodities, 2006 to 2015 (a work of the United States government). The
file itself is not kept in this repository; the table of quantiles derived from it is.

Lateness of a line = "Delivered to Client Date" minus "Scheduled Delivery Date", whole days, below
zero when early. Every line counts once, whatever its quantity or mode. Lines without two dates of
the form 2-Jun-06 are skipped and counted on standard error.

The table has the columns `p` and `value [d]`: the empirical quantile function, to be joined by
straight lines. Most orders arrive on the very day, so the two ends of that flat piece are points of
the table too (the shares of early and of not late lines, rounded inwards to four digits); in each
tail the points lie closer together where the quantile function is steep.
"""

import csv
import datetime
import io
import math
import sys

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
SCHEDULED = "Scheduled Delivery Date"
DELIVERED = "Delivered to Client Date"
EARLY = [0.0, 0.001, 0.0025, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2, 0.225, 0.25]
LATE = [0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.975, 0.98, 0.985, 0.99, 0.995, 0.9975, 0.999, 1.0]


def date(text):
    """The date written as day-month-year (2-Jun-06), or None."""
    parts = text.strip().lower().split("-")
    try:
        day, month, year = int(parts[0]), MONTHS.index(parts[1]) + 1, int(parts[2])
        return datetime.date(2000 + year, month, day)
    except (ValueError, IndexError):
        return None


def read(path):
    """The text of the file: UTF-8 with or without a mark, else Latin-1."""
    with open(path, "rb") as file:
        raw = file.read()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def lateness(path):
    """Days late of each line, sorted, and how many lines were skipped."""
    days, skipped = [], 0
    for line in csv.DictReader(io.StringIO(read(path), newline="")):
        scheduled, delivered = date(line[SCHEDULED] or ""), date(line[DELIVERED] or "")
        if scheduled is None or delivered is None:
            skipped += 1
        else:
            days.append((delivered - scheduled).days)
    return sorted(days), skipped


def quantile(days, p):
    """The empirical quantile, straight between neighbours: Hyndman and Fan (1996), type 7."""
    at = p * (len(days) - 1)
    low = math.floor(at)
    high = min(low + 1, len(days) - 1)
    return days[low] + (at - low) * (days[high] - days[low])


def table(days):
    """Points (p, value) of the quantile function."""
    early = sum(d < 0 for d in days) / len(days)
    not_late = sum(d <= 0 for d in days) / len(days)
    flat = [math.ceil(early * 1e4) / 1e4, math.floor(not_late * 1e4) / 1e4]
    points = [p for p in EARLY if p < flat[0]] + flat + [p for p in LATE if p > flat[1]]
    return [(p, quantile(days, p)) for p in points]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    days, skipped = lateness(sys.argv[1])
    points = table(days)
    print("p,value [d]")
    for p, value in points:
        print(f"{p:g},{round(value, 2):g}")
    mean = sum(days) / len(days)
    mean_of_table = sum((q - p) * (u + v) / 2 for (p, u), (q, v) in zip(points, points[1:]))
    print(
        f"{len(days)} lines, {skipped} skipped; early {sum(d < 0 for d in days) / len(days):.1%}, "
        f"on the day {sum(d == 0 for d in days) / len(days):.1%}, late {sum(d > 0 for d in days) / len(days):.1%}; "
        f"mean {mean:.2f} d, mean of the table {mean_of_table:.2f} d",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
