use crate::revise::ChangeKind;

/// What a change is beside the kinds of its edits, as the boxes name it.
pub(super) fn shapes(kind: ChangeKind, moved: bool) -> impl Iterator<Item = &'static str> {
    let shape = match kind {
        ChangeKind::Split => Some("split"),
        ChangeKind::Merged => Some("merged"),
        _ => None,
    };
    moved.then_some("moved").into_iter().chain(shape)
}
