//! A theme's strings with their places filled.

/// The pattern with each `{name}` replaced by its value; what has no value stays. Values are not looked into again.
pub fn fill(pattern: &str, values: &[(&str, impl AsRef<str>)]) -> String {
    let mut filled = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let place = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(key, _)| *key == name)?;
            Some((value, after))
        });
        match place {
            Some((value, after)) => {
                filled.push_str(value.as_ref());
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once() {
        let values = [("n", "{title}"), ("title", "T")];
        for (pattern, expected) in [
            ("¶ {n}", "¶ {title}"),
            ("{title}: {title}", "T: T"),
            ("{x} {", "{x} {"),
            ("{{title}}", "{T}"),
            ("{title", "{title"),
            ("", ""),
        ] {
            assert_eq!(fill(pattern, &values), expected);
        }
    }
}
