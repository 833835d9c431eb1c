/// How many straight quotation marks and guillemets stand before a place: after an odd number the
/// next one closes. Counted only as far as it is asked for.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    counted: usize,
    straight: usize,
    guillemets: usize,
}

impl Quotes {
    pub(super) fn is_open(&mut self, text: &str, at: usize, mark: char) -> bool {
        for c in text[self.counted.min(at)..at].chars() {
            match c {
                '"' => self.straight += 1,
                '«' | '»' => self.guillemets += 1,
                _ => {}
            }
        }
        self.counted = self.counted.max(at);
        match mark {
            '"' => self.straight % 2 == 1,
            _ => self.guillemets % 2 == 1,
        }
    }
}
