//! What the tests of the pages ask of their Content Security Policies.

use sha2::{Digest, Sha256};

/// Asserts that a page loads nothing, and that its policy has the hashes of its style and script.
/// After a change of a style or script the constants of the page must be changed as this says.
pub(super) fn assert_closed(
    page: &str,
    [style, style_hash]: [&str; 2],
    [script, script_hash]: [&str; 2],
) {
    assert_eq!(style_hash, hash(style));
    assert_eq!(script_hash, hash(script));
    for (tag, text) in [("style", style), ("script", script)] {
        assert!(page.contains(&format!("<{tag}>{text}</{tag}>")));
    }
    for hash in [style_hash, script_hash] {
        // As the page writes it.
        let hash = hash.replace('+', "&#43;");
        let has = |hash: &str| page.contains(&format!("'sha256-{hash}'"));
        assert!(has(&hash) || has(&hash.replace("&#43;", "+")));
    }
    // Attributes of style would need a hash as well, and nothing may come from elsewhere.
    for refused in [
        " style=",
        " onclick=",
        "http://",
        "https://",
        "src=",
        "url(",
    ] {
        assert!(!page.contains(refused), "{refused}");
    }
}

/// The SHA-256 hash of `text` in base64.
fn hash(text: &str) -> String {
    base64(&Sha256::digest(text))
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| {
            bits << 8 | u32::from(three.get(at).copied().unwrap_or(0))
        });
        for at in 0..4 {
            match at <= three.len() {
                true => out.push(char::from(ALPHABET[(bits >> (18 - 6 * at)) as usize & 63])),
                false => out.push('='),
            }
        }
    }
    out
}
