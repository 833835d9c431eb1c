//! Summaries of articles in Persian, Arabic, Chinese, Thai and Hindi, of which each has what may mislead
//! in one: an aside about the weather, a sentence that refers back, and, but for the Thai one, a
//! quotation over two sentences.

use crate::common::Workspace;
use serde_json::Value;

struct Told {
    file: &'static str,
    text: &'static str,
    /// What stands in the first sentence and nowhere else.
    news: &'static str,
    /// The aside, whole.
    aside: &'static str,
    /// The opening of the sentence that refers back, and what the one before it ends with.
    reference: (&'static str, &'static str),
    /// Parts of the two sentences of the quotation; the same twice where there is none.
    quotation: (&'static str, &'static str),
}

const ARTICLES: [Told; 5] = [
    Told {
        file: "library.fa.txt",
        text: "کتابخانه شهر دوباره باز شد\n\n\
            کتابخانه مرکزی شهر پس از دو سال بازسازی روز شنبه به روی مردم باز شد. سالن مطالعه کتابخانه اکنون برای سیصد نفر جا دارد.\n\n\
            هوا بارانی بود.\n\n\
            «ما می‌خواستیم کتابخانه خانه همه مردم باشد. برای همین بخش کودکان را در طبقه اول ساختیم»، مریم کاظمی، مدیر کتابخانه، گفت. او از مردم خواست کتاب‌های خوانده خود را هدیه کنند.\n\n\
            بازسازی کتابخانه چهار میلیون هزینه داشت و شهرداری نیمی از آن را پرداخت. نیم دیگر از کمک‌های مردم شهر فراهم شد.\n\n\
            کتابخانه هر روز از ساعت هشت تا بیست باز است و عضویت در آن رایگان است.\n",
        news: "روز شنبه",
        aside: "هوا بارانی بود.",
        reference: ("او از مردم", "گفت."),
        quotation: ("خانه همه", "بخش کودکان"),
    },
    Told {
        file: "garden.ar.txt",
        text: "حديقة جديدة في وسط المدينة\n\n\
            افتتحت البلدية يوم الاثنين حديقة عامة جديدة على ضفة النهر في وسط المدينة. وتضم الحديقة ثلاثمئة شجرة ومسارا للدراجات وملعبا للأطفال.\n\n\
            كان الطقس جميلا.\n\n\
            «أردنا أن تكون الحديقة مكانا يجمع سكان المدينة كلهم. ولذلك أبقينا الدخول مجانيا للجميع»، قالت رئيسة البلدية ليلى منصور. وأضافت أن البلدية ستزرع مئة شجرة أخرى في الربيع.\n\n\
            وبلغت كلفة الحديقة خمسة ملايين، دفعت البلدية نصفها وتبرع سكان المدينة بالباقي. واستغرق العمل في الحديقة عامين.\n\n\
            وتفتح الحديقة أبوابها كل يوم من السادسة صباحا حتى العاشرة مساء.\n",
        news: "يوم الاثنين",
        aside: "كان الطقس جميلا.",
        reference: ("وأضافت أن", "منصور."),
        quotation: ("يجمع سكان", "الدخول مجانيا"),
    },
    Told {
        file: "museum.zh.txt",
        text: "海边博物馆重新开放\n\n\
            海边博物馆经过三年修缮，周六重新向市民开放。博物馆的新展厅可以展出两千件渔船和渔网。\n\n\
            天气很好。\n\n\
            “我们想让孩子们知道渔民怎样生活。所以博物馆请老渔民来讲他们的故事，”馆长林海说。他希望市民把家里的旧照片借给博物馆。\n\n\
            修缮博物馆花了六百万元，市政府出了一半。另一半来自市民的捐款。\n\n\
            博物馆每天上午九点开门，下午五点关门，学生免费参观。\n",
        news: "周六",
        aside: "天气很好。",
        reference: ("他希望", "林海说。"),
        quotation: ("怎样生活", "老渔民"),
    },
    Told {
        file: "market.th.txt",
        text: "ตลาดริมน้ำเปิดอีกครั้ง\n\n\
            ตลาดริมน้ำของเมืองเปิดอีกครั้งเมื่อวันเสาร์ หลังจากปิดซ่อมแซมมานานสองปี\n\n\
            ตลาดริมน้ำแห่งใหม่มีร้านค้าสองร้อยร้านและท่าเรือสำหรับเรือของชาวสวน\n\n\
            อากาศดี\n\n\
            นายกเทศมนตรีสมชาย ใจดี กล่าวว่าตลาดริมน้ำจะช่วยให้ชาวสวนขายผลไม้ได้มากขึ้น\n\n\
            นอกจากนี้ เทศบาลจะจัดเรือรับส่งคนซื้อทุกวันหยุด\n\n\
            การซ่อมแซมตลาดริมน้ำใช้เงินสี่ล้านบาท เทศบาลจ่ายครึ่งหนึ่งและชาวเมืองบริจาคอีกครึ่งหนึ่ง\n\n\
            ตลาดริมน้ำเปิดทุกวันตั้งแต่เช้าจนถึงค่ำ\n",
        news: "วันเสาร์",
        aside: "อากาศดี",
        reference: ("นอกจากนี้", "มากขึ้น"),
        quotation: ("สองร้อยร้าน", "สองร้อยร้าน"),
    },
    Told {
        file: "school.hi.txt",
        text: "गाँव का स्कूल फिर खुला\n\n\
            नदी के किनारे बसे गाँव का पुराना स्कूल दो साल की मरम्मत के बाद सोमवार को फिर खुल गया। स्कूल की नई इमारत में तीन सौ बच्चे पढ़ सकते हैं।\n\n\
            मौसम अच्छा था।\n\n\
            “हम चाहते थे कि गाँव का हर बच्चा स्कूल आए। इसलिए स्कूल में दोपहर का खाना भी मिलेगा,” प्रधानाचार्य मीरा शर्मा ने कहा। उन्होंने गाँव के लोगों से पुरानी किताबें देने को कहा।\n\n\
            स्कूल की मरम्मत में चालीस लाख रुपये लगे और सरकार ने आधा पैसा दिया। बाकी पैसा गाँव के लोगों ने जुटाया।\n\n\
            स्कूल हर दिन सुबह आठ बजे से दोपहर दो बजे तक खुला रहता है।\n",
        news: "सोमवार",
        aside: "मौसम अच्छा था।",
        reference: ("उन्होंने", "ने कहा।"),
        quotation: ("हर बच्चा", "दोपहर का खाना"),
    },
];

fn sentences(workspace: &Workspace, file: &str, count: usize) -> Vec<(String, bool)> {
    let count = count.to_string();
    let object = workspace
        .json(&["summarize", file, "--sentences", &count, "--format", "json"])
        .remove(0);
    let sentence = |one: &Value| {
        let text = one["text"].as_str().expect("a text").to_owned();
        (text, one.get("missing").is_some())
    };
    let sentences = object["sentences"].as_array().expect("sentences");
    sentences.iter().map(sentence).collect()
}

#[test]
fn they_tell_the_news_and_mislead_nobody() {
    let workspace = Workspace::with(&[]);
    let mut shown = String::new();
    for told in &ARTICLES {
        workspace.write(told.file, told.text.as_bytes());
        let title = told.text.lines().next().expect("a title");
        for count in 1..=5 {
            let got = sentences(&workspace, told.file, count);
            let has = |part: &str| got.iter().any(|(text, _)| text.contains(part));
            let place = format!("{} {count}: {got:?}", told.file);
            assert_eq!(got.len(), count, "{place}");
            assert!(got[0].0.contains(told.news), "{place}");
            assert!(got.iter().all(|(text, _)| text != title), "{place}");
            assert!(
                got.iter().all(|(text, _)| text.trim() != told.aside),
                "{place}"
            );
            let (refers, before) = told.reference;
            let at = got.iter().position(|(text, _)| text.starts_with(refers));
            let follows = |at: usize| at > 0 && got[at - 1].0.trim_end().ends_with(before);
            assert!(at.is_none_or(|at| follows(at) || got[at].1), "{place}");
            let (opens, closes) = (has(told.quotation.0), has(told.quotation.1));
            assert!(
                opens == closes || got.iter().any(|(_, marked)| *marked),
                "{place}"
            );
            if count == 3 {
                let lines: Vec<&str> = got.iter().map(|(text, _)| text.trim()).collect();
                shown.push_str(&format!("{}\n{}\n\n", told.file, lines.join("\n")));
            }
        }
    }
    insta::assert_snapshot!("summary_languages", shown);
}
