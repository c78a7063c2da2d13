//! Reads weights, volumes and packs of goods, and rates of them.

use super::Reading;
use super::values::{quantity, unit_problem};
use crate::chain::{Batch, Container, HandlingTime, MOST_PIECES, Product};
use crate::text::{Code, Node, Problem, Reader};
use crate::units::{Dimension, Id, ProductId, Quantity, Size, Span, Units};
use std::sync::Arc;

impl Reading<'_> {
    /// Reads units per time: `"3000 units/d"`.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be far below 2^53")]
    pub fn unit_rate(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<(Units, Span)> {
        let node = reader.get(key)?;
        let quantity = self.keep(quantity(node, "expected a rate such as `\"3000 units/d\"`"))?;
        if let [units, time] = &quantity.units[..]
            && let (Dimension::Pieces, Dimension::Time(micros)) =
                (Quantity::dimension(units), Quantity::dimension(time))
            && quantity.number >= 1.0
            && quantity.number <= MOST_PIECES
        {
            return Some((Units::new(quantity.number.round() as i64), Span::from_f64_micros(micros)));
        }
        let cause = format!("`{key}` must be at least one unit per time, not {}", node.shown());
        self.report(Problem::new(Code::WrongUnit, node.place, cause).help("for instance `\"3000 units/d\"`"));
        None
    }

    /// Reads a time per shipment, unit, carton or pallet: `"2 min/carton"`. Each of the products must state how many
    /// units that is.
    pub fn handling_time(
        &mut self,
        reader: &Reader<'_>,
        key: &'static str,
        products: &[ProductId],
    ) -> Option<HandlingTime> {
        let node = reader.get(key)?;
        let quantity = self.keep(quantity(node, "expected a time such as `\"2 min/carton\"`"))?;
        let found = match &quantity.units[..] {
            [time, batch] => match (Quantity::dimension(time), Batch::parse(batch)) {
                (Dimension::Time(micros), Some(per)) => Some((micros, per)),
                _ => None,
            },
            _ => None,
        };
        let Some((micros, per)) = found.filter(|_| (0.0..=1e6).contains(&quantity.number)) else {
            let cause = format!("`{key}` must be a time per shipment, unit, carton or pallet, not {}", node.shown());
            self.report(unit_problem(node, &quantity.units, cause).help("for instance `\"2 min/carton\"`"));
            return None;
        };
        let all = Arc::clone(&self.products);
        for product in products.iter().map(|product| &all[product.index()]) {
            if per.units(product).is_none() {
                let word = if per == Batch::Carton { "carton" } else { "pallet" };
                self.misses_pack(product, word, node);
            }
        }
        Some(HandlingTime { each: Span::from_f64_micros(quantity.number * micros), per })
    }

    fn misses_pack(&mut self, product: &Product, word: &str, node: &Node) {
        let cause = format!("`product.{}` has no number of units per {word}", product.name);
        let problem = Problem::new(Code::MissingKey, node.place, cause);
        self.report(problem.help(format!("add it to the product: `{word} = 6`")));
    }

    /// Reads a volume that counts as a kilogram: `"6000 cm3/kg"`.
    ///
    /// # Units
    /// Cubic centimetres per kilogram.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be small")]
    pub fn volumetric(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<i64> {
        let node = reader.get(key)?;
        let quantity = self.quantity(node, "expected a volume per weight such as `\"6000 cm3/kg\"`")?;
        if let [volume, weight] = &quantity.units[..]
            && let (Dimension::Volume(cm3), Dimension::Mass(grams)) =
                (Quantity::dimension(volume), Quantity::dimension(weight))
        {
            let cm3_per_kg = (quantity.number * cm3 / grams * 1000.0).round();
            if (1.0..=1e9).contains(&cm3_per_kg) {
                return Some(cm3_per_kg as i64);
            }
        }
        let cause = format!("`{key}` must be a volume per weight, not {}", node.shown());
        self.report(Problem::new(Code::WrongUnit, node.place, cause).help("for instance `\"6000 cm3/kg\"`"));
        None
    }

    /// Reads the weight and volume of a unit, by default zero.
    pub fn unit_size(&mut self, reader: &Reader<'_>) -> Size {
        let (grams, cm3) = (self.grams(reader, "weight"), self.cm3(reader, "volume"));
        for (size, key) in [(grams, "weight"), (cm3, "volume")] {
            if let (Some(size), Some(node)) = (size, reader.get(key)) {
                self.weighs(size, node.place);
            }
        }
        Size { grams: grams.unwrap_or(0), cm3: cm3.unwrap_or(0) }
    }

    /// Reads a weight in grams.
    ///
    /// # Units
    /// Grams, rounded.
    fn grams(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<i64> {
        self.sized(reader.get(key)?, "expected a weight such as `\"1.2 kg\"`", |dimension| match dimension {
            Dimension::Mass(factor) => Some(factor),
            _ => None,
        })
    }

    /// Reads a volume.
    ///
    /// # Units
    /// Cubic centimetres, rounded.
    pub fn cm3(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<i64> {
        self.sized(reader.get(key)?, "expected a volume such as `\"2.6 l\"`", |dimension| match dimension {
            Dimension::Volume(factor) => Some(factor),
            _ => None,
        })
    }

    #[expect(clippy::cast_possible_truncation, reason = "checked to be far below 2^53")]
    fn sized(&mut self, node: &Node, wanted: &str, factor: impl Fn(Dimension) -> Option<f64>) -> Option<i64> {
        let quantity = self.keep(quantity(node, wanted))?;
        let one = match &quantity.units[..] {
            [unit] => factor(Quantity::dimension(unit)),
            _ => None,
        };
        let Some(one) = one else {
            self.report(unit_problem(node, &quantity.units, format!("{wanted}, not {}", node.shown())));
            return None;
        };
        let size = (quantity.number * one).round();
        if !(0.0..=1e12).contains(&size) {
            let cause = format!("the size {} is out of range", node.shown());
            self.report(Problem::new(Code::OutOfRange, node.place, cause));
            return None;
        }
        Some(size as i64)
    }

    /// Reads a number of goods: pieces, or cartons, pallets or full containers of a product.
    pub fn goods(&mut self, reader: &Reader<'_>, key: &'static str, product: ProductId) -> Option<Units> {
        self.goods_of(reader.get(key)?, key, product)
    }

    /// Reads a number of goods from a node.
    pub fn goods_of(&mut self, node: &Node, key: &'static str, product: ProductId) -> Option<Units> {
        let packed = node.as_text().and_then(|text| Quantity::parse(text).ok());
        let products = Arc::clone(&self.products);
        let product = &products[product.index()];
        let (word, pack) = match packed.as_ref().map(|quantity| (quantity, &quantity.units[..])) {
            Some((_, [unit])) if unit == "carton" || unit == "cartons" => ("carton", product.carton),
            Some((_, [unit])) if unit == "pallet" || unit == "pallets" => ("pallet", product.pallet),
            Some((_, [unit])) if let Some(container) = Container::parse(unit) => {
                ("container", Some(self.fill_of(container, product, node)?))
            }
            _ => return self.units_of(node, key),
        };
        let number = packed.map_or(0.0, |quantity| quantity.number);
        let Some(pack) = pack else {
            self.misses_pack(product, word, node);
            return None;
        };
        #[expect(clippy::cast_possible_truncation, reason = "checked to be small")]
        if number.fract() == 0.0 && (0.0..=1e9).contains(&number) {
            return Some(Units::new(pack.count() * number as i64));
        }
        let cause = format!("`{key}` must be a whole number of {word}s, not {number}");
        self.report(Problem::new(Code::OutOfRange, node.place, cause));
        None
    }

    /// Returns how many units of a product fill a container, limited by volume or weight.
    fn fill_of(&mut self, container: Container, product: &Product, node: &Node) -> Option<Units> {
        let (room, size) = (container.room(), product.size);
        let by = |room: i64, unit: i64| if unit > 0 { room / unit } else { i64::MAX };
        let fill = by(room.cm3, size.cm3).min(by(room.grams, size.grams));
        if fill == i64::MAX {
            let cause = format!("`product.{}` has neither weight nor volume", product.name);
            let problem = Problem::new(Code::MissingKey, node.place, cause);
            self.report(problem.help("add it to the product: `volume = \"2.6 l\"`"));
            return None;
        }
        if fill == 0 {
            let cause = format!("not a single unit of `product.{}` fits into this container", product.name);
            self.report(Problem::new(Code::OutOfRange, node.place, cause));
            return None;
        }
        Some(Units::new(fill))
    }

    /// Reads parcels per day: `"3000 parcels/d"`.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be small")]
    pub fn parcels_a_day(&mut self, reader: &Reader<'_>, key: &'static str) -> Option<u64> {
        let node = reader.get(key)?;
        let quantity = self.quantity(node, "expected a capacity such as `\"3000 parcels/d\"`")?;
        let units: Vec<&str> = quantity.units.iter().map(String::as_str).collect();
        if let ["parcel" | "parcels", "d" | "day"] = units[..]
            && (1.0..=1e9).contains(&quantity.number)
        {
            return Some(quantity.number.round() as u64);
        }
        let cause = format!("`{key}` must be at least one parcel per day, not {}", node.shown());
        self.report(Problem::new(Code::WrongUnit, node.place, cause).help("for instance `\"3000 parcels/d\"`"));
        None
    }
}
