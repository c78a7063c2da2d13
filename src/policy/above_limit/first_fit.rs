//! Splitting an order into several within a limit: first fit, in the order of its lines.
//!
//! # Source
//! Johnson (1973), Near-optimal bin packing algorithms: first fit needs at most 17/10 of the fewest orders possible.

use crate::units::{Money, Units};

/// Units of one line in one of the new orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The new order, counted from 0.
    pub order: u32,
    /// The line of the old order, counted from 0.
    pub line: u32,
    /// The number of its units.
    pub units: Units,
}

/// Packs lines, each given by its dutiable value per unit and its units, into orders within the limit: every unit
/// goes into the first order that has room. A unit above the limit gets an order of its own, to which nothing is
/// added. Parts are sorted by line, then by order.
#[must_use]
pub fn first_fit(lines: &[(Money, Units)], limit: Money) -> Vec<Part> {
    let mut orders: Vec<Money> = Vec::new();
    let mut parts = Vec::new();
    for (line, (value, units)) in lines.iter().enumerate() {
        let line = u32::try_from(line).expect("fewer than 2^32 lines");
        let mut left = *units;
        let mut order = 0;
        while left.is_positive() {
            let fresh = order == orders.len();
            if fresh {
                orders.push(Money::ZERO);
            }
            let room = limit - orders[order];
            let fit = match (room >= Money::ZERO, *value > Money::ZERO) {
                (false, _) => Units::ZERO,
                (true, false) => left,
                (true, true) => {
                    Units::new(room.parts() / value.parts()).max(if fresh { Units::ONE } else { Units::ZERO })
                }
            };
            let taken = fit.min(left);
            if taken.is_positive() {
                orders[order] += value.times(taken);
                left -= taken;
                parts.push(Part { order: u32::try_from(order).expect("fewer than 2^32 orders"), line, units: taken });
            }
            order += 1;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(lines: &[(i64, i64)], limit: i64) -> Vec<(u32, u32, i64)> {
        let lines: Vec<(Money, Units)> =
            lines.iter().map(|(value, units)| (Money::from_parts(*value), Units::new(*units))).collect();
        first_fit(&lines, Money::from_parts(limit))
            .into_iter()
            .map(|part| (part.order, part.line, part.units.count()))
            .collect()
    }

    #[test]
    fn pieces_go_into_the_first_order_with_room() {
        assert_eq!(laid(&[(2800, 2)], 5000), [(0, 0, 1), (1, 0, 1)]);
        // 3000
        // 3000
        // then 2000 with the first, 2000 with the second, 2000 alone.
        assert_eq!(laid(&[(3000, 2), (2000, 3)], 5000), [(0, 0, 1), (1, 0, 1), (0, 1, 1), (1, 1, 1), (2, 1, 1)]);
        assert_eq!(laid(&[(1000, 12)], 5000), [(0, 0, 5), (1, 0, 5), (2, 0, 2)]);
    }

    #[test]
    fn a_unit_above_the_limit_gets_its_own_order() {
        assert_eq!(laid(&[(100, 1), (6000, 2), (0, 3)], 5000), [(0, 0, 1), (1, 1, 1), (2, 1, 1), (0, 2, 3)]);
        assert_eq!(laid(&[(6000, 1), (0, 1)], 5000), [(0, 0, 1), (1, 1, 1)]);
        assert_eq!(laid(&[], 5000), []);
    }

    #[test]
    fn the_same_as_piece_by_piece() {
        let lines = [(700, 9), (3100, 2), (5200, 1), (450, 7), (1999, 4), (1, 30)];
        let limit = 5000;
        let mut loads: Vec<i64> = Vec::new();
        let mut by_piece = std::collections::BTreeMap::new();
        for (line, (value, units)) in lines.iter().enumerate() {
            for _ in 0..*units {
                let room = loads.iter().position(|load| load + value <= limit);
                let order = room.unwrap_or(loads.len());
                if order == loads.len() {
                    loads.push(0);
                }
                loads[order] += value;
                *by_piece.entry((line, order)).or_insert(0) += 1;
            }
        }
        let by_piece: Vec<(u32, u32, i64)> = by_piece
            .into_iter()
            .map(|((line, order), units)| (u32::try_from(order).unwrap(), u32::try_from(line).unwrap(), units))
            .collect();
        assert_eq!(laid(&lines, limit), by_piece);
    }
}
