/* From quoted passage to quoted passage of an article, by buttons and by keys.
   Without this script the links of the apparatus lead the same way; all it does is to find where the reader is. */
(() => {
  "use strict";

  const bar = document.querySelector(".passage-bar");
  // One anchor a passage: on the mark itself, or on an empty element in it where several passages begin together.
  const stops = [...document.querySelectorAll(".article-text mark[id], .article-text mark > span[id]")];
  if (!bar || stops.length === 0) return;

  const status = bar.querySelector("[role=status]");
  const [previous, next] = bar.querySelectorAll("button");
  const keys = bar.querySelector("input");
  const places = new Map(stops.map((stop, at) => [stop.id, at]));
  const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
  const STORED = "casebook-passage-keys";
  let current = -1;

  /** The passage that the address names, or -1. */
  const named = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // A percent sign that begins no escape: then it is the anchor itself.
    }
    return places.get(id) ?? -1;
  };

  /** Whether a passage is on the screen. */
  const isSeen = (at) => {
    const box = stops[at].getBoundingClientRect();
    return box.bottom >= 0 && box.top <= innerHeight;
  };

  /** The passage before or after the place where the reader is: the current one, or what is on the screen if that was scrolled away. */
  const target = (step) => {
    if (current >= 0 && isSeen(current)) return current + step;
    // Passages stand in the order of the text, so that the first below the top of the screen can be found by halving.
    let low = 0;
    let high = stops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stops[middle].getBoundingClientRect().top < 0) low = middle + 1;
      else high = middle;
    }
    return step > 0 ? low : low - 1;
  };

  const show = () => {
    status.textContent = current < 0
      ? bar.dataset.start
      : bar.dataset.position.replace("{n}", numbers.format(current + 1)).replace("{of}", numbers.format(stops.length));
    // Focus would be lost on a button that is disabled while it has it.
    previous.setAttribute("aria-disabled", String(current === 0));
    next.setAttribute("aria-disabled", String(current === stops.length - 1));
  };

  const go = (step) => {
    const at = target(step);
    if (at < 0 || at >= stops.length) return;
    current = at;
    // In place: to go back leads to the page the reader came from, not through every passage.
    location.replace(`#${encodeURIComponent(stops[at].id)}`);
    show();
  };

  /** What a reader allowed last; some browsers keep nothing for files. */
  const remembered = () => {
    try {
      return localStorage.getItem(STORED);
    } catch {
      return null;
    }
  };

  const remember = (value) => {
    try {
      localStorage.setItem(STORED, value);
    } catch {
      // Then it holds for this page alone.
    }
  };

  const isTyping = (element) => element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;

  addEventListener("keydown", (event) => {
    const isOurs = keys.checked && !event.defaultPrevented && !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
    if (!isOurs || (event.target instanceof Element && isTyping(event.target))) return;
    const step = { n: 1, j: 1, p: -1, k: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    go(step);
  });
  addEventListener("hashchange", () => {
    current = named();
    show();
  });
  previous.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => go(1));
  keys.addEventListener("change", () => remember(keys.checked ? "on" : "off"));

  keys.checked = remembered() !== "off";
  current = named();
  show();
  bar.classList.add("is-ready");
})();
