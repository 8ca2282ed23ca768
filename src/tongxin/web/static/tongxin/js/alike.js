// Shows which papers say the same, without leaving the page.
// <div data-alike="address"> is filled with the element [data-alike-found] of what the address answers: at once
// with data-at-once, and each time after the draft of a form on the page was kept.
(() => {
  "use strict";

  const fill = async (box) => {
    try {
      const answer = await fetch(box.dataset.alike, { redirect: "error" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelector("[data-alike-found]");
      // What did not change stays, with what the reader opened in it.
      if (found && box.querySelector("[data-alike-found]")?.innerHTML !== found.innerHTML) {
        box.replaceChildren(found);
      }
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
