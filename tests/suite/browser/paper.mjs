// Prints a page of each kind on A4 and on Letter: to the last word, with addresses spelled out, on no empty sheet.
// Arguments: the folder of playwright-core, the browser, the site's folder, and a folder to keep the sheets in, for looking at.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finish, kinds, launch, local, scene } from "./stage.mjs";

const [driver, browser, folder, keep] = process.argv.slice(2);
const instance = await launch(driver, browser);
const place = keep ?? mkdtempSync(join(tmpdir(), "casebook-paper-"));
mkdirSync(place, { recursive: true });
/** In points. */
const PAPERS = { A4: [595, 842], Letter: [612, 792] };
/** Letters and digits alone: lines are broken and hyphenated on paper. */
const bare = (text) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");

/** What must be on paper: the last words, and the addresses of links to elsewhere. */
const expect = () => {
  const main = document.querySelector("main");
  // Lines of a table's cells stand between each other's, so its words are in no order on paper.
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let last = "";
  while (texts.nextNode()) {
    const shown = texts.currentNode.parentElement;
    if (shown.closest("svg, nav, math, table, details:not([open]), :lang(zh)") || !shown.checkVisibility({ visibilityProperty: true })) continue;
    // What is for the ear alone has a box of a pixel.
    if (shown.getBoundingClientRect().width <= 2) continue;
    if (texts.currentNode.data.trim().length > 12) last = texts.currentNode.data;
  }
  const links = [...main.querySelectorAll('a[href^="http"]')].filter((link) => link.checkVisibility({ visibilityProperty: true }) && !link.closest("svg"));
  return { last, links: links.map((link) => link.getAttribute("href")) };
};

for (const [paper, size] of Object.entries(PAPERS))
  scene(`a page of each kind on ${paper}`, async () => {
    const tab = await instance.newPage();
    const wrong = [];
    for (const name of kinds(folder)) {
      await tab.emulateMedia({ media: "screen" });
      await tab.goto(local(folder, name));
      await tab.emulateMedia({ media: "print" });
      const { last, links } = await tab.evaluate(expect);
      const file = join(place, `${name.replaceAll("/", "-")}-${paper}.pdf`);
      // A handout says itself which paper it is for.
      const own = name.startsWith("handouts/");
      await tab.pdf({ path: file, format: paper, preferCSSPageSize: own });
      const about = execFileSync("pdfinfo", [file], { encoding: "utf8" });
      const [, width, height] = about.match(/Page size:\s+([\d.]+) x ([\d.]+)/).map(Number);
      if (!own && (Math.abs(width - size[0]) > 2 || Math.abs(height - size[1]) > 2)) wrong.push(`${name}: the sheet is ${width} by ${height}`);
      const sheets = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", maxBuffer: 1 << 28 }).split("\f").slice(0, -1);
      const all = bare(sheets.join("\n"));
      // A sheet may set the first letter of a phrase as a capital.
      if (last && !all.toLowerCase().includes(bare(last).toLowerCase().slice(-40))) wrong.push(`${name}: “${last.trim().slice(-60)}” is not on paper`);
      for (const link of new Set(links)) if (!all.includes(bare(link))) wrong.push(`${name}: ${link} is not spelled out`);
      sheets.forEach((sheet, at) => {
        const lines = sheet.split("\n").filter((line) => line.trim()).length;
        // A drawing is no line; it stands with its words. A table or a list may end on the next sheet.
        if (lines < 1) wrong.push(`${name}: sheet ${at + 1} of ${sheets.length} has ${lines} lines`);
      });
    }
    await tab.close();
    return wrong;
  });

scene("the browser ends", async () => {
  await instance.close();
  if (!keep) rmSync(place, { recursive: true });
});
await finish();
