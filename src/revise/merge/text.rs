use super::merged::{Conflict, Merge, Outcome};

impl Merge {
    /// The merged text. A conflict is between markers on lines of their own, as `diff3 -m` and
    /// `git merge-file --diff3` write it: mine, base, theirs.
    pub fn text(&self) -> String {
        let mut out = Writer {
            text: self.before.clone(),
            after_marker: false,
            line_end: self.line_end(),
        };
        for segment in &self.segments {
            match &segment.outcome {
                Outcome::Taken(text) | Outcome::Joined(text) => {
                    out.gap(&segment.gap);
                    out.text.push_str(text);
                }
                Outcome::Deleted => {}
                Outcome::Conflict(conflict) => {
                    out.gap(&segment.gap);
                    out.conflict(conflict);
                }
            }
        }
        out.gap(&self.after);
        out.text
    }

    /// How the lines of the texts end.
    fn line_end(&self) -> &'static str {
        let gaps = self.segments.iter().map(|segment| &segment.gap);
        let mut gaps = gaps.chain([&self.before, &self.after]);
        match gaps.any(|gap| gap.contains("\r\n")) {
            true => "\r\n",
            false => "\n",
        }
    }
}

struct Writer {
    text: String,
    /// Whether the last line is a marker: its end stands for a space.
    after_marker: bool,
    line_end: &'static str,
}

impl Writer {
    fn gap(&mut self, gap: &str) {
        let breaks = gap.contains(['\n', '\r']);
        if !self.after_marker {
            self.text.push_str(gap);
        } else if breaks {
            // The line of the marker has ended already.
            let rest = gap.strip_prefix("\r\n").or(gap.strip_prefix('\n'));
            self.text.push_str(rest.unwrap_or(gap));
        }
        self.after_marker = false;
    }

    fn conflict(&mut self, conflict: &Conflict) {
        if !self.text.is_empty() && !self.text.ends_with(['\n', '\r']) {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            self.text.push_str(self.line_end);
        }
        let parts = [
            ("<<<<<<< mine", &conflict.mine),
            ("||||||| base", &conflict.base),
            ("=======", &conflict.theirs),
            (">>>>>>> theirs", &None),
        ];
        for (marker, text) in parts {
            self.text.push_str(marker);
            self.text.push_str(self.line_end);
            if let Some(text) = text {
                self.text.push_str(text);
                self.text.push_str(self.line_end);
            }
        }
        self.after_marker = true;
    }
}
