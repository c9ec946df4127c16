//! Records that are hard on a format.

/// A source as its record has it.
pub(super) struct Record {
    pub(super) id: &'static str,
    pub(super) csl_type: &'static str,
    pub(super) title: String,
    pub(super) authors: &'static [&'static str],
    pub(super) publisher: &'static str,
    pub(super) date: &'static str,
    pub(super) url: &'static str,
}

/// Signs of TeX, scripts, firms, dates without a day.
pub(super) fn odd() -> Vec<Record> {
    let record = |id, title: &str| Record {
        id,
        csl_type: "article-newspaper",
        title: title.to_owned(),
        authors: &[],
        publisher: "",
        date: "",
        url: "",
    };
    let long = "A title that goes on and on, as those of reports do, ".repeat(6);
    vec![
        Record {
            authors: &["米粉", "عباس بن فرناس", "She Zongming"],
            publisher: "人民日报",
            date: "2025-11-19",
            ..record("authors", "米粉与“大熊”")
        },
        Record {
            authors: &["Xiaomi, Inc.", "Procter and Gamble & Sons"],
            publisher: "R&D {Press} 100%",
            ..record("firms", "Profit and loss")
        },
        record(
            "signs",
            "{Brace} } 50% of #1 & a_b \\ c ~ ^ $5 <b>x</b> “q” \"r\" 'n' @x",
        ),
        record("long", long.trim()),
        Record {
            csl_type: "webpage",
            url: "https://a.example/?q=%20x&r='1'#f_~",
            date: "2026-01-05T18:30:00+08:00",
            ..record("address", "An address")
        },
        Record {
            date: "2025~",
            ..record("about", "About a year")
        },
        Record {
            date: "2025-10?",
            ..record("perhaps", "Perhaps a month")
        },
        Record {
            date: "2025-10/2025-11-02",
            ..record("range", "A range")
        },
        Record {
            date: "2025-11/..",
            ..record("open", "An open range")
        },
        Record {
            date: "202X",
            ..record("decade", "A decade")
        },
        Record {
            date: "2025-XX",
            ..record("month", "Some month")
        },
        Record {
            date: "2025-23",
            ..record("season", "A season")
        },
        Record {
            csl_type: "report",
            publisher: "A Bureau",
            date: "0800",
            ..record("old", "An old report")
        },
        Record {
            csl_type: "thesis",
            publisher: "A School",
            date: "-0043",
            ..record("older", "An older thesis")
        },
    ]
}
