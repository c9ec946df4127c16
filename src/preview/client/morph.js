// Changes the live page into another with as few touches as possible.
//
// It compares what was served with what is served now, never with the live page: what a reader has done since (typed, opened,
// filtered, scrolled, played) and what scripts have added is not a difference, and stays. Each served node is tied to
// its live one. The served copies belong to documents without a window, so that they load and run nothing.

const ELEMENT = 1;
const isStyle = (node) => node.nodeName === "LINK" && node.relList.contains("stylesheet");

/** A page without what the preview added to it. */
export function bare(root) {
  for (const own of root.querySelectorAll('[src^="/_casebook/"], [href^="/_casebook/"]')) own.remove();
  return root;
}

/** The live page and what it was served as. */
export class Page {
  #live = new WeakMap();

  constructor() {
    const inert = document.implementation.createHTMLDocument("");
    this.served = inert.importNode(document.documentElement, true);
    this.#tie(this.served, document.documentElement);
    bare(this.served);
  }

  /** The live node that was served as this one. */
  live(served) {
    return this.#live.get(served);
  }

  /** From now on that live node stands for the served one, and the one before is gone. */
  replace(served, live) {
    this.live(served)?.remove();
    this.#live.set(served, live);
  }

  same(next) {
    return this.served.isEqualNode(next);
  }

  /** All that only a new load puts to work, as one text. */
  scripts(root = this.served) {
    const active = 'script:not([type="application/ld+json"]), template, meta[http-equiv]';
    return Array.from(root.querySelectorAll(active), (element) => element.outerHTML).join("\n");
  }

  /** Makes the live page what `next` says. `ready` has live nodes already made for nodes of `next`. */
  become(next, ready) {
    const byId = (root) => {
      const found = new Map();
      for (const element of root.querySelectorAll("[id]")) found.has(element.id) || found.set(element.id, element);
      return found;
    };
    this.olds = byId(this.served);
    this.news = byId(next);
    this.ready = ready;
    this.used = new Set(); // served nodes that live on
    this.left = []; // served nodes without a place where they were
    const before = this.served;
    this.served = this.#merge(before, next) ? next : before;
    // Only now is it known that none of them moved elsewhere.
    for (const old of this.left) if (!this.used.has(old)) this.live(old)?.remove();
  }

  #tie(served, live) {
    this.#live.set(served, live);
    for (let i = 0; i < served.childNodes.length; i++) this.#tie(served.childNodes[i], live.childNodes[i]);
  }

  /** Whether anything was different. What is not keeps its served copy, and with it its ties. */
  #merge(old, now) {
    if (old.isEqualNode(now)) {
      now.parentNode?.replaceChild(old, now);
      return false;
    }
    const live = this.live(old);
    this.#live.set(now, live);
    if (old.nodeType !== ELEMENT) {
      write(live, old.data, now.data);
    } else {
      attributes(live, old, now);
      this.#children(live, old, now);
    }
    return true;
  }

  #children(live, old, now) {
    const olds = [...old.childNodes];
    const nows = [...now.childNodes];
    const pairs = this.#pair(olds, nows);
    const wanted = nows.map((child) => {
      const partner = pairs.get(child);
      if (!partner) return this.#fresh(child);
      this.#merge(partner, child);
      return this.live(partner);
    });
    for (const child of olds) if (!this.used.has(child)) this.left.push(child);
    // A node that a script took away stays away.
    arrange(live, wanted.filter((child, index) => child.parentNode || !pairs.has(nows[index])));
  }

  /** A live node for one that was not there before; elements inside it that were, by their ids, move into it. */
  #fresh(child) {
    let live = this.ready.get(child);
    const inside = live || child.nodeType !== ELEMENT ? [] : [...child.querySelectorAll("[id]")];
    if (inside.some((element) => this.olds.has(element.id))) {
      live = document.importNode(child, false);
      this.#live.set(child, live);
      this.#children(live, { childNodes: [] }, child);
    } else {
      live ??= document.importNode(child, true);
      this.#tie(child, live);
    }
    return live;
  }

  /** Which child was which: the same at both ends, the same id, the same content, the same kind of element in the same gap. */
  #pair(olds, nows) {
    const pairs = new Map();
    const join = (now, old) => {
      pairs.set(now, old);
      this.used.add(old);
    };
    const free = (old) => old && !this.used.has(old);
    let start = 0;
    let cut = 0;
    const equal = (old, now) => free(old) && now && old.isEqualNode(now);
    while (equal(olds[start], nows[start])) join(nows[start], olds[start++]);
    const room = Math.min(olds.length, nows.length) - start;
    while (cut < room && equal(olds.at(-1 - cut), nows.at(-1 - cut))) join(nows.at(-1 - cut), olds.at(-1 - cut++));
    const open = (list) => list.slice(start, list.length - cut).filter((node) => node.nodeType === ELEMENT);
    const rest = open(nows);

    for (const now of rest) {
      const old = now.id && this.news.get(now.id) === now && this.olds.get(now.id);
      if (old && old.nodeName === now.nodeName && free(old) && !isStyle(now)) join(now, old);
    }

    const alike = new Map();
    for (const old of open(olds)) {
      if (!free(old) || this.news.has(old.id)) continue;
      const key = old.outerHTML;
      alike.has(key) ? alike.get(key).push(old) : alike.set(key, [old]);
    }
    for (const now of rest) {
      const old = pairs.has(now) ? null : alike.get(now.outerHTML)?.shift();
      if (old) join(now, old);
    }

    const place = new Map(olds.map((old, index) => [old, index]));
    let at = start;
    for (const now of rest) {
      if (pairs.has(now)) {
        at = (place.get(pairs.get(now)) ?? at - 1) + 1;
      } else if (!isStyle(now)) {
        for (let i = at; i < olds.length - cut && (olds[i].nodeType !== ELEMENT || free(olds[i])); i++) {
          const fits = olds[i].nodeName === now.nodeName && !isStyle(olds[i]) && !this.news.has(olds[i].id);
          if (!fits) continue;
          join(now, olds[i]);
          at = i + 1;
          break;
        }
      }
    }

    // Text goes with the element beside it; alone, it is paired with what is at the same end.
    for (let i = start; i < nows.length - cut; i++) {
      const now = nows[i];
      if (now.nodeType === ELEMENT) continue;
      const after = nows[i + 1] ? place.get(pairs.get(nows[i + 1])) : olds.length;
      const before = i > 0 ? place.get(pairs.get(nows[i - 1])) : -1;
      const old = [olds[after - 1], olds[before + 1]].find((old) => free(old) && old.nodeType === now.nodeType);
      if (old) join(now, old);
    }
    return pairs;
  }
}

/** Writes the part of a text that differs, so that a selection outside of it stays. */
function write(live, old, now) {
  if (live.data !== old) {
    live.data = now;
    return;
  }
  let start = 0;
  while (start < old.length && old[start] === now[start]) start++;
  let cut = 0;
  while (cut < Math.min(old.length, now.length) - start && old.at(-1 - cut) === now.at(-1 - cut)) cut++;
  live.replaceData(start, old.length - cut - start, now.slice(start, now.length - cut));
}

/** Sets what the author changed, and leaves what the reader or a script did. */
function attributes(live, old, now) {
  // Classes are a list: what a script put into it, a filter's state for one, is no reason to lose what the author did.
  const mixed = live.getAttribute("class") !== old.getAttribute("class");
  if (mixed) {
    for (const name of old.classList) if (!now.classList.contains(name)) live.classList.remove(name);
    for (const name of now.classList) if (!old.classList.contains(name)) live.classList.add(name);
  }
  for (const { name, value, namespaceURI } of [...now.attributes]) {
    if (old.getAttribute(name) === value || (mixed && name === "class")) continue;
    live.setAttributeNS(namespaceURI, name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (!now.hasAttribute(name) && !(mixed && name === "class")) live.removeAttribute(name);
  }
}

/** Puts children into that order. Children not named are passed over. */
function arrange(parent, wanted) {
  const named = new Set(wanted);
  const ahead = (node) => {
    while (node && !named.has(node)) node = node.nextSibling;
    return node;
  };
  let next = parent.firstChild;
  for (const node of wanted) {
    next = ahead(next);
    // If only one went away from here, it is the one to move, not all that follow.
    if (next && next !== node && ahead(next.nextSibling) === node) next = node;
    if (next === node) next = node.nextSibling;
    else move(parent, node, next);
  }
}

/** Moves a node; where the browser can, with its focus, its playing and its scroll position. */
function move(parent, node, next) {
  if (parent.moveBefore && node.isConnected && parent.isConnected) parent.moveBefore(node, next);
  else parent.insertBefore(node, next);
}
