use super::{Lines, Phrases, Words};

/// What Recto knows of one language: the sections of its data file. Words are in lower case where nothing else is said.
///
/// Abbreviations are written without their last full stop, and sorted by what the full stop may do. They are looked up in
/// the order `phrases`, `joining`, `before_number`, `before_name`, `ending`; but a word in both `before_name` and `ending`
/// is the latter after a figure ("6 ft."). An abbreviation of one letter is the small letter: a capital is an initial.
#[derive(Debug, Default)]
pub(crate) struct Profile {
    /// The primary language subtag (`pt`), empty for a language without data.
    pub(crate) tag: &'static str,
    /// The place in the registry.
    pub(super) number: usize,
    /// What the orthography does that others do not: `[traits]`.
    pub(crate) traits: Traits,
    /// How numbers are written: `[numbers]`.
    pub(crate) numbers: Numbers,

    /// `[segmented-like]`: the language whose abbreviations are used, where this one has none of its own.
    pub(crate) segmented_like: Words,
    /// `[joining]`: abbreviations that never end a sentence (`Dr.`, `e.g.`).
    pub(crate) joining: Words,
    /// `[before-number]`: those that belong to a figure or Roman numeral that follows (`No. 5`, `p. 7`).
    pub(crate) before_number: Words,
    /// `[before-name]`: those that belong to a capital that follows unless it is a starter (`ul. Nowa`).
    pub(crate) before_name: Words,
    /// `[ending]`: those that end a sentence before a capital (`etc.`, `Jr.`, `p.m.`).
    pub(crate) ending: Words,
    /// `[phrases]`: abbreviations of several parts (`z. b`), one a line, which join between their parts. The longest tail that is
    /// listed in a class, written with full stops for blanks ("v. chr" as v.chr), says how the last stop counts.
    pub(crate) phrases: Lines,
    /// `[joining-everywhere]`, in `und`: abbreviations that never end a sentence in any language, as they are written
    /// (`Dr`).
    pub(crate) joining_everywhere: Words,
    /// `[references]`: abbreviations that point to a figure, formula, section or source, and end no sentence before a
    /// bracket that holds one word (`Ref. [Knuth]`), in a text of any language.
    pub(crate) references: Words,
    /// `[starters]`: words that, capitalized after a full stop, most likely open a sentence.
    pub(crate) starters: Words,
    /// `[exclaimed-names]`: names that end in `!` or `?`, with the mark.
    pub(crate) exclaimed_names: Words,
    /// `[continuing]`: words that go on with a sentence after an ellipsis, for scripts without case.
    pub(crate) continuing: Words,
    /// `[always-capital]`: words that only writers without any capitals begin with a small one (`i`, `i'm`).
    pub(crate) always_capital: Words,
    /// `[clitics]`: what opens a sentence in lower case behind an apostrophe, before a capital (`’s Avonds`, `’t Was`).
    pub(crate) clitics: Words,
    /// `[prefixes]`: articles, conjunctions and prepositions that are written onto the next word, in the order in which
    /// they are tried. They hold for all languages of the script.
    pub(crate) prefixes: Words,
    /// `[frequent-prefixes]`: those of them that are tried where a word is looked up in an index.
    pub(crate) frequent_prefixes: Words,
    /// `[spelling-variants]`: pairs of letters that stand for each other in two ways of writing (`ise/ize`).
    pub(crate) spelling_variants: Words,
    /// `[speech]`: verbs and names that say who speaks, for scripts without case; in scripts without spaces `^` marks
    /// what follows the quotation mark at once.
    pub(crate) speech: Words,

    /// `[calendar]`: months and days of the week. They follow ordinals and times without opening a sentence.
    pub(crate) calendar: Words,
    /// `[after-ordinals]`: other words that do so: short months, "century", "o'clock".
    pub(crate) after_ordinals: Words,
    /// `[calendar-forms]`: other forms of months and days; as in `[negation]`.
    pub(crate) calendar_forms: Words,

    /// `[day-halves]`, in `und`: what follows an hour that is counted from noon or midnight (`p.m`).
    pub(crate) day_halves: Words,
    /// `[time-zones]`, in `und`: abbreviations that follow a time of day, as they are written.
    pub(crate) time_zones: Words,
    /// `[before-days]`: articles before the day in a dateline ("Bonn, den 3. März").
    pub(crate) before_days: Words,

    /// `[function-words]`: articles, prepositions, conjunctions, pronouns, auxiliary verbs, and words of saying and
    /// counting that news copy repeats. In Chinese and Japanese they are characters, which end a phrase wherever they are.
    pub(crate) function_words: Words,
    /// `[openings]`: what refers back when it opens a sentence: personal and demonstrative pronouns, connectives, and
    /// verbs of saying whose subject is left out or is a pronoun ("sagte er", "Añadió que"). What is more often an article
    /// or a plain preposition (German "der", Spanish "el", Swedish "den") is left out.
    pub(crate) openings: Phrases,
    /// `[openings-not]`: what begins like an opening and does not refer back ("this week").
    pub(crate) openings_not: Phrases,

    /// `[negation]`: words that deny. `x*` is a word that begins so, `*x` one that ends so; in scripts without spaces they
    /// are parts of the text. What takes something away ("without") denies as well.
    pub(crate) negation: Words,
    /// `[modality]`: words that say how sure, possible, allowed or necessary something is; as in `[negation]`.
    pub(crate) modality: Words,
    /// `[determiners]`: words before a noun that say which one: articles, demonstratives, possessives, and the relative
    /// pronouns that take their place.
    pub(crate) determiners: Words,

    /// `[bylines]`: what a byline has before a name ("by").
    pub(crate) bylines: Phrases,
    /// `[byline-possessives]`: what may come before the writer's office in a byline ("by our correspondent").
    pub(crate) byline_possessives: Words,
    /// `[byline-labels]`: what makes a line a byline, whatever follows (`作者：`).
    pub(crate) byline_labels: Phrases,
    /// `[timestamps]`: what opens a line that says when an article was published or changed ("last updated").
    pub(crate) timestamps: Phrases,
    /// `[captions]`: what is before a colon and the caption of a picture ("photo").
    pub(crate) captions: Phrases,
    /// `[reprints]`: how a notice on copies of the article begins ("this article may be re").
    pub(crate) reprints: Phrases,
    /// `[end-lines]`: lines that say that the article is over ("ends").
    pub(crate) end_lines: Phrases,
    /// `[licences]`: what names a licence or reserves rights ("licensed under"). What does not begin with an ASCII letter
    /// may be a part of a word.
    pub(crate) licences: Phrases,
    /// `[pointers]`: what points at other articles, before a colon ("read more").
    pub(crate) pointers: Phrases,
    /// `[credit-labels]`: what stands before a colon and the name of who took a picture or edited an article ("photo").
    pub(crate) credit_labels: Phrases,
    /// `[credits]`: what opens a credit and is followed by a name ("reporting by").
    pub(crate) credits: Phrases,
    /// `[credit-ends]`: what ends a credit, before the full stop ("contributed to this report").
    pub(crate) credit_ends: Phrases,
    /// `[invitations]`: what opens an invitation to readers ("follow us on").
    pub(crate) invitations: Phrases,
    /// `[invitations-in-two]`: the two parts of an invitation with a name between them, written as `…`, one a line.
    pub(crate) invitations_in_two: Lines,
}

/// What the orthography of a language does that others do not. The section `[traits]` names those that are true, with
/// hyphens for underscores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Traits {
    /// A full stop after digits makes an ordinal: `am 3. Mai`.
    pub(crate) ordinals: bool,
    /// `;` asks (Greek).
    pub(crate) semicolon_asks: bool,
    /// `:` is a full stop, and `.` is none (Armenian).
    pub(crate) colon_stops: bool,
    /// `»` opens and `«` closes (German, Danish), or both marks are `»` (Finnish, Swedish).
    pub(crate) guillemets_inward: bool,
    /// A danda ends sentences; a full stop mostly marks an abbreviation.
    pub(crate) danda: bool,
    /// An ellipsis before a space ends a sentence, although no capital can tell (Arabic, Hindi).
    pub(crate) ellipsis_ends: bool,
    /// A full stop behind a number ends no sentence, for the verb does that (Korean).
    pub(crate) numbers_join: bool,
    /// A space ends a sentence (Thai).
    pub(crate) spaces_end: bool,
    /// Ordinals are written with a full stop, but Roman numerals after names without (Polish).
    pub(crate) roman_names: bool,
    /// An article or a pronoun is written onto the next word, with an apostrophe (French).
    pub(crate) elides: bool,
    /// All nouns are written with a capital, so that it marks no name (German).
    pub(crate) nouns_capitalized: bool,
    /// Months and days have a capital, which other words that look the same have not ("may").
    pub(crate) months_capitalized: bool,
    /// Names have one form, whatever they do in the sentence (no cases).
    pub(crate) names_uninflected: bool,
}

/// How numbers are written in a language. The section `[numbers]` names what is true, with hyphens for underscores.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Numbers {
    /// A point before decimals and commas between thousands; most languages do it the other way round.
    pub(crate) decimal_point: bool,
    /// Thousands are set apart by spaces.
    pub(crate) groups_with_spaces: bool,
    /// Numbers of four digits are not grouped (CLDR, `minimumGroupingDigits`).
    pub(crate) groups_from_five_digits: bool,
    /// Digits beyond the thousands are grouped by two: lakh and crore.
    pub(crate) groups_by_lakh: bool,
    /// `[decimal-point-in]`: regions that write a point before decimals although the language does not (`MX`).
    pub(crate) decimal_point_in: Words,
    /// `[apostrophe-in]`: regions that set thousands apart by an apostrophe (`CH`).
    pub(crate) apostrophe_in: Words,
}

impl Profile {
    /// Cuts `data` into its sections.
    pub(super) fn parse(number: usize, tag: &'static str, data: &'static str) -> Self {
        let mut profile = Profile {
            tag,
            number,
            ..Profile::default()
        };
        for (name, body) in sections(data) {
            profile.set(name, body);
        }
        profile
    }

    /// Takes a section. Returns `false` if no section has this name, or a trait in it is unknown.
    pub(super) fn set(&mut self, name: &str, body: &'static str) -> bool {
        let words = Words::new(body);
        let phrases = Phrases::new(body);
        match name {
            "traits" => return words.iter().all(|name| self.traits.set(name)),
            "numbers" => return words.iter().all(|name| self.numbers.set(name)),
            "decimal-point-in" => self.numbers.decimal_point_in = words,
            "apostrophe-in" => self.numbers.apostrophe_in = words,
            "segmented-like" => self.segmented_like = words,
            "joining" => self.joining = words,
            "before-number" => self.before_number = words,
            "before-name" => self.before_name = words,
            "ending" => self.ending = words,
            "phrases" => self.phrases = Lines::new(body),
            "joining-everywhere" => self.joining_everywhere = words,
            "references" => self.references = words,
            "starters" => self.starters = words,
            "exclaimed-names" => self.exclaimed_names = words,
            "continuing" => self.continuing = words,
            "always-capital" => self.always_capital = words,
            "clitics" => self.clitics = words,
            "prefixes" => self.prefixes = words,
            "frequent-prefixes" => self.frequent_prefixes = words,
            "spelling-variants" => self.spelling_variants = words,
            "speech" => self.speech = words,
            "calendar" => self.calendar = words,
            "after-ordinals" => self.after_ordinals = words,
            "calendar-forms" => self.calendar_forms = words,
            "day-halves" => self.day_halves = words,
            "time-zones" => self.time_zones = words,
            "before-days" => self.before_days = words,
            "function-words" => self.function_words = words,
            "openings" => self.openings = phrases,
            "openings-not" => self.openings_not = phrases,
            "negation" => self.negation = words,
            "modality" => self.modality = words,
            "determiners" => self.determiners = words,
            "bylines" => self.bylines = phrases,
            "byline-possessives" => self.byline_possessives = words,
            "byline-labels" => self.byline_labels = phrases,
            "timestamps" => self.timestamps = phrases,
            "captions" => self.captions = phrases,
            "reprints" => self.reprints = phrases,
            "end-lines" => self.end_lines = phrases,
            "licences" => self.licences = phrases,
            "pointers" => self.pointers = phrases,
            "credit-labels" => self.credit_labels = phrases,
            "credits" => self.credits = phrases,
            "credit-ends" => self.credit_ends = phrases,
            "invitations" => self.invitations = phrases,
            "invitations-in-two" => self.invitations_in_two = Lines::new(body),
            _ => return false,
        }
        true
    }
}

/// The sections of a data file: the name of each and what is below it.
pub(super) fn sections(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    data.split("\n[")
        .skip(1)
        .filter_map(|section| section.split_once("]\n"))
}

impl Traits {
    /// Sets the trait of this name. Returns `false` if there is none.
    fn set(&mut self, name: &str) -> bool {
        let place = match name {
            "ordinals" => &mut self.ordinals,
            "semicolon-asks" => &mut self.semicolon_asks,
            "colon-stops" => &mut self.colon_stops,
            "guillemets-inward" => &mut self.guillemets_inward,
            "danda" => &mut self.danda,
            "ellipsis-ends" => &mut self.ellipsis_ends,
            "numbers-join" => &mut self.numbers_join,
            "spaces-end" => &mut self.spaces_end,
            "roman-names" => &mut self.roman_names,
            "elides" => &mut self.elides,
            "nouns-capitalized" => &mut self.nouns_capitalized,
            "months-capitalized" => &mut self.months_capitalized,
            "names-uninflected" => &mut self.names_uninflected,
            _ => return false,
        };
        *place = true;
        true
    }
}

impl Numbers {
    /// Sets what has this name. Returns `false` if nothing has.
    fn set(&mut self, name: &str) -> bool {
        let place = match name {
            "decimal-point" => &mut self.decimal_point,
            "groups-with-spaces" => &mut self.groups_with_spaces,
            "groups-from-five-digits" => &mut self.groups_from_five_digits,
            "groups-by-lakh" => &mut self.groups_by_lakh,
            _ => return false,
        };
        *place = true;
        true
    }
}
