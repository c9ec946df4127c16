//! "Did you mean …?": the known name that is nearest to what an author wrote.

use strsim::damerau_levenshtein;

/// The nearest of `names` by insertions, deletions, changes and swaps of letters, if it is near enough to be meant.
pub fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = fold(written);
    let length = written.chars().count();
    if length > 100 {
        return None;
    }
    let most = (length / 3).max(1);
    names
        .into_iter()
        .filter(|name| {
            name.chars().count().abs_diff(length) <= most || is_beginning(&written, name)
        })
        .map(|name| (damerau_levenshtein(&written, &fold(name)), name))
        .filter(|(distance, name)| {
            (*distance <= most && *distance < name.chars().count()) || is_beginning(&written, name)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Whether a name was not written to its end, as `alias` for `aliases`. A letter or two are the beginning of too much.
fn is_beginning(written: &str, name: &str) -> bool {
    written.chars().count() > 2 && fold(name).starts_with(written)
}

/// Case and the choice between hyphen, underscore and space are no reason not to be meant.
fn fold(name: &str) -> String {
    name.to_lowercase().replace(['_', ' '], "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let names = ["title", "tags", "summary", "xu-fei", "xu-jieyun", "米粉"];
        for (written, expected) in [
            ("titel", Some("title")),
            ("Summary", Some("summary")),
            ("xu_fei", Some("xu-fei")),
            ("xu-jieyan", Some("xu-jieyun")),
            ("colour", None),
            ("x", None),
            ("summ", Some("summary")),
            ("xu", None),
            ("粉", Some("米粉")),
        ] {
            assert_eq!(nearest(written, names), expected, "{written}");
        }
    }
}
