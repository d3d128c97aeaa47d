//! Whole numbers of 512 bits, without a sign: room for the products that compare fractions, so that no comparison
//! with a target is ever made on a rounded number, however long the numbers are.

use std::cmp::Ordering;

/// Eight parts of 64 bits, the lowest first. The largest product made in this crate needs 400 bits; past 512 the
/// result stays at the largest number rather than wrapping round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wide([u64; 8]);

impl Wide {
    const MAX: Self = Self([u64::MAX; 8]);

    /// This number times another.
    pub(crate) fn times(self, factor: u128) -> Self {
        let (low_product, low_over) = self.times_part(low(factor));
        if factor >> 64 == 0 {
            return if low_over == 0 {
                low_product
            } else {
                Self::MAX
            };
        }
        let (raised, raised_over) = self.raised();
        let (high_product, high_over) = raised.times_part(low(factor >> 64));
        if low_over == 0 && raised_over == 0 && high_over == 0 {
            low_product.plus(high_product)
        } else {
            Self::MAX
        }
    }

    /// This number and another.
    pub(crate) fn plus(self, other: Self) -> Self {
        let mut sum = self;
        let mut carry = false;
        for (part, add) in sum.0.iter_mut().zip(other.0) {
            let (partly, first) = part.overflowing_add(add);
            let (whole, second) = partly.overflowing_add(u64::from(carry));
            *part = whole;
            carry = first || second;
        }
        if carry { Self::MAX } else { sum }
    }

    /// This number less another; nothing where the other is larger.
    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        let mut difference = self;
        let mut borrow = false;
        for (part, take) in difference.0.iter_mut().zip(other.0) {
            let (partly, first) = part.overflowing_sub(take);
            let (whole, second) = partly.overflowing_sub(u64::from(borrow));
            *part = whole;
            borrow = first || second;
        }
        (!borrow).then_some(difference)
    }

    /// How often another number goes into this one, rounded down; nothing for zero or for more than 128 bits.
    pub(crate) fn divided_by(self, divisor: Self) -> Option<u128> {
        if let (Some(whole), Some(by)) = (self.small(), divisor.small()) {
            return whole.checked_div(by);
        }
        let places = self.bits().saturating_sub(divisor.bits());
        if places > 127 || divisor.bits() == 0 {
            return None;
        }
        let mut step = (0..places).fold(divisor, |step, _| step.doubled());
        let (mut left, mut quotient) = (self, 0_u128);
        for _ in 0..=places {
            quotient <<= 1;
            if let Some(rest) = left.minus(step) {
                left = rest;
                quotient |= 1;
            }
            step = step.halved();
        }
        Some(quotient)
    }

    fn small(self) -> Option<u128> {
        match self.0 {
            [low, high, 0, 0, 0, 0, 0, 0] => Some(u128::from(high) << 64 | u128::from(low)),
            _ => None,
        }
    }

    fn bits(self) -> u32 {
        let mut leading = 0;
        for part in self.0.iter().rev() {
            leading += part.leading_zeros();
            if *part != 0 {
                break;
            }
        }
        512 - leading
    }

    fn doubled(self) -> Self {
        self.plus(self)
    }

    fn halved(self) -> Self {
        let mut half = self;
        let mut carry = 0;
        for part in half.0.iter_mut().rev() {
            let falls = *part << 63;
            *part = *part >> 1 | carry;
            carry = falls;
        }
        half
    }

    fn times_part(self, factor: u64) -> (Self, u64) {
        let mut product = self;
        let mut carry = 0_u128;
        for part in &mut product.0 {
            let whole = u128::from(*part) * u128::from(factor) + carry;
            *part = low(whole);
            carry = whole >> 64;
        }
        (product, low(carry))
    }

    /// This number times 2⁶⁴, and what falls off the top.
    fn raised(self) -> (Self, u64) {
        let mut raised = Self([0; 8]);
        for (to, from) in raised.0.iter_mut().skip(1).zip(self.0) {
            *to = from;
        }
        let [.., top] = self.0;
        (raised, top)
    }
}

impl From<u128> for Wide {
    fn from(number: u128) -> Self {
        Self([low(number), low(number >> 64), 0, 0, 0, 0, 0, 0])
    }
}

impl Ord for Wide {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.iter().rev().cmp(other.0.iter().rev())
    }
}

impl PartialOrd for Wide {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The lower 64 bits.
fn low(number: u128) -> u64 {
    u64::try_from(number & u128::from(u64::MAX)).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Dividing takes back what multiplying and adding did, at every length up to the full one.
        #[test]
        fn division_undoes_multiplication(a: u128, b: u128, c: u128, d in 1_u128.., rest: u128) {
            let rest = rest % d;
            let divisor = Wide::from(d).times(b | 1).times(c | 1);
            let whole = divisor.times(a >> 4).plus(Wide::from(rest));
            prop_assert_eq!(whole.divided_by(divisor), Some(a >> 4));
            prop_assert_eq!(whole.minus(Wide::from(rest)), Some(divisor.times(a >> 4)));
        }

        #[test]
        fn small_numbers_behave_as_usual(a: u64, b in 1_u64.., c: u64) {
            let (a, b, c) = (u128::from(a), u128::from(b), u128::from(c));
            prop_assert_eq!(Wide::from(a).times(b), Wide::from(a * b));
            prop_assert_eq!(Wide::from(a).cmp(&Wide::from(c)), a.cmp(&c));
            prop_assert_eq!(Wide::from(a).divided_by(Wide::from(b)), Some(a / b));
            prop_assert_eq!(Wide::from(a).minus(Wide::from(c)), a.checked_sub(c).map(Wide::from));
        }
    }

    #[test]
    fn too_much_stays_at_the_largest_number() {
        let large = Wide::from(u128::MAX)
            .times(u128::MAX)
            .times(u128::MAX)
            .times(u128::MAX);
        assert!(large < Wide::MAX);
        assert_eq!(large.times(2), Wide::MAX);
        assert_eq!(large.times(u128::MAX), Wide::MAX);
        assert_eq!(Wide::MAX.plus(Wide::from(1)), Wide::MAX);
        assert_eq!(large.divided_by(Wide::from(0)), None);
        assert_eq!(large.divided_by(Wide::from(1)), None);
    }
}
