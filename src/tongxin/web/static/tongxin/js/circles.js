// Lights the links of whoever is pointed at or focused; arrow keys walk around. Without it the picture still reads and clicks.
(() => {
  "use strict";
  const picture = document.querySelector("[data-circles]");
  if (!picture) return;
  const words = picture.querySelector("[data-words]");
  const stops = [...picture.querySelectorAll("svg a")];
  const spots = new Map([...picture.querySelectorAll("[data-key]")].map((spot) => [spot.dataset.key, spot]));
  const lines = [...picture.querySelectorAll("[data-a]")];

  const clear = () => {
    picture.classList.remove("pointing");
    for (const item of picture.querySelectorAll(".lit")) item.classList.remove("lit");
    words.textContent = words.dataset.rest;
  };

  const light = (spot) => {
    clear();
    picture.classList.add("pointing");
    spot.classList.add("lit");
    words.textContent = spot.dataset.say;
    for (const line of lines) {
      const { a, b } = line.dataset;
      if (a !== spot.dataset.key && b !== spot.dataset.key) continue;
      line.classList.add("lit");
      spots.get(a === spot.dataset.key ? b : a).classList.add("lit");
    }
  };

  // One tab stop for the whole picture, so that a reader with a keyboard is not held up by hundreds.
  const stopAt = (stop) => {
    for (const other of stops) other.setAttribute("tabindex", other === stop ? "0" : "-1");
  };
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  picture.addEventListener("pointerover", (event) => {
    const spot = event.target.closest("[data-key]");
    if (spot) light(spot);
    else clear();
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
    const at = stops.indexOf(event.target.closest("a"));
    if (at < 0 || !(event.key in STEPS)) return;
    event.preventDefault();
    stops[(at + STEPS[event.key] + stops.length) % stops.length].focus();
  });
  if (stops.length) stopAt(stops[0]);
})();
