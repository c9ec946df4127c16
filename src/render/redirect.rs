//! Small pages at old paths that lead to the new ones.

use crate::case::{Case, Ref, Target};
use crate::page::{phrase, route};

use super::escape;

/// The page at the output path `from`, which leads to a record's page. `words` are the theme's strings by key.
pub fn html(case: &Case, from: &str, to: Ref, words: &dyn Fn(&str) -> String) -> String {
    let href = route::href(case, from, &Target::Record(to, None));
    let path = route::path(case, to);
    let canonical = match &case.front.base_url {
        Some(base) => route::absolute(base, &path),
        None => href.clone(),
    };
    let title = &case.head(to).title;
    let sentence = phrase::fill(&words("redirect.moved"), &[("title", title)]);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={href}\">\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         <p><a href=\"{href}\">{sentence}</a></p>\n</main>\n</body>\n</html>\n",
        language = escape::attribute(&case.front.language),
        title = escape::text(title),
        href = escape::attribute(&href),
        canonical = escape::attribute(&canonical),
        sentence = escape::text(&sentence),
    )
}
