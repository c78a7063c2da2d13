//! A place of the scenario: the data of `[place.NAME]`, and the distance to another place.

use super::{Week, When, Zone};
use std::sync::Arc;

/// The mean radius of the earth in km.
const EARTH: f64 = 6371.0;

/// The data of `[calendar.NAME]`.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// Working hours; `None` is always.
    pub week: Option<Week>,
    /// Days without work.
    pub closed: Vec<When>,
    /// Days that are worked even if another rule closes them.
    pub open: Vec<When>,
}

/// A place of the scenario.
#[derive(Clone, Debug, Default)]
pub struct Locality {
    /// The user's name for it.
    pub name: String,
    /// The two-letter country code of ISO 3166-1.
    pub country: Option<String>,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// Local time; `None` if it depends on the date and days have none.
    pub zone: Option<Zone>,
    /// The calendar of everything at this place that gives none itself.
    pub calendar: Option<Arc<Opening>>,
}

impl Locality {
    /// Returns the great-circle distance to another place, if both have coordinates.
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
