use proptest::prelude::*;

use super::*;

fn sentences(text: &str) -> Vec<&str> {
    let mut starts = vec![0];
    starts.extend(sentence_ends(text));
    let ends = starts[1..].iter().copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| text[start..end].trim_end())
        .collect()
}

fn check(expected: &[&str]) {
    assert_eq!(sentences(&expected.join(" ")), expected);
}

#[test]
fn a_connective_opens_a_sentence() {
    check(&[
        "ชาวบ้านในหมู่บ้านริมแม่น้ำช่วยกันซ่อมสะพานไม้ที่เสียหายจากน้ำท่วม",
        "อย่างไรก็ตาม สะพานยังไม่แข็งแรงพอที่จะให้รถบรรทุกข้ามได้",
        "นอกจากนี้ โรงเรียนในหมู่บ้านยังต้องการครูสอนวิทยาศาสตร์เพิ่มอีกสองคน",
    ]);
}

#[test]
fn a_pronoun_opens_a_sentence() {
    check(&[
        "คุณยายปลูกผักสวนครัวไว้หลังบ้านมานานหลายสิบปีแล้ว",
        "เธอบอกว่าดินที่นี่เหมาะกับการปลูกพริกและมะเขือเทศมากกว่าที่อื่น",
        "เราจึงขอเมล็ดพันธุ์กลับไปปลูกที่บ้านของเราด้วย",
    ]);
}

#[test]
fn figures_and_units_stay_together() {
    check(&["ห้องสมุดแห่งใหม่เปิดให้บริการเมื่อวันที่ 12 มกราคม 2563 และมีหนังสือมากกว่า 40,000 เล่ม"]);
}

#[test]
fn a_list_is_one_sentence() {
    check(&["ตลาดเช้าขายผลไม้หลายชนิด เช่น มะม่วง ส้มโอ ลำไย และมังคุด ซึ่งมาจากสวนในจังหวัด"]);
}

#[test]
fn a_relative_clause_goes_on() {
    check(&["นักดนตรีกลุ่มนี้แต่งเพลงจากเสียงของป่า ซึ่งบันทึกไว้ในช่วงฤดูฝน โดยใช้เครื่องบันทึกเสียงขนาดเล็ก"]);
}

#[test]
fn a_repetition_mark_and_an_abbreviation_mark_end_nothing() {
    check(&["เด็กๆ ในเมืองต่างๆ ของประเทศเรียนดนตรี กีฬา ศิลปะ ฯลฯ หลังเลิกเรียน"]);
}

#[test]
fn a_full_stop_marks_an_abbreviation() {
    assert!(!may_end("เมื่อเวลา 09.30 น. "));
    assert!(!may_end("ตั้งแต่ พ."));
    assert!(!may_end("เขาเรียนจบ ศศ."));
    assert!(may_end("เขาไปโรงเรียนแล้ว. "));
    assert!(may_end("จริงหรือ? "));
    assert!(may_end("จริงหรือ?"));
    assert!(may_end("ไม่รู้เหมือนกัน... "));
    assert!(may_end("Thai PBS. "));
}

#[test]
fn other_scripts_are_left_to_the_rules_for_all_languages() {
    for text in ["The first one. The second 12 34 one", "ปลา", "  ", ""] {
        assert!(sentence_ends(text).is_empty(), "{text}");
    }
}

#[test]
fn a_long_text_is_cut_as_a_short_one() {
    let one = "เขาเดินทางไปทำงานที่ต่างจังหวัดตั้งแต่เช้า อย่างไรก็ตาม ครอบครัวของเขายังอยู่ในเมืองหลวงเหมือนเดิม ";
    let ends = sentence_ends(&one.repeat(500));
    assert!(ends.len() > 900, "{}", ends.len());
}

#[test]
fn every_word_has_a_kind_that_is_known() {
    let known = ["right", "left", "has"];
    for (section, entries) in super::model::parse::sections(include_str!("thai.txt")) {
        let kind = section.split('-').next().unwrap_or_default();
        assert!(section == "weights" || known.contains(&kind), "{section}");
        assert!(!entries.is_empty(), "{section}");
    }
    assert!(MODEL.weights.len() > 50);
    assert!(MODEL.likely > 0.0 && MODEL.likely < 1.0);
}

proptest! {
    #[test]
    fn ends_stand_in_order_directly_after_white_space(
        text in "([กขคงจชดตนบปมยรลวสหอะาิีุูเแโใไ็่้์ๆฯ]{1,12}|และ|ที่|เขา|[ \u{a0}\n]{1,3}|[0-9a-zA-Z.?!“”\"()]{1,4}|\\PC){0,120}"
    ) {
        let ends = sentence_ends(&text);
        prop_assert!(ends.is_sorted_by(|a, b| a < b));
        for end in ends {
            prop_assert!(end > 0 && end < text.len() && text.is_char_boundary(end));
            prop_assert!(text[..end].ends_with(char::is_whitespace));
            prop_assert!(!text[end..].starts_with(char::is_whitespace));
        }
    }
}
