// Cards of links in a browser, from a folder and from a server at a sub-path.
// Arguments: the folder of playwright-core, the browser, the site's folder.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { STRICT, faults, finish, launch, scene, serve } from "./stage.mjs";

const [driver, browser, folder] = process.argv.slice(2);
const site = await serve(folder, "/some/case/", { csp: STRICT });
const bases = [`${pathToFileURL(folder).href}/`, site.base];
const instance = await launch(driver, browser);

const NOTE = "notes/the-deal.html";
const open = ".card:popover-open";
const wide = { viewport: { width: 1200, height: 800 } };
const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// A scene in a window of its own, from the folder and from the server; it begins on a note, and no fault may be found on its pages.
const both = (name, options, act) =>
  scene(name, async () => {
    const play = async (base) => {
      const context = await instance.newContext(options);
      context.setDefaultTimeout(8000);
      const page = await context.newPage();
      const found = faults(page);
      try {
        await page.goto(base + NOTE);
        await act(page, base);
        return found;
      } finally {
        await context.close();
      }
    };
    return (await Promise.all(bases.map(play))).flat();
  });
const is = (page, expected) => assert.ok(page.url().includes(expected), `${page.url()} is not ${expected}`);
const closed = async (page) => assert.equal(await page.locator(open).count(), 0);

both("hover shows the passage in its context", wide, async (page) => {
  const quote = page.locator(".prose a.quotation").first();
  const words = (await quote.textContent()).replaceAll(/["“”]/g, "");
  // The page's own clock tells how long the card takes: the test's may be late on a busy machine.
  await page.evaluate(() => {
    document.addEventListener("pointerover", (event) => event.target.closest?.("a.quotation") && (window.entered ??= performance.now()), true);
    document.addEventListener("beforetoggle", (event) => event.newState === "open" && (window.shown ??= performance.now()), true);
  });
  await quote.hover();
  await page.waitForSelector(open);
  const took = await page.evaluate(() => window.shown - window.entered);
  assert.ok(took >= 200, `a card flashes up after ${took} ms`);
  assert.equal(await page.locator(`${open} mark`).textContent(), words);
  assert.equal(await quote.getAttribute("aria-details"), "_card");
  is(page, NOTE);
  // The card lies beside the link, and inside of the window.
  const [link, card] = [await quote.boundingBox(), await page.locator(open).boundingBox()];
  assert.ok(card.y >= link.y + link.height - 1 || card.y + card.height <= link.y + 1, "the card covers its link");
  assert.ok(card.x >= 0 && card.x + card.width <= 1200 && card.y >= 0 && card.y + card.height <= 800, "the card is cut");
  // A pointer in the card keeps it; one that leaves lets it go.
  await page.mouse.move(card.x + 30, card.y + 30, { steps: 4 });
  await pause(500);
  await page.waitForSelector(open);
  await page.mouse.move(2, 2);
  await page.waitForSelector(open, { state: "detached" });
  assert.equal(await quote.getAttribute("aria-details"), null);
});

both("every kind of link has its card", wide, async (page, base) => {
  for (const [from, kind] of [["index.html", "notes"], ["timeline.html", "events"], [NOTE, "profiles"], [NOTE, "claims"], [NOTE, "sources"]]) {
    await page.goto(base + from);
    const links = page.locator(`main :is(p, dd, li) a[href*="${kind}/"]`);
    const link = links.filter({ visible: true }).first();
    await link.hover();
    await page.waitForSelector(open);
    assert.notEqual(await page.locator(`${open} .card-title`).textContent(), "", kind);
    await page.keyboard.press("Escape");
  }
});

both("Escape closes, and a click of the mouse follows", wide, async (page) => {
  const quote = page.locator(".prose a.quotation").first();
  await quote.hover();
  await page.waitForSelector(open);
  await page.keyboard.press("Escape");
  await pause(400);
  await closed(page);
  await quote.click();
  await page.waitForURL(/sources\/.*#q/);
});

both("focus shows a card and keeps its place; Enter follows", wide, async (page) => {
  await page.locator(".skip").focus();
  const at = () => page.evaluate(() => document.activeElement.matches("main .prose p a"));
  for (let presses = 0; presses < 80 && !(await at()); presses += 1) await page.keyboard.press("Tab");
  assert.ok(await at(), "no link of the text was reached");
  await page.waitForSelector(open);
  assert.ok(await at(), "the focus was taken");
  await page.mouse.move(3, 3);
  await pause(400);
  await page.waitForSelector(open);
  await page.keyboard.press("Escape");
  await closed(page);
  assert.ok(await at(), "Escape took the focus");
  const href = await page.evaluate(() => document.activeElement.href);
  await page.keyboard.press("Enter");
  await page.waitForURL(href);
});

both("the card goes as soon as the focus goes on, and never lies over what has it", wide, async (page) => {
  const links = page.locator(".prose p a:visible");
  await page.keyboard.press("Tab"); // so that what has the focus shows it
  await links.nth(0).focus();
  await page.waitForSelector(open);
  // Counted in the same breath, since the next card is soon there.
  const left = await links.nth(1).evaluate((link, open) => {
    link.focus();
    return document.querySelectorAll(open).length;
  }, open);
  assert.equal(left, 0);
  await page.waitForSelector(open);
  // From within the card, Escape leads back to its link.
  await page.locator(`${open} .card-title`).focus();
  await page.waitForSelector(open);
  await page.keyboard.press("Escape");
  await closed(page);
  assert.ok(await links.nth(1).evaluate((link) => link === document.activeElement), "the focus was lost with the card");
  // And who goes on from the card closes it.
  await links.nth(0).focus();
  await page.waitForSelector(open);
  await page.locator(`${open} .card-title`).focus();
  await page.locator(".site-foot a").first().focus();
  await closed(page);
});

both("a tap shows a card, a second follows", phone, async (page) => {
  const link = page.locator('.prose p a[href*="profiles/"]').first();
  const href = await link.evaluate((a) => a.href);
  await link.tap();
  await page.waitForSelector(open);
  is(page, NOTE);
  await page.waitForFunction((a) => a.getBoundingClientRect().bottom <= document.querySelector(".card").getBoundingClientRect().top, await link.elementHandle());
  await page.touchscreen.tap(200, 20);
  await page.waitForSelector(open, { state: "detached" });
  await link.tap();
  await page.waitForSelector(open);
  await link.tap();
  await page.waitForURL(href);
});

both("the title of a tapped card is its link", phone, async (page) => {
  const link = page.locator('.prose p a[href*="profiles/"]').first();
  const href = await link.evaluate((a) => a.href);
  await link.tap();
  await page.locator(`${open} .card-title`).tap();
  await page.waitForURL(href);
});

both("a tap follows what stands alone in a list", phone, async (page, base) => {
  await page.goto(`${base}claims/who-disclosed.html`);
  await page.locator(".neighbours a, .onward li a").first().tap();
  await page.waitForURL((url) => !url.href.includes("who-disclosed"));
});

both("navigation and the page itself have none", wide, async (page) => {
  for (const selector of [".site-nav a", "main nav a", "main a.self"]) {
    const link = page.locator(selector).first();
    if ((await link.count()) === 0) continue;
    await link.hover({ force: true });
    await pause(450);
    await closed(page);
  }
});

both("without anchors the card is placed by the script", wide, async (page) => {
  await page.evaluate(() => (CSS.supports = () => false));
  const quote = page.locator(".prose a.quotation").first();
  await quote.hover();
  await page.waitForSelector(`${open}.card-placed`);
  const card = await page.locator(open).boundingBox();
  assert.ok(card.x >= 0 && card.x + card.width <= 1200, "the card is cut");
});

scene("what fails to load does not hold the reader up", async () => {
  const context = await instance.newContext(phone);
  const page = await context.newPage();
  await page.route("**/data/cards/**", (route) => route.abort());
  await page.goto(site.base + NOTE);
  await page.locator('.prose p a[href*="profiles/"]').first().tap();
  await page.waitForURL(/profiles\//);
  await context.close();
});

both("without script links are links", { ...wide, javaScriptEnabled: false }, async (page) => {
  const quote = page.locator(".prose a.quotation").first();
  await quote.hover();
  await pause(400);
  assert.equal(await page.locator(".card").count(), 0);
  await quote.click();
  await page.waitForURL(/sources\/.*#q/);
});

await finish();
