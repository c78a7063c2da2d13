//! The lots in shipments of perishable goods. A shipment from a supplier has none: the remaining life of its goods is
//! determined when they are received.

use super::Lot;
use crate::engine::EntityKey;
use crate::units::{Id, ShipmentId, Units};

/// Lots by the slot of their shipment, together with the shipment's key: slots are reused, keys are not.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried(Vec<(Option<EntityKey>, Vec<Lot>)>);

impl Carried {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Returns the lots of a shipment, the one picked first in front.
    pub(super) fn lots(&self, id: ShipmentId, key: EntityKey) -> &[Lot] {
        match self.0.get(id.index()) {
            Some((owner, lots)) if *owner == Some(key) => lots,
            _ => &[],
        }
    }

    /// Sets the lots of a shipment.
    pub(super) fn load(&mut self, id: ShipmentId, key: EntityKey, lots: impl IntoIterator<Item = Lot>) {
        if self.0.len() <= id.index() {
            self.0.resize_with(id.index() + 1, Default::default);
        }
        let (owner, place) = &mut self.0[id.index()];
        *owner = Some(key);
        place.clear();
        place.extend(lots);
    }

    /// Takes units out of the lots of a shipment, from the front; empty if it has none.
    pub(super) fn unload(&mut self, id: ShipmentId, key: EntityKey, units: Units) -> Vec<Lot> {
        let mut out = Vec::new();
        let Some((owner, lots)) = self.0.get_mut(id.index()) else { return out };
        if *owner != Some(key) {
            return out;
        }
        let mut open = units;
        for lot in lots.iter_mut() {
            let units = open.min(lot.units);
            open -= units;
            lot.units -= units;
            out.push(Lot { units, ..*lot });
        }
        out.retain(|lot| lot.units.is_positive());
        lots.retain(|lot| lot.units.is_positive());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::SimTime;

    #[test]
    fn units_leave_from_the_front_and_a_place_used_again_is_empty() {
        let lot = |units, day: i64| Lot {
            received: SimTime::ZERO,
            units: Units::new(units),
            expires: SimTime::from_micros(day),
        };
        let (mut carried, id) = (Carried::default(), ShipmentId::from_index(3));
        let [mine, other] = ["mine", "other"].map(EntityKey::origin);
        carried.load(id, mine, [lot(4, 1), lot(5, 2)]);
        assert_eq!(carried.unload(id, mine, Units::new(6)), [lot(4, 1), lot(2, 2)]);
        assert_eq!(carried.lots(id, mine), [lot(3, 2)]);
        assert!(carried.lots(id, other).is_empty());
        assert!(carried.unload(id, other, Units::new(1)).is_empty());
    }
}
