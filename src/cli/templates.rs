//! The scenarios that `haitao new` writes, which lie in `scenarios/templates/`.

/// A file to begin with.
pub(super) struct Template {
    /// Its name, which is that of its file.
    pub(super) name: &'static str,
    /// What stands in it.
    pub(super) text: &'static str,
}

/// Declares the templates: one line each.
macro_rules! templates {
    ($($name:literal)*) => {
        &[$(Template { name: $name, text: include_str!(concat!("../../scenarios/templates/", $name, ".toml")) }),*]
    };
}

/// Every template, the simplest first.
pub(super) static TEMPLATES: &[Template] = templates! { "stock-point" "two-echelons" "bonded" "direct-mail" };

impl Template {
    /// The question it asks, from its first line.
    pub(super) fn question(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }
}
