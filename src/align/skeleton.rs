//! Likeness of names across scripts, by their consonants: a Soundex (Russell 1918) for more than
//! one alphabet.

use unicode_script::{Script, UnicodeScript};

/// The consonants of a word as classes of similar sounds, so that a name can be recognized in another script:
/// `Sturridge`, `Старридж` and `استاریج` all begin with s-t-r.
///
/// Vowels, `h`, `y` and the like are left out, since abjads do not write them or each language
/// writes them its own way. A doubled class counts once. Empty for scripts without a table.
/// The form is a search form (lower-cased, NFKD).
pub(crate) fn skeleton(form: &str) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::new();
    for c in form.chars() {
        for class in classes(c).bytes() {
            if out.last() != Some(&class) {
                out.push(class);
            }
        }
    }
    out
}

/// The script of a word's first letter.
pub(crate) fn script_of(form: &str) -> Script {
    form.chars()
        .find(|c| c.is_alphabetic())
        .map_or(Script::Unknown, |c| c.script())
}

/// Classes: `p` labial stops, `f` labial fricatives, `t` dental, `k` velar, `s` sibilants and
/// affricates, `l`, `r`, `m`, `n`.
fn classes(c: char) -> &'static str {
    match c {
        'b' | 'p' | 'б' | 'п' | 'β' | 'π' | 'ب' | 'پ' | 'פ' | 'ब' | 'भ' | 'प' | 'ハ' | 'ヒ'
        | 'ホ' | 'ヘ' => "p",
        'f' | 'v' | 'w' | 'ф' | 'в' | 'φ' | 'ف' | 'و' | 'ו' | 'ב' | 'ף' | 'फ' | 'व' | 'フ'
        | 'ワ' => "f",
        't' | 'd' | 'т' | 'д' | 'τ' | 'δ' | 'θ' | 'ت' | 'د' | 'ط' | 'ض' | 'ذ' | 'ث' | 'ט' | 'ת'
        | 'ד' | 'ट' | 'ठ' | 'ड' | 'ढ' | 'त' | 'थ' | 'द' | 'ध' | 'タ' | 'テ' | 'ト' => {
            "t"
        }
        'c' | 'k' | 'g' | 'q' | 'к' | 'г' | 'х' | 'κ' | 'γ' | 'χ' | 'ک' | 'گ' | 'ق' | 'غ' | 'خ'
        | 'כ' | 'ך' | 'ק' | 'ג' | 'क' | 'ख' | 'ग' | 'घ' | 'カ' | 'キ' | 'ク' | 'ケ' | 'コ' => {
            "k"
        }
        's' | 'z' | 'j' | 'с' | 'з' | 'ж' | 'ц' | 'ч' | 'ш' | 'щ' | 'σ' | 'ζ' | 'س' | 'ز' | 'ش'
        | 'ج' | 'چ' | 'ژ' | 'ص' | 'ظ' | 'ס' | 'ז' | 'ש' | 'צ' | 'ץ' | 'स' | 'श' | 'ष' | 'ज'
        | 'च' | 'छ' | 'झ' | 'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'チ' | 'ツ' => "s",
        'x' | 'ξ' => "ks",
        'ψ' => "ps",
        'l' | 'л' | 'λ' | 'ل' | 'ל' | 'ल' => "l",
        'r' | 'р' | 'ρ' | 'ر' | 'ר' | 'र' => "r",
        'ラ' | 'リ' | 'ル' | 'レ' | 'ロ' => "r",
        'm' | 'м' | 'μ' | 'م' | 'מ' | 'ם' | 'म' | 'マ' | 'ミ' | 'ム' | 'メ' | 'モ' => {
            "m"
        }
        'n' | 'н' | 'ν' | 'ن' | 'נ' | 'ן' | 'न' | 'ण' | 'ナ' | 'ニ' | 'ヌ' | 'ネ' | 'ノ' | 'ン' => {
            "n"
        }
        _ => "",
    }
}

/// The likeness of two skeletons, 0 to 1: twice the length of their common beginning over the sum of their lengths.
pub(crate) fn likeness(a: &[u8], b: &[u8]) -> f64 {
    let common = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    2.0 * common as f64 / (a.len() + b.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::search_form;

    #[test]
    fn names_are_known_again_in_other_scripts() {
        for (latin, other) in [
            ("Moskva", "Москва"),
            ("Madrid", "مادرید"),
            ("Berlin", "Βερολίνο"),
            ("Kabul", "काबुल"),
            ("Toronto", "トロント"),
        ] {
            let [a, b] = [latin, other].map(|word| skeleton(&search_form(word)));
            assert!(a.len() >= 3, "{latin}");
            assert!(likeness(&a, &b) > 0.7, "{latin} {other}");
        }
        assert!(skeleton("橋").is_empty());
    }
}
