/// What somebody has to look at in a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Doubtful,
    Unpaired,
    Moved,
}

impl Kind {
    pub(super) const ALL: [Kind; 3] = [Kind::Doubtful, Kind::Unpaired, Kind::Moved];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Kind::Doubtful => "doubtful",
            Kind::Unpaired => "unpaired",
            Kind::Moved => "moved",
        }
    }
}
