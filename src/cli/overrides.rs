//! The arguments that apply a variant and single values to a scenario file.

use crate::scenario::Overrides;

/// Changes to a scenario file.
#[derive(Debug, clap::Args)]
pub(super) struct Overriding {
    /// Variant of the scenario, the NAME of `[variant.NAME]`
    #[arg(long, value_name = "NAME")]
    variant: Option<String>,
    /// Set one value, such as `stock.shop.tin.replenish.s_S.s=250`; may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<String>,
}

impl Overriding {
    /// Returns the changes.
    pub(super) fn overrides(&self) -> Overrides {
        Overrides { variant: self.variant.clone(), sets: self.set.clone() }
    }

    /// Returns the changes with this variant, unless the arguments name one.
    pub(super) fn of(&self, variant: Option<&str>) -> Overrides {
        Overrides { variant: self.variant.clone().or(variant.map(str::to_owned)), sets: self.set.clone() }
    }
}
