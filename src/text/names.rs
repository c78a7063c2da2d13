//! Near misses of a name, for the "did you mean" of an error.

/// The candidate a mistyped name most likely meant, if any is close.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&name.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_the_near_and_refuses_the_far() {
        let names = ["overtaking", "transit", "departs"];
        assert_eq!(nearest("overtakng", names), Some("overtaking"));
        assert_eq!(nearest("Transit", names), Some("transit"));
        assert_eq!(nearest("colour", names), None);
    }
}
