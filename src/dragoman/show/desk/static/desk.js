"use strict";
// Keys for those who read by keyboard: j and k go from line to line, / to the search. Nothing here is needed to read.
(() => {
  const isTyping = (node) => node instanceof Element && node.closest("input, textarea, select, [contenteditable]") !== null;
  const lines = () => [...document.querySelectorAll("[data-line], .lines > li")].filter((line) => line.getClientRects().length);
  let at = null;

  function go(step) {
    const all = lines();
    if (!all.length) return;
    const now = all.indexOf(at);
    const next = all[Math.min(all.length - 1, Math.max(0, now < 0 ? (step > 0 ? 0 : all.length - 1) : now + step))];
    if (at) at.classList.remove("at");
    at = next;
    at.classList.add("at");
    const stop = at.matches("a, button, [tabindex]") ? at : at.querySelector("a, button, summary, [tabindex]");
    if (stop) stop.focus({ preventScroll: true });
    at.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "/") {
      const field = document.querySelector("input[type=search]");
      if (field) field.focus();
      else location.assign("/search");
    } else return;
    event.preventDefault();
  });
})();
