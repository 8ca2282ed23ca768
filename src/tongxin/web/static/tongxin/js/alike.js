// Shows which papers say the same, without leaving the page.
// <div data-alike="address"> is filled with the element [data-alike-found] of what the address answers: at once
// with data-at-once, and each time after the draft of a form on the page was kept.
(() => {
  "use strict";

  const put = (box, found) => {
    const open = [...box.querySelectorAll("article:has(details[open])")].map((card) => card.dataset.paper);
    for (const card of found.querySelectorAll("article")) {
      const details = card.querySelector("details");
      if (details && open.includes(card.dataset.paper)) details.open = true;
    }
    box.replaceChildren(found);
    // Read out only when it says something else: not the whole list after every save.
    const status = document.querySelector("[data-alike-said]");
    const words = found.querySelector("p")?.textContent.trim() ?? "";
    if (status && status.textContent !== words) status.textContent = words;
  };

  const fill = async (box) => {
    try {
      const answer = await fetch(box.dataset.alike, { redirect: "error" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("[data-alike-found]");
      if (found) put(box, found);
    } catch {
      // Without a connection stays what was there; the draft's own note says that it is not saved.
    }
  };

  for (const box of document.querySelectorAll("[data-alike]")) {
    for (const form of document.querySelectorAll("form[data-autosave]")) {
      form.addEventListener("kept", () => fill(box));
    }
    if ("atOnce" in box.dataset) fill(box);
  }
})();
