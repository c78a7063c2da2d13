//! The charges of a service: a list of rates, each on its own basis, that are added up.
//!
//! # Source
//! Usable volume and payload of containers: 20 ft 28 m3 and 21.7 t; 40 ft 58 m3; 40 ft high cube 68 m3 (usual figures
//! of forwarders); the payload of 40 ft containers, 26.5 t, is an assumption.

use crate::units::{Money, Share, Size, Units};

/// What a rate is charged on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Each shipment, parcel or order handled.
    Shipment,
    /// Each unit in it.
    Unit,
    /// Each kilogram of chargeable weight.
    Kilogram,
    /// Each cubic metre.
    CubicMetre,
    /// The first kilogram or part of it.
    FirstKilogram,
    /// Each further kilogram or part of it.
    NextKilogram,
    /// Each container, full or partly filled.
    Box(Container),
}

/// A type of container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// 40 ft high cube.
    HighCube40,
    /// 40 ft.
    Standard40,
    /// 20 ft.
    Standard20,
}

impl Container {
    /// Every type of container, the largest first.
    pub const ALL: [Self; 3] = [Self::HighCube40, Self::Standard40, Self::Standard20];

    /// Returns its usable volume and payload.
    #[must_use]
    pub const fn room(self) -> Size {
        match self {
            Self::HighCube40 => Size { grams: 26_500_000, cm3: 68_000_000 },
            Self::Standard40 => Size { grams: 26_500_000, cm3: 58_000_000 },
            Self::Standard20 => Size { grams: 21_700_000, cm3: 28_000_000 },
        }
    }

    /// Returns the container of a unit such as `40HQ`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "40HQ" | "40HC" => Some(Self::HighCube40),
            "40GP" => Some(Self::Standard40),
            "20GP" => Some(Self::Standard20),
            _ => None,
        }
    }
}

/// What is charged for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Units of goods.
    pub units: Units,
    /// Their weight and volume.
    pub size: Size,
}

impl Load {
    /// Returns both loads together.
    #[must_use]
    #[inline]
    pub fn and(self, other: Self) -> Self {
        Self { units: self.units + other.units, size: self.size + other.size }
    }
}

/// Rates that are added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    per_shipment: Money,
    per_unit: Money,
    by_size: Option<BySize>,
}

/// Rates on weight and volume.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct BySize {
    per_kg: Money,
    per_m3: Money,
    first_kg: Money,
    next_kg: Money,
    boxes: [Option<Money>; 3],
    /// Cubic centimetres that count as one kilogram; 0 if only the weight counts.
    volumetric: i64,
}

impl Rates {
    /// Adds a rate.
    pub fn add(&mut self, amount: Money, basis: Basis) {
        match basis {
            Basis::Shipment => self.per_shipment += amount,
            Basis::Unit => self.per_unit += amount,
            _ => self.by_size.get_or_insert_default().add(amount, basis),
        }
    }

    /// Charges weight on the volume if that gives more, at this many cubic centimetres per kilogram.
    pub fn volumetric(&mut self, cm3_per_kg: i64) {
        self.by_size.get_or_insert_default().volumetric = cm3_per_kg;
    }

    /// Returns the sum of both rates.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut sum = *self;
        sum.per_shipment += other.per_shipment;
        sum.per_unit += other.per_unit;
        if let Some(theirs) = &other.by_size {
            let mine = sum.by_size.get_or_insert_default();
            mine.per_kg += theirs.per_kg;
            mine.per_m3 += theirs.per_m3;
            mine.first_kg += theirs.first_kg;
            mine.next_kg += theirs.next_kg;
            mine.volumetric = mine.volumetric.max(theirs.volumetric);
            for (mine, theirs) in mine.boxes.iter_mut().zip(theirs.boxes) {
                *mine = match (*mine, theirs) {
                    (Some(mine), Some(theirs)) => Some(mine + theirs),
                    (mine, theirs) => mine.or(theirs),
                };
            }
        }
        sum
    }

    /// Returns a share of all rates, rounded down.
    #[must_use]
    pub fn times(&self, share: Share) -> Self {
        let of = |amount: Money| amount.fraction(Units::new(share.ppm().into()), Units::new(Share::ALL.ppm().into()));
        let by_size = self.by_size.map(|rates| BySize {
            per_kg: of(rates.per_kg),
            per_m3: of(rates.per_m3),
            first_kg: of(rates.first_kg),
            next_kg: of(rates.next_kg),
            boxes: rates.boxes.map(|price| price.map(of)),
            volumetric: rates.volumetric,
        });
        Self { per_shipment: of(self.per_shipment), per_unit: of(self.per_unit), by_size }
    }

    /// Returns whether nothing is ever charged.
    #[must_use]
    #[inline]
    pub fn is_free(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the charge per shipment and per unit, if there are no others.
    #[must_use]
    pub fn plain(&self) -> Option<(Money, Money)> {
        self.by_size.is_none().then_some((self.per_shipment, self.per_unit))
    }

    /// Returns the charge for a load.
    #[must_use]
    pub fn charge(&self, load: Load) -> Money {
        let plain = self.per_shipment + self.per_unit.times(load.units);
        match &self.by_size {
            None => plain,
            Some(rates) => plain + rates.charge(load.size),
        }
    }
}

impl BySize {
    fn add(&mut self, amount: Money, basis: Basis) {
        match basis {
            Basis::Kilogram => self.per_kg += amount,
            Basis::CubicMetre => self.per_m3 += amount,
            Basis::FirstKilogram => self.first_kg += amount,
            Basis::NextKilogram => self.next_kg += amount,
            Basis::Box(container) => *self.boxes[container as usize].get_or_insert_default() += amount,
            Basis::Shipment | Basis::Unit => unreachable!("not charged by size"),
        }
    }

    fn charge(&self, size: Size) -> Money {
        let grams = if self.volumetric > 0 { size.grams.max(size.cm3 * 1000 / self.volumetric) } else { size.grams };
        let begun = (grams + 999) / 1000;
        let next = Units::new((begun - 1).max(0));
        part(self.per_kg, grams, 1000)
            + part(self.per_m3, size.cm3, 1_000_000)
            + self.first_kg
            + self.next_kg.times(next)
            + self.boxed(size, 0)
    }

    /// Returns the price of the cheapest containers for a size: tries 0, 1, 2 ... of the largest, the rest in smaller
    /// ones.
    fn boxed(&self, size: Size, from: usize) -> Money {
        let priced = || (from..Container::ALL.len()).filter_map(|at| Some((at, self.boxes[at]?)));
        let Some((at, price)) = priced().next() else { return Money::ZERO };
        let room = Container::ALL[at].room();
        let all = begun(size, room);
        let alone = price.times(Units::new(all));
        if priced().nth(1).is_none() {
            return alone;
        }
        let mixed = (0..all).map(|n| {
            let boxed = room.times(Units::new(n));
            let rest = Size { grams: (size.grams - boxed.grams).max(0), cm3: (size.cm3 - boxed.cm3).max(0) };
            price.times(Units::new(n)) + self.boxed(rest, at + 1)
        });
        mixed.min().map_or(alone, |mixed| mixed.min(alone))
    }
}

/// Returns the number of containers, full or partly filled; at least one.
fn begun(size: Size, room: Size) -> i64 {
    let by = |size: i64, room: i64| (size + room - 1) / room;
    by(size.grams, room.grams).max(by(size.cm3, room.cm3)).max(1)
}

/// Returns a rate on part of its unit, rounded half up.
#[expect(clippy::cast_possible_truncation, reason = "amounts are limited at load")]
#[inline]
fn part(rate: Money, amount: i64, unit: i64) -> Money {
    // 64-bit division is several times faster than 128-bit division, and nearly always sufficient.
    if let Some(twice) = rate.parts().checked_mul(2 * amount).and_then(|twice| twice.checked_add(unit)) {
        return Money::from_parts(twice / (2 * unit));
    }
    let twice = 2 * i128::from(rate.parts()) * i128::from(amount) + i128::from(unit);
    Money::from_parts((twice / (2 * i128::from(unit))) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(amount: i64) -> Money {
        Money::from_parts(amount * Money::SCALE)
    }

    fn load(grams: i64, cm3: i64) -> Load {
        Load { units: Units::ONE, size: Size { grams, cm3 } }
    }

    #[test]
    fn weight_is_charged_on_the_volume_where_that_is_more() {
        let mut air = Rates::default();
        air.add(yuan(16), Basis::Kilogram);
        air.volumetric(6000);
        assert_eq!(air.charge(load(1500, 6000)), yuan(24));
        assert_eq!(air.charge(load(1500, 12_000)), yuan(32));
    }

    #[test]
    fn the_first_kilogram_and_each_one_begun_after_it() {
        let mut courier = Rates::default();
        courier.add(yuan(4), Basis::FirstKilogram);
        courier.add(yuan(2), Basis::NextKilogram);
        assert_eq!(courier.charge(load(300, 0)), yuan(4));
        assert_eq!(courier.charge(load(1000, 0)), yuan(4));
        assert_eq!(courier.charge(load(1001, 0)), yuan(6));
        assert_eq!(courier.charge(load(3000, 0)), yuan(8));
    }

    #[test]
    fn the_cheapest_containers_hold_it() {
        let mut sea = Rates::default();
        sea.add(yuan(5000), Basis::Box(Container::HighCube40));
        sea.add(yuan(3000), Basis::Box(Container::Standard20));
        let metres = |m3: i64| load(1000, m3 * 1_000_000);
        assert_eq!(sea.charge(metres(20)), yuan(3000));
        assert_eq!(sea.charge(metres(60)), yuan(5000));
        assert_eq!(sea.charge(metres(90)), yuan(8000));
        assert_eq!(sea.charge(metres(130)), yuan(10_000));
        assert_eq!(sea.charge(load(30_000_000, 1_000_000)), yuan(6000), "by weight");
    }

    #[test]
    fn cubic_metres_in_proportion() {
        let mut sea = Rates::default();
        sea.add(yuan(450), Basis::CubicMetre);
        sea.add(yuan(500), Basis::Shipment);
        assert_eq!(sea.charge(load(0, 2_500_000)), yuan(500 + 1125));
    }
}
