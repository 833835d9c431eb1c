use std::ops::ControlFlow;

use super::{read_1, read_2};
use crate::format::incoming::{Incoming, Refusal, UnitsError, Wanted};
use crate::format::unit_format::ReadUnits;

fn read(read: ReadUnits, text: &str, candidates: bool) -> Vec<Incoming> {
    let wanted = Wanted {
        candidates,
        ..Wanted::default()
    };
    let mut all = Vec::new();
    let done = read(&mut text.as_bytes(), wanted, &mut |incoming| {
        all.push(incoming);
        ControlFlow::Continue(())
    });
    done.unwrap();
    all
}

fn shown(units: &[Incoming]) -> Vec<String> {
    let show = |incoming: &Incoming| match incoming {
        Ok(unit) => {
            let id = unit.record.id.clone().unwrap_or_default();
            format!("{id} {}: {} = {}", unit.languages, unit.source, unit.target)
        }
        Err(refused) => format!("{}: {}", refused.line, refused.reason),
    };
    units.iter().map(show).collect()
}

fn file(body: &str) -> String {
    format!(
        "<?xml version='1.0'?>\n<xliff version='1.2'><file original='a.html' source-language='en' \
         target-language='fr'><header><note>Not of a unit</note></header><body>\n{body}</body></file></xliff>"
    )
}

fn unit(id: &str, inner: &str) -> String {
    format!("<trans-unit id='{id}'>{inner}</trans-unit>\n")
}

#[test]
fn codes_and_marks_of_version_1() {
    let body = unit(
        "1",
        "<source>A <g id='1'>big <mrk mtype='term'>cat</mrk></g><x id='2'/><bpt id='3'>&lt;b&gt;<sub>alt</sub></bpt></source>\
         <target state='final'>Un <g id='1'>gros chat</g><x id='2'/></target><note>Seen.</note>",
    );
    let found = read(read_1, &file(&body), false);
    let unit = found[0].as_ref().unwrap();
    assert_eq!(
        (unit.source.as_str(), unit.target.as_str()),
        (
            "A \u{fffc}big cat\u{fffc}\u{fffc}\u{fffc}",
            "Un \u{fffc}gros chat\u{fffc}\u{fffc}"
        )
    );
    assert_eq!(unit.record.property("xliff:state"), Some("final"));
    assert_eq!(unit.record.property("xliff:original"), Some("a.html"));
    assert_eq!(unit.record.notes, ["Seen."]);
    assert_eq!(
        unit.record.source.as_ref().unwrap().all_text(),
        "A big cat<b>alt"
    );
}

#[test]
fn segments_are_matched_by_name() {
    let body = [
        unit(
            "u",
            "<source>One. Two. Three.</source><seg-source><mrk mtype='seg' mid='a'>One.</mrk> \
             <mrk mtype='seg' mid='b'>Two.</mrk> <mrk mtype='seg' mid='c'>Three.</mrk></seg-source>\
             <target><mrk mtype='seg' mid='c'>Trois.</mrk> <mrk mtype='seg' mid='a'>Un.</mrk><mrk mtype='seg' mid='b'/></target>",
        ),
        unit(
            "v",
            "<source xml:lang='de'>Ja</source><target xml:lang='it'>Sì</target>",
        ),
        unit("w", "<source>Only</source>"),
        unit(
            "x",
            "<source>Same</source><target state='new'>Same</target>",
        ),
        unit(
            "y",
            "<source>Code <x id='1'/></source><target><x id='1'/></target>",
        ),
        unit("z", "<source> </source><target>Rien</target>"),
        unit("z2", "<source>&what;</source><target>Quoi</target>"),
    ];
    assert_eq!(
        shown(&read(read_1, &file(&body.concat()), false)),
        [
            "u/c en → fr: Three. = Trois.",
            "u/a en → fr: One. = Un.",
            "v de → it: Ja = Sì",
            "8: its en text is empty",
            "9: it holds the entity &what;, which XML does not define",
        ]
    );
}

#[test]
fn candidates_are_taken_where_they_are_wanted() {
    let body = unit(
        "1",
        "<source>New</source><target state='needs-translation'/>\
         <alt-trans match-quality='90'><source>Newer</source><target>Plus neuf</target><note>x</note></alt-trans>\
         <alt-trans><target>Neuf</target></alt-trans>",
    );
    assert!(read(read_1, &file(&body), false).is_empty());
    let found = read(read_1, &file(&body), true);
    assert_eq!(
        shown(&found),
        [" en → fr: Newer = Plus neuf", " en → fr: New = Neuf"]
    );
    let first = found[0].as_ref().unwrap();
    assert_eq!(first.record.property("xliff:match-quality"), Some("90"));
    let second = "<xliff version='2.1' srcLang='en' trgLang='fr'><file id='f'><unit id='u'>\
        <mtc:matches><mtc:match ref='#s' matchQuality='80'><source>Old</source><target>Vieux</target></mtc:match></mtc:matches>\
        <segment id='s'><source>New</source></segment></unit></file></xliff>";
    assert!(read(read_2, second, false).is_empty());
    assert_eq!(
        shown(&read(read_2, second, true)),
        ["u en → fr: Old = Vieux"]
    );
}

#[test]
fn version_2() {
    let text = "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en'><file id='f'><group id='g'>\
        <unit id='u' name='title'><notes><note>Seen.</note></notes>\
        <originalData><data id='d'>&lt;b&gt;</data></originalData>\
        <segment id='1' state='reviewed'><source><pc id='1' dataRefStart='d'>Hi</pc> <sm id='m'/>you<em startRef='m'/><cp hex='0007'/></source>\
        <target><pc id='1'>Salut</pc> toi</target></segment><ignorable><source> </source></ignorable>\
        <segment id='2'><source>Bye</source><target>Au revoir</target></segment></unit></group></file></xliff>";
    let found = read(read_2, text, false);
    assert_eq!(
        shown(&found),
        [
            "u/1 en → und: \u{fffc}Hi\u{fffc} you\u{7} = \u{fffc}Salut\u{fffc} toi",
            "u/2 en → und: Bye = Au revoir",
        ]
    );
    let unit = found[0].as_ref().unwrap();
    assert_eq!(unit.doubt, Some(Refusal::Undetermined));
    assert_eq!(
        unit.record.source.as_ref().unwrap().all_text(),
        "<b>Hi you\u{7}"
    );
    assert_eq!(unit.record.property("xliff:state"), Some("reviewed"));
}

#[test]
fn broken_and_other_files() {
    let whole = file(&unit("1", "<source>One</source><target>Un</target>"));
    let cut = &whole[..whole.find("</target>").unwrap()];
    let found = read(read_1, cut, false);
    assert_eq!(found[0].as_ref().unwrap().doubt, Some(Refusal::Cut));
    let cut = &whole[..whole.find("<target>").unwrap()];
    assert_eq!(
        shown(&read(read_1, cut, false)),
        ["3: the file is broken here: it ends within a unit"]
    );
    let stop: ReadUnits = read_2;
    let other = stop(&mut whole.as_bytes(), Wanted::default(), &mut |_| {
        ControlFlow::Continue(())
    });
    assert!(matches!(other, Err(UnitsError::Format(_))));
}

#[test]
fn a_source_without_end_is_refused_by_its_line() {
    let body = unit("1", "<source>One <b}.</source><target>Un.</target>")
        + &unit("2", "<source>Two</source><target>Deux</target>");
    assert_eq!(
        shown(&read(read_1, &file(&body), false)),
        [
            "3: the file is broken here: its source does not end",
            "2 en → fr: Two = Deux"
        ]
    );
}

#[test]
fn segments_of_one_name_go_together_in_their_order() {
    let body = unit(
        "1",
        "<source>-</source>\
         <seg-source><mrk mtype='seg' mid='a'>A</mrk><mrk mtype='seg' mid='b'>B</mrk><mrk mtype='seg' mid='a'>C</mrk></seg-source>\
         <target><mrk mtype='seg' mid='b'>b</mrk><mrk mtype='seg' mid='a'>a</mrk><mrk mtype='seg' mid='a'>c</mrk><mrk mtype='seg' mid='a'>d</mrk></target>",
    );
    assert_eq!(
        shown(&read(read_1, &file(&body), false)),
        [
            "1/b en → fr: B = b",
            "1/a en → fr: A = a",
            "1/a en → fr: C = c"
        ]
    );
}
