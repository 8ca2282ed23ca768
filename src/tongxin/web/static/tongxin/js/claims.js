// A checked draft: the text and the list of its figures lead to each other; on a phone the figure that was tapped
// shows its finding in a sheet at the bottom. Without a script the marks are links to the list, and the list can
// be cut down by links as well.
(() => {
  "use strict";
  const narrow = matchMedia("(max-width: 63.99rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const EDGE = 48;

  const byPlace = (root, name) =>
    new Map([...root.querySelectorAll(`[data-claim-${name}]`)].map((one) => [one.getAttribute(`data-claim-${name}`), one]));

  class Desk {
    constructor(root) {
      this.root = root;
      this.panel = root.querySelector("[data-claim-panel]");
      this.list = root.querySelector("[data-claim-list]");
      this.where = root.querySelector("[data-claim-where]");
      this.marks = byPlace(root, "mark");
      this.findings = byPlace(root, "finding");
      this.order = [...this.findings.keys()];
      this.current = null;
      this.opened = null;
      root.querySelector("[data-claim-steps]").hidden = false;
      this.dim();
    }

    // Makes a figure the current one, in the text and in the list.
    show(place, { focus = false } = {}) {
      const finding = this.findings.get(place);
      if (!finding) return;
      if (finding.hidden) this.only("all");
      this.leave();
      this.current = place;
      this.opened = finding.open ? null : finding;
      finding.open = true;
      finding.classList.add("current");
      this.marks.get(place).setAttribute("aria-current", "true");
      if (narrow.matches) this.panel.classList.add("as-sheet");
      this.seeText(place);
      this.seeFinding(finding);
      history.replaceState(null, "", `#f${place}`);
      this.tell();
      if (focus) finding.querySelector("summary").focus({ preventScroll: true });
    }

    leave() {
      if (this.current === null) return;
      this.findings.get(this.current).classList.remove("current");
      this.marks.get(this.current).removeAttribute("aria-current");
      if (this.opened) this.opened.open = false;
      this.current = this.opened = null;
    }

    seeText(place) {
      if (!narrow.matches && this.inView(place)) return;
      this.marks.get(place).scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }

    inView(place) {
      const { top, bottom } = this.marks.get(place).getBoundingClientRect();
      return top >= EDGE && bottom <= innerHeight - EDGE;
    }

    seeFinding(finding) {
      if (narrow.matches) this.list.scrollTop = 0;
      else this.list.scrollTop += finding.getBoundingClientRect().top - this.list.getBoundingClientRect().top;
    }

    tell() {
      const shown = this.shown();
      const at = shown.indexOf(this.current);
      if (at < 0) return;
      const words = this.root.dataset.placeWords.replace("{at}", at + 1).replace("{all}", shown.length);
      const summary = this.findings.get(this.current).querySelector("summary").textContent.replace(/\s+/g, " ").trim();
      const heard = document.createElement("span");
      heard.className = "unseen";
      heard.textContent = ` ${summary}`;
      this.where.replaceChildren(words, heard);
    }

    shown() {
      return this.order.filter((place) => !this.findings.get(place).hidden);
    }

    // Goes a figure on or back, or to the next one that somebody has to look at; after the last comes the first.
    step(way) {
      const back = way === "-1";
      const wanted = way === "wrong" ? this.order.filter((place) => "wrong" in this.findings.get(place).dataset) : this.shown();
      if (!wanted.length) return;
      const from = this.order.indexOf(this.current);
      const later = wanted.filter((place) => this.order.indexOf(place) > from);
      const earlier = wanted.filter((place) => this.order.indexOf(place) < from);
      this.show(back ? earlier.at(-1) ?? wanted.at(-1) : later[0] ?? wanted[0]);
    }

    close() {
      const mark = this.marks.get(this.current);
      this.panel.classList.remove("as-sheet");
      this.leave();
      history.replaceState(null, "", location.pathname + location.search);
      if (mark) mark.focus({ preventScroll: true });
    }

    only(choice) {
      for (const finding of this.findings.values()) {
        const { verdict, clashing } = finding.dataset;
        finding.hidden = !(choice === "all" || (choice === "clashing" ? clashing !== undefined : verdict === choice));
      }
      for (const link of this.root.querySelectorAll("[data-claim-only]")) {
        if (link.dataset.claimOnly === choice) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      history.replaceState(null, "", choice === "all" ? location.pathname : `?only=${choice}`);
      this.dim();
      this.list.scrollTop = 0;
    }

    dim() {
      for (const [place, mark] of this.marks) mark.classList.toggle("aside", this.findings.get(place).hidden);
    }

    // Keeps the list beside the text at the figures that are being read, unless somebody is at work in it.
    follow() {
      const busy = ":focus-visible, form[data-claim-choice]";
      if (narrow.matches || this.panel.matches(":hover") || this.panel.querySelector(busy)) return;
      const shown = this.shown();
      const stays = shown.includes(this.current) && this.inView(this.current);
      const here = stays ? this.current : shown.find((place) => this.inView(place));
      if (here) this.seeFinding(this.findings.get(here));
    }
  }

  const onClick = (desk, event) => {
    const link = event.target.closest("a, button");
    if (!link) return;
    const { claimMark, claimTo, claimOnly, claimStep } = link.dataset;
    const place = claimMark ?? claimTo;
    if (place !== undefined) desk.show(place, { focus: narrow.matches || event.detail === 0 });
    else if (claimOnly !== undefined) desk.only(claimOnly);
    else if (claimStep !== undefined) desk.step(claimStep);
    else if ("claimClose" in link.dataset) desk.close();
    else if ("claimBack" in link.dataset) desk.marks.get(link.closest("[data-claim-finding]").dataset.claimFinding).focus();
    else if ("claimChoose" in link.dataset) choose(link);
    else if ("claimCancel" in link.dataset) cancel(link);
    else return;
    event.preventDefault();
  };

  // Brings the form that says what a figure is of to the figure itself.
  const choose = async (link) => {
    try {
      const answer = await fetch(link.href, { redirect: "error" });
      const form = answer.ok && (await page(answer)).querySelector("[data-claim-choice]");
      if (!form) throw new Error(String(answer.status));
      for (const other of document.querySelectorAll("[data-claim-finding] [data-claim-choice]")) cancel(other);
      link.parentElement.hidden = true;
      link.parentElement.after(form);
      form.querySelector("select").focus();
    } catch {
      location.href = link.href;
    }
  };

  const cancel = (inside) => {
    const form = inside.closest("[data-claim-choice]");
    const acts = form.previousElementSibling;
    form.remove();
    acts.hidden = false;
    acts.querySelector("a").focus();
  };

  const page = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

  // Shows what the records would say to a figure of something else, before anybody decides so.
  let asked = 0;
  const tryOut = async (form) => {
    const mine = ++asked;
    const query = new URLSearchParams([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
    try {
      const answer = await fetch(`${form.action}?${query}`, { redirect: "error" });
      const tried = answer.ok && (await page(answer)).querySelector("[data-claim-tried]");
      if (tried && mine === asked) form.querySelector("[data-claim-tried]").replaceChildren(...tried.childNodes);
    } catch {
      // Without a connection nothing is shown beforehand; sending the form says what is wrong.
    }
  };

  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-claim-choice]");
    if (form) tryOut(form);
  });

  // A form is sent once, and says that it is at work.
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-once]");
    if (!form) return;
    if ("sent" in form.dataset) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "";
    (event.submitter ?? form.querySelector("button")).setAttribute("aria-disabled", "true");
    const busy = form.querySelector("[data-busy]");
    if (busy) busy.replaceChildren(busy.dataset.busyWords, document.createElement("progress"));
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-once][data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
      form.querySelector("[data-busy]")?.replaceChildren();
    }
  });

  for (const root of document.querySelectorAll("[data-claim-desk]:has([data-claim-finding])")) {
    const desk = new Desk(root);
    document.addEventListener("click", (event) => onClick(desk, event));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const form = event.target.closest("[data-claim-finding] [data-claim-choice]");
      if (form) cancel(form);
      else if (desk.panel.classList.contains("as-sheet")) desk.close();
    });
    let waiting = false;
    document.addEventListener(
      "scroll",
      () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
          waiting = false;
          desk.follow();
        });
      },
      { passive: true },
    );
    narrow.addEventListener("change", () => desk.panel.classList.remove("as-sheet"));
    const [, place] = /^#f(\d+)$/.exec(location.hash) ?? [];
    if (place) desk.show(place);
  }
})();
