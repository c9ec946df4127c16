// Shows what a link leads to, without leaving the page: a card beside the link on hover and on focus, and on the first tap of a
// link in running text. Without this script links are plain links. The words of all cards are in data/cards/*.js, which are
// loaded when first wanted; this file has none of its own.
"use strict";
(() => {
  const IN = 250; // ms until a card shows, so that none flashes up under a passing pointer
  const OUT = 150; // ms until it goes, so that a pointer can cross the gap to it
  const own = document.currentScript;
  const root = new URL("..", own.src).href;
  const shelves = Number(own.dataset.cards);
  // With data-cards-off on an element no link in it has a card.
  const WITHOUT = "nav, h1, h2, h3, h4, [data-cards-off]";
  const KINDS = /^(notes|events|profiles|claims|sources)\/[^/]+\.html$/;

  let card = null; // the popover, made when first needed
  let link = null; // the link whose card is shown or on its way
  let timer = 0;
  let touched = false; // whether the last press was by finger
  let pressed = null; // the link whose card was open at that press, which the browser itself may have closed since
  let usesKeys = false; // whether focus is moved by keys
  const loads = new Map();

  // Where a link leads on this site: its page and the anchor there. Nothing for pages without cards, and for the page itself.
  const target = (a) => {
    let url;
    try {
      url = new URL(a.getAttribute("href"), document.baseURI);
      if (!url.href.startsWith(root) || url.pathname === location.pathname) return null;
      const raw = url.href.slice(root.length).split(/[?#]/)[0];
      const path = decodeURIComponent(raw);
      return KINDS.test(path) ? { raw, path, key: path + decodeURIComponent(url.hash) } : null;
    } catch {
      return null; // not an address, or not encoded as ours are
    }
  };

  const linkAt = (node) => {
    const a = node instanceof Element && node.closest("main a[href]");
    return a && a.closest(".card") === null && !a.closest(WITHOUT) && target(a) ? a : null;
  };

  // The file that holds a card: a source's own, or a shelf by FNV-1a over the characters of the path.
  const file = ({ raw, path }) => {
    if (path.startsWith("sources/")) return raw.replace(/\.html$/, ".js");
    let hash = 0;
    for (const c of path) hash = Math.imul(hash ^ c.codePointAt(0), 0x01000193);
    return `${(hash >>> 0) % shelves}.js`;
  };

  // A script, since a page opened from a folder may fetch nothing.
  const load = (name) => {
    if (!loads.has(name)) {
      loads.set(name, new Promise((done) => {
        const script = document.createElement("script");
        script.src = `${root}data/cards/${name}`;
        script.onload = script.onerror = done;
        document.head.append(script);
      }));
    }
    return loads.get(name);
  };

  const find = async (a) => {
    const to = target(a);
    await load(file(to));
    const cards = self.casebookCards ?? {};
    return cards[to.key] ?? cards[to.path];
  };

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const fill = (data, a) => {
    const over = element("p", "card-over");
    over.append(...[data.kind, ...(data.facts ?? [])].map((fact) => element("span", "", fact)));
    const title = element("a", "card-title", data.title);
    title.href = a.href.baseVal ?? a.href;
    const parts = [over, title];
    if (data.passage) {
      const [before, words, after] = data.passage;
      const quote = element("blockquote", "card-passage");
      if (data.language) quote.lang = data.language;
      quote.dir = "auto";
      quote.append(before, words && element("mark", "q", words), after);
      parts.push(quote);
    }
    if (data.text) parts.push(element("p", "card-text", data.text));
    if (data.answers) {
      const list = element("ol", "card-answers");
      list.append(...data.answers.map((answer) => element("li", "", answer)));
      parts.push(list);
    }
    if (data.image) {
      const image = element("img", "card-image");
      image.alt = "";
      image.src = root + data.image.split("/").map(encodeURIComponent).join("/");
      parts.unshift(image);
    }
    card.replaceChildren(...parts);
  };

  const make = () => {
    card = element("div", "card");
    card.id = "_card";
    // A hint closes no other popover. Browsers that know none take it as `manual`: all that a hint does is done below as well.
    card.popover = "hint";
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && leave());
    document.querySelector("main").append(card);
  };

  const isOpen = () => card?.matches(":popover-open") ?? false;

  const hide = () => {
    clearTimeout(timer);
    if (link) {
      link.removeAttribute("aria-details");
      link.style.removeProperty("anchor-name");
    }
    link = null;
    if (isOpen()) card.hidePopover();
  };

  const show = async (a) => {
    const data = await find(a);
    if (link !== a || !a.isConnected) return false; // the reader has gone on
    if (!data) {
      hide();
      return false;
    }
    if (!card?.isConnected) make();
    if (isOpen()) card.hidePopover();
    fill(data, a);
    a.setAttribute("aria-details", card.id);
    a.style.setProperty("anchor-name", "--card-link");
    card.showPopover();
    if (!CSS.supports("position-area", "block-end")) place(a);
    unveil(a);
    return true;
  };

  // For browsers without anchors: under the link, or over it where there is more room.
  const place = (a) => {
    const at = a.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const below = at.bottom + size.height < innerHeight || at.top < innerHeight - at.bottom;
    const start = getComputedStyle(a).direction === "rtl" ? at.right - size.width : at.left;
    card.classList.add("card-placed");
    card.style.top = `${below ? at.bottom : Math.max(0, at.top - size.height)}px`;
    card.style.left = `${Math.max(8, Math.min(start, document.documentElement.clientWidth - size.width - 8))}px`;
  };

  // The sheet at the foot of a small window may cover the line that was tapped.
  const unveil = (a) => {
    const over = a.getBoundingClientRect().bottom - card.getBoundingClientRect().top;
    if (over > 0 && matchMedia("(max-width: 40rem)").matches) scrollBy(0, over + 16);
  };

  const point = (a) => {
    clearTimeout(timer);
    if (a === link && isOpen()) return;
    timer = setTimeout(() => {
      hide();
      link = a;
      show(a);
    }, IN);
  };

  const leave = () => {
    clearTimeout(timer);
    // A card that came by focus stays as long as the focus.
    timer = setTimeout(() => (usesKeys && link && link === document.activeElement) || hide(), OUT);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const a = linkAt(event.target);
    if (a) point(a);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch" || card?.contains(event.relatedTarget)) return;
    const a = linkAt(event.target);
    if (a && !a.contains(event.relatedTarget)) leave();
  });
  document.addEventListener("focusin", (event) => {
    const a = linkAt(event.target);
    if (a && a.matches(":focus-visible")) {
      usesKeys = true;
      // The card of the link before may lie over this one (WCAG 2.4.11).
      if (a !== link) hide();
      point(a);
    }
  });
  document.addEventListener("focusout", (event) => {
    const to = event.relatedTarget;
    if ((linkAt(event.target) || card?.contains(event.target)) && !card?.contains(to) && (to === null || to !== link)) {
      if (usesKeys) hide();
      else leave();
      usesKeys = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // The focus must not vanish with the card.
    if (card?.contains(document.activeElement)) link?.focus({ preventScroll: true });
    hide();
  });
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    pressed = isOpen() ? link : null;
    usesKeys = false;
    if (!card?.contains(event.target) && linkAt(event.target) !== link) hide();
  });

  // A link that stands alone in its block is an entry of a list, which a tap should follow. One in a text would carry the reader off.
  const standsAlone = (a) => {
    const block = a.closest("p, li, td, th, dd, figcaption, blockquote");
    return block !== null && block.textContent.trim() === a.textContent.trim();
  };

  document.addEventListener("click", (event) => {
    const a = linkAt(event.target);
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    // `detail` is 0 for a click by key, which always follows, as do the second tap and every click of a mouse.
    if (!a || !plain || !touched || event.detail === 0 || event.defaultPrevented) return;
    if (standsAlone(a) || a === pressed) return;
    event.preventDefault();
    hide();
    link = a;
    show(a).then((shown) => {
      if (!shown && link === null) location.href = a.href.baseVal ?? a.href;
    });
  });
})();
