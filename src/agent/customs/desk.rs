//! One desk of a customs office: the checks for one regime, or for all if the office has only one desk.

use super::Visit;
use crate::agent::station::{Priority, Station};
use crate::chain::regime::Regime;
use crate::chain::{Chance, Quote, Service, SiteTerms, Tariff, TimeLaw};
use crate::reading::Reading;
use crate::text::{Code, Problem, Reader};
use crate::units::{AgentId, PlaceId, Span};

/// The largest share of declarations that may not match, in parts per million: each is filed again until it matches.
const MOST_MISMATCHED: u32 = 990_000;

/// The declarations that a desk takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    All,
    /// Goods that enter in bulk, for stock.
    Entry,
    /// Consumers' goods under a regime.
    Regime(Regime),
}

/// One desk.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    takes: Takes,
    /// Its own officers.
    pub(super) officers: Option<Station<Visit>>,
    pub(super) check: Option<TimeLaw>,
    /// The share of declarations whose documents do not match, and the time to correct them.
    pub(super) mismatch: Option<Chance>,
    pub(super) correction: Option<TimeLaw>,
    pub(super) inspected: Option<Chance>,
    pub(super) inspection: Option<TimeLaw>,
    pub(super) inspection_price: Tariff,
    pub(super) price: Tariff,
}

impl Desk {
    /// Reads the named desks of an office, then the office itself as the desk for everything that no other desk
    /// takes.
    pub(super) fn read_all(
        reader: &Reader<'_>,
        me: AgentId,
        at: Option<PlaceId>,
        reading: &mut Reading<'_>,
    ) -> Vec<Self> {
        let mut desks = Vec::new();
        let mut names = reader.rows("desk");
        names.sort_by(|one, other| one.name.cmp(&other.name));
        for name in names {
            let takes = match &name.name[..] {
                "entry" => Some(Takes::Entry),
                word => Regime::parse(word).map(Takes::Regime),
            };
            let Some(takes) = takes else {
                let cause = format!("there is no regime `{}`", name.name);
                let known = Regime::NAMES.iter().map(|(name, _)| *name).chain(["entry"]);
                reading.report(Problem::new(Code::UnknownRegime, name.place, cause).suggest(&name.name, known));
                continue;
            };
            let Some(row) = reader.row("desk", &name.name, &[&name.name]) else { continue };
            let mut desk = Self::read(&row, takes, reading);
            if row.has_own("officers") {
                let officers = reading.staff(&row, "officers", at);
                let (limit, room) = (reading.time(&row, "wait_limit"), reading.count(&row, "room", u32::MAX));
                let terms =
                    SiteTerms { name: Some(name.name.clone()), room, ..SiteTerms::desk(me, officers.most(), limit) };
                desk.officers =
                    Some(Station::new(reading.queues_at(terms), officers, room).with_priority(&row, reading));
            } else {
                // Without officers the key has no effect, but its problems are still reported.
                Priority::read(&row, reading);
            }
            reading.finish(&row);
            desks.push(desk);
        }
        desks.push(Self::read(reader, Takes::All, reading));
        desks
    }

    fn read(reader: &Reader<'_>, takes: Takes, reading: &mut Reading<'_>) -> Self {
        let mismatch = reading.chance(reader, "mismatch");
        if let Some(mismatch) = mismatch.filter(|mismatch| mismatch.share.ppm() > MOST_MISMATCHED) {
            let place = reader.get("mismatch").map_or(reader.place(), |node| node.place);
            let cause = format!("if {} of the declarations do not match, they are filed forever", mismatch.share);
            reading.report(Problem::new(Code::NeverEnds, place, cause).help("`mismatch` must be at most 99 %"));
        }
        Self {
            takes,
            officers: None,
            check: reading.time_law(reader, "check"),
            mismatch,
            correction: reading.time_law(reader, "correction"),
            inspected: reading.chance(reader, "inspected"),
            inspection: reading.time_law(reader, "inspection"),
            inspection_price: reading.tariff(reader, "inspection_price").unwrap_or_default(),
            price: reading.tariff(reader, "price").unwrap_or_default(),
        }
    }

    /// Returns whether it takes the declaration of these goods: in bulk, or a consumer's under a regime.
    pub(super) fn takes(&self, bulk: bool, regime: Option<Regime>) -> bool {
        match self.takes {
            Takes::All => true,
            Takes::Entry => bulk,
            Takes::Regime(own) => !bulk && regime == Some(own),
        }
    }

    /// Returns what the office charges and how long it takes: for consumers' goods by regime, for bulk goods at
    /// entry.
    pub(super) fn service(desks: &[Self]) -> Service {
        let all = || desks.iter().map(|desk| (desk.takes, desk.quote()));
        let bulk = all().find(|(takes, _)| *takes == Takes::Entry || *takes == Takes::All);
        let office = all().find(|(takes, _)| *takes == Takes::All).map(|(_, quote)| quote).unwrap_or_default();
        let by_regime = all().filter_map(|(takes, quote)| match takes {
            Takes::Regime(regime) => Some((regime, quote)),
            _ => None,
        });
        Service::Regimes {
            bulk: bulk.map(|(_, quote)| quote).unwrap_or_default(),
            by_regime: by_regime.collect(),
            office,
        }
    }

    /// Returns the mean price and time of a declaration here, without queues and corrections.
    fn quote(&self) -> Quote {
        let red = self.inspected.map_or(0, |inspected| i64::from(inspected.share.ppm()));
        let inspection = self.inspection.as_ref().map_or(Span::ZERO, TimeLaw::mean);
        let time = self.check.as_ref().map_or(Span::ZERO, TimeLaw::mean) + inspection.fraction(red, 1_000_000);
        let expected = self.inspected.map(|inspected| self.inspection_price.times(inspected.share));
        Quote { price: expected.map_or_else(|| self.price.clone(), |expected| self.price.and(&expected)), time }
    }
}
