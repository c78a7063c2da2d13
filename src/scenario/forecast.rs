//! Reads a forecast without a scenario, in the form that follows `forecast.`: `ses = { alpha = 0.3 }`, `naive`. Its
//! input is given elsewhere, so the keys for it have no effect.

use super::Faults;
use crate::policy::forecast::{Choice, Method, Terms};
use crate::text::{Code, Node, Place, Problem, Problems, Sources, Value, parse};

/// Keys of a stock point's forecast that select its input.
const FED: [&str; 3] = ["period", "sees", "promotions"];

/// Reads a forecast.
///
/// # Errors
/// Returns all its problems.
pub fn forecast(words: &str) -> Result<Method, Faults> {
    // A forecast without parameters may be its bare name.
    let bare = !words.contains('=') && !words.trim().is_empty();
    let text = if bare { format!("{} = {{}}", words.trim()) } else { words.to_owned() };
    let mut sources = Sources::default();
    let source = sources.add("method", &text);
    let mut problems = Problems::default();
    let root = parse(source, &text, &mut problems);
    let whole = Node::new(Place::new(source, 0..text.len()), Value::Table(root));
    let method = if problems.is_empty() { read(&whole, &mut problems) } else { None };
    match method {
        Some(method) if problems.is_empty() => Ok(method),
        _ => Err(Faults::new(sources, problems)),
    }
}

fn read(node: &Node, problems: &mut Problems) -> Option<Method> {
    let mut found = Problems::default();
    let method = Choice::read(node, &mut found).and_then(|choice| {
        let reader = choice.reader("");
        for (key, _) in FED.into_iter().filter_map(|key| reader.entry(key)) {
            let cause = format!("`{}` has no effect here: each row of the column is a period", key.name);
            found.push(Problem::new(Code::KeyWithoutEffect, key.place, cause).help(format!("remove `{}`", key.name)));
        }
        let method = Method::read(choice.name, &mut Terms::new(&reader, &mut found));
        reader.finish(&mut found);
        method
    });
    for problem in found.iter() {
        problems.push(problem.clone());
    }
    method
}

#[cfg(test)]
mod tests {
    use super::forecast;
    use crate::policy::forecast::Forecast;

    #[test]
    fn words_become_a_forecast() {
        for words in ["naive", " naive = {}", "ses.alpha = 0.3", "tsb = { alpha = 0.1, beta = 0.2 }"] {
            let mut read = forecast(words).unwrap_or_else(|faults| panic!("{words}: {faults}"));
            read.observe(4.0);
            assert_eq!(read.ahead(1), Some(4.0), "{words}");
        }
    }

    #[test]
    fn all_problems_are_reported_at_once() {
        let refused = |words| forecast(words).unwrap_err().to_string();
        let told = refused("ses = { alpha = 2, period = \"1 d\", apha = 1 }");
        for part in ["above 0 and at most 1", "each row of the column is a period", "did you mean `alpha`?"] {
            assert!(told.contains(part), "{part} in {told}");
        }
        assert_eq!(refused("sees"), "method:1:1: unknown_policy: `sees` is not a forecast (did you mean `ses`?)\n");
        assert!(refused("holt.alpha = 0.1").contains("`holt` needs `beta`"));
        assert!(refused("").contains("one key") && refused("ses = 3").contains("a table of parameters"));
        assert!(refused("ses = {").contains("syntax"));
    }
}
