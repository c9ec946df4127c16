// Opens the search: the page of the search, the dialog of every other page, and the keys. The search itself (search-engine.js) and its
// index are loaded when they are first wanted.
(() => {
  "use strict";

  const root = new URL("../", document.currentScript.src);
  let engine = null;

  /** The search itself, loaded once. */
  function load() {
    engine ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("assets/search-engine.js", root).href;
      script.onload = () => resolve(globalThis.casebookSearch);
      script.onerror = reject;
      document.head.append(script);
    });
    return engine;
  }

  /**
   * Makes a form search, from the moment it has the focus or a query. `onquery` is told each query.
   * What is typed before the search is here is looked for then.
   */
  function attach(form, onquery) {
    let box = null;
    const begin = () => {
      box ??= load().then(
        (search) => new search.Box(form, onquery),
        () => {
          // As if nothing had been tried, so that the next focus tries again.
          engine = box = null;
          form.querySelector("[data-search-status]").textContent = form.dataset.failed;
        },
      );
      return box;
    };
    form.addEventListener("focusin", begin);
    // The search may come while a word is being composed, and what stands in the field then is not to be looked for.
    form.addEventListener("compositionstart", () => form.toggleAttribute("data-composing", true));
    form.addEventListener("compositionend", () => form.removeAttribute("data-composing"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      begin().then((ready) => ready?.enter());
    });
    return begin;
  }

  function call(input) {
    input.focus();
    input.select();
  }

  /* The key / ------------------------------------------------------------------------------------------------------------------- */

  // WCAG 2.1.4: a shortcut of one character can be turned off, for those whose speech is taken for typing.
  const NO_SLASH = "casebook-search-no-slash";

  function stored() {
    try {
      return localStorage.getItem(NO_SLASH) !== null;
    } catch {
      return false;
    }
  }

  let slash = !stored();

  function shortcut(checkbox) {
    checkbox.checked = slash;
    checkbox.addEventListener("change", () => {
      slash = checkbox.checked;
      try {
        if (slash) localStorage.removeItem(NO_SLASH);
        else localStorage.setItem(NO_SLASH, "1");
      } catch {
        // It holds for this page at least.
      }
    });
  }

  /* The page of the search ------------------------------------------------------------------------------------------------- */

  /** The query of an address, after `?` or `#`: a page on the disk may be asked either way, and sets the latter. */
  function queryOf(url) {
    const after = new URLSearchParams(url.hash.slice(1));
    return new URLSearchParams(url.search).get("q") ?? after.get("q") ?? "";
  }

  function addressOf(page, query) {
    const url = new URL(page);
    url.search = "";
    url.hash = "";
    const asked = String(new URLSearchParams({ q: query }));
    if (query && url.protocol === "file:") url.hash = asked;
    else if (query) url.search = asked;
    return url.href;
  }

  const own = document.querySelector("main form[data-search-box]");
  let open = () => {};

  if (own) {
    const input = own.querySelector("input");
    const begin = attach(own, (query) => {
      // The address of a place on the page stays until something is asked.
      if (query === queryOf(new URL(location.href))) return;
      try {
        history.replaceState(history.state, "", addressOf(location.href, query));
      } catch {
        // Some browsers let no page on the disk change its address. The search works all the same.
      }
    });
    own.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.preventDefault();
      input.focus();
      input.value = "";
      begin().then((ready) => ready?.run());
    });
    const ask = () => {
      const query = queryOf(new URL(location.href));
      if (!query || query === input.value.trim()) return;
      input.value = query;
      begin().then((ready) => ready?.run());
    };
    addEventListener("hashchange", ask);
    shortcut(own.querySelector("[data-search-slash]"));
    own.hidden = false;
    ask();
    open = () => call(input);
  }

  /* The dialog of every other page ----------------------------------------------------------------------------------------- */

  const template = document.querySelector("template[data-search-dialog]");

  if (!own && template) {
    let dialog = null;
    const make = () => {
      dialog = template.content.firstElementChild.cloneNode(true);
      document.body.append(dialog);
      const page = dialog.querySelector("[data-search-page]");
      attach(dialog.querySelector("form"), (query) => {
        page.href = addressOf(new URL("search.html", root), query);
      });
      dialog.querySelector("[data-search-close]").addEventListener("click", () => dialog.close());
      dialog.addEventListener("keydown", (event) => {
        // A field of type search would only be emptied.
        if (event.key !== "Escape" || event.isComposing) return;
        event.preventDefault();
        dialog.close();
      });
      dialog.addEventListener("click", (event) => {
        // Beside the dialog, or on to a place that may be on this very page.
        if (event.target === dialog || event.target.closest("a[href]")) dialog.close();
      });
      shortcut(dialog.querySelector("[data-search-slash]"));
    };
    open = () => {
      if (!dialog) make();
      if (!dialog.open) dialog.showModal();
      call(dialog.querySelector("input[type=search]"));
    };
    for (const link of document.querySelectorAll("a[data-search]")) {
      link.setAttribute("aria-haspopup", "dialog");
      link.addEventListener("click", (event) => {
        if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        open();
      });
    }
  }

  /* The keys -------------------------------------------------------------------------------------------------------------- */

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const withControl = event.ctrlKey || event.metaKey;
    const isTyped = event.target.closest?.("input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, select, [contenteditable]");
    const isCalled = withControl ? event.key.toLowerCase() === "k" && !event.shiftKey : event.key === "/" && slash && !isTyped;
    if (!isCalled) return;
    event.preventDefault();
    open();
  });
})();
