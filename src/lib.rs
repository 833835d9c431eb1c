pub mod segment;
pub mod similarity;
pub mod text;
