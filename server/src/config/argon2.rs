//! The cost of a password hash.

use super::source::Source;

/// Parameters of Argon2id. The default is what 2 cores can bear at 13 sign-ins a second; the least
/// that can be set, 19 MiB and 2 passes, is OWASP's floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argon2Settings {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Argon2Settings {
    /// So cheap that it protects nobody: tests that sign in hundreds of times use it.
    #[must_use]
    pub const fn weak_for_tests() -> Self {
        Self {
            memory_kib: 64,
            passes: 1,
            lanes: 1,
        }
    }

    pub(super) fn is_weak(self) -> bool {
        self == Self::weak_for_tests()
    }

    pub(super) fn read(source: &mut Source<'_>) -> Self {
        let settings = Self {
            memory_kib: source
                .number("ARGON2_MEMORY_MIB", 19..=1024)
                .saturating_mul(1024),
            passes: source.number("ARGON2_PASSES", 2..=16),
            lanes: source.number("ARGON2_LANES", 1..=16),
        };
        if source.yes("ARGON2_WEAK_FOR_TESTS") {
            return Self::weak_for_tests();
        }
        settings
    }
}
