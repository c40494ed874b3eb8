//! Order statistics and moments.

/// Sorted values with how often each occurs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Distribution {
    values: Vec<(f64, u64)>,
    count: u64,
}

impl Distribution {
    /// Adds a value that is not below the last.
    pub fn push(&mut self, value: f64, times: u64) {
        self.count += times;
        match self.values.last_mut() {
            Some((last, n)) if *last == value => *n += times,
            _ => self.values.push((value, times)),
        }
    }

    /// From values in any order.
    #[must_use]
    pub fn of(mut values: Vec<f64>) -> Distribution {
        values.sort_unstable_by(f64::total_cmp);
        let mut distribution = Distribution::default();
        values.into_iter().for_each(|v| distribution.push(v, 1));
        distribution
    }

    /// How many values.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The quantile by the method R-8 (median-unbiased whatever the distribution; Hyndman and Fan
    /// 1996): the one that Cardinal uses. NaN without values.
    #[must_use]
    pub fn quantile(&self, share: f64) -> f64 {
        let n = self.count as f64;
        if self.count == 0 {
            return f64::NAN;
        }
        let h = (n + 1.0 / 3.0) * share + 1.0 / 3.0;
        let floor = h.floor();
        let rank = |r: f64| self.ranked(r.clamp(1.0, n) as u64);
        if share <= 0.0 || h < 1.0 {
            return rank(1.0);
        }
        if share >= 1.0 || floor >= n {
            return rank(n);
        }
        let low = rank(floor);
        (h - floor).mul_add(rank(floor + 1.0) - low, low)
    }

    /// The value at a rank from 1.
    fn ranked(&self, rank: u64) -> f64 {
        let mut seen = 0;
        for (value, times) in &self.values {
            seen += times;
            if seen >= rank {
                return *value;
            }
        }
        f64::NAN
    }

    /// First quartile, third quartile.
    #[must_use]
    pub fn quartiles(&self) -> (f64, f64) {
        (self.quantile(0.25), self.quantile(0.75))
    }

    /// Tukey's fences: `reach` times the distance of the quartiles beyond each.
    #[must_use]
    pub fn fences(&self, reach: f64) -> (f64, f64) {
        let (q1, q3) = self.quartiles();
        ((q3 - q1).mul_add(-reach, q1), (q3 - q1).mul_add(reach, q3))
    }
}

/// Moments of a handful of numbers. Summed in sorted order: the same whatever order they came in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// How many.
    pub n: usize,
    /// Mean.
    pub mean: f64,
    /// Standard deviation of a sample.
    pub deviation: f64,
    /// Adjusted skewness of a sample; needs three different numbers.
    pub skewness: Option<f64>,
    /// Excess kurtosis of a sample; needs four numbers, not all the same.
    pub kurtosis: Option<f64>,
}

impl Moments {
    /// Of at least two numbers, sorted.
    #[must_use]
    pub fn of(sorted: &[f64]) -> Option<Moments> {
        let n = sorted.len();
        if n < 2 {
            return None;
        }
        let size = n as f64;
        let mean = sorted.iter().sum::<f64>() / size;
        let power = |p: i32| sorted.iter().map(|x| (x - mean).powi(p)).sum::<f64>();
        let squares = power(2);
        let deviation = (squares / (size - 1.0)).sqrt();
        let varied = deviation > 0.0;
        let skewness = (varied && n >= 3)
            .then(|| size / ((size - 1.0) * (size - 2.0)) * power(3) / deviation.powi(3));
        let kurtosis = (varied && n >= 4).then(|| {
            let lead = size * (size + 1.0) / ((size - 1.0) * (size - 2.0) * (size - 3.0));
            let tail = 3.0 * (size - 1.0).powi(2) / ((size - 2.0) * (size - 3.0));
            lead * power(4) / deviation.powi(4) - tail
        });
        Some(Moments {
            n,
            mean,
            deviation,
            skewness,
            kurtosis,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_by_r8() {
        let d = Distribution::of(vec![4.0, 1.0, 3.0, 2.0]);
        assert!((d.quantile(0.25) - 1.416_666_666_666_666_5).abs() < 1e-12);
        assert_eq!(
            (d.quantile(0.5), d.quantile(0.0), d.quantile(1.0)),
            (2.5, 1.0, 4.0)
        );
        assert_eq!(Distribution::of(vec![7.0]).quartiles(), (7.0, 7.0));
        assert!(Distribution::default().quantile(0.5).is_nan());
        let repeated = Distribution::of(vec![0.0, 0.0, 0.0, 1.0]);
        assert_eq!((repeated.count(), repeated.quantile(0.5)), (4, 0.0));
        assert_eq!(
            Distribution::of(vec![1.0, 1.0, 1.0, 1.0]).fences(1.5),
            (1.0, 1.0)
        );
    }

    #[test]
    fn moments_as_in_a_spreadsheet() {
        let m = Moments::of(&[2.0, 3.0, 5.0, 9.0]).unwrap();
        assert!(
            (m.mean - 4.75).abs() < 1e-12 && (m.deviation - 3.095_695_936_834_452).abs() < 1e-12
        );
        assert!((m.skewness.unwrap() - 1.137_624_366_957_688_4).abs() < 1e-9);
        assert!((m.kurtosis.unwrap() - 0.757_655_954_631_379_9).abs() < 1e-9);
        assert_eq!(Moments::of(&[1.0]), None);
        let flat = Moments::of(&[1.0, 1.0, 1.0, 1.0]).unwrap();
        assert_eq!(
            (flat.deviation, flat.skewness, flat.kurtosis),
            (0.0, None, None)
        );
    }
}
