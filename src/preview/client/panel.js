// What the preview says: the findings over the last good page, a badge in a corner, a bar when the page is gone.
//
// All of it is in a shadow root, so that neither the theme's style sheets nor a page's names can touch it.
// Foreign text is only ever text.

/** What a tab folded stays folded on the next page too. */
const FOLDED = "casebook:folded";
/** A server that is started again at once is not worth a word. */
const GRACE = 800;
/** More than anybody reads. */
const MOST = 100;
/** So many characters of a line are shown on either side of what is marked. */
const MARGIN = 160;

/** An element with properties, attributes and children. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value !== null) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** The storage of the tab; a browser that keeps nothing for pages throws. */
const tab = {
  get folded() {
    try {
      return JSON.parse(sessionStorage.getItem(FOLDED) ?? "[]");
    } catch {
      return [];
    }
  },
  set folded(keys) {
    try {
      sessionStorage.setItem(FOLDED, JSON.stringify(keys));
    } catch {
      // Then it unfolds on the next page.
    }
  },
};

const count = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;

/** The same finding keeps its key when text above moves it. */
const keyOf = (finding) => [finding.rule, finding.file, finding.message].join(" ");

export class Panel {
  #findings = [];
  #drawn = "[]";
  #open = false;
  #waiting = 0;
  #folded = tab.folded;

  constructor() {
    const host = make("casebook-preview", { lang: "en", dir: "ltr" });
    const root = host.attachShadow({ mode: "open" });
    const style = make("link", { rel: "stylesheet", href: "/_casebook/live.css" });
    // Nothing is shown before it can be shown well.
    host.hidden = true;
    style.addEventListener("load", () => (host.hidden = false));
    this.bar = make("div", { class: "bar", role: "status" });
    this.count = make("button", { class: "badge", type: "button", "aria-expanded": "false", onclick: () => this.#unfold(true) });
    this.pause = make("p", { class: "badge pause", role: "status" });
    this.news = make("p", { class: "spoken", role: "alert" });
    this.title = make("h2", { id: "title" });
    this.list = make("ol", { class: "findings" });
    const fold = make("button", { class: "fold", type: "button", onclick: () => this.#fold(true) }, "Fold ", make("kbd", {}, "Esc"));
    // What has the focus is what the arrow keys scroll.
    this.scroll = make("div", { class: "scroll", tabindex: "0" }, this.list);
    this.sheet = make(
      "section",
      { class: "sheet", role: "dialog", "aria-labelledby": "title" },
      make("header", {}, this.title, fold),
      this.scroll,
    );
    this.bar.hidden = this.count.hidden = this.pause.hidden = this.sheet.hidden = true;
    root.append(style, this.bar, this.sheet, make("div", { class: "corner" }, this.pause, this.count), this.news);
    this.root = root;
    document.documentElement.append(host);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#open && !event.defaultPrevented && !event.isComposing) this.#fold(true);
    });
  }

  /** Shows these findings: none, warnings (quietly), or errors (over the page, unless they were folded away). */
  show(findings) {
    const drawn = JSON.stringify(findings);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#findings = findings;
    this.#draw();
    const errors = findings.filter((finding) => finding.severity === "error");
    if (findings.length === 0) {
      this.#folded = tab.folded = [];
      this.#fold(false);
    } else if (errors.length === 0) {
      // A list that the reader opened stays; one that errors opened goes with them.
      if (this.forced) this.#fold(false);
    } else {
      if (!errors.every((error) => this.#folded.includes(keyOf(error)))) {
        const [first] = errors;
        this.news.textContent = `${count(errors.length, "error")}. ${first.message}. ${first.file ?? ""}`;
        this.forced = true;
        this.#unfold(false);
      }
    }
  }

  /** Says that the page is no longer part of the site, or stops saying so. */
  gone(gone) {
    this.bar.hidden = !gone;
    this.bar.replaceChildren();
    if (gone) this.bar.append("This page is no longer part of the site. ", make("a", { href: "/" }, "To the front page"));
  }

  /** Says that the server can't be reached, or stops saying so. */
  waiting(waiting) {
    if (!waiting) clearTimeout(this.#waiting);
    else if (this.#waiting) return;
    this.#waiting = waiting ? setTimeout(() => this.#pause(true), GRACE) : 0;
    if (!waiting) this.#pause(false);
  }

  #pause(paused) {
    this.pause.hidden = !paused;
    this.pause.textContent = paused ? "Preview stopped, waiting" : "";
  }

  #unfold(asked) {
    this.#open = true;
    if (asked) this.forced = false;
    this.sheet.hidden = false;
    this.count.setAttribute("aria-expanded", "true");
    this.#corner();
    // Whoever is typing goes on typing.
    const free = !document.activeElement || document.activeElement === document.body;
    if (asked || free) this.scroll.focus({ preventScroll: true });
  }

  #fold(asked) {
    const inside = this.sheet.contains(this.root.activeElement);
    this.#open = false;
    this.forced = false;
    this.sheet.hidden = true;
    this.news.textContent = "";
    this.count.setAttribute("aria-expanded", "false");
    this.#corner();
    if (!asked) return;
    const errors = this.#findings.filter((finding) => finding.severity === "error");
    this.#folded = tab.folded = errors.map(keyOf);
    if (inside) this.count.focus({ preventScroll: true });
  }

  #corner() {
    this.count.hidden = this.#open || this.#findings.length === 0;
  }

  #draw() {
    const severities = this.#findings.map((finding) => finding.severity);
    const errors = severities.filter((severity) => severity === "error").length;
    const warnings = severities.length - errors;
    const said = [errors && count(errors, "error"), warnings && count(warnings, "warning")].filter(Boolean).join(", ");
    this.title.textContent = said;
    this.count.textContent = said;
    this.count.classList.toggle("error", errors > 0);
    this.sheet.classList.toggle("error", errors > 0);
    // A place that had the focus has it again.
    const focused = [...this.root.querySelectorAll(".place")].indexOf(this.root.activeElement);
    const items = this.#findings.slice(0, MOST).map(item);
    const more = this.#findings.length - MOST;
    if (more > 0) items.push(make("li", { class: "more" }, `… and ${more} more: the terminal lists all of them`));
    this.list.replaceChildren(...items);
    if (focused >= 0) (this.root.querySelectorAll(".place")[focused] ?? this.scroll).focus({ preventScroll: true });
    this.#corner();
  }
}

function item(finding) {
  const related = (finding.related ?? []).map((other) =>
    make("div", { class: "related" }, make("p", {}, ...prose(other.message), " ", place(other)), ...excerpt(other.excerpt)),
  );
  return make(
    "li",
    { class: finding.severity },
    make("p", { class: "rule" }, make("b", {}, finding.severity), ` ${finding.rule}`),
    make("h3", {}, ...prose(finding.message)),
    ...(finding.file ? [make("p", { class: "where" }, place(finding))] : []),
    ...excerpt(finding.excerpt),
    ...(finding.help ? [make("p", { class: "help" }, ...prose(finding.help))] : []),
    ...related,
  );
}

/** A sentence whose words between grave accents are code. */
function prose(text) {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 ? make("code", {}, part) : part));
}

/** `file:line:column`; a click copies it. */
function place({ file, line, column }) {
  const text = [file, line, column].filter(Boolean).join(":");
  const done = make("span", { class: "copied", role: "status" });
  const button = make("button", { class: "place", type: "button", title: "Copy the place" }, text);
  button.addEventListener("click", async () => {
    done.textContent = (await copy(text, done)) ? "copied" : "could not be copied";
    setTimeout(() => (done.textContent = ""), 2000);
  });
  return make("span", { class: "copy" }, button, done);
}

async function copy(text, beside) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages that are not from this machine may not use the clipboard this way.
    const field = make("textarea", { readonly: "", class: "spoken" });
    const focused = beside.getRootNode().activeElement;
    field.value = text;
    beside.append(field);
    field.focus({ preventScroll: true });
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    focused?.focus({ preventScroll: true });
    return copied;
  }
}

/** Lines of source with their numbers; what is meant is marked. Of a line that is a whole paragraph, what is around the mark is shown. */
function excerpt(lines) {
  if (!lines?.length) return [];
  const rows = lines.map(({ line, text, from, to }) => {
    const all = Array.from(text);
    const marked = typeof from === "number" && to >= from;
    const [start, end] = marked ? [from, Math.min(to, from + 2 * MARGIN)] : [0, 0];
    const before = all.slice(Math.max(0, start - MARGIN), start).join("");
    const after = all.slice(end, end + MARGIN).join("");
    // A place between two characters is marked too.
    const mark = marked ? [make("mark", {}, all.slice(start, end).join("") || "\u200a")] : [];
    const code = [start > MARGIN ? "… " : "", before, ...mark, after, end + MARGIN < all.length ? " …" : ""];
    const number = make("span", { class: "number", "aria-hidden": "true" }, String(line));
    return make("span", { class: "line" }, number, make("code", { dir: "auto" }, ...code));
  });
  return [make("div", { class: "excerpt" }, ...rows)];
}
