//! What depends on the site's language but not on a date: the order of names, numbers and plurals.
//!
//! All of it is ICU4X's, from the Unicode [CLDR](https://cldr.unicode.org/).

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::OnceLock;

use icu_calendar::Date;
use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_locale_core::{Locale, locale};
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

/// The locale for a BCP 47 tag: its own, or its language's where that is all that is known, or English
/// where nothing is. English without a region is British, for its order of day and month.
pub fn locale_of(tag: &str) -> Locale {
    const BRITISH: Locale = locale!("en-GB");
    match Locale::try_from_str(tag) {
        Ok(mut locale) if locale.id.language == BRITISH.id.language => {
            locale.id.region = locale.id.region.or(BRITISH.id.region);
            locale
        }
        Ok(locale) if is_known(&locale) => locale,
        _ => BRITISH,
    }
}

/// Whether there is anything for a language. One for which there is nothing names its months as the
/// root of all locales does, "M01".
fn is_known(locale: &Locale) -> bool {
    let january = |locale: &Locale| {
        let days = FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::long()).ok()?;
        let date = Date::try_new_gregorian(2026, 1, 1).ok()?;
        Some(days.format(&date).to_string())
    };
    january(locale) != january(&Locale::UNKNOWN)
}

/// The order of names and titles in a language.
#[derive(Debug)]
pub struct Collation {
    /// `None` if there is no collation at all, not even the root's.
    collator: Option<CollatorBorrowed<'static>>,
}

impl Collation {
    /// The order for a BCP 47 tag; [`locale_of`] says what an unknown one gets.
    /// Numbers in names are ordered by value: "Part 2" before "Part 10".
    pub fn new(tag: &str) -> Self {
        let mut preferences = CollatorPreferences::from(&locale_of(tag));
        preferences.numeric_ordering = preferences
            .numeric_ordering
            .or(Some(CollationNumericOrdering::True));
        let collator = Collator::try_new(preferences, CollatorOptions::default()).ok();
        Self { collator }
    }

    /// The order of two names. Only the same name is equal: what the language holds for equal
    /// is ordered by code point, so that no order depends on chance.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let order = self
            .collator
            .as_ref()
            .map_or(Ordering::Equal, |collator| collator.compare(a, b));
        order.then_with(|| a.cmp(b))
    }
}

/// Which of a language's plural forms goes with a number.
#[derive(Debug)]
pub struct Plurals {
    rules: Option<PluralRules>,
}

impl Plurals {
    /// The rules for a BCP 47 tag; [`locale_of`] says what an unknown one gets.
    pub fn new(tag: &str) -> Self {
        let options = PluralRulesOptions::default();
        let rules = PluralRules::try_new((&locale_of(tag)).into(), options).ok();
        Self { rules }
    }

    /// The [category](https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules)
    /// of a count: `zero`, `one`, `two`, `few`, `many` or `other`.
    pub fn category(&self, count: u64) -> &'static str {
        let category = self.rules.as_ref().map(|rules| rules.category_for(count));
        match category {
            Some(PluralCategory::Zero) => "zero",
            Some(PluralCategory::One) => "one",
            Some(PluralCategory::Two) => "two",
            Some(PluralCategory::Few) => "few",
            Some(PluralCategory::Many) => "many",
            Some(PluralCategory::Other) | None => "other",
        }
    }
}

/// The counts below it are written once.
const SMALL: i64 = 100;

/// Whole numbers in a language's digits.
#[derive(Debug)]
pub struct Numbers {
    plain: Option<DecimalFormatter>,
    grouped: Option<DecimalFormatter>,
    /// The small counts, from 0, made when the first is asked for: most are small, and a long page has thousands.
    small: OnceLock<Vec<String>>,
}

impl Numbers {
    /// The numbers for a BCP 47 tag; [`locale_of`] says what an unknown one gets.
    pub fn new(tag: &str) -> Self {
        let locale = locale_of(tag);
        let formatter = |grouping: GroupingStrategy| {
            let options = DecimalFormatterOptions::from(grouping);
            DecimalFormatter::try_new((&locale).into(), options).ok()
        };
        Self {
            plain: formatter(GroupingStrategy::Never),
            grouped: formatter(GroupingStrategy::Auto),
            small: OnceLock::new(),
        }
    }

    /// A count, its digits in groups: "1,234".
    pub fn count(&self, count: i64) -> Cow<'_, str> {
        let grouped = |count| written(self.grouped.as_ref(), &Decimal::from(count));
        let small = || {
            let small = self.small.get_or_init(|| (0..SMALL).map(grouped).collect());
            small.get(usize::try_from(count).ok()?)
        };
        match small() {
            Some(words) => words.into(),
            None => grouped(count).into(),
        }
    }

    /// A year or another number whose digits are not grouped: "2026".
    pub fn plain(&self, number: i64) -> String {
        written(self.plain.as_ref(), &Decimal::from(number))
    }

    /// Hours with their sign, of zero hours too: "+8", "-0".
    pub(super) fn signed(&self, negative: bool, hours: u16) -> String {
        let sign = if negative { '-' } else { '+' };
        let text = format!("{sign}{hours}");
        // A number cannot have the sign of zero, a decimal read from text can.
        match text.parse() {
            Ok(decimal) => written(self.plain.as_ref(), &decimal),
            Err(_) => text,
        }
    }

    /// Two digits, with a leading zero: "05".
    pub(super) fn two_digits(&self, number: u16) -> String {
        let mut decimal = Decimal::from(number);
        decimal.pad_start(2);
        written(self.plain.as_ref(), &decimal)
    }
}

fn written(formatter: Option<&DecimalFormatter>, number: &Decimal) -> String {
    formatter.map_or_else(
        || number.to_string(),
        |formatter| formatter.format(number).to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_fall_back_to_their_language_and_then_to_english() {
        for (tag, name) in [
            ("en", "en-GB"),
            ("en-US", "en-US"),
            ("fr-XX", "fr-XX"),
            ("zh-Hans", "zh-Hans"),
            ("tlh", "en-GB"),
            ("not a tag", "en-GB"),
            ("", "en-GB"),
            ("und", "en-GB"),
        ] {
            assert_eq!(locale_of(tag).to_string(), name, "{tag}");
        }
    }

    #[test]
    fn names_are_in_their_languages_order() {
        for (tag, ascending) in [
            ("en", ["apple", "Ärger", "Banana", "part 2", "part 10"]),
            // Swedish has ä after z; Chinese orders by pinyin.
            ("sv", ["apa", "banan", "zebra", "åra", "ära"]),
            ("zh-Hans", ["阿", "北京", "雷军", "小米", "宗宁"]),
        ] {
            let collation = Collation::new(tag);
            let mut names = ascending;
            names.reverse();
            names.sort_by(|a, b| collation.compare(a, b));
            assert_eq!(names, ascending, "{tag}");
        }
        let english = Collation::new("en");
        assert_eq!(english.compare("a", "a"), Ordering::Equal);
        assert_ne!(english.compare("e\u{301}", "é"), Ordering::Equal);
    }

    #[test]
    fn plural_categories() {
        for (tag, categories) in [
            ("en", ["other", "one", "other", "other", "other"]),
            ("fr", ["one", "one", "other", "other", "other"]),
            ("pl", ["many", "one", "few", "few", "many"]),
            ("ar", ["zero", "one", "two", "few", "many"]),
            ("zh-Hans", ["other"; 5]),
        ] {
            let plurals = Plurals::new(tag);
            let found = [0, 1, 2, 3, 11].map(|count| plurals.category(count));
            assert_eq!(found, categories, "{tag}");
        }
    }

    #[test]
    fn numbers_in_their_languages_digits() {
        let english = Numbers::new("en");
        assert_eq!(english.count(12_345), "12,345");
        assert_eq!(english.plain(2026), "2026");
        assert_eq!(english.two_digits(5), "05");
        assert_eq!(english.signed(false, 8), "+8");
        assert_eq!(english.signed(true, 0), "-0");
        assert_eq!(Numbers::new("de").count(12_345), "12.345");
        assert_eq!(Numbers::new("fa").plain(2026), "۲۰۲۶");
    }

    #[test]
    fn threads_may_share_them() {
        fn shared<T: Send + Sync>() {}
        shared::<Collation>();
        shared::<Plurals>();
        shared::<Numbers>();
    }
}
