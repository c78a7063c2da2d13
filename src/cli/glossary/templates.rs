//! The scenario templates.

use super::super::templates::TEMPLATES;
use super::Word;

pub(super) fn words() -> Vec<Word> {
    let word = |template: &super::super::templates::Template| {
        Word::new("template", template.name, template.question())
            .with("command", format!("haitao new FILE.toml --template {}", template.name))
    };
    TEMPLATES.iter().map(word).collect()
}
