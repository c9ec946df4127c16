//! The sizes in which an axis is drawn. Drawings stretch: positions are shares of their width, sizes are pixels, so that what doesn't
//! collide in the width that a drawing is planned for doesn't in any greater one.

use super::scale::Least;

/// Which marks of a drawing are links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// Every one.
    All,
    /// Those of turning points.
    Major,
    /// None: the drawing is a picture.
    None,
}

/// How a drawing is made. Lengths are pixels.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Its name, for its class: a stylesheet shows one of several by the window's width.
    pub name: &'static str,
    /// The least width in which it is shown.
    pub width: f64,
    /// The room that a mark takes along the axis: 24 or more where it is a link.
    pub cell: f64,
    /// The room that a mark takes across the axis: in the first lane, and in the second.
    pub rows: (f64, f64),
    /// The radius of a turning point's mark, and of another's.
    pub radius: (f64, f64),
    /// The least widths of the scale's cells.
    pub least: Least,
    /// The greatest width of a label; 0 for no labels.
    pub label: f64,
    /// The size of all type.
    pub type_size: f64,
    /// Which marks are links.
    pub links: Links,
    /// Whether turning points have a lane of their own.
    pub lanes: bool,
    /// Whether lanes have titles.
    pub titles: bool,
    /// Whether all but turning points are drawn without how far their dates reach.
    pub bare: bool,
    /// Whether each mark shows which sources report the event.
    pub sources: bool,
}

/// For a wide window.
pub const WIDE: Style = Style {
    name: "wide",
    width: 1040.0,
    cell: 24.0,
    rows: (27.0, 27.0),
    radius: (5.5, 4.5),
    least: Least {
        year: 36.0,
        month: 29.0,
        day: 24.0,
        gap: 18.0,
    },
    label: 236.0,
    type_size: 12.5,
    links: Links::All,
    lanes: true,
    titles: true,
    bare: false,
    sources: true,
};

/// For a window of middling width, and for paper.
pub const MEDIUM: Style = Style {
    name: "medium",
    width: 660.0,
    label: 176.0,
    least: Least {
        year: 31.0,
        month: 26.0,
        day: 24.0,
        gap: 15.0,
    },
    ..WIDE
};

/// For all windows but a phone's.
pub const BROAD: Style = Style {
    name: "broad",
    ..MEDIUM
};

/// For a phone: a picture without labels.
pub const NARROW: Style = Style {
    name: "narrow",
    width: 286.0,
    cell: 11.0,
    rows: (12.0, 12.0),
    radius: (4.2, 3.2),
    least: Least {
        year: 15.0,
        month: 12.0,
        day: 14.0,
        gap: 9.0,
    },
    label: 0.0,
    type_size: 11.0,
    links: Links::None,
    lanes: true,
    titles: true,
    bare: false,
    sources: false,
};

/// A picture beside a list, on a phone.
pub const SMALL: Style = Style {
    name: "small",
    lanes: false,
    bare: true,
    ..NARROW
};

/// A picture beside a list, in a column of text.
pub const COLUMN: Style = Style {
    name: "column",
    width: 560.0,
    least: Least {
        year: 28.0,
        month: 25.0,
        day: 16.0,
        gap: 11.0,
    },
    ..SMALL
};

/// One strip of the whole case with its turning points named.
pub const STRIP: Style = Style {
    name: "strip",
    width: 900.0,
    cell: 24.0,
    rows: (24.0, 10.0),
    links: Links::Major,
    titles: false,
    bare: true,
    sources: false,
    radius: (5.5, 3.0),
    ..WIDE
};

/// On a handout: the width of what is printed on A4, every event named where there is room.
pub const PRINTED: Style = Style {
    name: "printed",
    label: 236.0,
    lanes: false,
    titles: false,
    links: Links::None,
    sources: false,
    ..MEDIUM
};

impl Style {
    /// The room that a mark takes across the axis in a lane.
    pub fn row(&self, lane: usize) -> f64 {
        if lane == 0 { self.rows.0 } else { self.rows.1 }
    }
}
