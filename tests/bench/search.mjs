// How long a reader waits for the search: from a key to its results in the page, and to the frame that shows them.
// node tests/bench/search.mjs DRIVER BROWSER SITE WORD…   (DRIVER is the folder of playwright-core, SITE the output of a build)
import { local, launch } from "../suite/browser/stage.mjs";

const [driver, browser, folder, ...asked] = process.argv.slice(2);
const queries = asked.length ? asked : ["the penalty", "xiaomi fans"];
const instance = await launch(driver, browser);
const page = await instance.newPage();
await page.goto(local(folder, "search.html"));

/** Sets the field to a text, as a key would, and waits for what it brings. */
const ask = (text) =>
  page.evaluate(async (text) => {
    const input = document.querySelector("input[type=search]");
    const list = document.querySelector("[data-search-results]");
    input.value = text;
    const changed = new Promise((resolve) => {
      const observer = new MutationObserver(() => resolve(observer.disconnect()));
      observer.observe(list.parentElement.parentElement, { childList: true, subtree: true, characterData: true });
    });
    const begun = performance.now();
    input.dispatchEvent(new InputEvent("input"));
    await changed;
    const results = performance.now() - begun;
    await new Promise((frame) => requestAnimationFrame(() => setTimeout(frame)));
    return { results, frame: performance.now() - begun };
  }, text);

const begun = performance.now();
await page.locator("input[type=search]").focus();
await page.waitForFunction(() => globalThis.casebookSearch && document.querySelector("[data-search-status]").textContent === "");
console.log(`focus to index: ${(performance.now() - begun).toFixed(0)} ms`);
const figures = [];
for (const query of queries) {
  for (let length = 1; length <= query.length; length += 1) {
    const text = query.slice(0, length);
    const { results, frame } = await ask(text);
    figures.push({ text, results, frame });
    await page.waitForTimeout(150);
  }
}
const line = (name, key) => {
  const sorted = figures.map((one) => one[key]).sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(1);
  console.log(`${name}: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, slowest ${at(1)} ms (“${figures.find((one) => one[key] === sorted.at(-1)).text}”), first ${figures[0][key].toFixed(1)} ms`);
};
line(`${figures.length} keys to results`, "results");
line(`${figures.length} keys to frame  `, "frame");
await instance.close();
