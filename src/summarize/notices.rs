//! Notices: sentences about the article or its publisher rather than its story, such as credits, pointers to other
//! articles and invitations to follow. They are never quoted.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::languages::{Phrases, Profile};
use crate::text::{is_spaceless, search_form};

/// Number of characters whose inspection rules out most sentences.
const GLANCE: usize = 3;

/// Number of characters that hold the opening of a sentence.
const LOOK_AT: usize = 48;

/// Maximum length of a credit, in words: its opening may also begin a sentence of the story, or come before one.
const MAX_CREDIT_WORDS: usize = 14;

/// Maximum length of a dateline without a sentence, in words.
const MAX_DATELINE_WORDS: usize = 6;

/// The lists of all languages in the form that search compares: an article may carry notices in another language.
struct Lists {
    labels: Vec<String>,
    credit_labels: Vec<String>,
    invitations: Vec<String>,
    in_two: Vec<(String, String)>,
    credits: Vec<String>,
    credit_ends: Vec<&'static str>,
    /// What any of them begins with: [`GLANCE`] characters, or all where it has fewer.
    beginnings: FxHashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let forms = |phrases: fn(&Profile) -> Phrases| -> Vec<String> {
        let phrases = Profile::all().flat_map(|profile| phrases(profile).iter());
        phrases.map(search_form).collect()
    };
    let in_two = Profile::all().flat_map(|profile| profile.invitations_in_two.iter());
    let mut lists = Lists {
        labels: forms(|profile| profile.pointers),
        credit_labels: forms(|profile| profile.credit_labels),
        invitations: forms(|profile| profile.invitations),
        in_two: in_two
            .filter_map(|phrase| phrase.split_once(" … "))
            .map(|(opening, end)| (search_form(opening), search_form(end)))
            .collect(),
        credits: forms(|profile| profile.credits),
        credit_ends: Profile::all()
            .flat_map(|profile| profile.credit_ends.iter())
            .collect(),
        beginnings: FxHashSet::default(),
    };
    let all = [
        &lists.labels,
        &lists.credit_labels,
        &lists.invitations,
        &lists.credits,
    ];
    let all = all.into_iter().flatten();
    let all = all.chain(lists.in_two.iter().map(|(opening, _)| opening));
    let beginnings = all.map(|entry| first(entry, GLANCE).to_owned()).collect();
    lists.beginnings = beginnings;
    lists
});

/// The first `count` characters of `text`.
fn first(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map(|(at, _)| at);
    &text[..end.unwrap_or(text.len())]
}

fn folded(text: &str) -> String {
    match text.is_ascii() {
        true => text.to_ascii_lowercase(),
        false => search_form(text),
    }
}

/// Whether `sentence` is a credit, points at another article, invites readers to follow, or is nothing
/// but a dateline.
pub(super) fn is_notice(sentence: &str) -> bool {
    let text = sentence.trim_matches(|c: char| !c.is_alphanumeric());
    if is_dateline(sentence) || LISTS.credit_ends.iter().any(|end| text.ends_with(end)) {
        return true;
    }
    let glance = folded(first(text, GLANCE));
    if !(1..=GLANCE).any(|count| LISTS.beginnings.contains(first(&glance, count))) {
        return false;
    }
    let head = folded(first(text, LOOK_AT));
    let is_label = |label: &String| {
        let rest = head.strip_prefix(label.as_str()).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with([':', '：']))
    };
    let is_short = || text.split_whitespace().nth(MAX_CREDIT_WORDS).is_none();
    let has_label = head.contains([':', '：'])
        && (LISTS.labels.iter().any(is_label)
            || LISTS.credit_labels.iter().any(is_label) && is_short());
    let invites = |opening: &String| {
        let rest = head.strip_prefix(opening.as_str());
        let ends = opening.ends_with(is_spaceless);
        rest.is_some_and(|rest| ends || !rest.starts_with(char::is_alphanumeric))
    };
    has_label
        || LISTS.invitations.iter().any(invites)
        || LISTS.in_two.iter().any(|(opening, end)| {
            head.starts_with(opening.as_str()) && search_form(text).ends_with(end.as_str())
        })
        || is_credit(text, &head)
}

fn is_credit(text: &str, head: &str) -> bool {
    let opens = LISTS.credits.iter().any(|opening| {
        let rest = head.strip_prefix(opening.as_str());
        let name = text.get(opening.len()..).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with(' ') || rest.is_empty())
            && name.is_none_or(|name| name.starts_with(|c: char| !c.is_lowercase()))
    });
    opens && (text.split_whitespace().nth(MAX_CREDIT_WORDS).is_none() || text.contains(';'))
}

/// `PARIS (Agency) —` alone.
fn is_dateline(sentence: &str) -> bool {
    let bare = sentence.trim_end();
    let place = bare.trim_end_matches(['-', '–', '—', '―']);
    place.len() < bare.len()
        && place.trim_end().ends_with([')', '）'])
        && bare.split_whitespace().nth(MAX_DATELINE_WORDS).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_of_the_story() {
        for text in [
            "Photo by Ann Lee.",
            "Photo credit: Ann Lee.",
            "Read more: The ferry stops in winter.",
            "RELATED: Who pays for bridges?",
            "(Reporting by Ann Lee; editing by Bo Dahl)",
            "Editing by Bo Dahl.",
            "The agency's Ann Lee in Marlow contributed to this report.",
            "Follow us on Mastodon and Bluesky.",
            "Sign up for our newsletter.",
            "PARIS (Agency) —",
            "Lesen Sie auch: Die Fähre ruht im Winter.",
            "Folgen Sie uns auf Mastodon.",
            "Redaktion: Bo Dahl",
            "À lire aussi : Le bac s’arrête en hiver.",
            "Crédit photo : Anne Lee.",
            "Suivez-nous sur Mastodon.",
            "Lea también: El ferri para en invierno.",
            "Síguenos en Mastodon.",
            "Leggi anche: Il traghetto si ferma.",
            "Leia também: A balsa para no inverno.",
            "Lees ook: De veerboot stopt.",
            "Фото: Анна Ли.",
            "Читайте также: Паром зимой стоит.",
            "Подписывайтесь на наш канал.",
            "İlgili haber: Vapur kışın durur.",
            "Bizi Mastodon’da takip edin.",
            "Xem thêm: Phà ngừng vào mùa đông.",
            "Ảnh: Anh Lê.",
            "اقرأ أيضا: توقف العبارة في الشتاء.",
            "تابعونا على ماستودون.",
            "(إعداد: ليلى منصور)",
            "بیشتر بخوانید: کشتی در زمستان نمی\u{200c}رود.",
            "ما را در ماستودون دنبال کنید.",
            "延伸阅读：渡船冬天停运。",
            "关注我们的微信公众号。",
            "（责任编辑：王明）",
            "यह भी पढ़ें: नाव बंद है।",
            "อ่านเพิ่มเติม: เรือหยุดวิ่ง",
        ] {
            assert!(is_notice(text), "{text}");
        }
    }

    #[test]
    fn what_is_of_it() {
        for text in [
            "",
            "—",
            "Read more books, the mayor said: they are free.",
            "Photographs of the bridge: that is what people came for.",
            "Reporting by phone is slow.",
            "Editing by hand took the four archivists of the town more than eleven years of work in a cold cellar.",
            "She contributed to the report.",
            "Follow us, the guide said.",
            "Related species live in the river: otters and martens.",
            "Foto Lee, das Geschäft am Markt, schließt.",
            "The bridge is old (and weak) —",
            "Siguiendo el río se llega al puente.",
            "(Foto: dla) Der Fluss stieg in der Nacht so hoch, dass die Feuerwehr die alte Brücke über ihn sperren musste.",
            "编辑部搬到了新楼。",
            "The town waits: boats go on.",
        ] {
            assert!(!is_notice(text), "{text}");
        }
    }
}
