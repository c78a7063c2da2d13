//! The capacity of a vehicle: weight, volume and parcels. What does not fit waits for the next departure.

use crate::chain::{Load, UNCHANGED};
use crate::reading::Reading;
use crate::text::{Code, Node, Problem, Reader};
use crate::units::{Dimension, Quantity, Size, Units};

/// The capacity of a vehicle, or what is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hold {
    size: Size,
    parcels: i64,
}

impl Hold {
    /// Reads `capacity`: one or more of weight, volume and parcels; what is missing has no limit.
    pub(super) fn read(reader: &Reader<'_>, reading: &mut Reading<'_>) -> Self {
        let mut hold = Self { size: Size { grams: i64::MAX, cm3: i64::MAX }, parcels: i64::MAX };
        for node in reader.get("capacity").into_iter().flat_map(Node::items) {
            let Some(quantity) = reading.quantity(node, "expected a capacity such as `\"900 kg\"`") else { continue };
            let unit = quantity.units.join("/");
            let limit = |factor: f64| whole(quantity.number * factor);
            let (place, limit) = match Quantity::dimension(&unit) {
                Dimension::Mass(factor) => (&mut hold.size.grams, limit(factor)),
                Dimension::Volume(factor) => (&mut hold.size.cm3, limit(factor)),
                _ if matches!(&unit[..], "parcels" | "parcel" | "shipments") => (&mut hold.parcels, limit(1.0)),
                _ => {
                    let problem =
                        Problem::new(Code::WrongUnit, node.place, format!("{} is not a capacity", node.shown()));
                    reading
                        .report(problem.help("for instance `capacity = [\"900 kg\", \"6 m3\"]` or `\"30 parcels\"`"));
                    continue;
                }
            };
            match limit {
                Some(limit) => *place = limit,
                None => {
                    let cause = format!("a vehicle's capacity must be above 0, not {}", node.shown());
                    reading.report(Problem::new(Code::OutOfRange, node.place, cause));
                }
            }
        }
        hold
    }

    /// Returns the capacity under a factor in parts per million, rounded down; at 0 nothing is loaded.
    pub(super) fn under(self, ppm: i64) -> Self {
        if ppm == UNCHANGED {
            return self;
        }
        let part = |full: i64| {
            let part = i128::from(full) * i128::from(ppm) / i128::from(UNCHANGED);
            if full == i64::MAX && ppm > 0 { full } else { i64::try_from(part).unwrap_or(i64::MAX) }
        };
        Self { size: Size { grams: part(self.size.grams), cm3: part(self.size.cm3) }, parcels: part(self.parcels) }
    }

    /// Returns the weight and the volume it takes.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Returns how many units of a load fit. If not even one fits into an empty vehicle, all of them go: no larger
    /// vehicle will ever come.
    pub(super) fn takes(&self, load: Load, empty: bool, whole: &Self) -> Units {
        if self.parcels <= 0 {
            return Units::ZERO;
        }
        if load.size.fits(self.size) {
            return load.units;
        }
        let fit = |room: i64, all: i64| {
            if all == 0 { load.units } else { load.units.part(Units::new(room), Units::new(all)) }
        };
        let some = fit(self.size.grams, load.size.grams).min(fit(self.size.cm3, load.size.cm3)).min(load.units);
        if empty && some == Units::ZERO && self == whole { load.units } else { some }
    }

    /// Loads goods.
    pub(super) fn load(&mut self, load: Load) {
        self.size.grams = (self.size.grams - load.size.grams).max(0);
        self.size.cm3 = (self.size.cm3 - load.size.cm3).max(0);
        self.parcels -= 1;
    }
}

#[expect(clippy::cast_possible_truncation, reason = "checked to be far below 2^53")]
fn whole(number: f64) -> Option<i64> {
    let rounded = number.round();
    (1.0..=1e15).contains(&rounded).then_some(rounded as i64)
}
