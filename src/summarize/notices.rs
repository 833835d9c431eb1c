//! Notices: sentences about the article or its publisher rather than its story, such as credits, pointers to other
//! articles and invitations to follow. They are never quoted.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::{is_spaceless, search_form};

/// Number of characters whose inspection rules out most sentences.
const GLANCE: usize = 3;

/// Number of characters that hold the opening of a sentence.
const LOOK_AT: usize = 48;

/// Maximum length of a credit, in words: its opening may also begin a sentence of the story, or come before one.
const MAX_CREDIT_WORDS: usize = 14;

/// Maximum length of a dateline without a sentence, in words.
const MAX_DATELINE_WORDS: usize = 6;

/// What a sentence opens with, and then a colon.
const LABELS: &[&str] = &[
    // Other articles.
    "read more, read also, also read, read next, related, related story, related stories, related article, see also, more on this story, watch, listen, listen now, watch now",
    "lesen sie auch, lesen sie mehr, lesen sie dazu, lesen sie hier, mehr dazu, mehr zum thema, siehe auch, weiterlesen",
    "lire aussi, à lire aussi, lire également, à lire également, lire plus, en savoir plus, voir aussi, sur le même sujet",
    "lea también, leer más, lee también, lee más, le puede interesar, te puede interesar, ver también, más información",
    "leggi anche, leggi di più, vedi anche, per approfondire, leia também, leia mais, saiba mais, veja também",
    "lees ook, lees meer, bekijk ook, zie ook, läs också, läs även, läs mer, les også, les mer, læs også, læs mere, lue myös, lue lisää",
    "czytaj też, czytaj także, czytaj więcej, zobacz też, čtěte také, přečtěte si také, čítajte aj, olvasson tovább, citește și, citește mai mult, vezi și",
    "читайте также, читать также, подробнее, смотрите также, по теме, читайте також, дивіться також, прочетете още, διαβάστε επίσης, διαβάστε ακόμη, δείτε επίσης",
    "ilgili haber, ayrıca okuyun, devamını oku, baca juga, lihat juga, xem thêm, đọc thêm",
    "اقرأ أيضا, اقرأ المزيد, اقرأ كذلك, شاهد أيضا, بیشتر بخوانید, همچنین بخوانید, بخوانید, مطالب مرتبط, یہ بھی پڑھیں, مزید پڑھیں",
    "यह भी पढ़ें, ये भी पढ़ें, और पढ़ें, קראו גם, ראו גם, อ่านเพิ่มเติม, อ่านต่อ",
    "延伸阅读, 相关阅读, 相关新闻, 更多阅读, 阅读更多, 延伸閱讀, 相關新聞, 関連記事, あわせて読みたい, 관련기사, 관련 기사",
];

/// The same of pictures and editors, where a name follows and no more.
const CREDIT_LABELS: &[&str] = &[
    "photo, photos, photo credit, image credit, picture credit, video credit, credit, crédit photo, crédits photo, foto, fotos, fotograf, fotografie, fotografia, fotografía, fotó, zdjęcie, bild, bilder, billede, bilde, kuva, фото, φωτογραφία, ảnh, gambar",
    "تصوير, صورة, الصورة, عکس, عکاس, تصویر, फोटो, צילום, ภาพ, 摄影, 攝影, 图, 图片, 图源, 圖, 写真, 사진",
    "editor, editors, editing, redaktion, rédaction, redacción, edición, redazione, redacteur, редактор, تحرير, إعداد, ویراستار, دبیر, 责任编辑, 编辑, 責任編輯, 校对, 编审",
];

/// What a sentence opens with that invites readers.
const INVITATIONS: &[&str] = &[
    "follow us on, follow us at, follow our live, like us on, join us on, find us on, sign up for our, sign up to our, sign up here, subscribe to our, subscribe here, subscribe now, download our app, click here, get our newsletter, share this article, share this story",
    "folgen sie uns auf, folge uns auf, folgt uns auf, abonnieren sie unseren, abonnieren sie den newsletter, melden sie sich für unseren, klicken sie hier",
    "suivez-nous sur, suivez nous sur, abonnez-vous à, inscrivez-vous à notre, cliquez ici, téléchargez notre",
    "síguenos en, síganos en, suscríbete a, suscríbase a, haz clic aquí, haga clic aquí, descarga nuestra",
    "seguici su, seguiteci su, iscriviti alla, iscriviti al nostro, clicca qui, siga-nos no, siga-nos em, inscreva-se no, inscreva-se na, assine nossa, clique aqui",
    "volg ons op, volg ons via, meld je aan voor, schrijf je in voor, följ oss på, følg oss på, følg os på, seuraa meitä",
    "obserwuj nas, śledź nas, zapisz się do, sledujte nás, kövessen minket, kövess minket, urmăriți-ne, urmărește-ne, abonează-te la, ακολουθήστε μας",
    "подписывайтесь на нас, подписывайтесь на наш, подпишитесь на наш, следите за нами, підписуйтесь на нас, підписуйтеся на наш, следвайте ни, последвайте ни",
    "تابعونا على, تابعنا على, اشترك في نشرتنا, اشتركوا في نشرتنا, اضغط هنا, ikuti kami di, theo dõi chúng tôi, bizi takip edin, bültenimize abone",
    "ما را در شبکه, به کانال ما, به ما بپیوندید, عضو کانال ما, हमें फॉलो करें, עקבו אחרינו, ติดตามเราได้ที่, ติดตามเราทาง",
    "关注我们, 请关注我们, 扫描二维码, 扫码关注, 點擊這裡, 点击这里, 關注我們, フォローしてください, 구독하세요",
];

/// What invites by two parts, with a name between them.
const INVITATIONS_IN_TWO: &[(&str, &str)] = &[
    ("ما را در", "دنبال کنید"),
    ("bizi", "takip edin"),
    ("हमें", "फॉलो करें"),
];

/// What a credit opens with; a name follows.
const CREDITS: &[&str] = &[
    "reporting by, additional reporting by, writing by, editing by, reporting and writing by, reporting and editing by, writing and editing by, compiled by, photo by, photos by, photograph by, photographs by, video by, image by, graphic by, edited by",
    "mit material von, bericht von, foto von, avec afp, avec reuters, avec agences, photo de, photos de, foto de, con información de, información de, foto di, foto van",
];

/// What a credit ends with, but for the full stop.
const CREDIT_ENDS: &[&str] = &[
    "contributed to this report",
    "contributed to this article",
    "contributed to this story",
    "contributed reporting",
    "trug zu diesem bericht bei",
    "a contribué à cet article",
    "ont contribué à cet article",
    "contribuyó a este informe",
    "ساهم في هذا التقرير",
    "ساهمت في هذا التقرير",
];

/// The lists in the form that search compares.
struct Lists {
    labels: Vec<String>,
    credit_labels: Vec<String>,
    invitations: Vec<String>,
    in_two: Vec<(String, String)>,
    credits: Vec<String>,
    /// What any of them begins with: [`GLANCE`] characters, or all where it has fewer.
    beginnings: FxHashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let forms = |lists: &[&str]| -> Vec<String> {
        let entries = lists.iter().flat_map(|list| list.split(", "));
        entries.map(search_form).collect()
    };
    let in_two = INVITATIONS_IN_TWO.iter();
    let mut lists = Lists {
        labels: forms(LABELS),
        credit_labels: forms(CREDIT_LABELS),
        invitations: forms(INVITATIONS),
        in_two: in_two
            .map(|(opening, end)| (search_form(opening), search_form(end)))
            .collect(),
        credits: forms(CREDITS),
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
    if is_dateline(sentence) || CREDIT_ENDS.iter().any(|end| text.ends_with(end)) {
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
