//! Suggestions for mistyped names, for the "did you mean" of an error.

use std::borrow::Cow;

/// Returns the candidate that a mistyped name most likely meant, if any is close.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = lowercase(name);
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&name, &lowercase(candidate)), candidate))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

fn lowercase(name: &str) -> Cow<'_, str> {
    if name.chars().any(char::is_uppercase) { Cow::Owned(name.to_lowercase()) } else { Cow::Borrowed(name) }
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
