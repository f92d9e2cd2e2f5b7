//! How long a ranked list of findings may be.

use terms::StatementKey;

/// The longest list of statements whose expected share of wrong claims is at most `level`.
///
/// `certified` holds each statement's probability of being right. Sorted by error e = 1 − C, the largest set with
/// mean(e) ≤ level is kept (Newton, Noueiry, Sarkar, Ahlquist 2004; Müller et al. 2004). Ties fall in key order.
#[must_use]
pub fn fdr_cut(certified: &[(StatementKey, f64)], level: f64) -> Vec<StatementKey> {
    let mut ranked: Vec<&(StatementKey, f64)> = certified.iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut errors = 0.0;
    let mut count = 0.0;
    let fits = |&&(_, sure): &&&(StatementKey, f64)| {
        errors += 1.0 - sure;
        count += 1.0;
        errors <= level * count
    };
    ranked.iter().take_while(fits).map(|entry| entry.0.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_error_of_the_list_stays_at_the_level() {
        let list: Vec<(StatementKey, f64)> =
            [("a", 0.99), ("b", 0.80), ("c", 0.97), ("d", 0.93)].map(|(k, c)| (k.into(), c)).to_vec();
        // Errors .01, .03, .07 have mean .0367; with .20 the mean is .0775.
        assert_eq!(fdr_cut(&list, 0.05), ["a", "c", "d"].map(StatementKey::from));
        assert!(fdr_cut(&list, 0.001).is_empty());
    }
}
