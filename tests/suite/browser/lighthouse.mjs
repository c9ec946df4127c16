// Lighthouse (https://github.com/GoogleChrome/lighthouse), as on a phone: accessibility, best practices and search at 100, no layout shift.
// Its score for performance is of the machine as much as of the page: it is said, and fails nothing but under `strict`.
// Arguments: the folder of playwright-core, the browser, the folder of lighthouse, the site's folder, the pages, and `strict`.
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { finish, launch, scene, serve } from "./stage.mjs";

const [driver, browser, tool, folder, ...rest] = process.argv.slice(2);
const strict = rest.includes("strict");
const { default: lighthouse } = await import(pathToFileURL(join(tool, "core/index.js")).href);

const free = await new Promise((found) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => found(port));
  });
});
const instance = await launch(driver, browser, { args: [`--remote-debugging-port=${free}`] });
const server = await serve(folder, "/");

for (const name of rest.filter((name) => name !== "strict"))
  scene(`Lighthouse on ${name}`, async () => {
    // On a busy machine a reading may run out of time and count what it could not see as missing: what is wrong is wrong twice.
    const first = await measure(name).catch((error) => [String(error)]);
    return first.length > 0 ? measure(name) : first;
  });

scene("the browser ends", async () => {
  await instance.close();
  await server.close();
});
await finish();

/** What is wrong with a page. */
async function measure(name) {
  const { lhr } = await lighthouse(server.base + name, { port: free, output: "json", logLevel: "error", onlyCategories: ["performance", "accessibility", "best-practices", "seo"] });
  const scores = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]);
  const shift = lhr.audits["cumulative-layout-shift"].numericValue;
  const times = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time"].map((id) => `${id} ${lhr.audits[id].displayValue}`);
  console.log(`scores  ${name}: ${scores.map(([id, score]) => `${id} ${score}`).join(", ")}; shift ${shift}; ${times.join(", ")}`);
  const wrong = shift > 0 ? [`the page shifts by ${shift}`] : [];
  for (const [id, score] of scores) {
    if (score === 100 || (id === "performance" && !strict)) continue;
    const failed = lhr.categories[id].auditRefs.map(({ id }) => lhr.audits[id]).filter((audit) => audit.score !== null && audit.score < 1);
    wrong.push(`${id} ${score}`, ...failed.map(({ id, title, details }) => `  ${id}: ${title} ${JSON.stringify(details?.items?.slice(0, 2) ?? "").slice(0, 300)}`));
  }
  return wrong;
}
