// Lights the links of whoever is pointed at or focused; without it the picture still reads and clicks.
"use strict";

(() => {
  const picture = document.querySelector("[data-circles]");
  if (!picture) return;
  const spots = new Map([...picture.querySelectorAll("[data-key]")].map((spot) => [spot.dataset.key, spot]));
  const lines = [...picture.querySelectorAll("[data-from]")];

  const clear = () => {
    picture.classList.remove("pointing");
    picture.querySelectorAll(".lit").forEach((item) => item.classList.remove("lit"));
  };
  const light = (key) => {
    clear();
    picture.classList.add("pointing");
    spots.get(key).classList.add("lit");
    for (const line of lines) {
      if (line.dataset.from !== key && line.dataset.to !== key) continue;
      line.classList.add("lit");
      const other = spots.get(line.dataset.from === key ? line.dataset.to : line.dataset.from);
      if (other) other.classList.add("lit");
    }
  };
  for (const [key, spot] of spots) {
    spot.addEventListener("pointerenter", () => light(key));
    spot.addEventListener("pointerleave", clear);
    spot.addEventListener("focus", () => light(key));
    spot.addEventListener("blur", clear);
  }
})();
