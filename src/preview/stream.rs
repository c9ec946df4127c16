//! The stream of events that tabs listen to ([server-sent events](https://html.spec.whatwg.org/multipage/server-sent-events.html)).

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt};
use tokio_stream::wrappers::WatchStream;

use super::board::{Board, Showing};

/// A word between events keeps connections open that would be cut for silence, and finds those that were.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Tells what is shown, now and whenever it changes. Who listens too slowly hears of the newest alone.
pub(super) fn events(board: &Board) -> impl IntoResponse + use<> {
    Sse::new(messages(board)).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

fn messages(board: &Board) -> impl Stream<Item = Result<Event, Infallible>> + use<> {
    let session: Arc<str> = board.session.as_str().into();
    WatchStream::new(board.follow()).map(move |showing| Ok(message(&session, &showing)))
}

fn message(session: &str, showing: &Showing) -> Event {
    let data = serde_json::json!({
        "session": session,
        "generation": showing.generation,
        "errors": showing.errors,
        "warnings": showing.warnings,
        "site": showing.site.is_some(),
        "proofing": showing.is_proofing,
    });
    Event::default()
        .event("showing")
        .id(showing.generation.to_string())
        .data(data.to_string())
}
