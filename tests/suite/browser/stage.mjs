// What the browser tests share: the browser, a server of static files, the pages of a site, scenes.
// A test's arguments are the folder of playwright-core, the browser's name, the site's folder, and what it wants beside.
import { execFileSync } from "node:child_process";
import { createReadStream, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { createGzip } from "node:zlib";

/** The policy under which a site must work: nothing inline, nothing from elsewhere. */
export const STRICT = "default-src 'self'";

const FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
};
const PACKED = /^(text|application\/(json|xml)|image\/svg)/;

/** Where the browser is: what its name leads to, since a link may be refused by a sandbox. */
export const locate = (browser) => realpathSync(execFileSync("which", [browser], { encoding: "utf8" }).trim());

/** A browser; close it. */
export function launch(driver, browser, options = {}) {
  const { chromium } = createRequire(import.meta.url)(driver);
  return chromium.launch({ executablePath: locate(browser), ...options, args: [...FLAGS, ...(options.args ?? [])] });
}

/** All pages below a folder, by path. Those of old addresses are left out: they lead away at once. */
export const pages = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => String(name).split(sep).join("/"))
    .filter((name) => name.endsWith(".html") && !readFileSync(join(folder, name), "utf8").includes('http-equiv="refresh"'))
    .sort();

/** One page of each kind, the longest, and all that stand alone: what most checks of a big site look at. */
export function kinds(folder) {
  const longest = new Map();
  for (const name of pages(folder)) {
    const kind = name.includes("/") ? name.slice(0, name.indexOf("/")) : name;
    const size = statSync(join(folder, name)).size;
    if (!(longest.get(kind)?.size > size)) longest.set(kind, { name, size });
  }
  return [...longest.values()].map(({ name }) => name).sort();
}

/** The address of a file of a site that is opened by a double-click. */
export const local = (folder, name) => pathToFileURL(join(folder, name)).href;

/**
 * Serves a folder below a sub-path, packed as hosts do it, with a Content-Security-Policy if one is given.
 * Gives `base`, the address of the sub-path, and `close`; `missed` lists what was asked for and isn't there.
 */
export async function serve(folder, sub = "/sub/path/", { csp } = {}) {
  const missed = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const name = path.startsWith(sub) ? normalize(path.slice(sub.length) || "index.html") : "";
    const file = join(folder, name);
    const found = name && !name.startsWith("..") && statSync(file, { throwIfNoEntry: false })?.isFile();
    if (csp) response.setHeader("Content-Security-Policy", csp);
    if (!found) {
      // A browser asks for an icon by itself; that is no fault of the page.
      if (path !== "/favicon.ico") missed.push(path);
      return response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
    }
    const type = TYPES[extname(name)] ?? "application/octet-stream";
    response.setHeader("Content-Type", type);
    response.setHeader("Cache-Control", "max-age=600");
    const packs = PACKED.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    if (!packs) return createReadStream(file).pipe(response);
    response.setHeader("Content-Encoding", "gzip");
    createReadStream(file).pipe(createGzip()).pipe(response);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { base: `http://127.0.0.1:${server.address().port}${encodeURI(sub)}`, close, missed };
}

/** Calls `visit(item, tab)` for all items, in a few tabs of a context at once. A tab that fails a visit is replaced. */
export async function inTabs(context, items, visit, tabs = 4) {
  const rest = [...items];
  const work = async () => {
    const tab = await context.newPage();
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await visit(item, tab);
    await tab.close();
  };
  await Promise.all(Array.from({ length: Math.min(tabs, rest.length) }, work));
}

/** Errors that a page says or throws, and what it loads from elsewhere, from now on. */
export function faults(page) {
  const found = [];
  page.on("pageerror", (fault) => found.push(`throws ${fault}`));
  page.on("console", (message) => message.type() === "error" && found.push(`says ${message.text()}`));
  page.on("request", (request) => {
    if (!/^(file:|data:|blob:|http:\/\/127\.0\.0\.1[:/])/.test(request.url())) found.push(`loads ${request.url()}`);
  });
  return found;
}

const scenes = [];

/** Declares a scene. It fails by throwing, or by giving a list that isn't empty of what is wrong. */
export const scene = (name, play) => scenes.push({ name, play });

/** Plays all scenes in turn, says how each went, and ends the process. */
export async function finish() {
  let failed = 0;
  for (const { name, play } of scenes) {
    const begun = performance.now();
    const wrong = await Promise.resolve()
      .then(play)
      .catch((fault) => [fault.stack ?? String(fault)]);
    const took = `${((performance.now() - begun) / 1000).toFixed(1)} s`;
    if (wrong?.length > 0) {
      failed += 1;
      console.log(`FAILED  ${name} (${took}): ${wrong.length} found\n  ${wrong.join("\n  ")}`);
    } else console.log(`ok      ${name} (${took})`);
  }
  console.log(`${scenes.length - failed} of ${scenes.length} scenes went well`);
  process.exit(failed > 0 ? 1 : 0);
}
