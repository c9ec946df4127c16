// News from the server: one stream for all tabs.
//
// Over HTTP/1.1 a browser opens six connections to a host, and each stream would keep one. So one tab, the one that
// holds a lock, has the stream and tells the others. Where locks are missing (a page that is not from localhost and has no
// TLS), each tab has its own.

const NAME = "casebook-preview";
const FIRST_WAIT = 250;
const LONGEST_WAIT = 2000;
/** A tab that has the stream answers at once; one that does not in this time is asleep. */
const PATIENCE = 1500;

/** Calls `hear.showing` with each state that the server tells of, and `hear.lost` when it can't be reached. */
export function listen(hear) {
  const shared = navigator.locks && window.BroadcastChannel;
  const channel = shared && new BroadcastChannel(NAME);
  let source = null; // the stream, if this tab has it
  let leading = !shared;
  let last = { wait: true }; // what was last told
  let wait = FIRST_WAIT;
  let retry = 0;
  let patience = 0;
  let queued = null; // this tab's place in the queue for the lock
  let leave = () => {};

  function tell(word) {
    last = word;
    channel?.postMessage(word);
    pass(word);
  }

  function pass(word) {
    if (word.showing) hear.showing(word.showing);
    else if (word.lost) hear.lost();
  }

  function open() {
    close();
    source = new EventSource("/_casebook/events");
    source.addEventListener("showing", (message) => {
      wait = FIRST_WAIT;
      tell({ showing: JSON.parse(message.data) });
    });
    // A browser would try again too, but after seconds, and not at all after some faults.
    source.onerror = () => {
      close();
      retry = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
      tell({ lost: true });
    };
  }

  function close() {
    clearTimeout(retry);
    source?.close();
    source = null;
  }

  /** Queues for the lock, or takes it from a tab that sleeps. */
  function join(steal = false) {
    queued?.abort();
    const mine = (queued = new AbortController());
    navigator.locks
      .request(NAME, steal ? { steal } : { signal: mine.signal }, lead)
      .catch(() => {}) // taken away, or no longer queued
      .then(() => {
        if (queued !== mine) return;
        rest();
        join();
      });
  }

  /** The lock is kept until the promise is settled. */
  function lead() {
    clearTimeout(patience);
    leading = true;
    open();
    return new Promise((resolve) => (leave = resolve));
  }

  function rest() {
    leading = false;
    close();
  }

  /** Lets another tab have the stream. */
  function sleep() {
    clearTimeout(patience);
    const place = queued;
    queued = null;
    place?.abort();
    rest();
    leave();
  }

  function wake(event) {
    if (shared && !queued) join();
    if (leading) {
      if (source?.readyState !== EventSource.OPEN || event?.type === "online") open();
    } else {
      clearTimeout(patience);
      patience = setTimeout(() => join(true), PATIENCE);
      channel.postMessage("hello");
    }
  }

  if (channel) {
    channel.onmessage = ({ data }) => {
      if (data === "hello") {
        if (leading) channel.postMessage(last);
      } else if (!leading) {
        clearTimeout(patience);
        pass(data);
      }
    };
    document.addEventListener("freeze", sleep);
    document.addEventListener("resume", wake);
  }
  window.addEventListener("pagehide", shared ? sleep : close);
  window.addEventListener("pageshow", (event) => event.persisted && wake(event));
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", (event) => document.hidden || wake(event));
  wake();
}
