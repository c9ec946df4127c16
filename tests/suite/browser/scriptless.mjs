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
  if (!document.querySelector("main")?.innerText.trim()) wrong.push("the page is empty");
  return wrong;
};

/** The words of the page's main part that are shown, but for those of controls: those are a script's own. */
const words = () => {
  const own = "form *, fieldset *, label *, button *, output *, [aria-live] *, [role=status] *, [role=toolbar] *, [data-script] *, .axis-help, dialog *, [popover] *, script, style, template";
  const texts = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    const text = texts.currentNode.data.trim().replace(/\s+/g, " ");
    if (text && !parent.matches(`${own}, [data-script], [aria-live], output, label, button`) && parent.checkVisibility({ visibilityProperty: true })) found.push(text);
  }
  return found;
};

/** The words that a page keeps for its script, in attributes. */
const kept = () => [...document.querySelectorAll("main *")].flatMap(({ dataset }) => Object.values(dataset));

const all = kinds(folder);
for (const width of [360, 1280]) {
  scene(`${all.length} kinds of page without script at ${width} px`, async () => {
    const plain = await instance.newContext({ javaScriptEnabled: false, viewport: { width, height: 800 } });
    const full = await instance.newContext({ viewport: { width, height: 800 } });
    const other = await full.newPage();
    const wrong = [];
    await inTabs(
      plain,
      all,
      async (name, tab) => {
        await Promise.all([tab, other].map((page) => page.goto(local(folder, name))));
        wrong.push(...(await tab.evaluate(look)).map((fault) => `${name}: ${fault}`));
        const shown = new Set([...(await tab.evaluate(words)), ...(await tab.evaluate(kept))]);
        const missing = (await other.evaluate(words)).filter((text) => !shown.has(text));
        wrong.push(...missing.slice(0, 4).map((text) => `${name}: only a script shows “${text.slice(0, 60)}”`));
      },
      1,
    );
    await plain.close();
    await full.close();
    return wrong;
  });
}

scene("the browser ends", () => instance.close());
await finish();
