// `data/timeline.json` in TimelineJS itself, which gets nothing but the file: as many slides and markers as there are dated events, under
// their titles and dates. What it should show is counted in the case's own data.
// Arguments: the folder of playwright-core, the browser, the folder of a site (which gets a page), TimelineJS's folder, and where to put a picture, if anywhere.
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { faults, finish, launch, scene, serve } from "./stage.mjs";

const [driver, browser, folder, timelinejs, picture] = process.argv.slice(2);
cpSync(join(timelinejs, "dist"), join(folder, "timelinejs"), { recursive: true });
const html = `<!DOCTYPE html>
<html lang="en">
<title>The timeline in TimelineJS</title>
<link rel="stylesheet" href="timelinejs/css/timeline.css">
<style>html, body, #timeline { height: 100%; margin: 0 }</style>
<div id="timeline"></div>
<script src="timelinejs/js/timeline.js"></script>
<script>window.timeline = new TL.Timeline("timeline", "data/timeline.json", { font: null });</script>
`;
writeFileSync(join(folder, "in-timelinejs.html"), html);

const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const { case: front, events } = read("data/case.json");
const dated = events.filter((event) => event.date);
const exported = read("data/timeline.json");
const plain = (words) => words.replace(/\s+/g, " ").trim();

const instance = await launch(driver, browser);
const site = await serve(folder);
const context = await instance.newContext({ viewport: { width: 1280, height: 800 } });
const page = await context.newPage();
const wrong = faults(page);
await page.goto(`${site.base}in-timelinejs.html`);
// Far markers are out of sight until the reader goes there.
await page.locator(".tl-timemarker").last().waitFor({ state: "attached" });

const texts = (selector) => page.locator(selector).evaluateAll((found) => found.map((one) => one.textContent));

scene("there is a slide for the case and one for each dated event", async () => {
  assert.equal(await page.locator(".tl-slide").count(), dated.length + 1);
  assert.equal(await page.locator(".tl-timemarker").count(), dated.length);
});

scene("slides and markers bear the events' titles", async () => {
  const sorted = (list) => list.map(plain).sort();
  const titles = dated.map((event) => event.title);
  assert.deepEqual(sorted(await texts(".tl-slide .tl-headline")), sorted([front.title, ...titles]));
  assert.deepEqual(sorted(await texts(".tl-timemarker .tl-headline")), sorted(titles));
});

scene("slides bear the dates in words, doubts and all", async () => {
  const sorted = (list) => list.map(plain).sort();
  // The first slide is the case's, which has no date.
  const shown = (await texts(".tl-slide .tl-headline-date")).filter((words) => words !== "");
  assert.deepEqual(sorted(shown), sorted(exported.events.map((event) => event.display_date)));
});

scene("slides give the words that bear the event out, as words", async () => {
  const slides = await page.locator(".tl-slide").evaluateAll((found) =>
    found.map((one) => ({ title: one.querySelector(".tl-headline").textContent, text: one.querySelector(".tl-text-content")?.textContent ?? "" })),
  );
  for (const event of dated) {
    const slide = slides.find((one) => plain(one.title) === plain(event.title));
    for (const { quote } of event.evidence) if (quote) assert.ok(plain(slide.text).includes(plain(quote)), `${event.id}: ${quote}`);
  }
});

scene("TimelineJS reads each date as the case has it", async () => {
  const starts = await page.evaluate(() => Object.fromEntries(window.timeline.config.events.map((event) => [event.unique_id, event.start_date.data.date_obj.getFullYear()])));
  assert.deepEqual(Object.keys(starts).sort(), dated.map((event) => event.id).sort());
  for (const event of dated) {
    const year = /^-?\d{4}/.exec(event.date);
    if (year) assert.equal(starts[event.id], Number(year[0]), event.id);
  }
});

scene("markers of days stand in the order of the days", async () => {
  const days = dated.filter((event) => /^\d{4}-\d{2}-\d{2}$/.test(event.date));
  const left = async (event) => {
    const marker = page.locator(`[id="${event.id}-marker"]`);
    return (await marker.evaluate((one) => one.getBoundingClientRect())).left;
  };
  const places = [];
  for (const event of days) places.push({ date: event.date, left: await left(event) });
  for (const one of places) {
    for (const other of places) if (one.date < other.date) assert.ok(one.left < other.left, `${one.date} after ${other.date}`);
  }
});

scene("an event's address leads to its slide", async () => {
  const last = dated.at(-1);
  await page.evaluate((id) => window.timeline.goToId(id), last.id);
  const headline = page.locator(`.tl-slide[id="${last.id}"] .tl-headline, [id="${last.id}"] .tl-headline`).first();
  await headline.waitFor();
  await page.waitForFunction((title) => {
    const shown = [...document.querySelectorAll(".tl-slide .tl-headline")].find((one) => one.textContent.trim() === title);
    const box = shown?.getBoundingClientRect();
    return box && box.left >= 0 && box.right <= innerWidth;
  }, last.title);
});

scene("nothing is said, thrown or loaded from elsewhere", () => {
  assert.deepEqual(site.missed, []);
  return wrong;
});

if (picture) {
  scene("the picture is taken", async () => {
    await page.waitForTimeout(1500);
    await page.screenshot({ path: picture });
  });
}

await finish();
