use super::container::Container;
use super::taken::Taken;
use crate::format::article::FrontMatter;

/// The bytes of a part that was read as text, with a declaration that says what they are.
pub(super) fn as_utf8(mut xml: String) -> Vec<u8> {
    let declared = || {
        let declaration = xml.starts_with("<?xml").then(|| xml.find("?>"))??;
        let name = xml.get(..declaration)?.find("encoding")? + "encoding".len();
        let rest = xml.get(name..declaration)?;
        let quote = rest.find(['"', '\''])?;
        let inside = rest.get(quote + 1..)?;
        let length = inside.find(rest.get(quote..quote + 1)?)?;
        Some(name + quote + 1..name + quote + 1 + length)
    };
    if let Some(place) = declared()
        && (xml.get(place.clone())).is_some_and(|name| !name.eq_ignore_ascii_case("utf-8"))
    {
        xml.replace_range(place, "UTF-8");
    }
    xml.into_bytes()
}

/// What an opened container holds.
pub(super) struct Opened<'a> {
    pub container: Container<'a>,
    pub taken: Taken,
    pub front_matter: FrontMatter,
}
