//! Roots of functions of a positive number.

/// Finds where a monotone function crosses zero: searches outwards from `near` by doubling, then bisects. `None` if there is
/// no crossing between `near` times 1e-12 and 1e12.
pub(super) fn root(near: f64, function: impl Fn(f64) -> f64) -> Option<f64> {
    let at_near = function(near);
    if at_near == 0.0 {
        return Some(near);
    }
    let crossed = |at: f64| function(at) * at_near <= 0.0;
    let steps = || std::iter::successors(Some(2.0_f64), |step| Some(step * 2.0)).take_while(|step| *step < 1e12);
    let (mut low, mut high) = steps().find_map(|step| {
        if crossed(near / step) {
            Some((near / step, near / step * 2.0))
        } else if crossed(near * step) {
            Some((near * step / 2.0, near * step))
        } else {
            None
        }
    })?;
    let at_low = function(low);
    for _ in 0..200 {
        let middle = (low * high).sqrt();
        if middle <= low || middle >= high {
            break;
        }
        if function(middle) * at_low > 0.0 { low = middle } else { high = middle }
    }
    Some((low * high).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_where_the_sign_changes() {
        assert!((root(1.0, |x| x * x - 2.0).unwrap() - 2.0_f64.sqrt()).abs() < 1e-15);
        assert!((root(1.0, |x| 1e-6 - x).unwrap() - 1e-6).abs() < 1e-20);
        assert!((root(1.0, |x| x.ln() - 20.0).unwrap().ln() - 20.0).abs() < 1e-12);
        assert_eq!(root(1.0, |x| x + 1.0), None);
    }
}
