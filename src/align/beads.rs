//! The shapes of links, which Gale and Church 1993 call beads.

/// A shape of link: how many source and target segments it takes, and how common it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bead {
    pub source: usize,
    pub target: usize,
    /// Natural logarithm of its share among all links.
    pub log_prior: f64,
}

impl Bead {
    /// Whether it links segments of both sides.
    pub(super) fn is_two_sided(&self) -> bool {
        self.source > 0 && self.target > 0
    }
}

/// Maximum number of segments that a bead takes of one side.
pub(super) const WIDEST: usize = 4;

/// The number of shapes of beads.
pub(super) const SHAPES: usize = BEADS.len();

const fn bead(source: usize, target: usize, log_prior: f64) -> Bead {
    Bead {
        source,
        target,
        log_prior,
    }
}

/// The beads of Gale and Church 1993, table 5, and the rarer ones that news needs. The shares are rounded from
/// professional translations; one-sided beads get more than Gale and Church's 1 % because articles are often cut.
pub(super) const BEADS: [Bead; 12] = [
    bead(1, 1, -0.22),
    bead(1, 0, -4.0),
    bead(0, 1, -4.0),
    bead(1, 2, -2.5),
    bead(2, 1, -2.5),
    bead(2, 2, -4.2),
    bead(1, 3, -5.0),
    bead(3, 1, -5.0),
    bead(2, 3, -7.5),
    bead(3, 2, -7.5),
    bead(1, 4, -7.5),
    bead(4, 1, -7.5),
];

/// The bead of a source segment alone.
pub(super) const OMISSION: usize = 1;

/// The bead of a target segment alone.
pub(super) const ADDITION: usize = 2;

/// A bead placed on the text: segments `i..i+a` and `j..j+b`, with its weight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub source: (usize, usize),
    pub target: (usize, usize),
    pub weight: f64,
}

/// A source segment and a target segment that may stand in one link.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meeting {
    pub source: usize,
    pub target: usize,
    /// The probability that they do, 0 to 1.
    pub weight: f32,
}

/// The result of one pass over the texts.
pub(super) struct Beliefs {
    /// The likely two-sided beads, in the order of the text.
    pub beads: Vec<Placed>,
    /// The segments that likely stand in one bead, by source, then target.
    pub meetings: Vec<Meeting>,
    /// How common each shape is.
    pub chances: Chances,
}

/// How common each bead is, and how runs of segments without a counterpart continue, as logarithms of probabilities.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chances {
    /// The probability of each two-sided bead after another bead.
    pub beads: [f64; SHAPES],
    /// The probability that source segments are left out after a link.
    pub omission: f64,
    /// The probability that target segments are added after a link.
    pub addition: f64,
    /// The probability that a gap continues with another segment of the same side.
    pub longer: f64,
    /// The probability that additions follow omissions.
    pub exchange: f64,
    /// The probability that a gap ends.
    pub resumption: f64,
}

/// The share of segments in gaps that are followed by another one of the same side, as a first guess.
const LONGER: f64 = 0.1;

/// The share of omissions that are followed by an addition, as a first guess.
const EXCHANGE: f64 = 0.03;

/// Number of links that the first guess about beads is worth.
const GUESS_WORTH: f64 = 60.0;

/// Number of segments in gaps that the first guess about gaps is worth.
const GAP_GUESS_WORTH: f64 = 10.0;

impl Chances {
    /// The probabilities before anything is known of the text.
    pub(super) fn first_guess() -> Self {
        Counts::default().shares()
    }

    /// All probabilities to the power of 1 / `temperature`.
    pub(super) fn softened(&self, temperature: f64) -> Self {
        Chances {
            beads: self.beads.map(|chance| chance / temperature),
            omission: self.omission / temperature,
            addition: self.addition / temperature,
            longer: self.longer / temperature,
            exchange: self.exchange / temperature,
            resumption: self.resumption / temperature,
        }
    }
}

/// Expected counts of the events whose probabilities [`Chances`] holds. The first guess is counted from the start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counts {
    /// Links of each two-sided shape.
    pub beads: [f64; SHAPES],
    /// Gaps that begin with an omission.
    pub omissions: f64,
    /// Gaps that begin with an addition.
    pub additions: f64,
    /// Segments in gaps that follow one of the same side.
    pub longer: f64,
    /// Additions after omissions.
    pub exchanges: f64,
    /// Gaps that ended.
    pub resumptions: f64,
}

impl Default for Counts {
    fn default() -> Self {
        let guessed = BEADS.map(|bead| GUESS_WORTH * bead.log_prior.exp());
        Counts {
            beads: std::array::from_fn(|k| {
                if BEADS[k].is_two_sided() {
                    guessed[k]
                } else {
                    0.0
                }
            }),
            omissions: guessed[OMISSION],
            additions: guessed[ADDITION],
            longer: GAP_GUESS_WORTH * LONGER,
            exchanges: GAP_GUESS_WORTH * EXCHANGE,
            resumptions: GAP_GUESS_WORTH * (1.0 - LONGER - EXCHANGE),
        }
    }
}

impl Counts {
    /// The shares of what can follow a link, and of what can follow a gap.
    pub(super) fn shares(&self) -> Chances {
        let links: f64 = self.beads.iter().sum();
        let after_link = links + self.omissions + self.additions;
        let after_gap = self.longer + self.exchanges + self.resumptions;
        Chances {
            beads: self.beads.map(|count| (count / after_link).ln()),
            omission: (self.omissions / after_link).ln(),
            addition: (self.additions / after_link).ln(),
            longer: (self.longer / after_gap).ln(),
            exchange: (self.exchanges / after_gap).ln(),
            // A gap is followed by a link of any shape, but not by another gap.
            resumption: (self.resumptions / after_gap * after_link / links).ln(),
        }
    }
}
