//! Autocorrelated demand: the units of each order depend on those of the previous order.
//!
//! D(t) = mean + rho (D(t-1) - mean) + e(t), with e normal and scaled so that D has the standard deviation given.
//! The first order is drawn from the stationary distribution, so the stream is stationary from its start.
//!
//! # Source
//! Box, Jenkins, Reinsel and Ljung, Time Series Analysis, 5th ed. (2015), section 3.2.3.

use super::keys::AR1;
use crate::agent::Ctx;
use crate::chain::Probe;
use crate::engine::EntityKey;
use crate::reading::Reading;
use crate::text::{Code, Node, Problem, Reader};
use crate::units::{StreamId, Units};
use rand_distr::{Distribution, StandardNormal};

/// The units of a stream of orders, one after another.
#[derive(Clone, Debug)]
pub(super) struct Ar1 {
    mean: f64,
    sd: f64,
    rho: f64,
    stream: StreamId,
    /// The deviation of the last order from the mean.
    last: Option<f64>,
}

impl Ar1 {
    /// Reads `{ ar1 = { mean = 100, sd = 10, rho = 0.5 } }`; returns `None` for another distribution, or after a
    /// problem.
    pub(super) fn read(reader: &Reader<'_>, key: &'static str, reading: &mut Reading<'_>) -> Option<Self> {
        let node = Self::node(reader, key)?;
        let Some(table) = node.as_table() else {
            let cause = format!("`ar1` must be a table of parameters, not {}", node.type_name());
            reading.report(Problem::new(Code::WrongType, node.place, cause).help(HELP));
            return None;
        };
        let inner = Reader::new(reader.path_of(key), node.place, vec![table], AR1);
        let mut number = |key: &'static str, must: &str, sound: &dyn Fn(f64) -> bool| {
            let Some(node) = inner.get(key) else {
                let problem = Problem::new(Code::LawParameters, inner.place(), format!("`ar1` needs `{key}`"));
                reading.report(problem.help(HELP));
                return None;
            };
            let number = node.as_number().filter(|number| sound(*number));
            if number.is_none() {
                let cause = format!("`{key}` must be {must}, not {}", node.shown());
                reading.report(Problem::new(Code::OutOfRange, node.place, cause));
            }
            number
        };
        let mean = number("mean", "a number above 0, up to 1 billion", &|mean| mean > 0.0 && mean <= 1e9);
        let sd = number("sd", "a number from 0 to 1 billion", &|sd| (0.0..=1e9).contains(&sd));
        let rho = number("rho", "a number between -1 and 1", &|rho| rho > -1.0 && rho < 1.0);
        reading.finish(&inner);
        let stream = reading.stream(&reader.path_of(key));
        Some(Self { mean: mean?, sd: sd?, rho: rho?, stream, last: None })
    }

    /// Returns the node under `ar1`, if that is the only key.
    pub(super) fn node<'r>(reader: &Reader<'r>, key: &'static str) -> Option<&'r Node> {
        let table = reader.get(key)?.as_table()?;
        let mut keys = table.iter();
        match (keys.next(), keys.next()) {
            (Some((key, node)), None) if key.name == "ar1" => Some(node),
            _ => None,
        }
    }

    /// Returns the mean.
    pub(super) fn mean(&self) -> f64 {
        self.mean
    }

    /// Draws the units of the next order; a value below 0 counts as 0.
    #[cold]
    #[inline(never)]
    #[expect(clippy::cast_possible_truncation, reason = "a cast from f64 saturates; bounded below")]
    pub(super) fn next(&mut self, order: EntityKey, ctx: &Ctx<'_, impl Probe>) -> Units {
        let noise: f64 = StandardNormal.sample(&mut ctx.streams().generator(self.stream, order));
        let off = match self.last {
            None => self.sd * noise,
            Some(last) => self.rho * last + self.sd * (1.0 - self.rho * self.rho).sqrt() * noise,
        };
        self.last = Some(off);
        Units::new((self.mean + off).round().clamp(0.0, 1e9) as i64)
    }
}

const HELP: &str = "for instance `units.ar1 = { mean = 100, sd = 10, rho = 0.5 }`";
