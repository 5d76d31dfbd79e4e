"use strict";
// Keys for those who read by keyboard: j and k go from line to line, / to the search. Nothing here is needed to read.
(() => {
  const isTyping = (node) => node instanceof Element && node.closest("input, textarea, select, [contenteditable]") !== null;
  const lines = () => [...document.querySelectorAll("[data-line], .lines > li")].filter((line) => line.getClientRects().length);
  const STOPS = 'a, button, summary, [tabindex="0"]';
  let at = null;

  function go(step) {
    const all = lines();
    if (!all.length) return;
    // After a line was dealt with the page comes back with the focus on a line: go on from there.
    const now = all.indexOf(at || (document.activeElement && document.activeElement.closest("[data-line], .lines > li")));
    const next = all[Math.min(all.length - 1, Math.max(0, now < 0 ? (step > 0 ? 0 : all.length - 1) : now + step))];
    if (at) at.classList.remove("at");
    at = next;
    at.classList.add("at");
    const stop = at.matches(STOPS) ? at : at.querySelector(STOPS);
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
  // The middle of a page that was changed in place is where reading goes on.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "main") event.target.focus({ preventScroll: true });
  });
})();

// A document: pointing at words lights up what they prove, pointing at an item its words, each in its role.
(() => {
  for (const article of document.querySelectorAll("[data-document]")) wire(article);

  function wire(article) {
    const items = new Map();
    for (const item of article.querySelectorAll(".item")) items.set(item.dataset.key, item);
    const marks = [...article.querySelectorAll(".text [data-keys]")];
    const links = marks.filter((mark) => mark.matches("a"));
    const keysOf = (mark) => mark.dataset.keys.split(" ");
    const LIT = ["lit", "lit-around", "lit-who", "lit-whom", "lit-where", "lit-when", "lit-source"];
    let pinned = null;

    function show(keys) {
      const wanted = new Set(keys);
      for (const mark of marks) {
        mark.classList.remove(...LIT);
        for (const said of mark.dataset.roles.split(" ")) {
          const cut = said.lastIndexOf(":");
          if (!wanted.has(said.slice(0, cut))) continue;
          const role = said.slice(cut + 1);
          mark.classList.add(role === "sentence" ? "lit-around" : ["who", "whom", "where", "when", "source"].includes(role) ? `lit-${role}` : "lit");
        }
      }
      for (const [key, item] of items) item.classList.toggle("linked", wanted.has(key));
    }
    const rest = () => show(pinned === null ? [] : [pinned]);

    function pin(key) {
      pinned = key;
      for (const [other, item] of items) item.classList.toggle("pinned", other === key);
      rest();
    }

    for (const [key, item] of items) {
      item.addEventListener("mouseenter", () => show([key]));
      item.addEventListener("mouseleave", rest);
      item.addEventListener("focusin", () => show([key]));
      item.addEventListener("focusout", rest);
      const head = item.querySelector("a");
      if (head) head.addEventListener("click", (event) => {
        event.preventDefault();
        event.stopPropagation();
        pin(pinned === key ? null : key);
        const words = article.querySelector(`#${CSS.escape(key)}`) || marks.find((mark) => keysOf(mark).includes(key));
        if (pinned !== null && words) words.scrollIntoView({ block: "center" });
        if (pinned !== null) history.replaceState(null, "", `#${key}`);
      });
    }

    // Words that prove several things lead to the next of them at each press. One tab stop; arrows go on from it.
    links.forEach((mark, index) => {
      mark.tabIndex = index ? -1 : 0;
      mark.addEventListener("mouseenter", () => show(keysOf(mark)));
      mark.addEventListener("mouseleave", rest);
      mark.addEventListener("focus", () => {
        for (const other of links) other.tabIndex = -1;
        mark.tabIndex = 0;
        show(keysOf(mark));
      });
      mark.addEventListener("blur", rest);
      mark.addEventListener("click", (event) => {
        event.preventDefault();
        const keys = keysOf(mark).filter((key) => items.has(key));
        pin(keys[(keys.indexOf(pinned) + 1) % keys.length]);
        const item = items.get(pinned);
        if (item) item.scrollIntoView({ block: "nearest" });
      });
      mark.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (!step) return;
        (links[index + step] || mark).focus();
        event.preventDefault();
      });
    });
    article.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && pinned !== null) pin(null);
    });

    function follow() {
      const key = decodeURIComponent(location.hash.slice(1)).replace(/^r-/, "");
      if (items.has(key)) pin(key);
    }
    addEventListener("hashchange", follow);
    follow();
  }
})();

// A file dropped anywhere on the form is taken as chosen.
(() => {
  for (const form of document.querySelectorAll("form[data-drop]")) {
    const field = form.querySelector("input[type=file]");
    const over = (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      form.classList.add("over");
    };
    form.addEventListener("dragenter", over);
    form.addEventListener("dragover", over);
    form.addEventListener("dragleave", (event) => {
      if (!form.contains(event.relatedTarget)) form.classList.remove("over");
    });
    form.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      form.classList.remove("over");
      field.files = event.dataTransfer.files;
      form.requestSubmit();
    });
  }
})();
