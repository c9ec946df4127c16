//! A component of the theme: what its template sees.

use serde::Serialize;

use super::Desk;
use super::desk::PictureView;
use super::entry::{self, ProfileEntry, QuestionEntry, SourceEntry};
use super::matrix::{self, MatrixView};
use super::network::{self, NetworkView};
use super::timeline::{self, Year, axis::AxisView};
use crate::case::Component;

/// A component: the block's parameters, and what they select of the case.
#[derive(Debug, Serialize)]
pub struct ComponentView {
    /// The block's YAML, as written.
    pub parameters: serde_json::Value,
    /// Events by year.
    pub years: Vec<Year>,
    /// The events as a small picture; `None` if none is dated.
    pub axis: Option<AxisView>,
    /// Profiles.
    pub profiles: Vec<ProfileEntry>,
    /// Claims by sources.
    pub claims: MatrixView,
    /// Sources.
    pub sources: Vec<SourceEntry>,
    /// Questions.
    pub questions: Vec<QuestionEntry>,
    /// A figure's picture.
    pub picture: Option<PictureView>,
    /// Who is named with whom, for the component `network` alone.
    pub network: Option<NetworkView>,
}

/// What the component's template sees.
pub fn view(desk: &Desk, component: &Component) -> ComponentView {
    let chosen = &component.selection;
    ComponentView {
        parameters: component.parameters.clone(),
        years: timeline::years(desk, &chosen.events),
        axis: timeline::small(desk, &chosen.events),
        profiles: chosen
            .profiles
            .iter()
            .map(|at| entry::profile(desk, *at))
            .collect(),
        claims: matrix::of(desk, &chosen.claims),
        sources: chosen
            .sources
            .iter()
            .map(|at| entry::source(desk, *at))
            .collect(),
        questions: chosen
            .questions
            .iter()
            .map(|at| entry::question(desk, *at))
            .collect(),
        picture: chosen.picture.as_ref().map(|picture| desk.picture(picture)),
        network: (&*component.name == "network").then(|| network::view(desk)),
    }
}
