//! Echelons: which stock points lie below which, by the sources that fill them when stock is plenty.

use crate::units::{CellId, Id, Units};

/// What rules that see an echelon need to know; empty where none does.
#[derive(Clone, Debug, Default)]
pub struct Echelons {
    upstream: Vec<Option<CellId>>,
    /// The cells at and below a cell, for those that ask.
    below: Vec<Vec<CellId>>,
    /// The cells above that see a cell and watch all the time.
    above: Vec<Vec<CellId>>,
    /// The stock at the start, for those that see an echelon.
    starts: Vec<Option<Units>>,
}

impl Echelons {
    /// The echelons of the cells that ask, each with whether it watches all the time, where every cell is filled from
    /// another or none.
    #[must_use]
    pub fn new(upstream: Vec<Option<CellId>>, asking: &[(CellId, bool)]) -> Self {
        if asking.is_empty() {
            return Self::default();
        }
        let cells = upstream.len();
        let mut echelons =
            Self { upstream, below: vec![vec![]; cells], above: vec![vec![]; cells], starts: vec![None; cells] };
        for cell in (0..cells).map(CellId::from_index) {
            // Sources in a circle were refused; a step for each cell is more than any chain has.
            let chain = std::iter::successors(Some(cell), |at| echelons.upstream[at.index()]).take(cells);
            for at in chain.collect::<Vec<_>>() {
                if let Some((_, always)) = asking.iter().find(|(asks, _)| *asks == at) {
                    echelons.below[at.index()].push(cell);
                    if *always && at != cell {
                        echelons.above[cell.index()].push(at);
                    }
                }
            }
        }
        echelons
    }

    /// The stock at the start of those that see an echelon: their top less the tops right below.
    pub fn begin_with(&mut self, tops: &[(CellId, Units)]) {
        if self.starts.is_empty() {
            return;
        }
        let mut own = vec![Units::ZERO; self.starts.len()];
        for (cell, top) in tops {
            own[cell.index()] = *top;
        }
        for cell in 0..self.starts.len() {
            if !self.below[cell].is_empty() {
                self.starts[cell] = Some((own[cell] - self.right_below(cell, &own)).max(Units::ZERO));
            }
        }
    }

    /// The tops of the echelons right below a cell.
    fn right_below(&self, cell: usize, own: &[Units]) -> Units {
        let children = (0..own.len()).filter(|child| self.upstream[*child].is_some_and(|up| up.index() == cell));
        let echelon = |child: usize| {
            let sees = !self.below[child].is_empty();
            own[child] + if sees { Units::ZERO } else { self.right_below(child, own) }
        };
        children.map(echelon).sum()
    }

    /// The cells at and below a cell that sees its echelon.
    #[must_use]
    pub fn below(&self, cell: CellId) -> &[CellId] {
        self.below.get(cell.index()).map_or(&[], |below| below)
    }

    /// The cells above a cell that see it and watch all the time.
    #[must_use]
    pub fn above(&self, cell: CellId) -> &[CellId] {
        self.above.get(cell.index()).map_or(&[], |above| above)
    }

    /// The stock at the start of a cell that sees its echelon.
    #[must_use]
    pub fn start(&self, cell: CellId) -> Option<Units> {
        self.starts.get(cell.index()).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn echelons_of_a_tree() {
        let cell = CellId::from_index;
        // 0 <- 1 <- 2 and 0 <- 3; cells 0 and 1 see their echelons, 0 all the time.
        let upstream = vec![None, Some(cell(0)), Some(cell(1)), Some(cell(0))];
        let mut echelons = Echelons::new(upstream, &[(cell(0), true), (cell(1), false)]);
        assert_eq!(echelons.below(cell(0)), [0, 1, 2, 3].map(cell));
        assert_eq!(echelons.below(cell(1)), [1, 2].map(cell));
        assert_eq!((echelons.below(cell(3)), echelons.above(cell(2))), (&[][..], &[cell(0)][..]));
        echelons.begin_with(&[
            (cell(0), Units::new(30)),
            (cell(1), Units::new(12)),
            (cell(2), Units::new(5)),
            (cell(3), Units::new(7)),
        ]);
        assert_eq!(echelons.start(cell(0)), Some(Units::new(30 - 12 - 7)));
        assert_eq!((echelons.start(cell(1)), echelons.start(cell(2))), (Some(Units::new(7)), None));
        assert!(Echelons::new(vec![None], &[]).above(cell(0)).is_empty());
    }
}
