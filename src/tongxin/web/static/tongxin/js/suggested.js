// Takes a suggested unit over into the first free row of the form, without loading the page anew.
// <a data-take-unit="id"> beside a form with selects units1, units2 …; without a script the link does the same
// for an empty form.
(() => {
  "use strict";

  const rows = () => [...document.querySelectorAll('select[name^="units"]')];

  for (const link of document.querySelectorAll("[data-take-unit]")) {
    link.addEventListener("click", (event) => {
      const unit = link.dataset.takeUnit;
      const free = rows().find((row) => row.value === unit) ?? rows().find((row) => !row.value);
      if (!free) return;
      event.preventDefault();
      free.value = unit;
      free.dispatchEvent(new Event("change", { bubbles: true }));
      free.focus();
    });
  }
})();
