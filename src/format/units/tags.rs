//! The tags of languages as files have them: not only those of BCP 47.

use crate::text::{Language, LanguageError};

use crate::format::incoming::Refusal;

/// Codes of ISO 639-2 and of Windows for languages that BCP 47 has shorter ones for.
const CODES: [(&str, &str); 65] = [
    ("ara", "ar"),
    ("baq", "eu"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("chi", "zh"),
    ("chs", "zh-Hans"),
    ("cht", "zh-Hant"),
    ("cze", "cs"),
    ("dan", "da"),
    ("deu", "de"),
    ("dut", "nl"),
    ("ell", "el"),
    ("eng", "en"),
    ("ena", "en-AU"),
    ("enu", "en-US"),
    ("esn", "es"),
    ("esp", "es"),
    ("est", "et"),
    ("eus", "eu"),
    ("fas", "fa"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("frc", "fr-CA"),
    ("fre", "fr"),
    ("ger", "de"),
    ("gle", "ga"),
    ("glg", "gl"),
    ("gre", "el"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ice", "is"),
    ("ind", "id"),
    ("isl", "is"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kat", "ka"),
    ("kor", "ko"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("may", "ms"),
    ("msa", "ms"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("nor", "no"),
    ("per", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ptb", "pt-BR"),
    ("ron", "ro"),
    ("rum", "ro"),
    ("rus", "ru"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tha", "th"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("zho", "zh"),
];

/// Subtags of tools and older systems, by what BCP 47 has for them.
const SUBTAGS: [(&str, &str); 6] = [
    ("uk", "GB"),
    ("chs", "Hans"),
    ("cht", "Hant"),
    ("latin", "Latn"),
    ("cyrillic", "Cyrl"),
    ("sp", "RS"),
];

/// The language that `tag` stands for, and what is doubtful about that.
///
/// Names of locales (`sr_RS.UTF-8@latin`), codes of three letters (`ENU`, `ger`) and subtags that are
/// not registered but known (`en-UK`) are read as they are meant. Others that are not registered are
/// left out, which is a doubt.
///
/// # Errors
/// [`LanguageError`] when not even the language is known.
pub(in crate::format) fn read_tag(tag: &str) -> Result<(Language, Option<Refusal>), LanguageError> {
    // Three capitals are a code of Windows, though some are also a rare language of ISO 639-3.
    let of_windows = tag.len() == 3 && tag.bytes().all(|byte| byte.is_ascii_uppercase());
    let failed = match Language::parse(tag) {
        Ok(language) if !of_windows => return Ok((language, None)),
        Ok(_) => LanguageError::Malformed(tag.to_owned()),
        Err(error) => error,
    };
    let (name, modifier) = match tag.trim().split_once('@') {
        Some((name, modifier)) => (name, Some(modifier)),
        None => (tag.trim(), None),
    };
    let name = name.split('.').next().unwrap_or_default();
    let mut subtags: Vec<String> = name.split(['-', '_']).map(str::to_owned).collect();
    if let Some((first, _)) = subtags.split_first() {
        let known = |code: &&(&str, &str)| code.0.eq_ignore_ascii_case(first);
        if let Some((_, shorter)) = CODES.iter().find(known) {
            let shorter = shorter.split('-').map(str::to_owned);
            subtags.splice(..1, shorter);
        }
    }
    // A script is after the language.
    if let Some(modifier) = modifier {
        subtags.insert(1.min(subtags.len()), modifier.to_owned());
    }
    for subtag in subtags.iter_mut().skip(1) {
        let known = SUBTAGS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(subtag));
        if let Some((_, meant)) = known {
            *subtag = (*meant).to_owned();
        }
    }
    if let Ok(language) = Language::parse(&subtags.join("-")) {
        return Ok((language, None));
    }
    // Each subtag that makes it wrong is left out.
    let mut kept = subtags.first().cloned().unwrap_or_default();
    for subtag in subtags.iter().skip(1) {
        let longer = format!("{kept}-{subtag}");
        if Language::parse(&longer).is_ok() {
            kept = longer;
        }
    }
    let language = Language::parse(&kept).map_err(|_| failed)?;
    let doubt = Refusal::Tag {
        said: tag.to_owned(),
        taken: language.clone(),
    };
    Ok((language, Some(doubt)))
}

/// Like [`read_tag`], for what may say nothing.
pub(in crate::format) fn read_tag_if_any(
    tag: Option<&str>,
    doubt: &mut Option<Refusal>,
) -> Result<Option<Language>, LanguageError> {
    let Some(tag) = tag.filter(|tag| !tag.trim().is_empty()) else {
        return Ok(None);
    };
    let (language, found) = read_tag(tag)?;
    *doubt = doubt.take().or(found);
    Ok(Some(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_they_are_meant() {
        for (tag, meant) in [
            ("en_us", "en-US"),
            ("EN-UK", "en-GB"),
            ("ENU", "en-US"),
            ("eng", "en"),
            ("ger_AT", "de-AT"),
            ("zh-CHS", "zh-Hans"),
            ("CHT", "zh-Hant"),
            ("sr_RS.UTF-8@latin", "sr-Latn-RS"),
        ] {
            let (language, doubt) = read_tag(tag).unwrap();
            assert_eq!((language.as_str(), doubt), (meant, None), "{tag}");
        }
    }

    #[test]
    fn what_is_not_known_is_left_out_or_refused() {
        let (language, doubt) = read_tag("de-QQQ-AT").unwrap();
        assert_eq!(language.as_str(), "de-AT");
        assert_eq!(
            doubt.unwrap().to_string(),
            "its language 'de-QQQ-AT' is not registered; it was taken as de-AT"
        );
        for tag in ["", "Klingonese", "qq-QQ", "@", "1"] {
            assert!(read_tag(tag).is_err(), "{tag}");
        }
    }
}
