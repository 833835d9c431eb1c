pub mod align;
pub mod format;
pub mod memory;
pub mod revise;
pub mod segment;
pub mod similarity;
pub mod summarize;
pub mod text;
