// The preview in the browser: when the server shows something new, the page becomes it in place.
//
// This file decides what happens; `stream.js` hears of news, `morph.js` changes the page, `assets.js` looks after
// style sheets and pictures, `panel.js` shows what is wrong. A site as built holds none of it.
import { changedAssets, freshStyles, learnAssets, renewPictures } from "./assets.js";
import { Page, bare } from "./morph.js";
import { Panel } from "./panel.js";
import { listen } from "./stream.js";

const tag = document.querySelector('script[src^="/_casebook/live.js"]');
const page = new Page();
const panel = new Panel();

/** The status that the page now seen was served with. */
let status = performance.getEntriesByType("navigation")[0]?.responseStatus || 200;
/** What the page now seen shows, as `session generation`; nothing until the stream first speaks. */
let shown = null;
/** The newest state that the stream told of. */
let newest = null;
let busy = false;
let lost = false;

const name = ({ session, generation }) => `${session} ${generation}`;

listen({
  showing(showing) {
    lost = false;
    panel.waiting(false);
    newest = showing;
    catchUp();
  },
  lost() {
    lost = true;
    panel.waiting(true);
  },
});

// A tab that nobody sees changes when it is looked at: work for unseen tabs would slow the one that is.
document.addEventListener("visibilitychange", catchUp);

async function catchUp() {
  if (busy || document.hidden) return;
  busy = true;
  try {
    while (newest && name(newest) !== shown) {
      const now = newest;
      await show(now);
      shown = name(now);
    }
  } catch (fault) {
    // The server did not answer. If the stream is lost too, it will say when the server is back.
    if (lost) return;
    console.info("casebook: the preview asks again", fault);
    setTimeout(catchUp, 1000);
  } finally {
    busy = false;
  }
}

async function show(now) {
  const asLoaded = shown === null && String(now.generation) === tag?.dataset.generation;
  const findings = now.errors + now.warnings > 0 ? get("/_casebook/findings").then((answer) => answer.json()) : [];
  await Promise.all([
    Promise.resolve(findings).then((list) => panel.show(list)),
    asLoaded ? learnAssets(page.served, now.generation) : refresh(now),
  ]);
}

const get = (address) => fetch(address, { cache: "no-store" });

/** Asks for the page again, and shows what came. Rejects if the server can't be reached. */
async function refresh(now) {
  const answer = await get(location.pathname + location.search);
  const text = await answer.text();
  const gone = answer.status === 404 && status !== 404;
  panel.gone(gone);
  // With no good site there is nothing to show: the panel says why.
  if (gone || answer.status >= 500) return;
  const html = (answer.headers.get("content-type") ?? "").startsWith("text/html");
  if (!html || answer.redirected || status >= 500) return location.reload();
  const next = bare(new DOMParser().parseFromString(text, "text/html").documentElement);
  // Rejected as the server's fault, not as one of the swap.
  const changed = await changedAssets(next);
  try {
    await swap(next, changed, now.generation);
    status = answer.status;
  } catch (fault) {
    console.warn("casebook: the page could not be changed in place, so it is loaded again", fault);
    location.reload();
  }
}

async function swap(next, changed, generation) {
  if (page.same(next) && changed.size === 0) return;
  if (page.scripts() !== page.scripts(next) || changed.has("reload")) return location.reload();
  const styles = await freshStyles(page, next, changed, generation);
  const anchor = hold();
  styles.replace();
  page.become(next, styles.added);
  renewPictures(changed, generation);
  retarget();
  anchor();
  document.dispatchEvent(new CustomEvent("casebook:swapped", { detail: { generation } }));
}

/** Remembers where what the reader looks at is on the screen. The function returned puts it there again. */
function hold() {
  const focused = document.activeElement;
  const seen = window.scrollY > 0 ? inView() : [];
  return () => {
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
    const [element, top] = seen.find(([element]) => element.isConnected && element.getClientRects().length > 0) ?? [];
    if (!element) return;
    const by = element.getBoundingClientRect().top - top;
    if (Math.abs(by) >= 1) window.scrollBy({ top: by, behavior: "instant" });
  };
}

/** Elements at the top of the window with their tops, best first: the first that begins in view, then what is around and after it. */
function inView() {
  const found = [];
  const look = (parent) => {
    for (const child of parent.children) {
      const { top, bottom, height } = child.getBoundingClientRect();
      if (height === 0 || bottom <= 0 || top >= window.innerHeight) continue;
      if (top < 0) look(child);
      if (found.length < 40 && !/fixed|sticky/.test(getComputedStyle(child).position)) found.push([child, top]);
    }
  };
  look(document.body);
  // What begins above the window comes last: text that grows inside it must not count.
  return [...found.filter(([, top]) => top >= 0), ...found.filter(([, top]) => top < 0)];
}

/** `:target` is what the last step of the history found. If that came only now, the step is taken again, in place. */
function retarget() {
  if (location.hash.length < 2 || document.querySelector(":target")) return;
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // Not percent-encoded: the id is what is written.
  }
  if (document.getElementById(id)) {
    const { scrollX, scrollY } = window;
    location.replace(location.href);
    window.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  }
}
