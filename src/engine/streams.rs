//! Keyed streams of random numbers. A stream is named by the path of the parameter that draws from it, and every draw
//! that belongs to an entity is keyed by that entity. A draw therefore depends on what it is for, never on when it is
//! made.

use super::generator::{GOLDEN, Generator, Lasting, mix};
use crate::units::{Id, StreamId};
use rand::SeedableRng;
use std::collections::BTreeMap;

/// The entity that a draw belongs to: an origin and an ordinal there, never a slot or a global counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityKey(u64);

impl EntityKey {
    /// Returns the key of an origin, from the path of its entry.
    #[must_use]
    pub fn origin(path: &str) -> Self {
        Self(xxhash_rust::xxh3::xxh3_64(path.as_bytes()))
    }

    /// Returns the key of the n-th entity of this origin, part of this whole, or attempt of this parcel.
    #[must_use]
    #[inline]
    pub const fn nth(self, n: u64) -> Self {
        Self(mix(self.0.wrapping_add(n.wrapping_add(1).wrapping_mul(GOLDEN))))
    }
}

/// The paths of all streams of a scenario.
#[derive(Clone, Debug, Default)]
pub struct StreamNames {
    paths: Vec<String>,
    known: BTreeMap<String, StreamId>,
}

impl StreamNames {
    /// Returns the stream of a path; the same path is the same stream.
    pub fn register(&mut self, path: &str) -> StreamId {
        if let Some(known) = self.known.get(path) {
            return *known;
        }
        let stream = StreamId::from_index(self.paths.len());
        self.paths.push(path.to_owned());
        self.known.insert(path.to_owned(), stream);
        stream
    }

    /// Iterates over all paths.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }
}

/// The streams of one replication.
#[derive(Clone, Debug, Default)]
pub struct Streams(Vec<u64>);

impl Streams {
    /// Opens every stream for a seed and a replication.
    pub fn open(&mut self, names: &StreamNames, seed: u64, replication: u64) {
        self.0.clear();
        self.0.extend(names.iter().map(|path| {
            let mut bytes = [0; 24];
            bytes[..8].copy_from_slice(&seed.to_le_bytes());
            bytes[8..16].copy_from_slice(&replication.to_le_bytes());
            bytes[16..].copy_from_slice(&EntityKey::origin(path).0.to_le_bytes());
            xxhash_rust::xxh3::xxh3_64(&bytes)
        }));
    }

    /// Returns the generator for a day of an origin, by the day's number: what a day draws depends only on its date.
    #[must_use]
    pub fn of_day(&self, stream: StreamId, origin: EntityKey, day: i64) -> Lasting {
        self.lasting(stream, origin.nth(day.cast_unsigned()))
    }

    /// Returns the generator of an entity in a stream.
    #[must_use]
    #[inline]
    pub fn generator(&self, stream: StreamId, entity: EntityKey) -> Generator {
        Generator::new(self.seed(stream, entity))
    }

    /// Returns the generator of an entity that draws many numbers.
    #[must_use]
    pub fn lasting(&self, stream: StreamId, entity: EntityKey) -> Lasting {
        Lasting::seed_from_u64(self.seed(stream, entity))
    }

    #[inline]
    fn seed(&self, stream: StreamId, entity: EntityKey) -> u64 {
        mix(self.0[stream.index()] ^ entity.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::Rng;

    #[test]
    fn a_stream_depends_on_its_path_alone() {
        let (mut few, mut many) = (StreamNames::default(), StreamNames::default());
        let alone = few.register("lane.a.transit");
        many.register("lane.0.transit");
        let among = many.register("lane.a.transit");
        let (mut one, mut two) = (Streams::default(), Streams::default());
        one.open(&few, 7, 3);
        two.open(&many, 7, 3);
        let key = EntityKey::origin("market.town").nth(17);
        assert_eq!(one.generator(alone, key).next_u64(), two.generator(among, key).next_u64());
        two.open(&many, 7, 4);
        assert_ne!(one.generator(alone, key).next_u64(), two.generator(among, key).next_u64());
    }
}
