// Notes in the margin, the faces and the menu, from a folder and from a server at a sub-path.
// Arguments: the folder of playwright-core, the browser, the site's folder.
import assert from "node:assert/strict";
import { STRICT, faults, finish, launch, local, pages, scene, serve } from "./stage.mjs";

const [driver, browser, folder] = process.argv.slice(2);
const site = await serve(folder, "/some/case/", { csp: STRICT });
const instance = await launch(driver, browser);
const notes = pages(folder).filter((name) => name.startsWith("notes/"));

// A window of its own; no fault may be found on its pages.
const both = (name, options, act) =>
  scene(name, async () => {
    const found = [];
    for (const address of [(path) => local(folder, path), (path) => site.base + path]) {
      const context = await instance.newContext(options);
      const page = await context.newPage();
      const wrong = faults(page);
      await act(page, address);
      found.push(...wrong);
      await context.close();
    }
    return found;
  });

// Each block that has notes: where it, what follows it, and its notes are. A footnote is added to each, in the form the site has.
const measure = () => {
  const box = (element) => {
    const { left, right, top, bottom, width } = element.getBoundingClientRect();
    return { left, right, top, bottom, width };
  };
  const groups = [...document.querySelectorAll(".annotated > .noted")];
  for (const group of groups) {
    const aside = document.createElement("aside");
    aside.className = "sidenote footnote-text";
    aside.innerHTML = '<span class="note-number">9</span><p>Words of a footnote that are longer than a line of the margin is wide, and than two.</p>';
    group.append(aside);
  }
  return groups.map((group) => ({
    block: box(group.firstElementChild),
    after: group.nextElementSibling && box(group.nextElementSibling),
    notes: [...group.querySelectorAll(":scope > .sidenote")].map((note) => ({ ...box(note), isReference: note.matches(".reference") })),
  }));
};

both("on a wide window notes stand in the margin, clear of all", { viewport: { width: 1440, height: 900 } }, async (page, address) => {
  let count = 0;
  for (const name of notes) {
    await page.goto(address(name));
    let before = 0;
    for (const { block, after, notes } of await page.evaluate(measure)) {
      for (const note of notes) {
        count += 1;
        assert.ok(note.left >= block.right + 16, `${name}: a note touches its block`);
        assert.ok(note.right <= 1440, `${name}: a note is cut`);
        assert.ok(note.top >= before - 1, `${name}: a note lies on another`);
        assert.ok(note.top >= block.top - 16, `${name}: a note stands above its block`);
        // Beside the first line, unless another note is in the way.
        assert.ok(note.top <= Math.max(block.top + 40, before + 40), `${name}: a note is away from its block`);
        before = note.bottom;
      }
      assert.ok(!after || after.top >= block.bottom - 1, `${name}: what follows lies on the block`);
      assert.ok(!after || after.top <= block.bottom + 120, `${name}: notes push the text apart`);
    }
  }
  assert.ok(count > 20, `there are only ${count} notes to look at`);
});

both("on a narrow window footnotes follow their block and sources wait for the end", { viewport: { width: 390, height: 800 } }, async (page, address) => {
  await page.goto(address("notes/the-deal.html"));
  const groups = await page.evaluate(measure);
  assert.ok(groups.length > 2);
  for (const { block, notes } of groups)
    for (const note of notes) {
      if (note.isReference) assert.equal(note.width, 0);
      else assert.ok(note.top >= block.bottom && note.right <= 390);
    }
  assert.ok(await page.locator(".cited-sources li").first().isVisible());
});

both("the faces come with the theme", { viewport: { width: 1200, height: 800 } }, async (page, address) => {
  await page.goto(address("index.html"));
  const faces = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter((face) => face.status === "loaded").map((face) => `${face.family} ${face.style}`.replaceAll('"', ""));
  });
  assert.deepEqual([...new Set(faces)].sort(), ["Folio Display normal", "Folio Serif italic", "Folio Serif normal"], "English with titles of articles needs three faces");
});

both("on a phone the sections unfold and fold again", { viewport: { width: 320, height: 640 } }, async (page, address) => {
  await page.goto(address("index.html"));
  const [menu, nav] = [page.locator(".site-menu"), page.locator(".site-nav")];
  assert.ok(!(await nav.isVisible()));
  const head = await page.locator(".site-head").boundingBox();
  // A sixth, with the name of an edition and the system's own serif, which may be wide.
  assert.ok(head.height < 640 / 6, `the head takes ${head.height} pixels of the first screen`);
  await menu.focus();
  await page.keyboard.press("Enter");
  assert.ok(await nav.isVisible());
  await page.keyboard.press("Escape");
  assert.ok(!(await nav.isVisible()));
  await menu.click();
  await page.locator(".site-nav a[href='timeline.html']").click();
  await page.waitForURL(/timeline\.html$/);
});

both("without script the sections unfold as well", { viewport: { width: 320, height: 640 }, javaScriptEnabled: false }, async (page, address) => {
  await page.goto(address("notes/the-deal.html"));
  await page.locator(".site-menu").click();
  assert.ok(await page.locator(".site-nav").isVisible());
});

await finish();
