// Keeps a form's draft on the server while somebody writes.
// <form data-autosave="address" data-failed-words="…"> with an element [data-saved] inside, where the
// server's answer stands: what was kept and when, or why not.
(() => {
  "use strict";
  const WAIT = 2500;

  const watch = (form) => {
    const note = form.querySelector("[data-saved]");
    let timer = 0;
    let sent = new URLSearchParams(collect(form)).toString();

    const say = (words) => {
      if (note) note.textContent = words;
    };

    const save = async () => {
      clearTimeout(timer);
      const body = new URLSearchParams(collect(form));
      if (body.toString() === sent) return;
      try {
        const answer = await fetch(form.dataset.autosave, { method: "POST", body, redirect: "error" });
        const words = await answer.text();
        if (answer.status !== 422 && !answer.ok) throw new Error(String(answer.status));
        sent = body.toString();
        say(words);
        if (answer.ok) form.dispatchEvent(new CustomEvent("kept"));
      } catch {
        say(form.dataset.failedWords);
        timer = setTimeout(save, 4 * WAIT);
      }
    };

    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(save, WAIT);
    };

    let leaving = false;
    form.addEventListener("submit", () => {
      leaving = true;
      clearTimeout(timer);
    });
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "hidden" || leaving) return;
      const body = new URLSearchParams(collect(form));
      if (body.toString() !== sent) navigator.sendBeacon(form.dataset.autosave, body);
    });
  };

  const collect = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");

  for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
})();
