// The search as a reader uses it.
// Arguments: the folder of playwright-core, the browser, the demo's folder, the folder of a case in Chinese.
import assert from "node:assert/strict";
import { STRICT, faults, finish, launch, local, scene, serve } from "./stage.mjs";

const [driver, browser, demo, chinese] = process.argv.slice(2);
const instance = await launch(driver, browser);
const site = await serve(demo, "/sub/path/", { csp: STRICT });

/** Opens a page, plays on it, and holds that it said and threw nothing and loaded nothing from elsewhere. */
async function on(address, play, { expected = /^$/, ...options } = {}) {
  const context = await instance.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const wrong = faults(page);
  await page.goto(address);
  await play(page);
  await context.close();
  assert.deepEqual(wrong.filter((fault) => !expected.test(fault)), []);
}

const both = (name, play) => {
  scene(`${name}, from the disk`, () => on(local(demo, "notes/the-deal.html"), play));
  scene(`${name}, below a sub-path`, () => on(`${site.base}notes/the-deal.html`, play));
};

const field = (page) => page.locator("input[type=search]");
const says = (page, words) => page.locator("[data-search-status]", { hasText: words }).waitFor();
const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.id);
const titles = (page) => page.locator(".search-title").allTextContents();

both("a word leads to a profile by its other name", async (page) => {
  assert.equal(await page.locator("script[src*='data/search']").count(), 0, "nothing of the index before it is wanted");
  await page.locator("a[data-search]").click();
  assert.ok(await page.locator("dialog[open]").isVisible());
  assert.equal(await focused(page), "_q");
  await page.keyboard.type("universal b");
  await says(page, /\d/);
  assert.equal((await titles(page))[0], "Zong Ning");
  const marks = await page.locator(".search-result").first().locator("mark").allTextContents();
  assert.deepEqual(marks.slice(0, 2), ["Universal", "Big"].slice(0, marks.length));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/profiles/zong-ning.html");
});

both("a passage of an article leads to its paragraph", async (page) => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("positive assets");
  await says(page, /\d/);
  const passage = page.locator(".search-source .search-passage", { hasText: "assets" }).first();
  await passage.waitFor();
  const where = await passage.locator(".search-where").textContent();
  await passage.click();
  await page.waitForURL(/\/sources\/[^/]+\.html#p\d+$/);
  assert.match(where, new RegExp(`^¶\\s${new URL(page.url()).hash.slice(2)}$`));
  // It may be on its way there.
  await page.waitForFunction(() => {
    const { top } = document.querySelector(":target").getBoundingClientRect();
    return top >= 0 && top < innerHeight;
  });
});

both("arrows walk through the results and back", async (page) => {
  await page.keyboard.press("/");
  await page.keyboard.type("penalties");
  await says(page, /\d/);
  await page.locator(".search-lead, .search-passage").first().waitFor();
  const links = await page.locator(".search-results a").allTextContents();
  for (const link of links.slice(0, 3)) {
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(page), link.trim());
  }
  await page.keyboard.press("Home");
  assert.equal(await focused(page), links[0].trim());
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), "_q");
  // A letter typed on a result goes on in the field.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type(" x");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("w");
  assert.match(await field(page).inputValue(), /^penalties.*w$/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);
});

scene("headings of a note are places of their own", () =>
  on(local(demo, "index.html"), async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("what was imposed");
    const passage = page.locator(".search-note .search-passage").first();
    await passage.waitFor();
    assert.match(await passage.getAttribute("href"), /notes\/[^/]+\.html#what-was-imposed$/);
  }));

scene("some words where none has all, and nothing", () =>
  on(local(demo, "index.html"), async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("penalties qqqq ");
    await says(page, "With some of them");
    assert.ok((await titles(page)).length > 3);
    await field(page).fill("qqqq");
    await says(page, "Nothing found.");
    assert.deepEqual(await titles(page), []);
    await field(page).fill("");
    await says(page, /^$/);
  }));

scene("more results are added, and the first of them has the focus", () =>
  on(local(demo, "index.html"), async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("xiaomi");
    await says(page, /\d/);
    const before = (await titles(page)).length;
    await page.locator("[data-search-more]").focus();
    await page.keyboard.press("Enter");
    const after = await titles(page);
    assert.ok(after.length > before);
    assert.equal(await focused(page), after[before]);
    assert.equal(new Set(await page.locator(".search-title").evaluateAll((links) => links.map((link) => link.href))).size, after.length);
  }));

scene("markup in a query is text", () =>
  on(local(demo, "index.html"), async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("<img src=x onerror=alert(1)> xiaomi");
    await says(page, /\d/);
    assert.equal(await page.locator("dialog img").count(), 0);
  }));

for (const [from, address] of [["the disk", local(demo, "search.html")], ["a sub-path", `${site.base}search.html`]]) {
  scene(`a search has an address, from ${from}`, () =>
    on(`${address}?q=lei+jun`, async (page) => {
      await says(page, /\d/);
      assert.equal(await field(page).inputValue(), "lei jun");
      assert.equal((await titles(page))[0], "Lei Jun");
      await field(page).fill("zong & ning");
      await page.waitForURL(/[?#]q=zong\+%26\+ning$/);
      await page.reload();
      await says(page, /\d/);
      assert.equal((await titles(page))[0], "Zong Ning");
      await field(page).press("Escape");
      assert.equal(await field(page).inputValue(), "");
      assert.deepEqual(await titles(page), []);
    }));
  scene(`a search after the hash is asked, from ${from}`, () =>
    on(`${address}#q=penalties`, async (page) => {
      await says(page, /\d/);
      assert.ok((await titles(page))[0].toLowerCase().includes("penalties"));
    }));
}

scene("the dialog's query goes on to the page", () =>
  on(`${site.base}claims.html`, async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("lei jun");
    await says(page, /\d/);
    await page.locator("[data-search-page]").click();
    await page.waitForURL("**/search.html?q=lei+jun");
    await says(page, /\d/);
  }));

scene("the key / is typed in fields, and can be turned off", () =>
  on(`${site.base}index.html`, async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("a/b");
    assert.equal(await field(page).inputValue(), "a/b");
    await page.locator("[data-search-slash]").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    await page.reload();
    await page.keyboard.press("/");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    await page.keyboard.press("Control+k");
    assert.equal(await page.locator("dialog[open]").count(), 1);
  }));

scene("Chinese in the text and in what is typed", () =>
  on(local(chinese, "notes/a.html"), async (page) => {
    await page.locator("a[data-search]").click();
    await field(page).fill("小米手机");
    await says(page, "1");
    assert.deepEqual(await titles(page), ["报道"]);
    const passage = page.locator(".search-passage");
    await passage.waitFor();
    assert.match(await passage.getAttribute("href"), /sources\/s\.html#p2$/);
    assert.deepEqual(await passage.locator("mark").allTextContents(), ["小米手机"]);
    await field(page).fill("米");
    await says(page, "2");
    await field(page).fill("2011 雷军");
    await says(page, "1");
    await field(page).fill("lei");
    await says(page, "1");
    assert.deepEqual(await titles(page), ["雷军"]);
  }));

scene("letters that are being composed are not looked for", () =>
  on(local(chinese, "notes/a.html"), async (page) => {
    await page.locator("a[data-search]").click();
    const client = await page.context().newCDPSession(page);
    await client.send("Input.imeSetComposition", { text: "lei'jun", selectionStart: 7, selectionEnd: 7 });
    await page.waitForTimeout(300);
    assert.equal(await field(page).inputValue(), "lei'jun");
    assert.deepEqual(await titles(page), []);
    await client.send("Input.insertText", { text: "雷军" });
    await page.locator(".search-title").first().waitFor();
    assert.deepEqual(await titles(page), ["雷军", "报道"]);
  }));

scene("an index that is not there is said, and asked for again", () =>
  on(
    `${site.base}index.html`,
    async (page) => {
      let isOff = true;
      await page.route("**/data/search/*.js", (route) => (isOff ? route.abort() : route.continue()));
      await page.keyboard.press("/");
      await page.keyboard.type("lei");
      await says(page, "could not be loaded");
      isOff = false;
      await page.keyboard.type(" jun");
      await says(page, /\d/);
    },
    { expected: /Failed to load resource/ },
  ));

scene("without a script the page is the index of the case", () =>
  on(
    local(demo, "search.html"),
    async (page) => {
      assert.equal(await page.locator("form").isVisible(), false);
      assert.ok(await page.getByRole("heading", { name: "Index of the case" }).isVisible());
      const entry = page.locator(".index-letter li", { hasText: "Universal Big Bear" });
      assert.match(await entry.textContent(), /see Zong Ning/);
      await page.locator(".index-letters a", { hasText: "X" }).click();
      await page.waitForURL(/#_X$/);
      await entry.locator("a").click();
      await page.waitForURL("**/profiles/zong-ning.html");
    },
    { javaScriptEnabled: false },
  ));

scene("without a script the link leads to the page", () =>
  on(
    local(demo, "notes/the-deal.html"),
    async (page) => {
      await page.locator("a[data-search]").click();
      await page.waitForURL("**/search.html");
    },
    { javaScriptEnabled: false },
  ));

scene("nothing scrolls sideways at 320 px, with results", () =>
  on(
    `${local(demo, "search.html")}#q=xiaomi`,
    async (page) => {
      await says(page, /\d/);
      await page.locator(".search-lead").first().waitFor();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(over, 0);
    },
    { viewport: { width: 320, height: 700 } },
  ));

await finish();
