// Every page under the strictest policy, below a sub-path, and from the disk: nothing is refused, missing, thrown or loaded from elsewhere,
// also when a reader hovers, clicks and types.
// Arguments: the folder of playwright-core, the browser, the site's folder.
import { STRICT, faults, finish, inTabs, kinds, launch, local, pages, scene, serve } from "./stage.mjs";

const [driver, browser, folder] = process.argv.slice(2);
const instance = await launch(driver, browser);
/** So long a reader rests on a thing before the page may answer. */
const REST = 350;

/** What any reader might do on any page: rest on links, press what can be pressed, type. */
async function use(tab) {
  const here = tab.url();
  for (const link of (await tab.locator("main a[href]:visible").all()).slice(0, 6)) {
    await link.hover({ timeout: 2000 }).catch(() => {});
    await tab.waitForTimeout(REST);
  }
  for (const summary of (await tab.locator("summary:visible").all()).slice(0, 6)) await summary.click({ timeout: 2000 }).catch(() => {});
  for (const button of (await tab.locator("button:visible, select:visible, input:visible").all()).slice(0, 30)) {
    const kind = await button.evaluate((control) => `${control.localName} ${control.type}`).catch(() => "");
    if (kind.startsWith("select")) await button.selectOption({ index: 1 }, { timeout: 2000 }).catch(() => {});
    else if (/search|text/.test(kind)) await button.fill("the year", { timeout: 2000 }).catch(() => {});
    // Printing is the browser's own; its window would stop the page.
    else if (kind) await button.click({ timeout: 1000 }).catch(() => {});
    if (tab.url().split(/[?#]/)[0] !== here.split(/[?#]/)[0]) await tab.goto(here);
  }
  for (const key of ["/", "j", "k", "ArrowRight", "ArrowDown", "+", "-", "Home", "End", "Escape"]) await tab.keyboard.press(key);
  await tab.waitForTimeout(REST);
}

/** Opens pages by `address`, uses one of each kind, and gives what went wrong. */
async function visit(context, names, address, busy) {
  await context.addInitScript(() => {
    window.print = () => {};
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample, sourceFile, lineNumber }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI} ${sample} ${sourceFile}:${lineNumber}`),
    );
  });
  const wrong = [];
  await inTabs(context, names, async (name, tab) => {
    const found = faults(tab);
    await tab.goto(address(name));
    if (busy.has(name)) await use(tab);
    wrong.push(...new Set(found.splice(0).map((words) => `${name}: ${words}`)));
    tab.removeAllListeners();
  });
  return wrong;
}

const all = pages(folder);
const busy = new Set(kinds(folder));

scene(`${all.length} pages from the disk`, async () => {
  const context = await instance.newContext();
  const wrong = await visit(context, all, (name) => local(folder, name), busy);
  await context.close();
  return wrong;
});

scene(`${all.length} pages at a sub-path under ${STRICT}`, async () => {
  const server = await serve(folder, "/courses/case one/", { csp: STRICT });
  const context = await instance.newContext();
  const wrong = await visit(context, all, (name) => server.base + encodeURI(name), busy);
  await context.close();
  await server.close();
  return [...wrong, ...server.missed.map((path) => `there is no ${path}`)];
});

scene("the policy is one that refuses", async () => {
  // Else the scene above would pass whatever the pages do.
  const server = await serve(folder, "/", { csp: STRICT });
  const tab = await instance.newPage();
  const found = faults(tab);
  await tab.goto(`${server.base}index.html`);
  await tab.evaluate(() => document.body.insertAdjacentHTML("beforeend", '<p style="color: red">Red</p>'));
  await tab.waitForTimeout(100);
  await tab.close();
  await server.close();
  return found.some((words) => /Content Security Policy/.test(words)) ? [] : ["an inline style was let through"];
});

scene("the browser ends", () => instance.close());
await finish();
