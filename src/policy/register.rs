//! The register of a kind of policy, with one line per policy. Names, documentation, keys and reading are generated
//! from the lines, and so are `haitao list`, `haitao explain`, the schema, the reference and the suggestions for
//! misspelt names.

use crate::text::{KeySpec, Shape};

/// Declares a register: TOML name, file, type, and what the policy does in one line.
///
/// `$ Rule chosen:` opens a register of rules without parameters; `$ Rule chosen takes Takes:` one of rules that take
/// one of a few kinds of value; `$ Policy chosen reads Terms<'_>:` one of policies that read parameters of their own.
/// `chosen!(self, rule => rule.order(view))` then calls the one that was chosen. The `$` lets the macro declare that
/// macro.
macro_rules! register {
    ($d:tt $register:ident $chosen:ident: $($name:literal $file:ident $policy:ident $doc:literal;)*) => {
        /// A rule chosen in a scenario.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $register { $(#[doc = $doc] $policy),* }

        impl $register {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$policy),*];

            /// Returns the rule of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::NAMES.iter().position(|known| *known == name).map(|at| Self::ALL[at])
            }
        }

        macro_rules! $chosen {
            ($d chosen:expr, $d rule:ident => $d answer:expr) => {
                match $d chosen { $($register::$policy => { let $d rule = $file::$policy; $d answer })* }
            };
        }

        $crate::policy::register::register!(@words $register $($name $file $doc;)*);
    };
    ($d:tt $register:ident $chosen:ident takes $takes:ty: $($name:literal $file:ident $policy:ident $doc:literal;)*) => {
        impl $register {
            /// Each rule with what it takes.
            pub const KEYS: &'static [KeySpec] =
                &[$(KeySpec::new($name, <$takes>::shape($file::$policy::TAKES), $doc)),*];

            /// Returns what the rule takes.
            #[must_use]
            pub fn takes(self) -> $takes {
                match self { $(Self::$policy => $file::$policy::TAKES),* }
            }
        }

        $crate::policy::register::register! { $d $register $chosen: $($name $file $policy $doc;)* }
    };
    ($d:tt $register:ident $chosen:ident reads $terms:ty: $($name:literal $file:ident $policy:ident $doc:literal;)*) => {
        /// A policy chosen in a scenario, with its parameters.
        #[derive(Clone, Debug)]
        pub enum $register { $(#[doc = $doc] $policy($file::$policy)),* }

        impl $register {
            /// Each policy with its parameters.
            pub const KEYS: &'static [KeySpec] = &[$(KeySpec::new($name, Shape::Keys($file::$policy::KEYS), $doc)),*];

            /// An example of the parameters of each policy.
            pub const EXAMPLES: &'static [&'static str] = &[$($file::$policy::EXAMPLE),*];

            /// The policies without parameters, which may be written as their bare name.
            pub const BARE: &'static [&'static str] =
                &$crate::policy::register::bare::<{ $crate::policy::register::count_bare(Self::KEYS) }>(Self::KEYS);

            /// Reads the parameters of the policy of this name.
            #[must_use]
            pub fn read(name: &str, terms: &mut $terms) -> Option<Self> {
                match name {
                    $($name => $file::$policy::read(terms).map(Self::$policy),)*
                    _ => None,
                }
            }
        }

        macro_rules! $chosen {
            ($d chosen:expr, $d rule:ident => $d answer:expr) => {
                match $d chosen { $($register::$policy($d rule) => $d answer),* }
            };
        }

        $crate::policy::register::register!(@words $register $($name $file $doc;)*);
    };
    (@words $register:ident $($name:literal $file:ident $doc:literal;)*) => {
        impl $register {
            /// The standard names.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// What each one does, in one line.
            pub const DOCS: &'static [&'static str] = &[$($doc),*];

            /// The source file of each one; its module documentation gives formula and source.
            pub const FILES: &'static [&'static str] = &[$(include_str!(concat!(stringify!($file), ".rs"))),*];
        }
    };
}
pub(super) use register;

const fn is_bare(policy: &KeySpec) -> bool {
    matches!(policy.shape, Shape::Keys([]))
}

/// Returns how many policies have no parameters.
pub(super) const fn count_bare(policies: &[KeySpec]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < policies.len() {
        count += is_bare(&policies[at]) as usize;
        at += 1;
    }
    count
}

/// Returns the names of the policies without parameters.
pub(super) const fn bare<const N: usize>(policies: &[KeySpec]) -> [&'static str; N] {
    let mut names = [""; N];
    let (mut count, mut at) = (0, 0);
    while at < policies.len() {
        if is_bare(&policies[at]) {
            names[count] = policies[at].name;
            count += 1;
        }
        at += 1;
    }
    names
}

/// Returns the policies with parameters.
pub(super) const fn with_parameters<const N: usize>(policies: &[KeySpec]) -> [KeySpec; N] {
    let mut found = [policies[0]; N];
    let (mut count, mut at) = (0, 0);
    while at < policies.len() {
        if !is_bare(&policies[at]) {
            found[count] = policies[at];
            count += 1;
        }
        at += 1;
    }
    found
}
