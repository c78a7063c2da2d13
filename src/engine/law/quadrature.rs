//! Numerical integration of smooth functions by the double exponential rule, which copes with endpoints without a
//! derivative and with slowly decreasing tails.
//!
//! Source: Takahasi and Mori (1974), "Double exponential formulas for numerical integration", Publ. RIMS 9, 721-741.

use std::f64::consts::FRAC_PI_2;

/// Steps of the trapezoidal rule per unit of the transformed variable.
const STEPS: i32 = 64;

/// Returns the integral of `f` from a finite `low` to `high`, which may be infinite.
pub(super) fn integral(low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    if high.is_infinite() { to_infinity(low, f) } else { between(low, high, f) }
}

/// x = middle + half tanh(pi/2 sinh t)
fn between(low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let (middle, half) = (0.5 * (low + high), 0.5 * (high - low));
    sum(4, |t| {
        let inner = FRAC_PI_2 * t.sinh();
        half * FRAC_PI_2 * t.cosh() / inner.cosh().powi(2) * f(middle + half * inner.tanh())
    })
}

/// x = low + exp(pi/2 sinh t)
fn to_infinity(low: f64, f: impl Fn(f64) -> f64) -> f64 {
    sum(6, |t| {
        let step = (FRAC_PI_2 * t.sinh()).exp();
        FRAC_PI_2 * t.cosh() * step * f(low + step)
    })
}

fn sum(reach: i32, f: impl Fn(f64) -> f64) -> f64 {
    let step = 1.0 / f64::from(STEPS);
    (-reach * STEPS..=reach * STEPS).map(|i| f(f64::from(i) * step)).sum::<f64>() * step
}

#[cfg(test)]
mod tests {
    use super::integral;

    #[test]
    fn known_integrals() {
        assert!((integral(0.0, 1.0, f64::sqrt) - 2.0 / 3.0).abs() < 1e-12);
        assert!((integral(2.0, 5.0, |x| x * x) - 39.0).abs() < 1e-11);
        assert!((integral(0.0, f64::INFINITY, |x| (-x).exp()) - 1.0).abs() < 1e-12);
        assert!((integral(1.0, f64::INFINITY, |x| x.powf(-2.5)) - 2.0 / 3.0).abs() < 1e-12);
    }
}
