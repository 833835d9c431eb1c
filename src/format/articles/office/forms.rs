//! Which forms of text are inline codes: those that differ from what is around them.

use rustc_hash::FxHashMap;

use super::taken::{Atom, AtomKind, Paragraph, Run};

impl Paragraph {
    /// Finds which forms are codes, and the other end of each atom. `runs` are those of the part.
    pub(super) fn complete(&mut self, runs: &[Run]) {
        self.pair();
        let bases = self.bases(runs);
        self.mark_forms(runs, &bases);
        self.pair();
    }

    /// The run of most of the text in each element that is a code, by the atom that begins it, and of
    /// most of the rest; none where there is no text.
    pub(super) fn bases(&self, runs: &[Run]) -> Bases {
        let mut tallies: Vec<(Option<usize>, Tally)> = vec![(None, Tally::default())];
        let mut scopes = vec![0];
        for (at, atom) in self.atoms.iter().enumerate() {
            match &atom.kind {
                AtomKind::Begin(_) => {
                    scopes.push(tallies.len());
                    tallies.push((Some(at), Tally::default()));
                }
                AtomKind::End if scopes.len() > 1 => {
                    scopes.pop();
                }
                AtomKind::Text => {
                    if let (Some(run), Some(&scope)) = (atom.run(), scopes.last())
                        && let Some((_, tally)) = tallies.get_mut(scope)
                    {
                        tally.add(form(runs, run), run, self.visible(atom));
                    }
                }
                _ => {}
            }
        }
        Bases(
            tallies
                .into_iter()
                .map(|(at, tally)| (at, tally.most()))
                .collect(),
        )
    }

    /// Puts codes around text whose form is not that of its surroundings.
    fn mark_forms(&mut self, runs: &[Run], bases: &Bases) {
        let mut scopes = vec![bases.of(None)];
        // The run of the form that has begun, and where in `marked` it may end.
        let mut open: Option<(usize, usize)> = None;
        let mut marked: Vec<Atom> = Vec::with_capacity(self.atoms.len());
        let close = |open: &mut Option<(usize, usize)>, marked: &mut Vec<Atom>| {
            if let Some((_, end)) = open.take() {
                let last = marked.get(..end).and_then(<[Atom]>::last);
                let at = last.map_or(0, |atom| atom.text.end);
                marked.insert(end, form_atom(AtomKind::FormEnd, at));
            }
        };
        for (at, atom) in std::mem::take(&mut self.atoms).into_iter().enumerate() {
            match &atom.kind {
                AtomKind::Begin(_) => {
                    close(&mut open, &mut marked);
                    let base = bases.of(Some(at)).or(scopes.last().copied().flatten());
                    scopes.push(base);
                }
                AtomKind::End => {
                    close(&mut open, &mut marked);
                    if scopes.len() > 1 {
                        scopes.pop();
                    }
                }
                AtomKind::Text if !self.text_of(&atom).trim().is_empty() => {
                    let base = scopes.last().copied().flatten();
                    if let Some(run) = atom.run() {
                        let is = |other: usize| form(runs, other) == form(runs, run);
                        if open.is_some_and(|(other, _)| !is(other)) {
                            close(&mut open, &mut marked);
                        }
                        if open.is_none() && base.is_some_and(|base| !is(base)) {
                            marked.push(form_atom(AtomKind::FormBegin(run), atom.text.start));
                            open = Some((run, 0));
                        }
                        if let Some((_, end)) = &mut open {
                            *end = marked.len() + 1;
                        }
                    }
                }
                _ => {}
            }
            marked.push(atom);
        }
        close(&mut open, &mut marked);
        self.atoms = marked;
    }

    /// Notes for each atom that begins or ends something which one is its other end. One without is no code.
    fn pair(&mut self) {
        use AtomKind::*;
        let mut open: Vec<(usize, &mut Atom)> = Vec::new();
        for (at, atom) in self.atoms.iter_mut().enumerate() {
            atom.pair = None;
            let begins = |kind: &AtomKind| match &atom.kind {
                End => matches!(kind, Begin(_)),
                FormEnd => matches!(kind, FormBegin(_)),
                Close => matches!(kind, Open),
                _ => false,
            };
            match atom.kind {
                Begin(_) | FormBegin(_) | Open => open.push((at, atom)),
                End | FormEnd | Close => {
                    let begun = open.iter().rposition(|(_, other)| begins(&other.kind));
                    if let Some(begun) = begun {
                        let (number, other) = open.remove(begun);
                        atom.pair = Some(number);
                        other.pair = Some(at);
                    }
                }
                _ => {}
            }
        }
    }

    fn text_of(&self, atom: &Atom) -> &str {
        self.text.get(atom.text.clone()).unwrap_or_default()
    }

    /// How much of an atom's text is not white space, in bytes.
    fn visible(&self, atom: &Atom) -> usize {
        self.text_of(atom).split_whitespace().map(str::len).sum()
    }
}

/// The runs that give text its form where no code does.
pub(super) struct Bases(Vec<(Option<usize>, Option<usize>)>);

impl Bases {
    /// The run within the element that the atom `begin` begins; outside of all for none.
    pub(super) fn of(&self, begin: Option<usize>) -> Option<usize> {
        // They are in the order of the atoms.
        let at = self.0.binary_search_by_key(&begin, |(at, _)| *at).ok()?;
        self.0.get(at)?.1
    }
}

/// How much text has each form.
#[derive(Default)]
struct Tally {
    /// By form: the first run that has it, and the length.
    lengths: FxHashMap<usize, (usize, usize)>,
}

impl Tally {
    fn add(&mut self, form: usize, run: usize, length: usize) {
        self.lengths.entry(form).or_insert((run, 0)).1 += length;
    }

    /// The first run of the form that most text has; of equal ones the earlier.
    fn most(self) -> Option<usize> {
        let lengths = self.lengths.into_values();
        let most = lengths.max_by_key(|&(run, length)| (length, std::cmp::Reverse(run)));
        most.map(|(run, _)| run)
    }
}

fn form(runs: &[Run], run: usize) -> usize {
    runs.get(run).map_or(0, |run| run.form)
}

fn form_atom(kind: AtomKind, at: usize) -> Atom {
    Atom {
        kind,
        pieces: Vec::new(),
        text: at..at,
        pair: None,
    }
}
