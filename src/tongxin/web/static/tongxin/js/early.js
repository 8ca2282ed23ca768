// Before the page is drawn: the visitor's text size and light or dark display, kept in this browser only.
(() => {
  "use strict";
  const root = document.documentElement;
  root.dataset.scripted = "";
  let size = null;
  let theme = null;
  try {
    size = localStorage.getItem("tongxin.text-size");
    theme = localStorage.getItem("tongxin.theme");
  } catch {
    // Storage may be forbidden; the page then follows the system.
  }
  if (size === "125" || size === "150") root.dataset.textSize = size;
  const sheet = document.getElementById("dark-sheet");
  if (theme === "dark") sheet.media = "screen";
  if (theme === "light") sheet.media = "not all";
})();
