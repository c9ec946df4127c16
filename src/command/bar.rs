//! The progress bar: on terminals, and only for those who have to wait.

use std::io::{self, IsTerminal as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::progress::Progress;

/// Longer than a blink: most builds are done before a bar would be more than a flicker.
const PATIENCE: Duration = Duration::from_millis(400);

/// Shows on standard error how far a build has come.
pub(super) struct Bar {
    bar: ProgressBar,
    begun: Instant,
    hidden: AtomicBool,
    wanted: bool,
}

impl Bar {
    /// A bar that waits before it is seen, and never is where nobody sees it.
    pub(super) fn new(quiet: bool) -> Self {
        let style = ProgressStyle::with_template("{msg:12} {bar:30} {pos}/{len}");
        Bar {
            bar: ProgressBar::hidden()
                .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())),
            begun: Instant::now(),
            hidden: AtomicBool::new(true),
            wanted: !quiet && io::stderr().is_terminal(),
        }
    }

    fn show_when_due(&self) {
        if self.wanted
            && self.begun.elapsed() > PATIENCE
            && self.hidden.swap(false, Ordering::Relaxed)
        {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Progress for Bar {
    fn stage(&self, name: &str, steps: usize) {
        self.bar.set_length(steps as u64);
        self.bar.set_position(0);
        self.bar.set_message(name.to_owned());
        self.show_when_due();
    }

    fn step(&self) {
        self.bar.inc(1);
        self.show_when_due();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
