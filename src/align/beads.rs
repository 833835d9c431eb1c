//! The shapes that links have (Gale and Church 1993 call them beads).

/// How many source and how many target segments a link takes, and how common that is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bead {
    pub source: usize,
    pub target: usize,
    /// Natural logarithm of its share among all links.
    pub log_prior: f64,
}

/// The most segments a bead takes of one side.
pub(super) const WIDEST: usize = 4;

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

/// The logarithm of the share of each bead.
pub(super) type Priors = [f64; BEADS.len()];

/// The shares before anything is known of the text.
pub(super) fn priors() -> Priors {
    BEADS.map(|bead| bead.log_prior)
}
