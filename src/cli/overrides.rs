//! The words that lay a variant and single values over a scenario file.

use crate::scenario::Overrides;

/// What may be laid over a scenario file.
#[derive(Debug, clap::Args)]
pub(super) struct Overriding {
    /// Variant of the scenario, as `[variant.NAME]` says it
    #[arg(long, value_name = "NAME")]
    variant: Option<String>,
    /// Set one value, as `stock.shop.tin.replenish.s_S.s=250`; may be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<String>,
}

impl Overriding {
    /// As the library takes them.
    pub(super) fn overrides(&self) -> Overrides {
        Overrides { variant: self.variant.clone(), sets: self.set.clone() }
    }

    /// With another variant, if these name none.
    pub(super) fn of(&self, variant: Option<&str>) -> Overrides {
        Overrides { variant: self.variant.clone().or(variant.map(str::to_owned)), sets: self.set.clone() }
    }
}
