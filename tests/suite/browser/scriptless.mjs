// Without script a page shows all that it holds, and no control that does nothing.
// Arguments: the folder of playwright-core, the browser, the site's folder.
import { finish, inTabs, kinds, launch, local, scene } from "./stage.mjs";

const [driver, browser, folder] = process.argv.slice(2);
const instance = await launch(driver, browser);

/** What is wrong with the page as it stands without script. */
const look = () => {
  const wrong = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false });
  const named = (element) => `${element.localName}${element.id ? `#${element.id}` : ""}.${element.getAttribute("class") ?? ""} “${element.textContent.trim().replace(/\s+/g, " ").slice(0, 50)}”`;
  // Popovers, what folds, and links need no script; nor does a form that goes somewhere.
  const works = (control) => control.matches("[popovertarget], [commandfor], form[action] *, fieldset[data-css] *, [data-css]");
  for (const control of document.querySelectorAll("button, input, select, textarea, [role=button], [role=slider], [role=tab], [draggable=true]"))
    if (shown(control) && !works(control) && !control.disabled) wrong.push(`a control that does nothing: ${named(control)}`);
  for (const link of document.querySelectorAll('a:not([href]), a[href="#"], a[href^="javascript:"]')) if (shown(link)) wrong.push(`a link that leads nowhere: ${named(link)}`);
  // Words that only a script would show: those in no element that is meant for one, or that opens by itself.
  const meant = "[data-script], [data-script] *, dialog, dialog *, [popover], [popover] *, template, script, noscript, style, details:not([open]) *, [data-print], [data-print] *, title, desc, [aria-hidden=true], [aria-hidden=true] *";
  const words = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
  const hidden = new Set();
  while (words.nextNode()) {
    const parent = words.currentNode.parentElement;
    if (words.currentNode.data.trim() && !parent.matches(meant) && !shown(parent)) hidden.add(named(parent));
  }
  for (const name of [...hidden].slice(0, 5)) wrong.push(`words that are not shown: ${name}`);
  if (!document.querySelector("main")?.innerText.trim()) wrong.push("the page is empty");
  return wrong;
};

const all = kinds(folder);
for (const width of [360, 1280]) {
  scene(`${all.length} kinds of page without script at ${width} px`, async () => {
    const context = await instance.newContext({ javaScriptEnabled: false, viewport: { width, height: 800 } });
    const wrong = [];
    await inTabs(context, all, async (name, tab) => {
      await tab.goto(local(folder, name));
      wrong.push(...(await tab.evaluate(look)).map((words) => `${name}: ${words}`));
    });
    await context.close();
    return wrong;
  });
}

scene("the browser ends", () => instance.close());
await finish();
