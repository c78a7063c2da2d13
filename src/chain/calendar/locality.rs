//! A place of the scenario: what `[place.NAME]` says of it, and how far it is from another.

use super::{Week, When, Zone};
use std::sync::Arc;

/// The mean radius of the earth in km.
const EARTH: f64 = 6371.0;

/// What `[calendar.NAME]` says.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// When work goes on; `None` is always.
    pub week: Option<Week>,
    /// Days without work.
    pub closed: Vec<When>,
    /// Days that are worked in spite of all else.
    pub open: Vec<When>,
}

/// A place of the scenario.
#[derive(Clone, Debug, Default)]
pub struct Locality {
    /// The user's name.
    pub name: String,
    /// Two letters of ISO 3166-1.
    pub country: Option<String>,
    /// North and east in degrees.
    pub coordinates: Option<(f64, f64)>,
    /// `None` where local time depends on the date and days have none.
    pub zone: Option<Zone>,
    /// The hours and days of whoever is there and states none.
    pub calendar: Option<Arc<Opening>>,
}

impl Locality {
    /// The way to another place along a great circle, if both say where they are.
    ///
    /// # Units
    /// km.
    #[must_use]
    pub fn kilometres_to(&self, other: &Self) -> Option<f64> {
        let ((north, east), (to_north, to_east)) = (self.coordinates?, other.coordinates?);
        let (here, there) = (north.to_radians(), to_north.to_radians());
        let half = |angle: f64| (angle / 2.0).sin().powi(2);
        let chord = half(there - here) + here.cos() * there.cos() * half((to_east - east).to_radians());
        Some(2.0 * EARTH * chord.sqrt().min(1.0).asin())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_the_globe_is_ten_thousand_kilometres() {
        let at = |coordinates| Locality { coordinates: Some(coordinates), ..Locality::default() };
        let quarter = EARTH * std::f64::consts::FRAC_PI_2;
        assert!((at((0.0, 0.0)).kilometres_to(&at((90.0, 40.0))).unwrap() - quarter).abs() < 1e-6);
        assert!((at((0.0, 100.0)).kilometres_to(&at((0.0, -170.0))).unwrap() - quarter).abs() < 1e-6);
        assert_eq!(at((0.0, 0.0)).kilometres_to(&Locality::default()), None);
    }
}
