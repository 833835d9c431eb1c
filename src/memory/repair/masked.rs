//! Texts without their substitutable things.

use crate::text::{Language, Substitutable, SubstitutableKind, comparison_form, substitutables};

/// A text with its substitutable things taken out.
#[derive(Debug)]
pub(super) struct Masked<'a> {
    pub text: &'a str,
    pub items: Vec<Substitutable>,
    /// The comparison form with one character for all things of a kind, and without inline codes.
    pub form: String,
}

impl<'a> Masked<'a> {
    pub(super) fn new(text: &'a str, language: &Language) -> Self {
        let items = substitutables(text, language);
        let mut form = String::with_capacity(text.len());
        let mut at = 0;
        for item in &items {
            form.push_str(&text[at..item.span.start]);
            // Of the private use area, that no text of anybody else's can have.
            if item.kind != SubstitutableKind::Code {
                form.extend(char::from_u32(0xE000 + item.kind as u32));
            }
            at = item.span.end;
        }
        form.push_str(&text[at..]);
        Masked {
            text,
            items,
            form: comparison_form(&form).into_owned(),
        }
    }

    /// Its things other than inline codes.
    pub(super) fn plain(&self) -> impl Iterator<Item = &Substitutable> {
        let items = self.items.iter();
        items.filter(|item| item.kind != SubstitutableKind::Code)
    }

    pub(super) fn codes(&self) -> usize {
        self.items.len() - self.plain().count()
    }
}
