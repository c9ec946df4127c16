// Opens every page of the sites at five widths, two of them small as at 200 % and 400 % zoom, and reports those that scroll sideways.
// Arguments: the folder of playwright-core, the browser, the sites' folders; `kinds:` before one where a page of each kind is enough.
import { basename } from "node:path";
import { finish, inTabs, kinds, launch, local, pages, scene } from "./stage.mjs";

const [driver, browser, ...sites] = process.argv.slice(2);
// 320 px is 1280 px at 400 %, which WCAG 1.4.10 asks for; 640 px is the same window at 200 %.
const WIDTHS = [320, 360, 640, 768, 1440];
const instance = await launch(driver, browser);

/** How far the page is too wide, and what reaches out farthest. */
const measure = () => {
  const root = document.documentElement;
  const over = root.scrollWidth - root.clientWidth;
  // Cutting the page off at its edge hides the fault from the measure and the words from the reader.
  const cut = [root, document.body].some((element) => ["hidden", "clip"].includes(getComputedStyle(element).overflowX));
  if (over <= 0 && !cut) return null;
  const out = [...document.body.querySelectorAll("*")]
    .map((element) => ({ element, rect: element.getBoundingClientRect() }))
    .map(({ element, rect }) => ({ element, by: Math.max(rect.right - root.clientWidth, -rect.left) }))
    .filter(({ by }) => by > 0.5)
    .sort((a, b) => b.by - a.by)[0];
  const name = out && `${out.element.localName}.${out.element.getAttribute("class") ?? ""} “${out.element.textContent.trim().slice(0, 40)}”`;
  return over > 0 ? `${over} px too wide: ${name}` : out && `the page is cut off at its edge, ${name} reaches out by ${Math.round(out.by)} px`;
};

for (const site of sites) {
  const few = site.startsWith("kinds:");
  const folder = few ? site.slice("kinds:".length) : site;
  const all = few ? kinds(folder) : pages(folder);
  scene(`${all.length} pages of ${basename(folder)} at ${WIDTHS.length} widths`, async () => {
    const wide = [];
    const context = await instance.newContext({ deviceScaleFactor: 2 });
    await inTabs(context, all, async (name, tab) => {
      for (const width of WIDTHS) {
        await tab.setViewportSize({ width, height: 800 });
        if (width === WIDTHS[0]) await tab.goto(local(folder, name));
        const found = await tab.evaluate(measure);
        if (found) wide.push(`${name} at ${width} px: ${found}`);
      }
    });
    await context.close();
    return wide;
  });
}

scene("the browser ends", () => instance.close());
await finish();
