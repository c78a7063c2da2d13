//! The keys of the seats outside the queue: a plain array if there are few, otherwise a winner tree.

/// A key later than that of any event.
pub(super) const IDLE: u128 = u128::MAX;

const FEW: usize = 8;

/// One key per seat, with quick access to the smallest.
#[derive(Clone, Debug)]
pub(super) struct Seats {
    keys: Vec<u128>,
    /// Above [`FEW`] seats: the smaller key of each pair, level by level; the root is at 1, the leaves are `keys`.
    tree: Vec<u128>,
    leaves: usize,
    first: u128,
    /// The number of the seat whose event was taken and that has no next event yet, plus 1; 0 if there is none.
    taken: u32,
}

impl Default for Seats {
    fn default() -> Self {
        Self { keys: Vec::new(), tree: Vec::new(), leaves: 0, first: IDLE, taken: 0 }
    }
}

impl Seats {
    pub(super) fn clear(&mut self) {
        self.keys.clear();
        self.tree.clear();
        self.leaves = 0;
        self.first = IDLE;
        self.taken = 0;
    }

    pub(super) fn add(&mut self) -> u32 {
        self.keys.push(IDLE);
        if self.keys.len() > FEW && self.keys.len() > self.leaves {
            self.leaves = self.keys.len().next_power_of_two();
            self.tree = vec![IDLE; 2 * self.leaves];
            self.tree[self.leaves..self.leaves + self.keys.len()].copy_from_slice(&self.keys);
            for node in (1..self.leaves).rev() {
                self.tree[node] = self.tree[2 * node].min(self.tree[2 * node + 1]);
            }
        }
        u32::try_from(self.keys.len() - 1).expect("fewer than 2^32 seats")
    }

    #[inline(always)]
    pub(super) fn set(&mut self, seat: u32, key: u128) {
        if self.taken == seat + 1 {
            self.taken = 0;
        }
        if let [only] = &mut self.keys[..] {
            (*only, self.first) = (key, key);
        } else {
            self.set_one(seat as usize, key);
        }
    }

    /// Sets the key of one of several seats.
    #[inline]
    fn set_one(&mut self, seat: usize, key: u128) {
        let before = std::mem::replace(&mut self.keys[seat], key);
        if self.leaves > 0 {
            self.set_in_tree(seat, key);
        } else if key <= self.first {
            self.first = key;
        } else if before == self.first {
            self.first = self.keys.iter().copied().fold(IDLE, u128::min);
        }
    }

    /// Takes the event of the seat with the smallest key. The seat almost always gets its next event at once, so its key is
    /// cleared only if it has none when the smallest key is next needed.
    #[inline(always)]
    pub(super) fn take(&mut self, seat: u32) {
        self.taken = seat + 1;
    }

    /// Clears the seat whose event was taken if it has no next event.
    #[inline(always)]
    pub(super) fn settle(&mut self) {
        if self.taken > 0 {
            self.set(self.taken - 1, IDLE);
        }
    }

    fn set_in_tree(&mut self, seat: usize, key: u128) {
        let mut node = seat + self.leaves;
        self.tree[node] = key;
        while node > 1 {
            node /= 2;
            let smaller = self.tree[2 * node].min(self.tree[2 * node + 1]);
            if std::mem::replace(&mut self.tree[node], smaller) == smaller {
                return;
            }
        }
        self.first = self.tree[1];
    }

    #[inline]
    pub(super) fn first(&self) -> u128 {
        self.first
    }
}
