#!/usr/bin/env python3
"""Derive src/chain/calendar/holidays.csv: public holidays by country and year.

Usage: pip install holidays==0.109 chinesecalendar==1.11.0
       python3 scripts/derive-holidays.py > src/chain/calendar/holidays.csv

Sources: the package `holidays` for all countries but China; for China the yearly notices of the
General Office of the State Council as the package `chinesecalendar` lists them, which name the days
off, weekends included, and the weekend days that are worked instead. For years without a notice
there, the statutory days and their substitutes are taken from `holidays`, and no weekend is worked.
"""

from datetime import date

import holidays
from chinese_calendar import constants as china

YEARS = range(2016, 2031)
# Where holidays differ within a country, those of the whole country, except England and New South Wales, which
# substitute days that the whole country does not.
COUNTRIES = {"AU": "NSW", "CN": None, "DE": None, "FR": None, "GB": "ENG", "HK": None, "IT": None, "JP": None,
             "KR": None, "NL": None, "NZ": None, "US": None}
HEAD = """\
# Public holidays by country and year, written by scripts/derive-holidays.py; do not edit by hand.
# Sources: the Python package `holidays` {holidays}; China to {last}: the notices of the General Office of the State
# Council as the Python package `chinesecalendar` 1.11.0 lists them. No notice for China was known for {next} and later:
# these years have the statutory days and their substitutes only, and no weekend that is worked.
# National days only, but those of England for GB and of New South Wales for AU; days of other states and regions and of
# single trades are left out.
# closed: nobody works. worked: a weekend day that is worked in exchange.
country,year,closed,worked"""


def words(days):
    return " ".join(day.strftime("%m-%d") for day in sorted(days))


def main():
    last = max(china.holidays).year
    print(HEAD.format(holidays=holidays.__version__, last=last, next=last + 1))
    for country, part in COUNTRIES.items():
        for year in YEARS:
            if country == "CN" and year <= last:
                closed = [day for day in china.holidays if day.year == year]
                worked = [day for day in china.workdays if day.year == year]
            else:
                closed = [day for day in holidays.country_holidays(country, subdiv=part, years=year)
                          if day.year == year]
                worked = []
            assert all(isinstance(day, date) for day in closed) and closed
            print(f"{country},{year},{words(closed)},{words(worked)}")


main()
