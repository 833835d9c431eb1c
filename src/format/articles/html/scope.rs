/// How much of a page is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::format) enum Scope {
    /// Its article, without what surrounds it.
    Article,
    /// All that it shows.
    Whole,
    /// All that it shows; it is XML, whether it says so or not.
    WholeXml,
}
