//! Random quantities of the domain: a distribution and the stream it is drawn from.

use super::conditions::UNCHANGED;
use super::outlook::MOST_PIECES;
use crate::engine::{EntityKey, Law, Streams};
use crate::units::{Share, Span, StreamId, Units};
use rand::RngExt;
use rand_distr::{Binomial, Distribution};

/// A random time.
#[derive(Clone, Debug)]
pub struct TimeLaw {
    /// The distribution, in microseconds.
    pub law: Law,
    /// The stream it draws from.
    pub stream: StreamId,
    constant: Option<Span>,
}

impl TimeLaw {
    /// Creates a time from a distribution in microseconds and a stream.
    #[must_use]
    pub fn new(law: Law, stream: StreamId) -> Self {
        let constant = law.is_constant().then(|| Span::from_f64_micros(law.mean()));
        Self { law, stream, constant }
    }

    /// Returns the mean time.
    #[must_use]
    pub fn mean(&self) -> Span {
        Span::from_f64_micros(self.law.mean())
    }

    /// Returns whether the time can differ between entities.
    #[must_use]
    pub fn is_random(&self) -> bool {
        self.constant.is_none()
    }

    /// Draws the time of an entity.
    #[must_use]
    #[inline]
    pub fn draw(&self, streams: &Streams, entity: EntityKey) -> Span {
        match self.constant {
            Some(span) => span,
            None => Span::from_f64_micros(self.law.sample(&mut streams.generator(self.stream, entity))),
        }
    }

    /// Draws the time of an entity in microseconds, negative if the distribution allows it.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "a cast from f64 saturates")]
    pub fn signed(&self, streams: &Streams, entity: EntityKey) -> i64 {
        if self.law.is_constant() {
            return self.law.mean().round() as i64;
        }
        let micros = self.law.sample(&mut streams.generator(self.stream, entity)).round() as i64;
        micros.clamp(-Span::LONGEST.micros(), Span::LONGEST.micros())
    }
}

/// A random number of units.
#[derive(Clone, Debug)]
pub struct CountLaw {
    /// The distribution, in pieces.
    pub law: Law,
    /// The stream it draws from.
    pub stream: StreamId,
    constant: Option<Units>,
}

impl CountLaw {
    /// Creates a number of units from a distribution in pieces and a stream; draws are rounded to whole pieces, at
    /// most 1 billion.
    #[must_use]
    pub fn new(law: Law, stream: StreamId) -> Self {
        let constant = law.is_constant().then(|| whole(law.mean()));
        Self { law, stream, constant }
    }

    /// Draws the number of an entity.
    #[must_use]
    #[inline]
    pub fn draw(&self, streams: &Streams, entity: EntityKey) -> Units {
        match self.constant {
            Some(units) => units,
            None => whole(self.law.sample(&mut streams.generator(self.stream, entity))),
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "clamped on both sides")]
fn whole(pieces: f64) -> Units {
    Units::new((pieces + 0.5).floor().clamp(0.0, MOST_PIECES) as i64)
}

/// An event that happens to a share of entities.
#[derive(Clone, Copy, Debug)]
pub struct Chance {
    /// The share.
    pub share: Share,
    /// The stream it draws from.
    pub stream: StreamId,
}

impl Chance {
    /// Draws whether it happens to an entity.
    #[must_use]
    #[inline]
    pub fn draw(&self, streams: &Streams, entity: EntityKey) -> bool {
        self.share.ppm() > 0
            && streams.generator(self.stream, entity).random_range(0..Share::ALL.ppm()) < self.share.ppm()
    }

    /// Returns the chance with its share multiplied by a factor in parts per million, at most 100 %. If it happens to
    /// an entity with one share, it also happens with any larger one.
    #[must_use]
    #[inline]
    pub fn times(&self, ppm: i64) -> Self {
        if ppm == UNCHANGED {
            return *self;
        }
        let share = i64::from(self.share.ppm()).saturating_mul(ppm) / UNCHANGED;
        let share = Share::from_ppm(u32::try_from(share).unwrap_or(u32::MAX)).unwrap_or(Share::ALL);
        Self { share, stream: self.stream }
    }

    /// Draws how many of an entity's units it happens to.
    #[must_use]
    #[expect(clippy::cast_possible_wrap, clippy::cast_sign_loss, reason = "units in a shipment are far below 2^63")]
    pub fn among(&self, streams: &Streams, units: Units, entity: EntityKey) -> Units {
        if self.share.ppm() == 0 || !units.is_positive() {
            return Units::ZERO;
        }
        let law = Binomial::new(units.count() as u64, self.share.chance()).expect("a share is between 0 and 1");
        Units::new(law.sample(&mut streams.generator(self.stream, entity)) as i64)
    }
}
