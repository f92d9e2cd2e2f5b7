//! Who is clustered at all ("in-conv").

/// So many answers are enough, or all statements where there are fewer.
const ENOUGH: usize = 7;
/// Below so many people, those with most answers are taken in as well.
const AT_LEAST: usize = 15;

/// Marks who is clustered, beside those marked already. `answers`: how many each person gave, passes and answers to
/// moderated statements included.
pub(crate) fn admit(members: &mut Vec<bool>, answers: &[usize], statements: usize) {
    members.resize(answers.len(), false);
    let bar = ENOUGH.min(statements);
    for (member, &answers) in members.iter_mut().zip(answers) {
        *member |= answers >= bar;
    }
    let count = members.iter().filter(|member| **member).count();
    if count < AT_LEAST {
        let mut others: Vec<usize> = (0..answers.len()).filter(|&person| !members[person]).collect();
        // Stable, so that equals come in the order of their first votes. Polis takes them as they hash.
        others.sort_by_key(|&person| std::cmp::Reverse(answers[person]));
        others.into_iter().take(AT_LEAST - count).for_each(|person| members[person] = true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_answers_or_all_there_are_let_somebody_in_and_the_busiest_fill_up() {
        let answers: Vec<usize> = (0..20).collect();
        let mut members = Vec::new();
        admit(&mut members, &answers, 30);
        assert_eq!(members.iter().position(|member| *member), Some(5));
        let mut few = Vec::new();
        admit(&mut few, &answers, 2);
        assert_eq!(few.iter().position(|member| *member), Some(2));
    }

    #[test]
    fn who_is_in_stays_in() {
        let mut members = vec![true];
        admit(&mut members, &[1; 40], 9);
        assert!(members[0]);
        assert_eq!(members.iter().filter(|member| **member).count(), 15);
    }
}
