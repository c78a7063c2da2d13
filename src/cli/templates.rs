//! The scenarios in `scenarios/templates/`, which `haitao new` writes.

/// A scenario to start from.
pub(super) struct Template {
    /// Its name, which is also its file's.
    pub(super) name: &'static str,
    /// Its text.
    pub(super) text: &'static str,
}

/// Declares the templates by name.
macro_rules! templates {
    ($($name:literal)*) => {
        &[$(Template { name: $name, text: include_str!(concat!("../../scenarios/templates/", $name, ".toml")) }),*]
    };
}

/// All templates, the simplest first.
pub(super) static TEMPLATES: &[Template] = templates! { "stock-point" "two-echelons" "bonded" "direct-mail" };

impl Template {
    /// Returns the question in its first line.
    pub(super) fn question(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }
}
