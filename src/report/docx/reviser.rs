/// The author and time of the tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reviser<'a> {
    /// The name that is shown beside each change.
    pub author: &'a str,
    /// The time in the form of ISO 8601, `2026-11-24T15:20:00Z`; none is said if it is empty.
    pub date: &'a str,
}
