//! Queues in steady state: Poisson arrivals, identical servers, first come first served. Exact if a closed formula is known;
//! otherwise an approximation, marked as such.
//!
//! # Source
//! Erlang (1917); Gross, Shortle, Thompson and Harris (2008), Fundamentals of Queueing Theory, 4th ed.: M/M/c 2.3, M/M/c/K
//! 2.4, Erlang's loss formula 2.5, the formula of Pollaczek and Khinchine 5.1. Allen (1990), Probability, Statistics and
//! Queueing Theory, 2nd ed., section 5.4: the approximation of Allen and Cunneen.

/// A queue to analyse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Arrivals per unit of time.
    pub rate: f64,
    /// Mean service time, in units of time.
    pub service: f64,
    /// Squared coefficient of variation of the service time; infinite if the variance is.
    pub variation: f64,
    /// Whether service times are exponential.
    pub exponential: bool,
    /// The number of servers.
    pub servers: u32,
    /// Places for all arrivals in service or waiting; an arrival that finds none free is lost. `None` means unlimited.
    pub room: Option<u32>,
}

/// The steady state of a queue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Waiting {
    /// The formula used.
    pub formula: &'static str,
    /// Whether the formula is exact.
    pub exact: bool,
    /// Time average of busy servers over servers.
    pub utilisation: f64,
    /// Share of arrivals that are lost.
    pub lost: f64,
    /// The share of the arrivals not lost that have to wait.
    pub waits: f64,
    /// Mean wait of the arrivals not lost, zero waits included.
    ///
    /// # Units
    /// The time unit of the queue.
    pub wait: f64,
    /// Mean number waiting.
    pub length: f64,
    /// The wait that 95 % of the arrivals not lost do not exceed, if it is known.
    pub wait_p95: Option<f64>,
}

/// Returns the share of arrivals that are lost if none can wait (Erlang B); `load` is arrival rate times mean service time.
#[must_use]
pub fn erlang_b(servers: u32, load: f64) -> f64 {
    let mut lost = 1.0;
    for server in 1..=servers {
        lost = load * lost / (f64::from(server) + load * lost);
    }
    lost
}

/// Returns the share of arrivals that have to wait if all can (Erlang C); 1 if the servers cannot keep up.
#[must_use]
pub fn erlang_c(servers: u32, load: f64) -> f64 {
    let busy = load / f64::from(servers);
    if busy >= 1.0 {
        return 1.0;
    }
    let lost = erlang_b(servers, load);
    lost / (1.0 - busy * (1.0 - lost))
}

impl Line {
    /// Returns the offered load, arrival rate times mean service time: the mean number of busy servers if there were enough.
    #[must_use]
    pub fn load(&self) -> f64 {
        self.rate * self.service
    }

    /// Returns whether there is a steady state: the servers keep up, or the room is limited.
    #[must_use]
    pub fn is_stable(&self) -> bool {
        self.room.is_some() || self.load() < f64::from(self.servers)
    }

    /// Returns the steady state; `None` if there is none, and for limited room in which some wait for a service that is not
    /// exponential.
    #[must_use]
    pub fn waiting(&self) -> Option<Waiting> {
        match self.room {
            Some(room) if room <= self.servers => Some(self.loss(room)),
            Some(room) if self.exponential => Some(self.limited(room)),
            Some(_) => None,
            None => self.is_stable().then(|| self.unlimited()),
        }
    }

    fn servers(&self) -> f64 {
        f64::from(self.servers)
    }

    /// Solves a queue in which none can wait; the result depends only on the mean of the service time.
    fn loss(&self, room: u32) -> Waiting {
        let lost = erlang_b(room, self.load());
        Waiting {
            formula: "Erlang B",
            exact: true,
            utilisation: self.load() * (1.0 - lost) / self.servers(),
            lost,
            waits: 0.0,
            wait: 0.0,
            length: 0.0,
            wait_p95: Some(0.0),
        }
    }

    /// Solves M/M/c/K by the weights of its states relative to the state with all servers busy.
    fn limited(&self, room: u32) -> Waiting {
        let (load, busy) = (self.load(), self.load() / self.servers());
        let below = 1.0 / erlang_b(self.servers, load) - 1.0;
        let (mut weight, mut above, mut queue) = (1.0, 0.0, 0.0);
        for waiting in 1..=room - self.servers {
            weight *= busy;
            above += weight;
            queue += weight * f64::from(waiting);
        }
        let whole = below + 1.0 + above;
        let (lost, length) = (weight / whole, queue / whole);
        let staying = self.rate * (1.0 - lost);
        Waiting {
            formula: "M/M/c/K",
            exact: true,
            utilisation: staying * self.service / self.servers(),
            lost,
            waits: (1.0 + above - weight) / (whole - weight),
            wait: length / staying,
            length,
            wait_p95: None,
        }
    }

    /// Solves a queue with unlimited room.
    fn unlimited(&self) -> Waiting {
        let spare = self.servers() - self.load();
        let waits = erlang_c(self.servers, self.load());
        let markov = waits * self.service / spare;
        let (formula, exact) = match (self.exponential, self.servers) {
            (true, _) => ("Erlang C", true),
            (false, 1) => ("Pollaczek-Khinchine", true),
            (false, _) => ("Allen-Cunneen", false),
        };
        let wait = if self.exponential { markov } else { markov * f64::midpoint(1.0, self.variation) };
        // Given that it is above zero, the wait in M/M/c is exponential.
        let beyond = self.service / spare * (waits / 0.05).ln();
        Waiting {
            formula,
            exact,
            utilisation: self.load() / self.servers(),
            lost: 0.0,
            waits,
            wait,
            length: self.rate * wait,
            wait_p95: self.exponential.then_some(beyond.max(0.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, truth: f64) {
        assert!((found / truth - 1.0).abs() < 1e-8, "{found} {truth}");
    }

    fn line(rate: f64, service: f64, servers: u32) -> Line {
        Line { rate, service, variation: 1.0, exponential: true, servers, room: None }
    }

    #[test]
    fn validation_p01() {
        let desk = line(1.0 / 3.0, 8.0, 3).waiting().unwrap();
        assert_eq!((desk.formula, desk.exact), ("Erlang C", true));
        close(desk.utilisation, 0.888_888_888_9);
        close(desk.waits, 0.797_507_788_2);
        close(desk.wait, 19.140_186_92);
        close(desk.length, 6.380_062_305);
        close(desk.wait_p95.unwrap(), 66.467_246_28);
        let fixed = Line { variation: 0.0, exponential: false, ..line(0.08, 10.0, 1) }.waiting().unwrap();
        close(fixed.wait, 20.0);
        close(fixed.length, 1.6);
        let wide = Line { variation: 2.25, exponential: false, ..line(0.08, 10.0, 1) }.waiting().unwrap();
        assert_eq!((wide.formula, wide.wait_p95), ("Pollaczek-Khinchine", None));
        close(wide.wait, 65.0);
        close(wide.waits, 0.8);
    }

    #[test]
    fn losses_of_validation_p11() {
        assert!((erlang_b(4, 6.0) - 0.469_565).abs() < 5e-7 && (erlang_b(8, 6.0) - 0.121_876).abs() < 5e-7);
        let loss = Line { room: Some(4), variation: 7.0, exponential: false, ..line(2.0, 3.0, 4) }.waiting().unwrap();
        assert_eq!((loss.formula, loss.lost, loss.wait), ("Erlang B", erlang_b(4, 6.0), 0.0));
        close(loss.utilisation * 4.0, 3.182_608_696);
    }

    #[test]
    fn a_limited_room_by_hand_and_at_its_ends() {
        // M/M/1/3 at load 1/2: the states have weights 8, 4, 2, 1.
        let found = Line { room: Some(3), ..line(0.5, 1.0, 1) }.waiting().unwrap();
        close(found.lost, 1.0 / 15.0);
        close(found.length, 4.0 / 15.0);
        close(found.utilisation, 7.0 / 15.0);
        close(found.waits, 6.0 / 14.0);
        close(found.wait, 4.0 / 7.0);
        let wide = Line { room: Some(3_000), ..line(1.0 / 3.0, 8.0, 3) }.waiting().unwrap();
        close(wide.wait, 19.140_186_92);
        // More arrive than can be served; the limited room keeps the queue finite.
        assert!((Line { room: Some(3), ..line(5.0, 1.0, 1) }.waiting().unwrap().lost - 0.801_282).abs() < 1e-6);
        assert_eq!(Line { room: Some(3), exponential: false, ..line(0.5, 1.0, 1) }.waiting(), None);
    }

    #[test]
    fn an_overloaded_queue_has_no_steady_state() {
        assert_eq!(line(1.0, 1.0, 1).waiting(), None);
        assert!(!line(3.0, 1.0, 2).is_stable() && line(1.9, 1.0, 2).is_stable());
        let general = Line { variation: 0.5, exponential: false, ..line(1.0, 1.5, 2) }.waiting().unwrap();
        assert_eq!((general.formula, general.exact), ("Allen-Cunneen", false));
        assert!(general.length.is_finite());
    }
}
