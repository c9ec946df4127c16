// The timeline as a reader uses it. What it should show is counted in the case's own data, not on the page.
// Arguments: the folder of playwright-core, the browser, the demo's folder.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { STRICT, faults, finish, launch, local, scene, serve } from "./stage.mjs";

const [driver, browser, demo] = process.argv.slice(2);
const instance = await launch(driver, browser);
const site = await serve(demo, "/sub/path/", { csp: STRICT });

const { events, sources } = JSON.parse(readFileSync(join(demo, "data/case.json"), "utf8"));
const reports = (event) => event.evidence.map((one) => one.source);
const count = (holds) => events.filter(holds).length;
/** The sources that surely had appeared by a day: of those dated, what the dates say. */
const appeared = { "2025-10-31": ["cut-off"], "2025-11-19": ["cut-off", "she-zongming"] };
assert.deepEqual(sources.filter((source) => source.date).map((source) => source.id).sort(), ["cut-off", "she-zongming"], "the demo's dated sources");

async function on(address, play, options = {}) {
  const context = await instance.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = faults(page);
  await page.goto(address);
  await play(page);
  await context.close();
  assert.deepEqual(wrong, []);
}

const both = (name, state, play) => {
  scene(`${name}, from the disk`, () => on(local(demo, "timeline.html") + state, play));
  scene(`${name}, below a sub-path`, () => on(`${site.base}timeline.html${state}`, play));
};

const shown = (page) => page.locator(".time-list li[data-e]:visible").count();
const choose = async (page, facet, value) => {
  const panel = page.locator(`details[data-facet=${facet}]`);
  if (!(await panel.evaluate((one) => one.open))) await panel.locator("summary").click();
  await page.locator(`input[name=${facet}][value="${value}"]`).check();
};
const tally = (page, facet, value) => page.locator(`label:has(input[name=${facet}][value="${value}"]) .facet-count`).textContent().then(Number);
const state = (page) => new URLSearchParams(new URL(page.url()).hash.replace(/^#\??/, ""));
const drawing = (page) => page.locator(".time-axis > svg:visible");

both("filters combine, and their numbers say what choosing would show", "", async (page) => {
  assert.equal(await shown(page), events.length);
  await choose(page, "profile", "lei-jun");
  const lei = (event) => event.profiles.includes("lei-jun");
  assert.equal(await shown(page), count(lei));
  assert.match(await page.locator(".shown").textContent(), new RegExp(`^${count(lei)} of ${events.length}\\b`));
  assert.equal(await tally(page, "source", "biggo"), count((event) => lei(event) && reports(event).includes("biggo")));
  // Within its own facet a choice is counted as if it were added.
  assert.equal(await tally(page, "profile", "xu-fei"), count((event) => event.profiles.includes("xu-fei")));
  await choose(page, "weight", "major");
  const both = (event) => lei(event) && event.importance === "major";
  assert.equal(await shown(page), count(both));
  assert.equal(await drawing(page).locator("a.mark:visible").count(), count((event) => both(event) && event.date));
  assert.deepEqual([state(page).get("profile"), state(page).get("weight")], ["lei-jun", "major"]);
  await page.keyboard.press("Escape");
  await page.locator("[data-do=clear]").click();
  assert.equal(await shown(page), events.length);
  assert.equal(new URL(page.url()).hash, "");
});

both("as known on a day", "", async (page) => {
  for (const [day, known] of Object.entries(appeared)) {
    await page.locator(`input[name=known][value="${day}"]`).check();
    assert.equal(await shown(page), count((event) => reports(event).some((source) => known.includes(source))), day);
    const later = await drawing(page).locator(".mark:not(.unknown) path:not([hidden])").count();
    const ticks = events.filter((event) => event.date).map((event) => new Set(reports(event).filter((source) => known.includes(source))).size);
    assert.equal(later, ticks.reduce((a, b) => a + b, 0), "a tick for each report that had appeared");
  }
  assert.equal(state(page).get("known"), "2025-11-19");
});

both("a link restores its state, and so does going back", "#?profile=lei-jun&known=2026-01-07&rows=source", async (page) => {
  const known = appeared["2025-11-19"];
  const expected = count((event) => event.profiles.includes("lei-jun") && reports(event).some((source) => known.includes(source)));
  const holds = async () => {
    assert.equal(await shown(page), expected);
    assert.ok(await page.locator('input[name=known][value="2025-11-19"]').isChecked(), "a day after a publication is as that day");
    assert.ok(await page.locator("input[name=lanes][value=source]").isChecked());
  };
  await holds();
  await page.locator(".time-list li[data-e]:visible .event-title a").first().click();
  await page.waitForURL(/\/events\//);
  await page.goBack();
  await page.locator(".time-tools.ready").waitFor();
  await holds();
});

both("zoom, and back to the very same drawing", "", async (page) => {
  const places = () =>
    drawing(page).evaluate((svg) => [svg, ...svg.querySelectorAll("*")].map((one) => ["x", "y", "cx", "x1", "x2", "y1", "y2", "width", "height"].map((name) => one.getAttribute(name)).join()));
  const before = await places();
  const at = (n) => drawing(page).locator("a.mark").nth(n).locator("circle").nth(1).boundingBox().then((box) => box.x);
  const apart = (await at(1)) - (await at(0));
  await page.locator("[data-do=in]").click();
  assert.match(state(page).get("zoom"), /^25\.0-75\.0$/);
  assert.ok(Math.abs((await at(1)) - (await at(0)) - 2 * apart) < 1, "twice as far apart");
  await page.locator("[data-do=whole]").click();
  assert.deepEqual(await places(), before);
  await drawing(page).locator("text[data-to]", { hasText: "2025" }).click();
  const [from, to] = state(page).get("zoom").split("-").map(Number);
  assert.ok(to - from < 60 && to > from, "a year zooms into itself");
});

both("the axis is one stop of the keyboard, and its events are walked", "", async (page) => {
  assert.equal(await drawing(page).locator("a[tabindex='0']").count(), 1);
  await drawing(page).locator("a[tabindex='0']").focus();
  const focused = () => page.evaluate(() => Number(document.activeElement.dataset.e));
  const dated = events.filter((event) => event.date).length;
  assert.equal(await focused(), 0);
  await page.keyboard.press("ArrowRight");
  assert.equal(await focused(), 1);
  await page.keyboard.press("End");
  assert.equal(await focused(), dated - 1);
  await page.keyboard.press("ArrowRight");
  assert.equal(await focused(), dated - 1, "there is none after the last");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focused(), dated - 2);
  await page.keyboard.press("+");
  assert.ok(state(page).get("zoom"));
  assert.equal(await focused(), dated - 2, "the focus stays");
  await page.keyboard.press("0");
  await page.keyboard.press("Home");
  assert.equal(await focused(), 0);
  const address = await page.evaluate(() => document.activeElement.href.baseVal);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/${address}`);
});

/** Marks and words of the axis that is shown, as boxes: none may lie on another. */
const overlaps = (page) =>
  drawing(page).evaluate((svg) => {
    const boxes = [];
    for (const mark of svg.querySelectorAll(".mark")) {
      const parts = [mark.querySelector("circle:last-of-type"), mark.querySelector(":scope > text")];
      for (const part of parts) {
        const { left, right, top, bottom, width } = part?.getBoundingClientRect() ?? { width: 0 };
        if (width) boxes.push({ left, right, top: top + 2, bottom: bottom - 2, name: part.textContent || mark.dataset.e });
      }
    }
    const wrong = [];
    boxes.forEach((a, at) => {
      for (const b of boxes.slice(0, at)) {
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom && b.top < a.bottom) wrong.push(`${a.name} on ${b.name}`);
      }
    });
    return wrong;
  });

scene("marks and labels lie apart at all widths, in all rows", async () => {
  for (const width of [360, 768, 900, 1152, 1440, 2000]) {
    await on(
      local(demo, "timeline.html"),
      async (page) => {
        await page.evaluate(() => document.fonts.ready);
        assert.deepEqual(await overlaps(page), [], `${width} px`);
        for (const rows of ["source", "profile", "tag"]) {
          await page.locator(`input[name=lanes][value=${rows}]`).check();
          assert.deepEqual(await overlaps(page), [], `${width} px, rows by ${rows}`);
        }
      },
      { viewport: { width, height: 900 } },
    );
  }
});

scene("rows by source hold each report", () =>
  on(`${local(demo, "timeline.html")}#?rows=source`, async (page) => {
    const titles = await drawing(page).locator(".lane-title:visible").allTextContents();
    assert.deepEqual(titles.sort(), sources.map((source) => source.label ?? source.short).sort());
    const echoes = await drawing(page).locator("circle.echo").count();
    const more = events.filter((event) => event.date).map((event) => new Set(reports(event)).size - 1);
    assert.equal(echoes, more.reduce((a, b) => a + b, 0), "a report beyond the first is an echo of the mark");
  }),
);

scene("without a script all is there, and no control", () =>
  on(
    local(demo, "timeline.html"),
    async (page) => {
      assert.equal(await shown(page), events.length);
      assert.equal(await page.locator(".time-tools:visible, .axis-help:visible").count(), 0);
      assert.equal(await page.locator(".known-steps > li").count(), Object.keys(appeared).length);
      await drawing(page).locator("a.mark").last().click();
      await page.waitForURL(/\/events\//);
    },
    { javaScriptEnabled: false },
  ),
);

scene("on paper stands everything, whatever is filtered", () =>
  on(`${local(demo, "timeline.html")}#?profile=lei-jun`, async (page) => {
    await page.emulateMedia({ media: "print" });
    assert.equal(await shown(page), events.length);
    assert.equal(await page.locator(".time-tools:visible").count(), 0);
    const box = await page.locator(".axis-medium").boundingBox();
    assert.ok(box.width > 0 && box.height > 0);
  }),
);

await finish();
