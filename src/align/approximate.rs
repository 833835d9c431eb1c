//! Logarithms and exponentials to six digits, several times as fast as exact ones. They use only additions,
//! multiplications and one division, so they give the same bits on every machine.

use std::f32::consts::{LN_2, LOG2_E, SQRT_2};

/// ln x, for finite, normal x > 0.
#[inline]
pub(super) fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let mut exponent = (bits >> 23) as i32 - 127;
    let mut mantissa = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    if mantissa > SQRT_2 {
        mantissa *= 0.5;
        exponent += 1;
    }
    // ln m = 2 artanh((m − 1) / (m + 1)), by its series.
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let square = t * t;
    let series = 1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0)));
    exponent as f32 * LN_2 + 2.0 * t * series
}

/// eˣ, for x up to 88; 0 below −86. It has no branch, so several can be computed at once.
#[inline]
pub(super) fn exp(x: f32) -> f32 {
    // Adding 1.5 · 2²³ rounds to a whole number, which then is in the low bits.
    const ROUNDER: f32 = 12_582_912.0;
    let within = x.clamp(-86.0, 88.0);
    let rounded = within * LOG2_E + ROUNDER;
    let whole = rounded.to_bits().wrapping_sub(ROUNDER.to_bits()) as i32;
    let rest = within - (rounded - ROUNDER) * LN_2;
    let series = 1.0
        + rest
            * (1.0
                + rest
                    * (0.5
                        + rest
                            * (1.0 / 6.0
                                + rest * (1.0 / 24.0 + rest * (1.0 / 120.0 + rest / 720.0)))));
    let power = f32::from_bits((whole.wrapping_add(127) as u32) << 23);
    series * if x < -86.0 { 0.0 } else { power }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_near_the_exact_ones() {
        for step in -860..880 {
            let x = step as f32 / 10.0;
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 1e-5, "exp {x}");
            assert!((ln(exact as f32) - x).abs() < 1e-5, "ln exp {x}");
        }
        assert_eq!(exp(-1e9), 0.0);
        assert_eq!((ln(1.0), exp(0.0)), (0.0, 1.0));
    }
}
