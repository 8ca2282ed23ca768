// Text size, light or dark, menus that close, filters that fold on phones, focus on the first error.
(() => {
  "use strict";
  const root = document.documentElement;
  const sheet = document.getElementById("dark-sheet");
  const night = matchMedia("(prefers-color-scheme: dark)");

  const keep = (name, value) => {
    try {
      localStorage.setItem(`tongxin.${name}`, value);
    } catch {
      // Without storage the choice lasts for this page.
    }
  };

  const isDark = () => (sheet.media === "screen" ? true : sheet.media === "not all" ? false : night.matches);

  const showChoices = () => {
    const size = root.dataset.textSize || "100";
    for (const button of document.querySelectorAll("[data-text-size]")) {
      if (button !== root) button.setAttribute("aria-pressed", String(button.dataset.textSize === size));
    }
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.setAttribute("aria-pressed", String(isDark()));
    }
  };

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (menu !== except) menu.open = false;
    }
  };

  document.addEventListener("click", (event) => {
    const size = event.target.closest("button[data-text-size]");
    if (size) {
      root.dataset.textSize = size.dataset.textSize;
      keep("text-size", size.dataset.textSize);
      showChoices();
    }
    if (event.target.closest("[data-theme-toggle]")) {
      const dark = !isDark();
      sheet.media = dark ? "screen" : "not all";
      keep("theme", dark ? "dark" : "light");
      showChoices();
    }
    if (event.target.closest("[data-print]")) window.print();
    closeMenus(event.target.closest("details[data-menu]"));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details[data-menu][open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  if (matchMedia("(max-width: 60rem)").matches) {
    for (const filters of document.querySelectorAll("details[data-filters]")) filters.open = false;
  }
  const first = document.querySelector("[data-focus-first]");
  if (first) first.focus();
  night.addEventListener("change", showChoices);
  showChoices();
})();
