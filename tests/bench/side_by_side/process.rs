//! Runs programs: how long one takes, and the most memory it held.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often a running program is asked for its memory.
const STEP: Duration = Duration::from_millis(1);

/// A process that didn't use its processor for so long has done its work.
const QUIET: Duration = Duration::from_millis(200);

/// What a finished run took.
pub(crate) struct Spent {
    pub(crate) time: Duration,
    /// Bytes; `None` where the system doesn't say.
    pub(crate) memory: Option<u64>,
}

/// Starts a program whose words go to `log`.
pub(crate) fn start(command: &mut Command, log: &Path) -> Result<Child, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let file = File::create(log).and_then(|file| Ok((file.try_clone()?, file)));
    let (out, errors) = file.map_err(|error| format!("{}: {error}", log.display()))?;
    command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(errors)
        .spawn()
        .map_err(|error| format!("{name}: {error}"))
}

/// Runs a program to its end.
pub(crate) fn run(command: &mut Command, log: &Path) -> Result<Spent, String> {
    let begun = Instant::now();
    let mut child = start(command, log)?;
    let pid = child.id();
    let ended = AtomicBool::new(false);
    let (status, time, memory) = thread::scope(|scope| {
        let watch = scope.spawn(|| watch(pid, &ended));
        let status = child.wait();
        let time = begun.elapsed();
        ended.store(true, Ordering::Relaxed);
        (status, time, watch.join().unwrap_or_default())
    });
    match status {
        Ok(status) if status.success() => Ok(Spent { time, memory }),
        Ok(status) => Err(format!("{status}: {}", last_words(log))),
        Err(error) => Err(error.to_string()),
    }
}

/// The last line that a program wrote.
pub(crate) fn last_words(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines = text.lines().rev().find(|line| !line.trim().is_empty());
    lines.unwrap_or("it said nothing").trim().to_owned()
}

fn watch(pid: u32, ended: &AtomicBool) -> Option<u64> {
    let mut most = None;
    while !ended.load(Ordering::Relaxed) {
        most = peak(pid).or(most);
        thread::sleep(STEP);
    }
    most
}

/// The most memory that a living process has held, in bytes: Linux's [`VmHWM`](https://www.kernel.org/doc/html/latest/filesystems/proc.html).
pub(crate) fn peak(pid: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024)
}

/// Waits until a process does nothing any more, two minutes at the most.
pub(crate) fn settle(pid: u32) {
    let begun = Instant::now();
    let Some(mut used) = processor(pid) else {
        // Not Linux: as long as the slowest of them usually goes on.
        return thread::sleep(Duration::from_secs(1));
    };
    let mut since = Instant::now();
    while since.elapsed() < QUIET && begun.elapsed() < Duration::from_secs(120) {
        thread::sleep(QUIET / 8);
        let now = processor(pid).unwrap_or(used);
        // A tick in between is a timer's or the garbage collector's.
        if now > used + 1 {
            used = now;
            since = Instant::now();
        }
    }
}

/// Ticks of the processor that a process has used.
fn processor(pid: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The second field is the program's name in parentheses, and may hold spaces.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let user: u64 = fields.get(11)?.parse().ok()?;
    let system: u64 = fields.get(12)?.parse().ok()?;
    Some(user + system)
}
