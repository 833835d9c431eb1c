//! What is about the article and not of its story is never quoted: datelines, credits, pointers to other
//! articles, invitations to follow.

use crate::common::Workspace;

/// The name of a file, its text, and what of it is never to be quoted.
const ARTICLES: [(&str, &str, &[&str]); 8] = [
    (
        "bridge.en.txt",
        "MARLOW (Agency) —\n\nThe old bridge over the river opened again on Monday.\n\nPhoto by Ann Lee.\n\n\
            The town paid four million for the work on the bridge.\n\nRead more: The ferry over the river stops in winter.\n\n\
            Boats may go under the bridge again in spring.\n\n(Reporting by Ann Lee; editing by Bo Dahl.)\n\nFollow us on Mastodon and Bluesky.\n",
        &[
            "MARLOW",
            "Photo by",
            "Read more",
            "Reporting by",
            "Follow us",
        ],
    ),
    (
        "runs_on.en.txt",
        "MARLOW (Agency) — The old bridge opened on Monday. The town paid four million. Boats go on. \
            The agency’s Cy Holm in Marlow contributed to this report. Reporting by Ann Lee; editing by Bo Dahl.",
        &["MARLOW", "contributed", "Reporting by"],
    ),
    (
        "bridge.de.txt",
        "MARLOW (dla) –\n\nDie alte Brücke über den Fluss öffnete am Montag wieder.\n\nFoto: Anna Lee.\n\nDie Stadt zahlte vier Millionen für die Brücke.\n\n\
            Lesen Sie auch: Die Fähre über den Fluss ruht im Winter.\n\nBoote fahren weiter.\n\nFolgen Sie uns auf Mastodon.\n",
        &["MARLOW", "Foto", "Lesen Sie", "Folgen"],
    ),
    (
        "bridge.fr.txt",
        "MARLOW (Agence) –\n\nLe vieux pont sur la rivière a rouvert lundi.\n\nCrédit photo : Anne Lee.\n\nLa ville a payé quatre millions pour le pont.\n\n\
            À lire aussi : Le bac s’arrête en hiver.\n\nLes bateaux passent.\n\nSuivez-nous sur Mastodon.\n",
        &["MARLOW", "Crédit", "À lire", "Suivez"],
    ),
    (
        "bridge.es.txt",
        "MARLOW (Agencia) —\n\nEl viejo puente sobre el río abrió de nuevo el lunes.\n\nFoto: Ana Lee.\n\nLa ciudad pagó cuatro millones por el puente.\n\n\
            Lea también: El ferri sobre el río para en invierno.\n\nLos barcos pasan.\n\nSíguenos en Mastodon.\n",
        &["MARLOW", "Foto", "Lea también", "Síguenos"],
    ),
    (
        "bridge.ar.txt",
        "مارلو (وكالة) -\n\nافتتح الجسر القديم على النهر من جديد يوم الاثنين.\n\nتصوير: ليلى منصور.\n\nدفعت المدينة أربعة ملايين ثمنا للجسر.\n\n\
            اقرأ أيضا: توقف العبارة على النهر في الشتاء.\n\nالقوارب تبحر.\n\nتابعونا على ماستودون.\n",
        &["وكالة", "تصوير", "اقرأ", "تابعونا"],
    ),
    (
        "bridge.fa.txt",
        "مارلو (خبرگزاری) -\n\nپل کهنه روی رود روز دوشنبه دوباره باز شد.\n\nعکس: لیلا منصوری.\n\nشهر چهار میلیون برای پل پرداخت.\n\n\
            بیشتر بخوانید: کشتی روی رود در زمستان نمی‌رود.\n\nقایق‌ها می‌روند.\n\nما را در ماستودون دنبال کنید.\n",
        &["خبرگزاری", "عکس", "بخوانید", "دنبال"],
    ),
    (
        "bridge.zh.txt",
        "马洛（通讯社）——\n\n河上的老桥周一重新开通。\n\n摄影：林海。\n\n城市为老桥付了四百万。\n\n延伸阅读：河上的渡船冬天停运。\n\n船还在开。\n\n关注我们的公众号。\n",
        &["通讯社", "摄影", "延伸", "关注"],
    ),
];

#[test]
fn what_is_not_of_the_story_is_never_quoted() {
    let workspace = Workspace::with(&[]);
    for (file, text, notices) in ARTICLES {
        workspace.write(file, text.as_bytes());
        let headline = workspace.stdout(&["summarize", file, "--headline"]);
        assert!(!headline.trim().is_empty(), "{file}");
        for notice in notices {
            assert!(!headline.contains(notice), "{file}: {headline}");
        }
        for method in ["blend", "lead", "random", "textrank", "submodular"] {
            for count in ["1", "2", "3", "99"] {
                let arguments = ["summarize", file, "--method", method, "--sentences", count];
                let summary = workspace.stdout(&arguments);
                let lines = summary.lines().count();
                assert_eq!(
                    lines,
                    count.parse().map_or(3, |n: usize| n.min(3)),
                    "{summary}"
                );
                for notice in notices {
                    assert!(
                        !summary.contains(notice),
                        "{file} {method} {count}: {summary}"
                    );
                }
            }
        }
    }
}
