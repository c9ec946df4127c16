// Holds pages against WCAG 2.2 AA with axe (https://github.com/dequelabs/axe-core), in light and in dark.
// Arguments: the folder of playwright-core, the browser, the folder of axe-core, then for each site its folder, and `kinds:` before it
// where one page of each kind is enough.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { finish, inTabs, kinds, launch, local, pages, scene } from "./stage.mjs";

const [driver, browser, axe, ...sites] = process.argv.slice(2);
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds on the page as it is shown now. */
async function look(page, options) {
  const { violations } = await page.evaluate((options) => window.axe.run(document, { ...options, resultTypes: ["violations"] }), options);
  return violations.flatMap(({ id, help, nodes, tags }) =>
    nodes.map(({ target, failureSummary, html }) => ({
      id,
      best: tags.includes("best-practice"),
      words: `${id}: ${help}\n      ${target.join(" ")}: ${html.slice(0, 160)}\n      ${failureSummary.split("\n").slice(1, 3).join(" ").trim()}`,
    })),
  );
}

/** What was found, each with the pages where it was. */
const tell = (found) => [...found].map(([words, where]) => `${words}\n      on ${where.length}: ${where.slice(0, 4).join(", ")}`);

const instance = await launch(driver, browser);
const script = readFileSync(join(axe, "axe.min.js"), "utf8");
const advice = new Map();

for (const site of sites) {
  const few = site.startsWith("kinds:");
  const folder = few ? site.slice("kinds:".length) : site;
  const all = few ? kinds(folder) : pages(folder);
  const thorough = new Set(kinds(folder));
  scene(`${all.length} pages of ${basename(folder)} in light and dark`, async () => {
    const context = await instance.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: "light", reducedMotion: "reduce" });
    await context.addInitScript(script);
    const found = new Map();
    const note = (name, scheme, violations) => {
      for (const { id, best, words } of violations) {
        if (best) advice.set(id, (advice.get(id) ?? 0) + 1);
        // The same fault on a hundred pages is said once.
        else found.set(words, [...(found.get(words) ?? []), `${name} (${scheme})`]);
      }
    };
    await inTabs(context, all, async (name, tab) => {
      await tab.goto(local(folder, name));
      const tags = thorough.has(name) ? [...RULES, "best-practice"] : RULES;
      note(name, "light", await look(tab, { runOnly: { type: "tag", values: tags } }));
      // In dark with all that folds unfolded, since axe does not look at what is hidden. What isn't colour is the same.
      await tab.emulateMedia({ colorScheme: "dark" });
      await tab.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      const dark = thorough.has(name) && !few ? { type: "tag", values: RULES } : { type: "rule", values: ["color-contrast"] };
      note(name, "dark", await look(tab, { runOnly: dark }));
      await tab.emulateMedia({ colorScheme: "light" });
    });
    await context.close();
    // A site of which few pages are looked at is like the first in the rest.
    if (few) return tell(found);
    // A phone has other menus and other tables.
    const phone = await instance.newContext({ viewport: { width: 360, height: 740 }, colorScheme: "light", reducedMotion: "reduce" });
    await phone.addInitScript(script);
    await inTabs(phone, [...thorough], async (name, tab) => {
      await tab.goto(local(folder, name));
      note(name, "phone", await look(tab, { runOnly: { type: "tag", values: RULES } }));
    });
    await phone.close();
    return tell(found);
  });
}

// What axe takes for good practice and WCAG does not ask for is said, and fails nothing.
scene("best practice", () => {
  for (const [id, times] of advice) console.log(`advice  ${id}: ${times} times`);
});
scene("the browser ends", () => instance.close());
await finish();
