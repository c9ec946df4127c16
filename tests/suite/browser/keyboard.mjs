// By keyboard alone: the skip link skips, Tab reaches everything and comes out again, and one sees where one is.
// Arguments: the folder of playwright-core, the browser, the site's folder, the pages to walk through.
import { finish, launch, local, scene } from "./stage.mjs";

const [driver, browser, folder, ...names] = process.argv.slice(2);
const instance = await launch(driver, browser);

/** Numbers everything that can be reached by Tab, and keeps how it looks while it is not focused. */
const prepare = () => {
  const reachable = 'a[href], area[href], button:not([disabled]), input:not([disabled], [type="hidden"]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex], [contenteditable]';
  const one = (element) => {
    const style = getComputedStyle(element);
    return ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderColor", "borderWidth", "color", "stroke", "strokeWidth", "fill", "textDecorationLine", "textDecorationThickness"]
      .map((name) => style[name])
      .join("|");
  };
  // In a drawing a link has no box of its own: its shapes show the focus.
  const look = (element) => [element, ...(element instanceof SVGElement ? element.querySelectorAll("*") : [])].map(one).join("\n");
  window.__look = look;
  const groups = new Set();
  window.__stops = [...document.querySelectorAll(reachable)].filter((element) => {
    if (element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) return false;
    // Of a group of radio buttons Tab reaches one.
    if (element.type !== "radio") return true;
    return element.checked || (!groups.has(element.name) && ![...document.getElementsByName(element.name)].some(({ checked }) => checked) && groups.add(element.name));
  });
  window.__before = new Map(window.__stops.map((element) => [element, look(element)]));
  window.__reached = new Set();
  return window.__stops.length;
};

/** Where the focus is now, and what is wrong with how it shows. */
const here = () => {
  const element = document.activeElement;
  if (!element || element === document.body) return { out: true };
  const name = `${element.localName}.${element.getAttribute("class") ?? ""} “${(element.getAttribute("aria-label") ?? element.textContent).trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  const again = window.__reached.has(element);
  window.__reached.add(element);
  const wrong = [];
  const before = window.__before.get(element);
  const outlined = getComputedStyle(element).outlineStyle !== "none" && parseFloat(getComputedStyle(element).outlineWidth) >= 1;
  if (!outlined && before === window.__look(element)) wrong.push(`${name} looks the same with the focus`);
  const boxes = [...element.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  const inside = boxes.some(({ left, right, top, bottom }) => right > 0 && bottom > 0 && left < innerWidth && top < innerHeight);
  if (!inside) wrong.push(`${name} has the focus outside of the window`);
  else {
    // WCAG 2.4.11: not wholly covered by a header that sticks, or the like.
    const points = boxes.flatMap(({ left, right, top, bottom }) => [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) => [left + (right - left) * x, top + (bottom - top) * y])));
    const seen = points.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && (top === element || element.contains(top) || top.contains(element));
    });
    if (!seen) wrong.push(`${name} is covered while it has the focus`);
  }
  return { name, again, wrong };
};

for (const name of names)
  for (const width of [360, 1280])
    scene(`${name} by keyboard at ${width} px`, async () => {
      const tab = await instance.newPage({ viewport: { width, height: 800 }, reducedMotion: "reduce" });
      await tab.goto(local(folder, name));
      const count = await tab.evaluate(prepare);
      const wrong = new Set();
      for (let step = 0; ; step++) {
        await tab.keyboard.press("Tab");
        const at = await tab.evaluate(here);
        // Behind the last stop is the browser's own furniture, then the page's first again.
        if (at.out || at.again) break;
        at.wrong.forEach((words) => wrong.add(words));
        // What opens on focus comes a moment later, and mustn't lie over the link that it belongs to.
        if (step % 6 === 5) {
          await tab.waitForTimeout(400);
          const later = await tab.evaluate(here);
          if (!later.out) later.wrong.forEach((words) => wrong.add(`after a while, ${words}`));
        }
        if (step > count * 2 + 20) {
          wrong.add(`there is no way out: after ${step} steps at ${at.name}`);
          break;
        }
      }
      const missed = await tab.evaluate(() =>
        window.__stops.filter((element) => !window.__reached.has(element)).map((element) => `Tab does not reach ${element.outerHTML.slice(0, 120)}`),
      );
      await tab.close();
      return [...wrong, ...missed.slice(0, 8)].slice(0, 20);
    });

scene("the skip link skips", async () => {
  const tab = await instance.newPage({ viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
  await tab.goto(local(folder, names[0]));
  await tab.keyboard.press("Tab");
  const wrong = [];
  const first = await tab.evaluate(() => {
    const { top, bottom, width, height } = document.activeElement.getBoundingClientRect();
    return { href: document.activeElement.getAttribute("href") ?? "", seen: bottom > 0 && top < innerHeight && width > 10 && height > 10 };
  });
  if (!/^#./.test(first.href)) wrong.push(`the first stop is ${first.href}`);
  if (!first.seen) wrong.push("it is not seen while it has the focus");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  const inside = await tab.evaluate(() => Boolean(document.activeElement.closest("main")));
  if (!inside) wrong.push("what follows it is not in the main part");
  await tab.close();
  return wrong;
});

scene("the browser ends", () => instance.close());
await finish();
