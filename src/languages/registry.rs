use std::sync::{LazyLock, OnceLock};

use super::Profile;

macro_rules! data {
    ($tag:literal) => {
        ($tag, include_str!(concat!("data/", $tag, ".txt")))
    };
}

/// The primary subtag of each language with data, and its file. In the order of their tags.
pub(super) const FILES: &[(&str, &str)] = &[
    data!("am"),
    data!("ar"),
    data!("ary"),
    data!("arz"),
    data!("as"),
    data!("be"),
    data!("bg"),
    data!("bn"),
    data!("bs"),
    data!("ca"),
    data!("ckb"),
    data!("cs"),
    data!("cy"),
    data!("da"),
    data!("de"),
    data!("el"),
    data!("en"),
    data!("es"),
    data!("et"),
    data!("eu"),
    data!("fa"),
    data!("fi"),
    data!("fil"),
    data!("fr"),
    data!("ga"),
    data!("gl"),
    data!("gsw"),
    data!("gu"),
    data!("he"),
    data!("hi"),
    data!("hr"),
    data!("hu"),
    data!("hy"),
    data!("id"),
    data!("is"),
    data!("it"),
    data!("ja"),
    data!("ka"),
    data!("kk"),
    data!("km"),
    data!("kn"),
    data!("ko"),
    data!("lb"),
    data!("lo"),
    data!("lt"),
    data!("lv"),
    data!("mk"),
    data!("ml"),
    data!("mr"),
    data!("ms"),
    data!("mt"),
    data!("my"),
    data!("nb"),
    data!("nds"),
    data!("ne"),
    data!("nl"),
    data!("or"),
    data!("pa"),
    data!("pl"),
    data!("prs"),
    data!("pt"),
    data!("ro"),
    data!("ru"),
    data!("sa"),
    data!("sh"),
    data!("si"),
    data!("sk"),
    data!("sl"),
    data!("sq"),
    data!("sr"),
    data!("sv"),
    data!("sw"),
    data!("ta"),
    data!("te"),
    data!("th"),
    data!("tl"),
    data!("tr"),
    data!("uk"),
    data!("und"),
    data!("ur"),
    data!("uz"),
    data!("vi"),
    data!("yo"),
    data!("zh"),
];

/// Number of languages with data.
pub(super) const COUNT: usize = FILES.len();

/// Tags for languages that share the data of another: Norwegian without a written standard, and Nynorsk.
const SHARED: &[(&str, &str)] = &[("nn", "nb"), ("no", "nb")];

static PROFILES: [OnceLock<Profile>; COUNT] = [const { OnceLock::new() }; COUNT];
static WITHOUT_DATA: LazyLock<Profile> = LazyLock::new(|| Profile::parse(COUNT, "", ""));

impl Profile {
    /// The profile of the language with this primary subtag; one without any lists if it has no data.
    pub(crate) fn of(primary: &str) -> &'static Profile {
        let shared = SHARED.iter().find(|(tag, _)| *tag == primary);
        let primary = shared.map_or(primary, |(_, with)| with);
        match FILES.binary_search_by_key(&primary, |(tag, _)| tag) {
            Ok(number) => numbered(number),
            Err(_) => &WITHOUT_DATA,
        }
    }

    /// The profiles of all languages with data, in the order of their tags.
    pub(crate) fn all() -> impl Iterator<Item = &'static Profile> {
        (0..COUNT).map(numbered)
    }
}

fn numbered(number: usize) -> &'static Profile {
    let (tag, data) = FILES[number];
    PROFILES[number].get_or_init(|| Profile::parse(number, tag, data))
}
