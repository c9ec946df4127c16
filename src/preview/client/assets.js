// Style sheets and pictures: which of them changed under the same address, and how new ones take their place without a flash.

const EMBEDDED = "link[rel~=stylesheet], link[rel~=icon], script[src], img, source, video, audio";
/** So long a query every server takes. */
const LONGEST_QUERY = 4000;
/** A style sheet that takes longer than this is not waited for. */
const PATIENCE = 3000;

/** The versions of what is on the page, by path; unknown until the server was asked. */
let known = null;
/** What a style sheet loads, by style sheet. */
const loads = new WeakMap();

const own = (address, base = document.baseURI) => {
  const url = new URL(address, base);
  return url.origin === location.origin && !url.pathname.startsWith("/_casebook/") ? url.pathname : null;
};

/** The addresses in a `srcset`. */
const candidates = (set) => (set ?? "").split(/,\s+/).map((part) => part.trim().split(/\s+/)[0]);

/** Paths of what an element loads. */
function pathsOf(element) {
  const names = element.nodeName === "LINK" ? ["href"] : ["src", "poster"];
  const addresses = [...names.map((name) => element.getAttribute(name)), ...candidates(element.getAttribute("srcset"))];
  return addresses.filter(Boolean).map((address) => own(address)).filter(Boolean);
}

/** Paths of what the page's style sheets load: others, fonts, pictures. */
function insideStyles() {
  const found = new Set();
  for (const sheet of document.styleSheets) {
    if (!sheet.href || !own(sheet.href)) continue;
    if (!loads.has(sheet)) loads.set(sheet, inside(sheet));
    for (const path of loads.get(sheet)) found.add(path);
  }
  return found;
}

function inside(sheet) {
  try {
    const text = Array.from(sheet.cssRules, (rule) => rule.cssText).join("\n");
    return Array.from(text.matchAll(/url\("((?!data:)[^"]+)"\)/g), ([, url]) => own(url, sheet.href)).filter(Boolean);
  } catch {
    return []; // not loaded yet, or with an address that is none
  }
}

/** Asks the server for versions. */
async function ask(paths) {
  const queries = [""];
  for (const path of paths) {
    const part = `path=${encodeURIComponent(path)}&`;
    if (queries.at(-1).length + part.length > LONGEST_QUERY) queries.push("");
    queries[queries.length - 1] += part;
  }
  const answers = await Promise.all(
    queries.map(async (query) => (await fetch(`/_casebook/versions?${query}`, { cache: "no-store" })).json()),
  );
  const versions = new Map(answers.flatMap((answer) => Object.entries(answer.versions)));
  return { versions, generation: answers.at(-1).generation };
}

const pathsIn = (root) => new Set(Array.from(root.querySelectorAll(EMBEDDED), pathsOf).flat());

/** Learns the versions of what the page was loaded with, if the server still has that state. */
export async function learnAssets(served, generation) {
  const answer = await ask([...pathsIn(served), ...insideStyles()]);
  if (answer.generation === generation) known = answer.versions;
}

/** Paths on the page whose bytes changed; with `reload` among them if only a new load helps. */
export async function changedAssets(next) {
  const inside = insideStyles();
  const { versions } = await ask(new Set([...pathsIn(next), ...inside]));
  const changed = new Set();
  for (const [path, version] of versions) {
    // If nothing is known, all may be old.
    if (known ? known.has(path) && known.get(path) !== version : true) changed.add(path);
  }
  const scripts = Array.from(next.querySelectorAll("script[src]"), pathsOf).flat();
  if (known && [...scripts, ...inside].some((path) => changed.has(path))) changed.add("reload");
  known = new Map([...(known ?? []), ...versions]);
  return changed;
}

const renewed = (address, generation) => {
  const url = new URL(address, document.baseURI);
  url.searchParams.set("v", generation);
  return url.href;
};

/** Loads each style sheet that is new or has new bytes beside the old ones. `replace` then takes those away. */
export async function freshStyles(page, next, changed, generation) {
  const served = [...page.served.querySelectorAll("link[rel~=stylesheet]")];
  const swaps = [];
  const added = new Map();
  const loaded = [];
  for (const link of next.querySelectorAll("link[rel~=stylesheet]")) {
    const index = served.findIndex((old) => old.isEqualNode(link));
    const old = index < 0 ? null : served.splice(index, 1)[0];
    if (old && !pathsOf(link).some((path) => changed.has(path))) continue;
    const live = document.importNode(link, true);
    loaded.push(whenLoaded(live));
    if (old) {
      live.href = renewed(link.href, generation);
      page.live(old).after(live);
      swaps.push([old, live]);
    } else {
      document.head.append(live);
      added.set(link, live);
    }
  }
  await Promise.all(loaded);
  return { added, replace: () => swaps.forEach(([old, live]) => page.replace(old, live)) };
}

const whenLoaded = (link) =>
  new Promise((done) => {
    setTimeout(done, PATIENCE);
    link.addEventListener("load", done);
    link.addEventListener("error", done);
  });

/** Loads pictures and the like whose bytes changed again. */
export function renewPictures(changed, generation) {
  for (const element of document.querySelectorAll("link[rel~=icon], img, source, video, audio")) {
    if (!pathsOf(element).some((path) => changed.has(path))) continue;
    for (const name of ["href", "src", "poster"]) {
      if (element.hasAttribute(name)) element.setAttribute(name, renewed(element.getAttribute(name), generation));
    }
    const set = element.getAttribute("srcset");
    if (set) element.setAttribute("srcset", set.replace(/(^|,\s+)(\S+)/g, (_, gap, address) => gap + renewed(address, generation)));
    if (element.nodeName === "SOURCE") element.parentElement?.load?.();
  }
}
