//! The random numbers of numpy: PCG64 (O'Neill 2014), seeded as its `SeedSequence` does it, so that
//! the samples, and what is found in them, are those of sacreBLEU.

const MULTIPLIER: u128 = 0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645;

/// A sequence of random numbers.
#[derive(Debug, Clone)]
pub(super) struct Random {
    state: u128,
    increment: u128,
    /// The second half of the last number, where only the first one was used.
    half: Option<u32>,
}

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        let [a, b, c, d] = words(seed);
        let join = |high: u64, low: u64| u128::from(high) << 64 | u128::from(low);
        let mut random = Random {
            state: 0,
            increment: join(c, d) << 1 | 1,
            half: None,
        };
        random.step();
        random.state = random.state.wrapping_add(join(a, b));
        random.step();
        random
    }

    /// A number from 0 to less than `end`, each as likely (Lemire 2019).
    pub(super) fn below(&mut self, end: u32) -> u32 {
        loop {
            let product = u64::from(self.next()) * u64::from(end);
            let rest = product as u32;
            if rest >= end || rest >= end.wrapping_neg() % end {
                return (product >> 32) as u32;
            }
        }
    }

    fn step(&mut self) {
        self.state = self
            .state
            .wrapping_mul(MULTIPLIER)
            .wrapping_add(self.increment);
    }

    fn next(&mut self) -> u32 {
        if let Some(half) = self.half.take() {
            return half;
        }
        self.step();
        let mixed = (self.state >> 64) as u64 ^ self.state as u64;
        let number = mixed.rotate_right((self.state >> 122) as u32);
        self.half = Some((number >> 32) as u32);
        number as u32
    }
}

/// A seed spread over four words (O'Neill's `seed_seq_fe`).
fn words(seed: u64) -> [u64; 4] {
    let mut constant: u32 = 0x43b0_d7e5;
    let mut hash = |value: u32| {
        let value = value ^ constant;
        constant = constant.wrapping_mul(0x931e_8875);
        let value = value.wrapping_mul(constant);
        value ^ value >> 16
    };
    let mut pool = [seed as u32, (seed >> 32) as u32, 0, 0].map(&mut hash);
    for from in 0..pool.len() {
        for to in (0..pool.len()).filter(|&to| to != from) {
            let left = pool[to].wrapping_mul(0xca01_f9dd);
            let mixed = left.wrapping_sub(hash(pool[from]).wrapping_mul(0x4973_f715));
            pool[to] = mixed ^ mixed >> 16;
        }
    }
    let mut constant: u32 = 0x8b51_f9dd;
    let mut next = |at: usize| {
        let value = pool[at % pool.len()] ^ constant;
        constant = constant.wrapping_mul(0x58f3_8ded);
        let value = value.wrapping_mul(constant);
        u64::from(value ^ value >> 16)
    };
    std::array::from_fn(|word| next(2 * word) | next(2 * word + 1) << 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_numpy() {
        // Recorded: numpy.random.default_rng(seed).choice(end, size=8)
        for (seed, end, expected) in [
            (12345, 40, [27, 9, 31, 12, 8, 31, 25, 27]),
            (0, 1000, [850, 636, 511, 269, 307, 40, 75, 16]),
            (7, 3, [2, 1, 2, 2, 1, 2, 2, 0]),
            (
                1099511627781,
                2147483649,
                [
                    30406389, 10177911, 1261065591, 1931524748, 325128269, 775660352, 107841935,
                    289068080,
                ],
            ),
            (
                12345,
                2000000000,
                [
                    1398430062, 454672044, 1577293976, 408353787, 1594730914, 1285367138,
                    1352509341, 1976912862,
                ],
            ),
        ] {
            let mut random = Random::new(seed);
            assert_eq!([0; 8].map(|_| random.below(end)), expected, "{seed} {end}");
        }
    }
}
