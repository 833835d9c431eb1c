use std::sync::OnceLock;

use super::Profile;
use super::registry::COUNT;

/// What a caller makes of each language's profile, made when the language is first asked for.
#[derive(Debug)]
pub(crate) struct PerLanguage<T> {
    /// One place for each language of the registry, and a last one for those without data.
    made: [OnceLock<T>; COUNT + 1],
}

impl<T> PerLanguage<T> {
    pub(crate) const fn new() -> Self {
        PerLanguage {
            made: [const { OnceLock::new() }; COUNT + 1],
        }
    }

    /// What `make` made of `profile` when it was first asked for.
    pub(crate) fn get(
        &'static self,
        profile: &'static Profile,
        make: impl FnOnce(&'static Profile) -> T,
    ) -> &'static T {
        self.made[profile.number].get_or_init(|| make(profile))
    }
}
