// The timeline's filters, rows, zoom, keyboard and "as known on". The page is whole without it: what is done here only hides, moves and
// names what the page already holds, and every word comes from the page. The state stands in the address after `#?`, so that a link
// restores it, also from a file.
(() => {
  "use strict";

  const tools = document.querySelector(".time-tools");
  const list = document.querySelector(".time-list");
  if (!tools || !list) return;

  const FACETS = ["weight", "profile", "source", "tag"];
  const language = document.documentElement.lang;
  const number = new Intl.NumberFormat(language);
  const rtl = document.documentElement.dir === "rtl";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const numbers = (text) => (text ? text.split(" ").map(Number) : []);

  // What the page holds -----------------------------------------------------------------------------------------------------

  const events = new Map();
  for (const li of all("li[data-e]", list)) {
    const event = { li, title: li.querySelector(".event-title").textContent, on: true };
    for (const key of FACETS) event[key] = numbers(li.dataset[key]);
    // The list names the sources in the order of their places.
    all(".event-sources li", li).forEach((one, at) => (one.dataset.s = event.source[at]));
    events.set(li.dataset.e, event);
  }
  const boxes = all("input[type=checkbox]", tools);
  const choices = {};
  for (const box of boxes) {
    (choices[box.name] ??= []).push({ box, id: box.value, at: Number(box.dataset.at), tally: box.closest("label").querySelector(".facet-count"), title: box.nextElementSibling.textContent });
  }
  // The days of publication are radio buttons, or where they are many the options of a list.
  const days = all('input[name="known"], select[name="known"] option', tools);
  const isPicked = (day) => day.checked || day.selected;
  const pick = (day) => (day.localName === "option" ? (day.selected = true) : (day.checked = true));
  const rowBy = all('input[name="lanes"]', tools);
  const clear = tools.querySelector('[data-do="clear"]');
  const shown = tools.querySelector(".shown");
  const help = document.querySelector(".axis-help");
  const figure = document.querySelector(".time-axis");

  // The state: in the controls, and the part of the axis that is shown, in hundredths of it.
  let zoom = [0, 100];

  const chosen = (key) => (choices[key] ?? []).filter((choice) => choice.box.checked).map((choice) => choice.at);
  const day = () => days.find((input) => isPicked(input) && input.value);
  const rows = () => rowBy.find((input) => input.checked)?.value ?? "weight";
  const isWhole = () => zoom[1] - zoom[0] > 99.9;
  /** Whether the axis shows what it did when the page was made, so that its marks need no new places. */
  const isAsMade = () => isWhole() && rows() === "weight" && [...events.values()].every((event) => event.meant);

  // Filtering ---------------------------------------------------------------------------------------------------------------

  function filter() {
    const wanted = FACETS.map((key) => [key, chosen(key)]).filter(([, picks]) => picks.length);
    const dated = day();
    const appeared = dated && new Set(numbers(dated.dataset.sources));
    const tallies = Object.fromEntries(FACETS.map((key) => [key, new Map()]));
    let count = 0;
    for (const event of events.values()) {
      event.reported = !appeared || event.source.some((at) => appeared.has(at));
      const misses = wanted.filter(([key, picks]) => !picks.some((at) => event[key].includes(at))).map(([key]) => key);
      event.meant = misses.length === 0;
      event.on = event.reported && event.meant;
      event.li.hidden = !event.on;
      if (event.on) count += 1;
      // A choice's number is what choosing it would show: all other facets count, its own does not.
      if (event.reported && misses.length < 2) {
        for (const key of misses.length ? misses : FACETS) {
          for (const at of event[key]) tallies[key].set(at, (tallies[key].get(at) ?? 0) + 1);
        }
      }
    }
    for (const key of FACETS) {
      for (const choice of choices[key] ?? []) {
        const tally = tallies[key].get(choice.at) ?? 0;
        choice.tally.textContent = number.format(tally);
        choice.box.closest("label").classList.toggle("none", tally === 0);
      }
      const badge = tools.querySelector(`[data-facet="${key}"] .facet-chosen`);
      const picked = chosen(key).length;
      if (badge) badge.textContent = picked ? number.format(picked) : "";
    }
    for (const group of [...all(".day", list), ...all(".year", list)]) {
      group.hidden = !group.querySelector("li[data-e]:not([hidden])");
    }
    for (const link of all("nav.jump li")) {
      link.hidden = document.getElementById(link.firstElementChild.hash.slice(1))?.closest(".year").hidden ?? false;
    }
    for (const one of all("[data-s]")) one.toggleAttribute("hidden", Boolean(appeared) && !appeared.has(Number(one.dataset.s)));
    const words = count === events.size ? shown.dataset.all : shown.dataset.some.replace("{n}", number.format(count));
    if (shown.textContent !== words) shown.textContent = words;
    clear.disabled = wanted.length === 0 && !dated;
    mark();
    draw();
  }

  /** Says of each mark whether the filters leave it. What was not yet known stays as a ghost: that it was not is worth seeing. */
  function mark() {
    for (const one of drawings.flatMap((drawing) => drawing.marks)) {
      const { node, event } = one;
      node.classList.toggle("left-out", !event.meant);
      node.classList.toggle("unknown", !event.reported);
      if (event.on) node.removeAttribute("aria-hidden");
      else node.setAttribute("aria-hidden", "true");
    }
  }

  // The axis ----------------------------------------------------------------------------------------------------------------

  /** The drawings, each with what it was made with: what is moved can be put back. */
  const drawings = all("svg.axis", figure ?? document.createElement("p")).map((svg) => {
    const shares = [];
    for (const element of all("*", svg)) {
      for (const name of ["x", "cx", "x1", "x2", "width"]) {
        const value = element.getAttribute(name);
        if (value?.endsWith("%") && !element.classList.contains("axis-base")) shares.push([element, name, parseFloat(value)]);
      }
    }
    const marks = all(".mark", svg).map((node) => {
      const place = node.querySelector("svg, circle");
      const [x, y] = place.localName === "svg" ? ["x", "y"] : ["cx", "cy"];
      const reach = node.querySelector("line");
      const text = node.querySelector(":scope > text");
      return {
        node,
        place,
        reach,
        text,
        event: events.get(node.dataset.e),
        x: parseFloat(place.getAttribute(x)),
        y: place.getAttribute(y),
        across: y,
        from: reach && parseFloat(reach.getAttribute("x1")),
        to: reach && parseFloat(reach.getAttribute("x2")),
        words: text?.textContent,
        wordsAt: text?.getAttribute("x"),
        before: text?.classList.contains("before"),
      };
    });
    return { svg, shares, marks, height: Number(svg.getAttribute("height")), row: Number(svg.dataset.row), top: Number(svg.dataset.top), linked: svg.getAttribute("role") === "group" };
  });

  const current = () => drawings.find((drawing) => drawing.svg.getClientRects().length);
  const share = (x) => ((x - zoom[0]) / (zoom[1] - zoom[0])) * 100;
  const percent = (x) => `${Math.round(x * 100) / 100}%`;

  function draw() {
    const drawing = current();
    if (!drawing) return;
    const { svg } = drawing;
    svg.classList.toggle("zoomed", !isWhole());
    for (const [element, name, value] of drawing.shares) {
      const at = name === "width" ? (value / (zoom[1] - zoom[0])) * 100 : share(value);
      element.setAttribute(name, percent(at));
    }
    // The name of what begins outside stays at the edge while some of it is seen.
    for (const name of all("text[data-to]", svg)) {
      const [from, to] = [parseFloat(name.getAttribute("x")), share(Number(name.dataset.to))];
      if (rtl && from > 100 && to < 95) name.setAttribute("x", "100%");
      if (!rtl && from < 0 && to > 5) name.setAttribute("x", "0%");
    }
    for (const extra of all(".echo, .lane-made", svg)) extra.remove();
    for (const title of all(".lane-title", svg)) title.style.display = isAsMade() ? "" : "none";
    if (isAsMade()) restore(drawing);
    else arrange(drawing);
    rove();
  }

  function restore(drawing) {
    for (const mark of drawing.marks) {
      setY(mark, mark.y);
      if (mark.words === undefined) hush(mark);
      else say(mark, mark.words, mark.wordsAt, mark.before);
    }
    setHeight(drawing, drawing.height);
  }

  function setY(mark, y) {
    mark.place.setAttribute(mark.across, y);
    mark.reach?.setAttribute("y1", y);
    mark.reach?.setAttribute("y2", y);
    mark.text?.setAttribute("y", y);
  }

  function setHeight(drawing, height) {
    drawing.svg.setAttribute("height", height);
    for (const line of all("[class^=rule-]", drawing.svg)) line.setAttribute("y2", height);
    for (const gap of all(".axis-gap rect", drawing.svg)) gap.setAttribute("height", height);
  }

  function say(mark, words, x, before) {
    if (!mark.text) {
      mark.text = make("text", { dy: 4, y: mark.place.getAttribute(mark.across) });
      mark.node.append(mark.text);
    }
    mark.text.textContent = words;
    mark.text.setAttribute("x", x);
    mark.text.classList.toggle("before", Boolean(before));
  }

  function hush(mark) {
    mark.text?.remove();
    mark.text = null;
  }

  function make(name, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }

  /** The rows asked for: the most frequent choices, and one for the rest. An event stands in each of its rows. */
  function lanes(drawing) {
    const key = rows();
    const most = (choices[key] ?? []).slice(0, key === "source" ? 12 : 7);
    const made = most.map((choice) => ({ title: choice.title, marks: [] }));
    const rest = { title: help.dataset.rest, marks: [] };
    for (const mark of drawing.marks.filter((mark) => mark.event.meant)) {
      const mine = most.flatMap((choice, at) => (mark.event[key].includes(choice.at) ? [made[at]] : []));
      for (const [at, lane] of (mine.length ? mine : [rest]).entries()) lane.marks.push({ mark, echo: at > 0 });
    }
    return [...made, rest].filter((lane) => lane.marks.length);
  }

  /** Puts the marks into rows of their lanes as they stand now, and labels what has room: the same as was done when the page was made. */
  function arrange(drawing) {
    const width = drawing.svg.clientWidth;
    const cell = drawing.linked ? 24 : 11;
    const canvas = document.createElement("canvas").getContext("2d");
    const style = getComputedStyle(drawing.svg);
    canvas.font = `${style.fontSize} ${style.fontFamily}`;
    // Along the axis in the direction of reading, in pixels.
    const along = (x) => ((rtl ? 100 - share(x) : share(x)) / 100) * width;
    const back = (x) => percent(rtl ? 100 - (x / width) * 100 : (x / width) * 100);
    let y = drawing.top + 8;
    const stems = new Map();
    for (const lane of lanes(drawing)) {
      drawing.svg.append(Object.assign(make("text", { class: "lane-title lane-made", x: rtl ? "100%" : 0, y: y + 13 }), { textContent: lane.title }));
      y += 20;
      const taken = [];
      const free = (row, from, to) => (taken[row] ?? []).every(([a, b]) => to <= a || b <= from);
      const take = (row, from, to) => (taken[row] ??= []).push([from, to]);
      const first = (from, to) => {
        let row = 0;
        while (!free(row, from, to)) row += 1;
        return row;
      };
      const placed = lane.marks.map(({ mark, echo }) => {
        const x = along(mark.x);
        const edge = mark.reach && !echo ? [along(mark.from), along(mark.to)] : [x, x];
        return { mark, echo, x, edge, row: 0, from: Math.min(x - cell / 2, ...edge), to: Math.max(x + cell / 2, ...edge) };
      });
      placed.sort((a, b) => a.from - b.from || b.to - a.to);
      const seen = placed.filter((one) => one.to > 0 && one.from < width);
      // Where marks are few, room is kept for the words of what matters; where they are many, words take what room is left.
      const matters = (one) => drawing.linked && !one.echo && one.mark.event.on && one.x >= 0 && one.x <= width;
      const many = seen.filter((one) => matters(one) && one.mark.event.weight[0] === 0).length > 26;
      const all = seen.filter(matters).length <= 16;
      for (const one of seen) {
        const options = matters(one) && !many && (all || one.mark.event.weight[0] === 0) ? words(one, width, canvas) : [];
        const tried = options.map((option) => ({ option, row: first(Math.min(one.from, option.from), Math.max(one.to, option.to)) }));
        const best = tried.sort((a, b) => a.row - b.row)[0];
        one.row = best?.row ?? first(one.from, one.to);
        one.said = best?.option;
        take(one.row, Math.min(one.from, best?.option.from ?? one.from), Math.max(one.to, best?.option.to ?? one.to));
      }
      if (drawing.linked) fillIn(seen.filter((one) => matters(one) && !one.said), { free, take, width, canvas });
      for (const one of placed) {
        const at = Math.round(y + (one.row + 0.42) * drawing.row);
        if (one.echo) {
          drawing.svg.append(make("circle", { class: one.mark.event.on ? "echo" : "echo unknown", cx: percent(share(one.mark.x)), cy: at, r: 3.5 }));
        } else {
          setY(one.mark, at);
          if (one.said) say(one.mark, one.said.words, back(one.said.x), one.said.before);
          else hush(one.mark);
        }
        const stem = stems.get(one.mark) ?? [at, at];
        stems.set(one.mark, [Math.min(stem[0], at), Math.max(stem[1], at)]);
      }
      y += Math.max(1, taken.length) * drawing.row + 8;
    }
    for (const [mark, [from, to]] of stems) {
      if (to > from) drawing.svg.insertBefore(make("line", { class: mark.event.on ? "echo" : "echo unknown", x1: percent(share(mark.x)), x2: percent(share(mark.x)), y1: from, y2: to }), drawing.svg.firstChild);
    }
    setHeight(drawing, Math.round(y));
  }

  /** The words that a mark may have, after it and before it, as far as they lie on the drawing. */
  function words(one, width, canvas) {
    const text = cut(one.mark.event.title, canvas, 250);
    const room = canvas.measureText(text).width + 5;
    const after = Math.max(one.x + 10, one.edge[1] + 4);
    const before = Math.min(one.x - 10, one.edge[0] - 4);
    const options = (after, before) =>
      [
        { words: text, x: after, from: after, to: after + room, before: false },
        { words: text, x: before, from: before - room, to: before, before: true },
      ].filter((option) => option.from >= 0 && option.to <= width);
    // What reaches from end to end has its words beside the mark.
    const outside = options(after, before);
    return outside.length ? outside : options(one.x + 10, one.x - 10);
  }

  /** Gives words to marks that have none, where there is room: to what more sources report before the rest. */
  function fillIn(marks, { free, take, width, canvas }) {
    const order = [...marks].sort((a, b) => a.mark.event.weight[0] - b.mark.event.weight[0] || b.mark.event.source.length - a.mark.event.source.length);
    for (const one of order) {
      one.said = words(one, width, canvas).find((option) => free(one.row, option.from, option.to));
      if (one.said) take(one.row, one.said.from, one.said.to);
    }
  }

  function cut(title, canvas, room) {
    if (canvas.measureText(title).width <= room) return title;
    let end = title.length;
    while (end > 1 && canvas.measureText(title.slice(0, end) + "…").width > room) end -= 1;
    const word = title.lastIndexOf(" ", end);
    return title.slice(0, word * 2 > end ? word : end).trimEnd() + "…";
  }

  // Zoom --------------------------------------------------------------------------------------------------------------------

  /** Shows `from` to `to`, not closer than a fortieth of the whole. */
  function show(from, to) {
    const width = Math.min(100, Math.max(2.5, to - from));
    const start = Math.min(100 - width, Math.max(0, from));
    zoom = [start, start + width];
    draw();
    remember();
  }

  function scale(factor, around = (zoom[0] + zoom[1]) / 2) {
    const width = (zoom[1] - zoom[0]) * factor;
    const before = (around - zoom[0]) / (zoom[1] - zoom[0]);
    show(around - width * before, around + width * (1 - before));
  }

  // Keyboard ----------------------------------------------------------------------------------------------------------------

  /** The marks that can be reached, in the order of time. */
  const reachable = () => (current()?.marks ?? []).filter((mark) => mark.event.on && mark.node.localName === "a");

  /** One mark is in the order of tabs: the one that had the focus last, or the first. */
  function rove(to) {
    const marks = reachable();
    const now = to ?? marks.find((mark) => mark.node.getAttribute("tabindex") === "0") ?? marks[0];
    for (const drawing of drawings) for (const mark of drawing.marks) if (mark.node.localName === "a") mark.node.setAttribute("tabindex", mark === now ? "0" : "-1");
  }

  function go(step, edge) {
    const marks = reachable();
    const now = marks.findIndex((mark) => mark.node === document.activeElement);
    const next = marks[edge === undefined ? Math.min(marks.length - 1, Math.max(0, now + step)) : edge < 0 ? 0 : marks.length - 1];
    if (!next) return;
    if (next.x < zoom[0] || next.x > zoom[1]) {
      const width = zoom[1] - zoom[0];
      show(next.x - width / 2, next.x + width / 2);
    }
    rove(next);
    next.node.focus();
  }

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = reachable().find((mark) => mark.node === document.activeElement);
    const forward = rtl ? "ArrowLeft" : "ArrowRight";
    const backward = rtl ? "ArrowRight" : "ArrowLeft";
    const does = {
      [forward]: () => go(1),
      ArrowDown: () => go(1),
      [backward]: () => go(-1),
      ArrowUp: () => go(-1),
      Home: () => go(0, -1),
      End: () => go(0, 1),
      "+": () => scale(0.5, focused?.x),
      "=": () => scale(0.5, focused?.x),
      "-": () => scale(2, focused?.x),
      0: () => show(0, 100),
    }[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }

  // The address -------------------------------------------------------------------------------------------------------------

  function remember() {
    const words = new URLSearchParams();
    for (const box of boxes) if (box.checked) words.append(box.name, box.value);
    const dated = day();
    if (dated) words.set("known", dated.value);
    if (rows() !== "weight") words.set("rows", rows());
    if (!isWhole()) words.set("zoom", zoom.map((x) => x.toFixed(1)).join("-"));
    const state = words.toString();
    const address = state ? `#?${state}` : location.pathname + location.search;
    if (state || location.hash.startsWith("#?")) history.replaceState(null, "", address);
  }

  function recall() {
    const words = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
    for (const box of boxes) box.checked = words.getAll(box.name).includes(box.value);
    // A day between two publications is the day of the earlier one.
    const wanted = words.get("known") ?? "";
    const then = days.filter((input) => input.value && input.value <= wanted).pop() ?? days.find((input) => !input.value);
    if (then) pick(then);
    const by = rowBy.find((input) => input.value === (words.get("rows") ?? "weight"));
    if (by) by.checked = true;
    const [from, to] = (words.get("zoom") ?? "").split("-").map(Number);
    zoom = to > from && from >= 0 && to <= 100 ? [from, to] : [0, 100];
    filter();
  }

  // Together ----------------------------------------------------------------------------------------------------------------

  tools.addEventListener("change", (event) => {
    if (event.target.name === "lanes") draw();
    else filter();
    remember();
  });
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("click", (event) => {
    const does = event.target.closest("[data-do]")?.dataset.do;
    if (does === "in") scale(0.5);
    if (does === "out") scale(2);
    if (does === "whole") show(0, 100);
    if (does === "clear") {
      for (const box of boxes) box.checked = false;
      if (days.length) pick(days.find((input) => !input.value));
      filter();
      remember();
      shown.focus?.();
    }
  });
  // A panel closes like a menu: by Escape, and by a click anywhere else.
  const close = (but) => all("details.facet[open]", tools).forEach((panel) => panel !== but && (panel.open = false));
  document.addEventListener("click", (event) => close(event.target.closest?.("details.facet")));
  tools.addEventListener("keydown", (event) => {
    const panel = event.key === "Escape" && event.target.closest("details.facet[open]");
    if (!panel) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });

  if (figure) {
    for (const { svg } of drawings) svg.setAttribute("aria-describedby", help.id);
    figure.addEventListener("keydown", key);
    figure.addEventListener("focusin", (event) => {
      const mark = reachable().find((one) => one.node === event.target);
      if (mark) rove(mark);
    });
    figure.addEventListener("click", (event) => {
      const name = event.target.closest?.("text[data-to]");
      if (!name) return;
      const ends = [Number(name.dataset.from), Number(name.dataset.to)].sort((a, b) => a - b);
      const isThere = Math.abs(ends[0] - zoom[0]) < 0.5 && Math.abs(ends[1] - zoom[1]) < 0.5;
      show(...(isThere ? [0, 100] : ends));
    });
    figure.addEventListener(
      "wheel",
      (event) => {
        // With Ctrl, as a pinch on a touch pad says; without it the page scrolls.
        if (!event.ctrlKey) return;
        event.preventDefault();
        const box = current().svg.getBoundingClientRect();
        scale(event.deltaY > 0 ? 1.25 : 0.8, zoom[0] + ((event.clientX - box.left) / box.width) * (zoom[1] - zoom[0]));
      },
      { passive: false },
    );
    drag(figure);
    let last = current();
    new ResizeObserver(() => {
      const now = current();
      if (now !== last || !isAsMade()) draw();
      last = now;
    }).observe(figure);
  }

  /** What is zoomed can be drawn along. */
  function drag(figure) {
    let from = null;
    figure.addEventListener("pointerdown", (event) => {
      if (event.button === 0 && !isWhole() && !event.target.closest("a, text[data-to]")) from = [event.clientX, ...zoom];
    });
    addEventListener("pointermove", (event) => {
      if (!from) return;
      const moved = ((event.clientX - from[0]) / figure.clientWidth) * (from[2] - from[1]);
      show(from[1] - moved, from[2] - moved);
    });
    addEventListener("pointerup", () => (from = null));
    addEventListener("pointercancel", () => (from = null));
  }

  // An entry of the list and its mark are one.
  list.addEventListener("pointerover", (event) => point(event.target.closest("li[data-e]")?.dataset.e));
  list.addEventListener("pointerleave", () => point());
  function point(at) {
    for (const one of all(".mark.here")) one.classList.remove("here");
    if (at) for (const one of all(`.mark[data-e="${at}"]`, figure ?? undefined)) one.classList.add("here");
  }

  addEventListener("hashchange", () => (location.hash === "" || location.hash.startsWith("#?")) && recall());
  addEventListener("pageshow", (event) => event.persisted && recall());
  tools.classList.add("ready");
  recall();
})();
