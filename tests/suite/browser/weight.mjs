// What the pages weigh on the wire, packed: measured by the files that a browser asks for.
// Arguments: the folder of playwright-core, the browser, the site's folder, the pages to weigh.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { finish, launch, scene, serve } from "./stage.mjs";

const KIB = 1024;
/** The front page with all that it loads; the scripts of any page. The search's index is loaded when it is wanted. */
const FRONT = 100 * KIB;
const SCRIPTS = 25 * KIB;

const [driver, browser, folder, ...names] = process.argv.slice(2);
const instance = await launch(driver, browser);

for (const name of names)
  scene(`${name} is light and stands still`, async () => {
    const server = await serve(folder, "/light/");
    const context = await instance.newContext({ viewport: { width: 412, height: 823 } });
    const tab = await context.newPage();
    const loaded = new Map();
    tab.on("request", (request) => loaded.set(request.url(), request.resourceType()));
    await tab.addInitScript(() => {
      window.__shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.__shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await tab.goto(server.base + name, { waitUntil: "networkidle" });
    // What is far down may move when it comes near; a reader gets there.
    await tab.evaluate(async () => {
      for (let top = 0; top < Math.min(document.body.scrollHeight, 20_000); top += 700) {
        scrollTo({ top, behavior: "instant" });
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      }
    });
    const shift = await tab.evaluate(() => window.__shift);
    await context.close();
    await server.close();
    const weigh = (type) =>
      [...loaded]
        .filter(([url, kind]) => url.startsWith(server.base) && (!type || kind === type))
        .map(([url]) => {
          const bytes = readFileSync(join(folder, decodeURIComponent(new URL(url).pathname.slice("/light/".length))));
          // Pictures and fonts are packed as they are.
          return /\.(html|css|js|json|svg|xml|txt)$/.test(new URL(url).pathname) ? gzipSync(bytes).length : bytes.length;
        })
        .reduce((sum, bytes) => sum + bytes, 0);
    const [total, scripts] = [weigh(), weigh("script")];
    console.log(`weight  ${name}: ${(total / KIB).toFixed(1)} KiB in ${loaded.size} files, scripts ${(scripts / KIB).toFixed(1)} KiB, shift ${shift}`);
    const wrong = [];
    if (name === "index.html" && total > FRONT) wrong.push(`${total} bytes are more than ${FRONT}`);
    if (scripts > SCRIPTS) wrong.push(`scripts of ${scripts} bytes are more than ${SCRIPTS}`);
    if (shift > 0) wrong.push(`the page shifts by ${shift}`);
    return wrong;
  });

scene("the browser ends", () => instance.close());
await finish();
