// Lights the links of whoever is pointed at or focused; arrow keys walk around. Without it the picture still reads and clicks.
(() => {
  "use strict";
  const picture = document.querySelector("[data-circles]");
  if (!picture) return;
  const words = picture.querySelector("[data-words]");
  const stops = [...picture.querySelectorAll(":scope > svg a")];
  const spots = [...picture.querySelectorAll("[data-key]")];
  const lines = [...picture.querySelectorAll("[data-a]")];

  const clear = () => {
    picture.classList.remove("pointing");
    for (const item of picture.querySelectorAll(".lit")) item.classList.remove("lit");
    words.textContent = words.dataset.rest;
  };

  const light = (spot) => {
    clear();
    picture.classList.add("pointing");
    words.textContent = spot.dataset.say;
    const lit = new Set([spot.dataset.key]);
    for (const line of lines) {
      const { a, b } = line.dataset;
      if (a !== spot.dataset.key && b !== spot.dataset.key) continue;
      line.classList.add("lit");
      lit.add(a).add(b);
    }
    for (const other of spots) other.classList.toggle("lit", lit.has(other.dataset.key));
  };

  // One tab stop for each drawing, so that a reader with a keyboard is not held up by hundreds.
  const stopAt = (stop) => {
    for (const other of beside(stop)) other.setAttribute("tabindex", other === stop ? "0" : "-1");
  };
  const beside = (stop) => stops.filter((other) => other.ownerSVGElement === stop.ownerSVGElement);
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  picture.addEventListener("pointerover", (event) => {
    const spot = event.target.closest("[data-key]");
    if (spot) return light(spot);
    clear();
    const sector = event.target.closest("[data-say]");
    if (sector) words.textContent = sector.dataset.say;
  });
  picture.addEventListener("pointerleave", clear);
  picture.addEventListener("focusin", (event) => {
    const stop = event.target.closest("a");
    if (!stops.includes(stop)) return;
    stopAt(stop);
    if (stop.dataset.key) light(stop);
    else clear();
  });
  picture.addEventListener("focusout", clear);
  picture.addEventListener("keydown", (event) => {
    const stop = event.target.closest("a");
    if (!stops.includes(stop) || !(event.key in STEPS)) return;
    event.preventDefault();
    const row = beside(stop);
    row[(row.indexOf(stop) + STEPS[event.key] + row.length) % row.length].focus();
  });
  for (const drawing of picture.querySelectorAll(":scope > svg")) {
    const first = drawing.querySelector("a[data-key]");
    if (first) stopAt(first);
  }
})();
