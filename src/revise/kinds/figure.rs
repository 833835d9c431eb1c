/// A figure of a segment that is another in its new form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureChange {
    /// As the old text writes it; `None` if it is new.
    pub old: Option<String>,
    /// As the new text writes it; `None` if it is gone.
    pub new: Option<String>,
}
