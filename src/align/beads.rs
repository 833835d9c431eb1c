//! The shapes that links have (Gale and Church 1993 call them beads).

/// How many source and how many target segments a link takes, and how common that is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bead {
    pub source: usize,
    pub target: usize,
    /// Natural logarithm of its share among all links.
    pub log_prior: f64,
}

impl Bead {
    /// Whether it links segments of both sides.
    pub fn is_two_sided(&self) -> bool {
        self.source > 0 && self.target > 0
    }
}

/// The most segments a bead takes of one side.
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

/// The beads of Gale and Church 1993, table 5, and the rarer ones that news needs. The shares are
/// rounded from what professional translations show; one-sided beads get more than Gale and
/// Church's 1 % because articles are often cut.
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

/// A bead laid on the text: segments `i..i+a` and `j..j+b`, and the weight that is given to it.
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
    /// How likely they do, 0 to 1.
    pub weight: f32,
}

/// What a pass over the texts leads to believe.
pub(super) struct Beliefs {
    /// The likely two-sided beads, in the order of the text.
    pub beads: Vec<Placed>,
    /// The segments that likely stand in one bead, by source, then target.
    pub meetings: Vec<Meeting>,
    /// How common each shape is.
    pub chances: Chances,
}

/// How common each bead is, and how runs of segments without counterpart go on: logarithms of
/// probabilities.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chances {
    /// Of each two-sided bead, after another.
    pub beads: [f64; SHAPES],
    /// That source segments are left out after a link.
    pub omission: f64,
    /// That target segments are added after a link.
    pub addition: f64,
    /// That a gap goes on by another segment of the same side.
    pub longer: f64,
    /// That additions follow omissions.
    pub exchange: f64,
    /// That a gap ends.
    pub resumption: f64,
}

impl Chances {
    /// Before anything is known of the text.
    pub fn first_guess() -> Self {
        let p = BEADS.map(|bead| bead.log_prior);
        Chances {
            beads: p,
            omission: p[1],
            addition: p[2],
            longer: p[1],
            exchange: p[1],
            resumption: 0.0,
        }
    }
    pub fn counts() -> Self {
        let mut c = Chances::first_guess();
        c.beads = BEADS.map(|bead| GUESS_WORTH * bead.log_prior.exp());
        c
    }
    pub fn shares(mut self) -> Self {
        let all: f64 = self.beads.iter().sum();
        self.beads = self.beads.map(|count| (count / all).ln());
        let p = self.beads;
        self.omission = p[1];
        self.addition = p[2];
        self.longer = p[1].max(p[2]);
        self.exchange = p[2];
        self
    }
    pub fn softened(&self, t: f64) -> Self {
        Chances {
            beads: self.beads.map(|p| p / t),
            omission: self.omission / t,
            addition: self.addition / t,
            longer: self.longer / t,
            exchange: self.exchange / t,
            resumption: self.resumption / t,
        }
    }
}

/// How many links the first guess of how common each bead is is worth.
const GUESS_WORTH: f64 = 60.0;
