// Opens every page of a site at three widths and reports those that scroll sideways.
// Arguments: the folder of playwright-core, the browser, the site's folder.
import { createRequire } from "node:module";
import { readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execFileSync } from "node:child_process";

const [driver, browser, folder] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(driver);
const executablePath = realpathSync(execFileSync("which", [browser], { encoding: "utf8" }).trim());
const pages = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith(".html"))
  .sort();
const instance = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
const wide = [];
const errors = [];
for (const width of [360, 768, 1280]) {
  const page = await instance.newPage({ viewport: { width, height: 800 } });
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("request", (request) => request.url().startsWith("file:") || errors.push(`loads ${request.url()}`));
  for (const name of pages) {
    await page.goto(pathToFileURL(join(folder, name)).href);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wide.push(`${name} at ${width} px: ${over} px too wide`);
  }
  await page.close();
}
await instance.close();
for (const line of [...wide, ...errors]) console.log(line);
console.log(`${pages.length} pages at 3 widths`);
process.exit(wide.length + errors.length > 0 ? 1 : 0);
