//! Words that refer back when they open a sentence.

use std::sync::LazyLock;

use crate::text::{Language, is_spaceless, search_form};

/// Number of characters of a sentence that hold any of the openings.
const LOOK_AT: usize = 40;

/// Of a language: openings that refer back, and those that begin like one and do not ("this week").
///
/// Openings are personal and demonstrative pronouns, connectives, and verbs of saying whose subject
/// is left out or is a pronoun ("sagte er", "Añadió que"). What is more often an article or a plain
/// preposition (German "der", Spanish "el", Swedish "den") is left out.
const OPENINGS: &[(&str, &str, &str)] = &[
    (
        "ar",
        "هو, هي, هم, وهو, وهي, وهم, لكن, ولكن, لذلك, ولذلك, ذلك, وذلك, كذلك, هذا, هذه, وهذا, وهذه, تلك, وتلك, هؤلاء, بالمقابل, في المقابل, من جهة أخرى, من ناحية أخرى, إلا أن, غير أن, بيد أن, ومع ذلك, بالإضافة إلى ذلك, وأضاف أن, وأضافت أن, وقال إن, وقالت إن, وأوضح أن, وأكد أن, وأشار إلى أن, وتابع أن",
        "هذا العام, هذا الأسبوع, هذا الشهر, هذه السنة, هذه الليلة",
    ),
    (
        "bg",
        "той, тя, то, те, това, този, тази, тези, неговият, неговата, нейният, нейната, но, обаче, и, също, освен това, затова, след това, въпреки това, така",
        "тази година, тази седмица, този месец",
    ),
    (
        "ca",
        "ell, ella, ells, elles, això, allò, aquest, aquesta, aquests, aquestes, però, i, també, així, tanmateix, no obstant això, per això, a més, llavors, en canvi, va afegir",
        "aquest any, aquest mes, aquest matí, aquesta setmana, aquesta tarda, aquesta nit",
    ),
    (
        "cs",
        "on, ona, oni, jeho, její, jejich, to, tento, tato, toto, tito, ale, avšak, však, přesto, proto, navíc, také, poté, potom, mezitím, a, tedy, dodal, dodala",
        "tento týden, tento měsíc, tento rok",
    ),
    (
        "da",
        "han, hun, hans, hendes, deres, denne, dette, disse, men, og, dog, derfor, desuden, også, derefter, samtidig, imidlertid, siger han, siger hun, sagde han, sagde hun",
        "denne uge, denne måned, dette år",
    ),
    (
        "de",
        "er, sie, ihr, ihre, ihren, ihrem, ihrer, sein, seine, seinen, seinem, seiner, dies, diese, dieser, dieses, diesen, diesem, dabei, dadurch, dafür, dagegen, damit, danach, daher, deshalb, deswegen, somit, stattdessen, doch, aber, auch, jedoch, zudem, außerdem, allerdings, trotzdem, dennoch, hingegen, ebenso, und, denn, dann, sagte er, sagte sie, sagt er, sagt sie, so er, erklärte er, erklärte sie, betonte er, betonte sie, fügte er, fügte sie, schrieb er, schrieb sie, meint er, meint sie",
        "diese Woche, diesen Monat, dieses Jahr, diesen Sommer, diesen Winter, diesen Montag, diesen Dienstag, diesen Mittwoch, diesen Donnerstag, diesen Freitag, diesen Samstag, diesen Sonntag",
    ),
    (
        "el",
        "αυτός, αυτή, αυτό, αυτοί, αυτές, αυτά, αλλά, όμως, ωστόσο, και, επίσης, επιπλέον, έτσι, τότε, στη συνέχεια, παρόλα αυτά, επομένως, συνεπώς",
        "αυτή την εβδομάδα, αυτό το μήνα",
    ),
    (
        "en",
        "he, she, it, they, his, her, their, its, him, them, this, that, these, those, but, and, so, however, also, then, yet, still, instead, meanwhile, therefore, moreover, furthermore, nevertheless, nonetheless, otherwise, nor, or, another, both, thus, consequently, similarly, likewise, even so, as a result, in addition, in contrast, by contrast, on the other hand, for example, for instance, that said, said he, the former, the latter",
        "this week, this weekend, this month, this year, this morning, this summer, this winter, this spring, this season, so far, so-called, both the",
    ),
    (
        "es",
        "ella, ellos, ellas, esto, eso, esta, este, estos, estas, ese, esa, esos, esas, aquel, aquella, dicho, dicha, su, sus, pero, y, además, también, asimismo, sin embargo, por eso, por ello, por lo tanto, por otra parte, por otro lado, en cambio, así, entonces, luego, no obstante, añadió, agregó, dijo que, afirmó que, aseguró que, señaló que, explicó que",
        "esta semana, esta mañana, esta tarde, esta noche, este año, este mes, este lunes, este martes, este miércoles, este jueves, este viernes, este sábado, este domingo, este verano, este invierno",
    ),
    (
        "fa",
        "او, وی, ایشان, آنها, آن\u{200c}ها, آنان, این, آن, اینها, اما, ولی, لیکن, همچنین, بنابراین, سپس, چنین, همین, با این حال, با این وجود, در نتیجه, از این رو, از سوی دیگر, در همین حال, در مقابل, به گفته وی, به گفته او",
        "این هفته, این ماه, این روزها",
    ),
    (
        "fi",
        "hän, he, se, ne, tämä, tuo, nämä, nuo, hänen, heidän, sen, niiden, mutta, ja, kuitenkin, lisäksi, siksi, sitten, myös, toisaalta, silti, vaan",
        "",
    ),
    (
        "fr",
        "il, elle, ils, elles, son, sa, ses, leur, leurs, cela, ça, c', ce, cet, cette, ces, celui-ci, celle-ci, ceux-ci, celles-ci, mais, et, or, donc, ainsi, aussi, cependant, toutefois, pourtant, néanmoins, en outre, de plus, par ailleurs, en revanche, puis, a-t-il, a-t-elle, ajoute-t-il, ajoute-t-elle, explique-t-il, explique-t-elle, dit-il, dit-elle, poursuit-il, poursuit-elle, assure-t-il, assure-t-elle, estime-t-il, estime-t-elle",
        "il y a, il faut, il n'y a, cette semaine, cette année, cette nuit, cet été, cet hiver, ce lundi, ce mardi, ce mercredi, ce jeudi, ce vendredi, ce samedi, ce dimanche, ce matin, ce soir, ce mois, ce que, ce qui, c'est à, c'est en, c'est dans, c'est le",
    ),
    (
        "he",
        "הוא, היא, הם, הן, זה, זאת, זו, אלה, אך, אבל, אולם, לכן, בנוסף, גם, כמו כן, עם זאת, לעומת זאת, לאחר מכן",
        "",
    ),
    (
        "hi",
        "वह, वे, यह, ये, उन्होंने, उनका, उनके, उनकी, उसने, उसका, उसके, उसकी, इसका, इसके, इसकी, इससे, इस, इन, उस, उन, लेकिन, मगर, परंतु, हालांकि, और, फिर, इसलिए, साथ ही",
        "इस साल, इस वर्ष, इस सप्ताह, इस महीने",
    ),
    (
        "hu",
        "ő, ők, ez, ezek, azok, ezt, ezért, de, azonban, emellett, továbbá, majd, viszont, ugyanakkor, tehát, és, így, eközben",
        "",
    ),
    (
        "hy",
        "նա, նրանք, սա, դա, այս, այդ, նրա, նրանց, բայց, սակայն, և, իսկ, նաև, ուստի, այնուհետև, բացի այդ",
        "այս տարի, այս շաբաթ",
    ),
    (
        "id",
        "ia, dia, mereka, ini, itu, hal ini, hal itu, namun, tetapi, tapi, dan, selain itu, oleh karena itu, karena itu, sementara itu, kemudian, lalu, sebaliknya, menurutnya, menurut dia",
        "",
    ),
    (
        "it",
        "egli, lui, lei, essi, loro, questo, questa, questi, queste, quello, quella, ciò, ma, però, tuttavia, inoltre, infatti, invece, intanto, perciò, pertanto, anche, quindi, dunque, così, poi, ha aggiunto, ha detto che, ha spiegato",
        "questa settimana, questa mattina, questa sera, questo mese",
    ),
    (
        "ja",
        "彼は, 彼が, 彼の, 彼女は, 彼女が, 彼女の, 彼ら, これ, それ, この, その, こうした, そうした, しかし, だが, でも, そして, また, そのため, したがって, 一方, さらに, ただし, ところが, 同氏, 同社",
        "その日暮らし, またたび",
    ),
    (
        "kk",
        "ол, олар, бұл, оның, олардың, бірақ, алайда, сондай-ақ, сондықтан, және, содан кейін, сонымен қатар",
        "бұл апта, бұл жолы",
    ),
    (
        "ko",
        "그는, 그녀는, 그들은, 그의, 이는, 이것은, 그것은, 이, 그, 이들, 이에, 그러나, 하지만, 그리고, 또, 또한, 따라서, 그래서, 반면, 한편",
        "",
    ),
    (
        "nb",
        "han, hun, hans, hennes, deres, denne, dette, disse, men, og, likevel, derfor, dessuten, også, deretter, samtidig, imidlertid, sier han, sier hun, sa han, sa hun",
        "denne uken, denne uka, denne måneden, dette året",
    ),
    (
        "nl",
        "hij, zij, ze, haar, hun, dit, dat, deze, die, maar, en, ook, echter, bovendien, daarom, daarna, daarbij, daarnaast, daardoor, desondanks, vervolgens, intussen, toch, dus, toen, zei hij, zei ze, zei zij, zegt hij, zegt ze, zegt zij, aldus hij",
        "deze week, deze maand, deze zomer, deze winter, dit jaar, dit weekend",
    ),
    (
        "pl",
        "on, ona, oni, one, jego, jej, ich, to, ten, ta, te, ci, ale, lecz, jednak, dlatego, ponadto, także, również, potem, następnie, tymczasem, i, a, więc, zatem, natomiast, dodał, dodała",
        "",
    ),
    (
        "pt",
        "ele, ela, eles, elas, seu, sua, seus, suas, isto, isso, este, esta, estes, estas, esse, essa, esses, essas, aquele, aquela, mas, e, porém, contudo, todavia, também, além disso, no entanto, por isso, por outro lado, portanto, assim, então, acrescentou, disse que, afirmou que",
        "esta semana, esta manhã, esta tarde, esta noite, este ano, este mês",
    ),
    (
        "ro",
        "el, ea, ei, ele, acesta, aceasta, acest, această, aceștia, acestea, aceste, dar, însă, iar, și, totuși, de asemenea, prin urmare, în plus, astfel, apoi, totodată",
        "acest an, această săptămână",
    ),
    (
        "ru",
        "он, она, оно, они, его, ее, их, это, этот, эта, эти, тот, та, те, но, и, однако, также, поэтому, затем, тогда, кроме того, при этом, тем не менее, вместе с тем, в то же время, по его словам, по ее словам, по их словам, сказал он, сказала она, заявил он, заявила она, отметил он, отметила она, добавил он, добавила она",
        "это лето",
    ),
    (
        "sk",
        "on, ona, oni, jeho, jej, ich, to, tento, táto, toto, títo, ale, avšak, však, preto, navyše, tiež, potom, medzitým, a, teda, dodal, dodala",
        "tento týždeň, tento mesiac, tento rok",
    ),
    (
        "sv",
        "han, hon, hans, hennes, deras, denna, detta, dessa, men, och, dock, därför, dessutom, också, däremot, sedan, samtidigt, säger han, säger hon, sade han, sade hon, sa han, sa hon",
        "denna vecka, denna månad, detta år",
    ),
    (
        "th",
        "เธอ, เขากล่าว, เขาบอก, พวกเขา, สิ่งนี้, แต่, และ, อย่างไรก็ตาม, ดังนั้น, นอกจากนี้, นอกจากนั้น, ทั้งนี้, จากนั้น, ขณะเดียวกัน, หลังจากนั้น, เพราะฉะนั้น",
        "",
    ),
    (
        "tr",
        "o, onlar, onun, onların, bu, bunlar, bunun, buna, şu, ancak, fakat, ama, ayrıca, böylece, bunun üzerine, bu nedenle, oysa, yine de, ardından, öte yandan, dolayısıyla, üstelik, dedi",
        "bu yıl, bu hafta, bu ay, bu sabah, bu akşam, bu gece, bu sezon, bu yaz, bu kış",
    ),
    (
        "uk",
        "він, вона, воно, вони, його, її, їхній, їхня, це, цей, ця, ці, але, проте, однак, і, та, також, тому, потім, крім того, при цьому, водночас, натомість, за його словами, за її словами, сказав він, сказала вона, додав він, додала вона",
        "",
    ),
    (
        "ur",
        "وہ, یہ, ان, اس, انہوں, انھوں, لیکن, مگر, تاہم, اور, اس لیے, پھر, نیز, علاوہ ازیں, بلکہ",
        "اس سال, اس ہفتے, اس ماہ",
    ),
    (
        "vi",
        "anh ấy, cô ấy, ông ấy, bà ấy, họ, nó, tuy nhiên, nhưng, và, vì vậy, do đó, ngoài ra, bên cạnh đó, trong khi đó, sau đó, điều này, điều đó",
        "",
    ),
    (
        "zh",
        "他, 她, 它, 这, 這, 那, 该, 該, 但, 不过, 不過, 然而, 因此, 所以, 此外, 同时, 同時, 而且, 于是, 於是, 随后, 隨後, 对此, 對此, 另外",
        "那不勒斯, 但丁, 该隐, 该死",
    ),
];

/// The lists of a language in the form that search compares.
struct Lists {
    tag: &'static str,
    openings: Vec<String>,
    others: Vec<String>,
}

static LISTS: LazyLock<Vec<Lists>> = LazyLock::new(|| {
    let list = |list: &str| {
        let entries = list.split(", ").filter(|entry| !entry.is_empty());
        entries.map(search_form).collect()
    };
    OPENINGS
        .iter()
        .map(|(tag, openings, others)| Lists {
            tag,
            openings: list(openings),
            others: list(others),
        })
        .collect()
});

/// Whether `text` opens with a word that needs the sentence before it to be understood. In a
/// language without a list of such words none does.
pub(super) fn leans_back(text: &str, language: &Language) -> bool {
    let tag = match language.primary() {
        "no" | "nn" => "nb",
        tag => tag,
    };
    let Some(lists) = LISTS.iter().find(|lists| lists.tag == tag) else {
        return false;
    };
    let start: String = text
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .take(LOOK_AT)
        .collect();
    let start = search_form(&start);
    let opens_with = |opening: &String| {
        start.strip_prefix(opening.as_str()).is_some_and(|rest| {
            let ends = opening.starts_with(is_spaceless) || opening.ends_with('\'');
            ends || !rest.starts_with(char::is_alphanumeric)
        })
    };
    // "Cette année-là" refers back again.
    let is_other = |other: &String| {
        let goes_on = |rest: &str| rest.starts_with('-');
        opens_with(other) && !start.strip_prefix(other.as_str()).is_some_and(goes_on)
    };
    lists.openings.iter().any(opens_with) && !lists.others.iter().any(is_other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_exception_begins_like_an_opening() {
        for lists in LISTS.iter() {
            assert!(Language::parse(lists.tag).is_ok());
            for other in &lists.others {
                let begins = |opening: &String| other.starts_with(opening.as_str());
                assert!(lists.openings.iter().any(begins), "{other}");
            }
        }
    }

    #[test]
    fn what_refers_back() {
        let leans = |text, tag| leans_back(text, &Language::parse(tag).unwrap());
        for (text, tag) in [
            ("She opened it.", "en-GB"),
            ("“But the ferry stopped,” he said.", "en"),
            ("As a result, it rained.", "en"),
            ("Außerdem regnete es.", "de"),
            ("Diese Brücke ist neu.", "de"),
            ("C’était la plus vieille.", "fr"),
            ("Cette année-là, le pont ferma.", "fr"),
            ("Añadió que lloverá.", "es"),
            ("این پل تازه است.", "fa"),
            ("آن‌ها رفتند.", "fa"),
            ("但新桥开通了。", "zh"),
            ("しかし橋は残る。", "ja"),
            ("그러나 비가 왔다.", "ko"),
            ("แต่ฝนตก", "th"),
            ("लेकिन पुल बंद है।", "hi"),
            ("ولكن المطر نزل.", "ar"),
            ("وأضاف أن الجسر آمن.", "ar"),
            ("Han åpnet broen.", "nn"),
        ] {
            assert!(leans(text, tag), "{text}");
        }
        for (text, tag) in [
            ("Sheep crossed the bridge.", "en"),
            ("This week the bridge opens.", "en"),
            ("Diese Woche öffnet die Brücke.", "de"),
            ("Il y a deux ponts.", "fr"),
            ("El puente es nuevo.", "es"),
            ("Este lunes abre el puente.", "es"),
            ("ایران پل تازه ساخت.", "fa"),
            ("این هفته پل باز می‌شود.", "fa"),
            ("وأضاف الوزير أن الجسر آمن.", "ar"),
            ("新桥开通了。", "zh"),
            ("那不勒斯的桥。", "zh"),
            ("She", "sw"),
            ("", "en"),
        ] {
            assert!(!leans(text, tag), "{text}");
        }
    }
}
