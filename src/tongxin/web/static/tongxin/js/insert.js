// Puts what stands beside a form into its text where somebody writes, in one press.
// <code data-insert="id of the text">{visit.count}</code>; without a script it is there to be read and copied.
(() => {
  "use strict";

  const put = (into, words) => {
    into.setRangeText(words, into.selectionStart, into.selectionEnd, "end");
    into.dispatchEvent(new Event("input", { bubbles: true }));
    into.focus();
  };

  for (const code of document.querySelectorAll("code[data-insert]")) {
    const into = document.getElementById(code.dataset.insert);
    if (!into) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "insert";
    button.title = code.dataset.words ?? "";
    code.replaceWith(button);
    button.append(code);
    button.addEventListener("click", () => put(into, code.textContent));
  }
})();
