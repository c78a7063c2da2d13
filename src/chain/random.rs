//! What is left to chance: a law, and the stream it is drawn from.

use super::conditions::UNCHANGED;
use super::outlook::MOST_PIECES;
use crate::engine::{EntityKey, Law, Streams};
use crate::units::{Share, Span, StreamId, Units};
use rand::RngExt;
use rand_distr::{Binomial, Distribution};

/// A time drawn from a law of microseconds.
#[derive(Clone, Debug)]
pub struct TimeLaw {
    /// The law, of microseconds.
    pub law: Law,
    /// The stream it draws from.
    pub stream: StreamId,
    constant: Option<Span>,
}

impl TimeLaw {
    /// A law of microseconds, drawn from a stream.
    #[must_use]
    pub fn new(law: Law, stream: StreamId) -> Self {
        let constant = law.is_constant().then(|| Span::from_f64_micros(law.mean()));
        Self { law, stream, constant }
    }

    /// The mean time.
    #[must_use]
    pub fn mean(&self) -> Span {
        Span::from_f64_micros(self.law.mean())
    }

    /// Whether the time can differ between entities.
    #[must_use]
    pub fn is_random(&self) -> bool {
        self.constant.is_none()
    }

    /// The time of an entity.
    #[must_use]
    #[inline]
    pub fn draw(&self, streams: &Streams, entity: EntityKey) -> Span {
        match self.constant {
            Some(span) => span,
            None => Span::from_f64_micros(self.law.sample(&mut streams.generator(self.stream, entity))),
        }
    }

    /// The time of an entity in microseconds, below zero where the law allows it.
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

/// A number of units drawn from a law.
#[derive(Clone, Debug)]
pub struct CountLaw {
    /// The law, of pieces.
    pub law: Law,
    /// The stream it draws from.
    pub stream: StreamId,
    constant: Option<Units>,
}

impl CountLaw {
    /// A law of pieces, drawn from a stream; draws are rounded to whole pieces, and to a thousand
    /// million at most.
    #[must_use]
    pub fn new(law: Law, stream: StreamId) -> Self {
        let constant = law.is_constant().then(|| whole(law.mean()));
        Self { law, stream, constant }
    }

    /// The number of an entity.
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

/// Something that happens to a share of entities.
#[derive(Clone, Copy, Debug)]
pub struct Chance {
    /// The share.
    pub share: Share,
    /// The stream it draws from.
    pub stream: StreamId,
}

impl Chance {
    /// Whether it happens to an entity.
    #[must_use]
    #[inline]
    pub fn draw(&self, streams: &Streams, entity: EntityKey) -> bool {
        self.share.ppm() > 0
            && streams.generator(self.stream, entity).random_range(0..Share::ALL.ppm()) < self.share.ppm()
    }

    /// The same with its share multiplied, in parts per million; a share is 100 % at most. An entity to which it happens
    /// at a share is one to which it happens at a larger one.
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

    /// How many of so many units of an entity it happens to.
    #[must_use]
    #[expect(clippy::cast_possible_wrap, clippy::cast_sign_loss, reason = "units in a shipment are far below 2^63")]
    pub fn among(&self, streams: &Streams, units: Units, entity: EntityKey) -> Units {
        if self.share.ppm() == 0 || !units.is_positive() {
            return Units::ZERO;
        }
        let law = Binomial::new(units.count() as u64, self.share.chance()).expect("a share lies between 0 and 1");
        Units::new(law.sample(&mut streams.generator(self.stream, entity)) as i64)
    }
}
