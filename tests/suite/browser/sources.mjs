// The reading view and the pages that compare, from a folder and from a server's sub-path.
import { finish, launch, local, scene, serve } from "./stage.mjs";

const [driver, chromium, site] = process.argv.slice(2);
const SOURCE = "sources/biggo.html";
const browser = await launch(driver, chromium);
const { base, close } = await serve(site, "/sub/", { csp: "default-src 'self'" });
const ADDRESSES = [["a folder", (name) => local(site, name)], ["a sub-path", (name) => base + name]];

/** Opens a page in a context of its own, plays, and gives what is wrong. */
async function on(address, options, play) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...options });
  try {
    const page = await context.newPage();
    await page.goto(address);
    const wrong = [];
    const holds = (condition, words) => condition || wrong.push(words);
    await play(page, holds);
    return wrong;
  } finally {
    await context.close();
  }
}

/** Waits until the address names an anchor: a step is taken in its own time on a busy machine. */
const arrives = (page, id) => page.waitForFunction((id) => decodeURIComponent(location.hash.slice(1)) === id, id);
const position = (page) => page.locator(".passage-bar [role=status]").innerText();
const hash = (page) => page.evaluate(() => decodeURIComponent(location.hash.slice(1)));
/** The passages' anchors, in the order of the text. */
const anchors = (page) =>
  page.evaluate(() => [...document.querySelectorAll(".article-text mark[id], .article-text mark > span[id]")].map((stop) => stop.id));
const isSeen = (page, id) =>
  page.evaluate((id) => {
    const box = document.getElementById(id).getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  }, id);

for (const [where, address] of ADDRESSES) {
  scene(`keys lead from passage to passage, from ${where}`, () =>
    on(address(SOURCE), {}, async (page, holds) => {
      const ids = await anchors(page);
      holds(ids.length > 20, `only ${ids.length} passages`);
      const before = await page.evaluate(() => history.length);
      for (const [key, at] of [["n", 0], ["j", 1], ["n", 2], ["p", 1], ["k", 0]]) {
        await page.keyboard.press(key);
        await arrives(page, ids[at]);
        holds((await position(page)) === `${at + 1} of ${ids.length}`, `${key} says ${await position(page)}`);
        holds(await isSeen(page, ids[at]), `${key}: passage ${at} is not on the screen`);
      }
      holds((await page.evaluate(() => history.length)) === before, "each step is in the history");
      await page.keyboard.press("p");
      holds((await hash(page)) === ids[0], "before the first there is none");
    }),
  );

  scene(`buttons and an address with a passage, from ${where}`, () =>
    on(address(SOURCE), {}, async (page, holds) => {
      const ids = await anchors(page);
      // By another page, so that the address is opened anew and not only gone to.
      await page.goto(address("sources.html"));
      await page.goto(`${address(SOURCE)}#${ids[4]}`);
      await page.waitForFunction((id) => scrollY > 0 && document.getElementById(id).getBoundingClientRect().top >= 0, ids[4]);
      holds((await position(page)) === `5 of ${ids.length}`, `the address says ${await position(page)}`);
      await page.getByRole("button", { name: "Next quoted passage" }).click();
      await arrives(page, ids[5]);
      await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: "instant" }));
      // Where the reader has scrolled to counts, not where the last step led.
      await page.keyboard.press("p");
      await arrives(page, ids.at(-1));
    }),
  );
}

scene("keys are left alone with modifiers, in fields, and when they are turned off", () =>
  on(local(site, SOURCE), {}, async (page, holds) => {
    for (const key of ["Control+p", "Alt+n", "Meta+j"]) await page.evaluate((key) => {
      const [modifier, letter] = key.split("+");
      const held = { Control: "ctrlKey", Alt: "altKey", Meta: "metaKey" }[modifier];
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: letter, bubbles: true, [held]: true }));
    }, key);
    holds((await hash(page)) === "", "a key with a modifier leads away");
    await page.evaluate(() => {
      const field = document.createElement("input");
      document.querySelector("main").append(field);
      field.focus();
    });
    await page.keyboard.type("njn");
    holds((await hash(page)) === "", "typing leads away");
    await page.locator(".passage-bar input").uncheck();
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("n");
    holds((await hash(page)) === "", "keys that are turned off lead away");
  }),
);

scene("without script each passage leads to the next, and nothing dead is shown", () =>
  on(local(site, SOURCE), { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }, async (page, holds) => {
    holds(!(await page.locator(".passage-bar").isVisible()), "the bar is shown");
    const first = page.locator(".apparatus").first();
    await first.locator("summary").click();
    await first.locator(".step.next").click();
    await page.waitForURL(/#q/);
  }),
);

scene("on a wide screen who quotes stands beside the paragraph, on a phone below it", async () => {
  const places = async (page) => {
    const unit = page.locator(".unit:has(> .apparatus)").nth(1);
    const [text, aside] = [await unit.locator("> [data-n]").first().boundingBox(), await unit.locator("> .apparatus").boundingBox()];
    return { text, aside };
  };
  const wide = await on(local(site, SOURCE), {}, async (page, holds) => {
    const { text, aside } = await places(page);
    holds(aside.x >= text.x + text.width, "it is not beside");
    holds(await page.locator(".unit > .apparatus ul a").first().isVisible(), "it is folded");
  });
  const narrow = await on(local(site, SOURCE), { viewport: { width: 360, height: 740 } }, async (page, holds) => {
    const { text, aside } = await places(page);
    holds(aside.y >= text.y + text.height, "it is not below");
  });
  return [...wide, ...narrow];
});

scene("two sources stand side by side, on a phone one below the other under their names", async () => {
  const pair = "compare/biggo~crisis-brief.html";
  const boxes = (page) => page.locator(".pair-topic").first().locator(".side").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
  const wide = await on(local(site, "compare.html"), {}, async (page, holds) => {
    await page.locator(`a[href="${pair}"]`).first().click();
    await page.waitForURL(`**/${pair}`);
    const [a, b] = await boxes(page);
    holds(a.y === b.y && b.x >= a.right, "they are not side by side");
  });
  const narrow = await on(local(site, pair), { viewport: { width: 360, height: 740 } }, async (page, holds) => {
    const [a, b] = await boxes(page);
    holds(b.y >= a.bottom, "they are not one below the other");
    for (const side of await page.locator(".pair-topic .side").all()) {
      holds((await side.locator("h4").innerText()).length > 0, "a passage without its source's name");
    }
    holds(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it scrolls sideways");
  });
  return [...wide, ...narrow];
});

await finish();
