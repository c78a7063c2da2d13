//! The time to handle goods, by what is counted: the whole shipment, its units, cartons or pallets.

use super::Product;
use crate::units::{Dimension, Quantity, Span, Units};

/// A time per shipment, unit, carton or pallet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandlingTime {
    /// The time for each.
    pub each: Span,
    /// What is counted.
    pub per: Batch,
}

/// What is counted to find a handling time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Batch {
    /// A shipment, whatever its size.
    Shipment,
    /// A unit.
    Unit,
    /// A carton of the product.
    Carton,
    /// A pallet of the product.
    Pallet,
}

impl Batch {
    /// Parses `shipment`, `carton`, `pallet` or a word for units.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "shipment" => Some(Self::Shipment),
            "carton" | "cartons" => Some(Self::Carton),
            "pallet" | "pallets" => Some(Self::Pallet),
            word => (Quantity::dimension(word) == Dimension::Pieces).then_some(Self::Unit),
        }
    }

    /// Returns how many units of a product it holds; `None` if the product does not state it.
    #[must_use]
    pub fn units(self, product: &Product) -> Option<Units> {
        match self {
            Self::Shipment => Some(Units::new(i64::MAX)),
            Self::Unit => Some(Units::ONE),
            Self::Carton => product.carton,
            Self::Pallet => product.pallet,
        }
    }
}

impl HandlingTime {
    /// Returns the time for units of a product; a carton or pallet that is not full counts as one.
    #[must_use]
    pub fn of(&self, units: Units, product: &Product) -> Span {
        let batch = self.per.units(product).unwrap_or(Units::ONE).count().max(1);
        let batches = units.count() / batch + i64::from(units.count() % batch > 0);
        self.each.fraction(batches, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begun_cartons_count() {
        let product = Product { carton: Some(Units::new(6)), ..Product::named("tin") };
        let minutes = |per, units| {
            let each = Span::from_micros(2);
            HandlingTime { each, per }.of(Units::new(units), &product).micros()
        };
        assert_eq!([0, 1, 6, 7, 12, 13].map(|units| minutes(Batch::Carton, units)), [0, 2, 2, 4, 4, 6]);
        assert_eq!([minutes(Batch::Unit, 7), minutes(Batch::Shipment, 7)], [14, 2]);
    }
}
