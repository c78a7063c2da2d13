//! The head of a source file: its description and its source.

/// Returns the description and the source given in the first lines of a file.
pub(super) fn head(file: &str) -> (String, String) {
    let lines: Vec<&str> = file.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect();
    let mut parts = lines.split(|line| *line == "# Source");
    let joined = |part: Option<&[&str]>| {
        let part = part.unwrap_or_default();
        let end = part.iter().position(|line| line.starts_with("# ")).unwrap_or(part.len());
        part[..end].join(" ").trim().to_owned()
    };
    (joined(parts.next()), joined(parts.next()))
}

#[cfg(test)]
mod tests {
    use super::head;

    #[test]
    fn a_head_is_text_and_source() {
        let file = "//! What it is,\n//! and how.\n//!\n//! # Source\n//! A book,\n//! page 3.\n//!\n//! # More\n//! x\n\nuse a;\n//! no";
        assert_eq!(head(file), ("What it is, and how.".to_owned(), "A book, page 3.".to_owned()));
        assert_eq!(head("//! Only this.\nuse a;"), ("Only this.".to_owned(), String::new()));
    }
}
