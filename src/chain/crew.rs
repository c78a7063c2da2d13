//! A crew of like servers and the queue before them: officers at a desk, bays, pickers. First come, first served.

use std::collections::VecDeque;

/// What happens to somebody who comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Service begins at once.
    Now,
    /// It waits for its turn.
    Later,
}

/// Servers and the queue before them.
#[derive(Clone, Debug)]
pub struct Crew<T> {
    servers: Option<u32>,
    busy: u32,
    queue: VecDeque<T>,
}

impl<T: Copy> Crew<T> {
    /// A crew of so many servers; `None` is as many as are needed.
    #[must_use]
    pub fn new(servers: Option<u32>) -> Self {
        Self { servers, busy: 0, queue: VecDeque::new() }
    }

    /// The number of servers; `None` is as many as are needed.
    #[must_use]
    pub fn servers(&self) -> Option<u32> {
        self.servers
    }

    /// Somebody comes.
    #[inline]
    pub fn come(&mut self, who: T) -> Turn {
        if self.servers.is_none_or(|servers| self.busy < servers) {
            self.busy += 1;
            return Turn::Now;
        }
        self.queue.push_back(who);
        Turn::Later
    }

    /// A service ends; whoever is next begins.
    ///
    /// # Panics
    /// If nobody was served.
    #[inline]
    pub fn done(&mut self) -> Option<T> {
        assert!(self.busy > 0, "a service ends that began");
        let next = self.queue.pop_front();
        if next.is_none() {
            self.busy -= 1;
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serves_in_the_order_of_arrival() {
        let mut crew = Crew::new(Some(2));
        assert_eq!(
            [crew.come(1), crew.come(2), crew.come(3), crew.come(4)],
            [Turn::Now, Turn::Now, Turn::Later, Turn::Later]
        );
        assert_eq!([crew.done(), crew.done(), crew.done()], [Some(3), Some(4), None]);
        assert_eq!(crew.come(5), Turn::Now);
    }
}
