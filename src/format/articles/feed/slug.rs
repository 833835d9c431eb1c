//! Names for the items of a feed that stay the same while the feed goes on.

use super::entries::Entry;

/// Names are cut after so many characters.
const LONGEST: usize = 100;

/// The name of an item: what identifies it in the feed, else where it is on the web, else its title, else its
/// number.
pub(super) fn slug(entry: &Entry, number: usize) -> String {
    let parts = [
        entry.id.as_deref(),
        entry.link.as_deref(),
        Some(entry.title.as_str()),
    ];
    let named = parts
        .into_iter()
        .flatten()
        .map(of)
        .find(|slug| !slug.is_empty());
    named.unwrap_or_else(|| format!("item-{}", number + 1))
}

/// The letters and digits of a name, of an address only those of its path, with hyphens between them.
fn of(name: &str) -> String {
    let path = match name.split_once("://") {
        Some((_, rest)) => {
            let rest = rest.split(['?', '#']).next().unwrap_or_default();
            let path = rest.split_once('/').map_or("", |(_, path)| path);
            let path = path.trim_end_matches('/');
            ["html", "htm", "php", "aspx"]
                .iter()
                .find_map(|end| path.strip_suffix(end)?.strip_suffix('.'))
                .unwrap_or(path)
        }
        None => name,
    };
    // An address may have its article after the question mark only.
    let path = if path.is_empty() { name } else { path };
    let words = path
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    let short: String = slug.chars().take(LONGEST).collect();
    short.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_addresses() {
        assert_eq!(
            of("https://a.example/2026/03/tea.html?utm=1#top"),
            "2026-03-tea"
        );
        assert_eq!(of("tag:a.example,2026:1"), "tag-a-example-2026-1");
        assert_eq!(of("https://a.example/?p=12"), "https-a-example-p-12");
        assert_eq!(of("https://a.example/خبر/پل/"), "خبر-پل");
        assert_eq!(of("—"), "");
        let untitled = Entry::default();
        assert_eq!(slug(&untitled, 2), "item-3");
    }
}
