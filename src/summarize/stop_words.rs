//! Function words: words that hold sentences together and say nothing about their subject.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{Language, search_form};

/// Function words by language: articles, prepositions, conjunctions, pronouns, auxiliary verbs, and
/// words of saying and counting that news copy repeats. In Chinese and Japanese they are characters,
/// which end a phrase wherever they stand.
const LISTS: &[(&str, &str)] = &[
    (
        "ar",
        "في من على إلى عن مع هذا هذه ذلك تلك الذي التي الذين ان إن أن كان كانت يكون لم لن لا ما قد قال قالت هو هي هم كما بعد قبل بين حتى أو ثم بل لكن كل بعض غير عند منذ خلال حول أي وقد وكان وقال التى الى او به بها له لها فيه فيها عليه عليها منه منها اليوم أكثر أيضا",
    ),
    (
        "bg",
        "и в на за от с по до при без към из че да не се е са беше бяха ще как като но или а този тази това тези които което която който той тя то те ние вие аз му й им ги го си още вече само много след преди между през под над дали каза",
    ),
    (
        "ca",
        "el la els les un una uns unes de del dels a al als en amb per i o que no es és són era ha han va van ser haver com més molt però si ja també entre sobre sense fins quan on qui aquest aquesta aquests aquestes seu seva seus seves ho li hi tot tots cada dir",
    ),
    (
        "cs",
        "a i v ve na za od s se k ke po do při bez z ze že aby ne je jsou byl byla bylo byli být bude jak jako ale nebo ten ta to ti ty tento tato toto který která které on ona ono oni my vy já mu jí jim ho jej si už jen jen velmi více také mezi přes pod nad podle řekl uvedl",
    ),
    (
        "da",
        "og i på til fra med af for om ved uden under over mellem efter før en et den det de der som at ikke er var bliver blev har havde kan kunne skal skulle vil ville men eller hvis når hvor hvad han hun vi jeg du sig sin sit sine hans hendes deres også mere meget kun siger sagde",
    ),
    (
        "de",
        "der die das den dem des ein eine einen einem einer eines und oder aber doch denn weil dass ob wenn als wie in im an am auf aus bei beim mit nach von vom vor zu zum zur über unter zwischen durch für gegen ohne um bis seit während wegen ist sind war waren wird werden wurde wurden worden sein hat haben hatte hatten kann können konnte soll sollen muss müssen will wollen mag nicht kein keine keinen er sie es wir ihr ich du man sich sein seine seinen seiner ihre ihren ihrem ihrer dieser diese dieses diesen jene welche alle auch noch nur schon sehr mehr so dann da dort hier nun jedoch sagte sagt heißt etwa beide einige viele",
    ),
    (
        "el",
        "ο η το οι τα του της των τον την τους τις ένας μια ένα και ή αλλά που πως ότι να θα δεν μη με σε στο στη στον στην στους στις στα από για προς κατά μετά πριν μέχρι χωρίς είναι ήταν έχει έχουν είχε αυτός αυτή αυτό αυτοί μου σου μας σας όπως όταν πιο πολύ επίσης μόνο κάθε είπε",
    ),
    (
        "en",
        "a an the and or but nor so yet for of in on at by to from with without into onto over under between among through during before after since until about against as than that this these those which who whom whose what when where why how if because while though although is are was were be been being am has have had having do does did doing will would shall should can could may might must not no it its he him his she her hers they them their theirs we us our you your i me my there here then now also just only very more most much many some any all both each every other another such own same too still even again out up down off one two said says say told according new first last",
    ),
    (
        "es",
        "el la los las un una unos unas y e o u pero sino que de del a al en con por para sin sobre entre hasta desde durante contra tras según como cuando donde quien cual si no ni ya más menos muy también solo es son era eran fue fueron ser sido está están estaba ha han había haber hay puede pueden debe su sus se lo le les me te nos mi tu este esta estos estas ese esa eso esto aquel todo toda todos todas otro otra otros otras cada dijo dice tiene tienen tenía hace hacen hacer hizo porque aunque mientras así",
    ),
    (
        "fa",
        "و در به از که این آن با را برای تا بر هم یا اما ولی اگر نیز هر همه یک دو است بود بودند شد شده شدند می نمی های ها ای کرد کرده کردند کند کنند دارد دارند داشت باید بوده او آنها آنان ما شما من وی خود دیگر پس پیش بین روی زیر پیش بعد هنگام چون چه چند گفت گفته اند ایم هستند نیست همین همان",
    ),
    (
        "fi",
        "ja tai mutta että jos kun kuin on oli ovat olivat olla ollut ei eivät se ne hän he me te minä sinä tämä tuo nämä joka jotka mikä mitä sen sitä niiden hänen heidän myös vain jo vielä hyvin enemmän kanssa ilman ennen jälkeen mukaan sekä niin sanoi kertoo",
    ),
    (
        "fr",
        "le la les l' un une des du de d' et ou mais donc or ni car que qu' qui quoi dont où à au aux en dans sur sous par pour avec sans entre vers chez contre depuis pendant avant après jusque comme si ne pas plus moins très aussi est sont était étaient été être a ont avait avoir fait peut peuvent doit il elle ils elles on nous vous je tu se sa son ses leur leurs ce cet cette ces c' s' n' j' m' y lui même tout toute tous toutes autre autres quelques dit selon",
    ),
    (
        "he",
        "של את על אל מן עם לא הוא היא הם הן זה זאת זו אלה אשר כי גם או אבל אם כל כמו בין אחרי לפני עד יותר רק עוד היה היתה היו יש אין מה מי אני אתה אנחנו לו לה להם בו בה כך כדי אמר",
    ),
    (
        "hi",
        "के का की को में से ने है हैं था थे थी और या पर यह ये वह वे इस उस इन उन कि जो तो भी ही कर करने किया गया गए गई होने हो होता नहीं एक लिए साथ बाद तक अपने अपनी हम आप मैं क्या जब अब बहुत सभी कुछ कहा",
    ),
    (
        "hu",
        "a az és vagy de hogy nem is egy ez azt ezt ami aki amely mint ha van volt vannak voltak lesz lenne meg el ki be le fel már még csak nagyon több után előtt között szerint alatt ő ők mi ti én minden más majd mert mondta",
    ),
    (
        "id",
        "yang dan di ke dari untuk dengan pada dalam adalah ini itu tidak akan telah sudah oleh sebagai juga atau karena bahwa ada saat para dapat bisa lebih ia dia mereka kami kita saya antara setelah sebelum hingga serta tersebut satu secara namun tetapi kata",
    ),
    (
        "it",
        "il lo la i gli le l' un uno una di del dello della dei degli delle d' a al allo alla ai agli alle da dal dalla in nel nella nei nelle con su sul sulla per tra fra e ed o ma che chi cui non si è sono era erano stato stata essere ha hanno aveva avere può possono deve come quando dove se più meno molto anche solo già questo questa questi queste quello quella suo sua suoi sue loro lui lei noi voi io ci vi ne tutto tutti tutte altro altri ogni dopo prima secondo detto",
    ),
    (
        "ja",
        "の は が を に へ と で も か ら な だ た て し い る れ さ す ま せ ん や よ ね こ そ あ お う ど み め り ろ け く き つ ち げ ば び",
    ),
    (
        "ko",
        "은 는 이 가 을 를 의 에 에서 로 으로 와 과 도 만 그 이 저 것 수 등 및 있다 없다 했다 한다 하는 하고 위해 대한 때문에 그러나 그리고 또 또한 더 말했다",
    ),
    (
        "nb",
        "og i på til fra med av for om ved uten under over mellom etter før en et ei den det de der som at ikke er var blir ble har hadde kan kunne skal skulle vil ville men eller hvis når hvor hva han hun vi jeg du seg sin sitt sine hans hennes deres også mer mye bare sier sa",
    ),
    (
        "nl",
        "de het een en of maar want dat die dit deze wat wie waar als dan toen in op aan van voor met door uit over onder tussen na naar bij tot zonder tegen om te is zijn was waren wordt worden werd werden heeft hebben had kan kunnen moet moeten zal zullen zou niet geen er hij zij ze wij we ik jij je u hem haar hun zich ook nog al alleen meer zeer veel andere alle zei zegt volgens",
    ),
    (
        "pl",
        "i w we na za od z ze do przy bez po pod nad przez dla o u że żeby nie się jest są był była było byli być będzie jak jako ale lub albo oraz ten ta to ci te tego tej tych który która które którzy on ona ono oni my wy ja mu jej im ich go jego sobie już tylko bardzo więcej także między przed podczas powiedział",
    ),
    (
        "pt",
        "o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela para com sem sobre entre até desde durante contra após e ou mas que se não nem já mais menos muito também só como quando onde quem qual é são era eram foi foram ser sido está estão há tem têm tinha ter pode podem deve ele ela eles elas seu sua seus suas lhe este esta estes estas esse essa isso isto aquele todo toda todos todas outro outra cada disse segundo ao aos à às",
    ),
    (
        "ro",
        "și în la de pe cu din pentru prin sau dar că să nu se este sunt era au a fi fost va vor ca mai foarte doar cum când unde care ce cine acest această aceste acea lui ei lor îi îl le său sa sale un o unei unui după înainte între fără spus",
    ),
    (
        "ru",
        "и в во на за от с со по до при без к ко из у о об что чтобы не ни бы же ли это этот эта эти тот та те то как так но а или если когда где который которая которое которые он она оно они мы вы я его ее их ему им ей себя свой свои был была было были быть есть будет уже еще только очень более также между через под над после перед для сказал заявил",
    ),
    (
        "sv",
        "och i på till från med av för om vid utan under över mellan efter före en ett den det de som att inte är var blir blev har hade kan kunde ska skulle vill ville men eller när hur vad var han hon vi jag du sig sin sitt sina hans hennes deras också mer mycket bara säger sade",
    ),
    (
        "th",
        "ที่ และ ใน ของ เป็น มี ได้ จะ ให้ กับ ไม่ การ ว่า จาก นี้ นั้น แต่ หรือ ก็ โดย เพื่อ ซึ่ง แล้ว",
    ),
    (
        "tr",
        "ve veya ile ama fakat ancak için gibi kadar daha çok en bir bu şu o da de ki mi ne her hem ise olan olarak oldu olduğu olduğunu eden etti var yok değil sonra önce göre üzere tarafından diye onun onlar biz siz ben kendi bazı tüm yeni dedi",
    ),
    (
        "uk",
        "і й та в у на за від з із зі по до при без к про що щоб не ні би б же це цей ця ці той як так але а або якщо коли де який яка яке які він вона воно вони ми ви я його її їх йому їм себе свій був була було були бути є буде вже ще тільки дуже більше також між через під над після перед для сказав",
    ),
    (
        "vi",
        "và của là có được cho với các những một trong từ đến khi này đó không cũng đã đang sẽ ra vào trên dưới sau trước theo về tại do bị nên mà thì như để bởi vì nhiều hơn rất người ông bà",
    ),
    (
        "zh",
        "的 了 在 是 和 与 與 及 或 也 都 就 而 但 不 没 沒 有 这 這 那 其 之 于 於 对 對 从 從 到 把 被 让 讓 给 給 将 將 向 为 為 以 所 我 你 他 她 它 们 們 个 個 会 會 能 要 说 說 称 稱 并 並 还 還 又 很 更 最 已 着 著 过 過 吗 呢 吧 啊 一 二 两 些 每 各 该 該 由 则 則 因 如 若 只 才 上 下 中",
    ),
];

/// The lists with their words in the form that search compares.
static WORDS: LazyLock<FxHashMap<&str, FxHashSet<String>>> = LazyLock::new(|| {
    let words = |words: &str| words.split(' ').map(search_form).collect();
    LISTS
        .iter()
        .map(|(tag, list)| (*tag, words(list)))
        .collect()
});

/// The function words of `language` in search form; `None` without a list.
pub(super) fn stop_words(language: &Language) -> Option<&'static FxHashSet<String>> {
    let tag = match language.primary() {
        "no" | "nn" => "nb",
        tag => tag,
    };
    WORDS.get(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_of_languages_and_hold_their_commonest_words() {
        for (tag, _) in LISTS {
            let language = Language::parse(tag).unwrap();
            assert!(
                stop_words(&language).is_some_and(|words| words.len() > 20),
                "{tag}"
            );
        }
        let has = |tag: &str, word: &str| {
            let language = Language::parse(tag).unwrap();
            stop_words(&language).is_some_and(|words| words.contains(&search_form(word)))
        };
        assert!(has("en-GB", "The") && has("fa", "که") && has("ar", "إلى") && has("nn", "og"));
        assert!(!has("en", "bridge") && !has("sw", "na"));
    }
}
