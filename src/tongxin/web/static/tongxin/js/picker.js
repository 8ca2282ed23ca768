// Finds people while a name is typed. Without this script the server looks typed names up itself.
// <div data-picker="address" data-for="control"> with [data-typed], [data-found] and [data-chosen] inside.
(() => {
  "use strict";
  const WAIT = 250;
  const BETWEEN = /[、,，;；\s]+/;

  const watch = (picker) => {
    const typed = picker.querySelector("[data-typed]");
    const found = picker.querySelector("[data-found]");
    const chosen = picker.querySelector("[data-chosen]");
    let timer = 0;
    let asked = "";

    const last = () => typed.value.split(BETWEEN).pop();

    const look = async () => {
      const text = last();
      asked = text;
      if (!text) {
        found.replaceChildren();
        return;
      }
      const query = new URLSearchParams({ q: text, for: picker.dataset.for });
      try {
        const answer = await fetch(`${picker.dataset.picker}?${query}`, { redirect: "error" });
        if (!answer.ok || asked !== text) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        found.replaceChildren(...page.body.children);
      } catch {
        // The name stays typed; the server looks it up when the form is sent.
      }
    };

    typed.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(look, WAIT);
    });

    found.addEventListener("change", (event) => {
      const box = event.target;
      const known = [...picker.querySelectorAll('input[type="checkbox"]')].find(
        (other) => other !== box && other.value === box.value,
      );
      if (known) known.checked = true;
      else chosen.append(box.closest("label"));
      const names = typed.value.split(BETWEEN);
      names.pop();
      typed.value = names.filter(Boolean).join("、");
      found.replaceChildren();
      typed.focus();
      typed.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };

  for (const picker of document.querySelectorAll("[data-picker]")) watch(picker);
})();
