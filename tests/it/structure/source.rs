//! A source file as the rules see it: its text, its code without comments, and the paths it names.

use std::fs;
use std::path::Path;

/// One file of `src`.
pub(super) struct Source {
    /// Its path below `src`, with `/`.
    pub(super) file: String,
    /// The whole text.
    pub(super) text: String,
    /// The text with comments and the contents of string literals blanked out, line by line.
    pub(super) code: String,
    /// The text with comments and tests blanked out; strings stay.
    pub(super) spoken: String,
}

/// All files of `src`.
pub(super) fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    collect(&root, &root, &mut found);
    found.sort_by(|a, b| a.file.cmp(&b.file));
    assert!(found.len() > 80, "the whole of src, not {} files", found.len());
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder of src") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let file = path.strip_prefix(root).expect("below src").to_string_lossy().replace('\\', "/");
            found.push(Source::new(&file, &fs::read_to_string(&path).expect("a text")));
        }
    }
}

impl Source {
    pub(super) fn new(file: &str, text: &str) -> Self {
        let code = blanked(text, true);
        let spoken = without_tests(&blanked(text, false), &code);
        Self { file: file.to_owned(), text: text.to_owned(), code, spoken }
    }

    /// The top-level module that the file belongs to: `chain`, `cli` ...; `None` for `lib.rs` and `main.rs`.
    pub(super) fn top_module(&self) -> Option<&str> {
        let first = self.file.split('/').next()?;
        let module = first.strip_suffix(".rs").unwrap_or(first);
        (!matches!(module, "lib" | "main")).then_some(module)
    }

    /// The module that the file is, as a path from the crate's root.
    pub(super) fn module(&self) -> Vec<String> {
        let path = self.file.trim_end_matches(".rs");
        let path = path.strip_suffix("/mod").unwrap_or(path);
        path.split('/').map(str::to_owned).collect()
    }

    /// The code without its tests.
    pub(super) fn untested(&self) -> String {
        without_tests(&self.code, &self.code)
    }

    /// The paths of this crate that the code names outside of its tests, from the root, each with its line.
    pub(super) fn untested_paths(&self) -> Vec<(usize, Vec<String>)> {
        let mut found = Vec::new();
        paths_of(&self.untested(), &self.module(), &mut found);
        found
    }

    /// Every path of this crate that the code names, from the root, with its line.
    pub(super) fn paths(&self) -> Vec<(usize, Vec<String>)> {
        let mut found = self.untested_paths();
        let untested = self.untested();
        let mut inside = self.module();
        inside.push("tests".to_owned());
        // The tests alone: the code outside of them is blanked.
        let tests: String = self.code.chars().zip(untested.chars()).map(|(all, rest)| left(all, rest)).collect();
        paths_of(&tests, &inside, &mut found);
        found
    }
}

fn left(all: char, rest: char) -> char {
    if all == rest && all != '\n' { ' ' } else { all }
}

/// Blanks comments and, if `strings` is set, the contents of strings; every character keeps its position.
fn blanked(text: &str, strings: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let blank = |c: char| if c == '\n' { '\n' } else { ' ' };
    let mut at = 0;
    while at < chars.len() {
        let rest = |n: usize| chars.get(at + n).copied().unwrap_or(' ');
        let word_before = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
        if rest(0) == '/' && rest(1) == '/' {
            while at < chars.len() && chars[at] != '\n' {
                out.push(' ');
                at += 1;
            }
        } else if rest(0) == '/' && rest(1) == '*' {
            let end =
                (at + 2..chars.len()).find(|i| chars[*i] == '/' && chars[i - 1] == '*').unwrap_or(chars.len() - 1);
            chars[at..=end].iter().for_each(|c| out.push(blank(*c)));
            at = end + 1;
        } else if rest(0) == '"'
            || (rest(0) == 'r' && !word_before && (rest(1) == '"' || (rest(1) == '#' && matches!(rest(2), '"' | '#'))))
        {
            let (end, open) = string_end(&chars, at);
            for (index, c) in chars[at..end].iter().enumerate() {
                out.push(if strings && index >= open { blank(*c) } else { *c });
            }
            at = end;
        } else if rest(0) == '\'' && (rest(1) == '\\' || rest(2) == '\'') {
            let end = if rest(1) == '\\' {
                (at + 3..chars.len()).find(|i| chars[*i] == '\'').unwrap_or(at + 2)
            } else {
                at + 2
            };
            chars[at..=end].iter().for_each(|c| out.push(blank(*c)));
            at = end + 1;
        } else {
            out.push(chars[at]);
            at += 1;
        }
    }
    out
}

/// Returns where the string literal that begins here ends, and the length of its opening.
fn string_end(chars: &[char], at: usize) -> (usize, usize) {
    let hashes = chars[at..].iter().skip(1).take_while(|c| **c == '#').count();
    if chars[at] == 'r' {
        let closes =
            |i: usize| chars[i] == '"' && chars[i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
        let open = hashes + 2;
        let end = (at + open..chars.len()).find(|i| closes(*i)).map_or(chars.len(), |i| i + 1 + hashes);
        return (end, open);
    }
    let mut i = at + 1;
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    ((i + 1).min(chars.len()), 1)
}

/// Blanks the test module at the end of a file; `code`, of the same length, shows where the braces are.
fn without_tests(text: &str, code: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let code_chars: Vec<char> = code.chars().collect();
    let Some(start) = code.find("#[cfg(test)]").map(|byte| code[..byte].chars().count()) else {
        return text.to_owned();
    };
    let mut depth = 0;
    let mut end = code_chars.len();
    for (index, c) in code_chars.iter().enumerate().skip(start) {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if depth == 0 && matches!(c, '}' | ';') {
            end = index + 1;
            break;
        }
    }
    let keep = |index: usize, c: char| if (start..end).contains(&index) && c != '\n' { ' ' } else { c };
    chars.into_iter().enumerate().map(|(index, c)| keep(index, c)).collect()
}

/// Finds `crate::`, `super::` and `self::` paths, with their groups expanded.
fn paths_of(code: &str, module: &[String], found: &mut Vec<(usize, Vec<String>)>) {
    for root in ["crate", "super", "self"] {
        for (byte, _) in code.match_indices(root) {
            let before = code[..byte].chars().next_back().unwrap_or(' ');
            let after = code[byte + root.len()..].trim_start();
            // A path does not begin inside another one; `super::super` is read from its first word.
            if before.is_alphanumeric() || matches!(before, '_' | ':') || !after.starts_with("::") {
                continue;
            }
            let line = code[..byte].matches('\n').count() + 1;
            let mut tree = Vec::new();
            unfold(&code[byte..], &mut Vec::new(), &mut tree);
            for words in tree {
                found.push((line, absolute(&words, module)));
            }
        }
    }
}

/// Reads a path with its groups; returns its length in bytes.
fn unfold(text: &str, prefix: &mut Vec<String>, found: &mut Vec<Vec<String>>) -> usize {
    let depth = prefix.len();
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let word: String = text[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if text[at..].starts_with('{') {
            at += 1;
            loop {
                at += unfold(&text[at..], prefix, found);
                at += text[at..].find([',', '}']).unwrap_or(text[at..].len());
                let closed = !text[at..].starts_with(',');
                at += usize::from(at < text.len());
                if closed || text[at..].trim_start().starts_with('}') {
                    at += if closed { 0 } else { text[at..].find('}').map_or(0, |more| more + 1) };
                    break;
                }
            }
            break;
        }
        at += word.len();
        prefix.push(word);
        let rest = text[at..].trim_start();
        if !rest.starts_with("::") {
            found.push(prefix.clone());
            break;
        }
        at += text[at..].len() - rest.len() + 2;
    }
    prefix.truncate(depth);
    at
}

/// Returns the path from the root of the crate.
fn absolute(words: &[String], module: &[String]) -> Vec<String> {
    let mut path: Vec<String> = if words[0] == "crate" { Vec::new() } else { module.to_vec() };
    for word in words.iter().skip(usize::from(words[0] == "crate")) {
        match word.as_str() {
            "super" => drop(path.pop()),
            "self" | "" => {}
            _ => path.push(word.clone()),
        }
    }
    path
}

#[test]
fn comments_strings_and_tests_are_told_from_code() {
    let text = "//! crate::a\nuse crate::{b::{C, d}, e as f}; /* crate::g */ let s = \"crate::h\"; let c = '\"'; x('a', &'b str);\n\
                let r = r#\"crate::\"i\"#; // \"\n#[cfg(test)]\nmod tests {\n    use super::j;\n}\n";
    let source = Source::new("agent/lane.rs", text);
    let paths: Vec<String> = source.paths().iter().map(|(line, path)| format!("{line} {}", path.join("::"))).collect();
    assert_eq!(paths, ["2 b::C", "2 b::d", "2 e", "6 agent::lane::j"]);
    assert_eq!(source.code.lines().count(), text.lines().count());
    assert!(source.spoken.contains("crate::h") && !source.spoken.contains("mod tests"));
    let source = Source::new(
        "agent/market/demand.rs",
        "use super::super::lane::Lane;\nuse crate::agent::market::Terms;\nuse self::{x, y::{self, Z}};",
    );
    let paths: Vec<String> = source.paths().iter().map(|(_, path)| path.join("::")).collect();
    assert_eq!(
        paths,
        [
            "agent::market::Terms",
            "agent::lane::Lane",
            "agent::market::demand::x",
            "agent::market::demand::y",
            "agent::market::demand::y::Z"
        ]
    );
}
