"use strict";
(() => {
  const keysOf = (node) => node.dataset.keys.split(" ");

  function wire(article) {
    const items = new Map();
    for (const item of article.querySelectorAll(".item")) items.set(item.dataset.key, item);
    const marks = [...article.querySelectorAll(".text [data-keys]")];
    const stops = marks.filter((mark) => mark.classList.contains("mark"));
    let pinned = null;

    function show(keys) {
      const wanted = new Set(keys);
      for (const mark of marks)
        mark.classList.toggle("active", keysOf(mark).some((key) => wanted.has(key)));
      for (const [key, item] of items) item.classList.toggle("linked", wanted.has(key));
    }
    const rest = () => show(pinned === null ? [] : [pinned]);

    function pin(key, from) {
      pinned = pinned === key ? null : key;
      for (const [other, item] of items) item.setAttribute("aria-pressed", String(other === pinned));
      rest();
      if (pinned === null) return;
      const target = from === "panel"
        ? marks.find((mark) => mark.classList.contains("mark") && keysOf(mark).includes(key))
          || marks.find((mark) => keysOf(mark).includes(key))
        : items.get(key);
      if (target) target.scrollIntoView({ block: "nearest" });
    }

    for (const [key, item] of items) {
      item.addEventListener("mouseenter", () => show([key]));
      item.addEventListener("mouseleave", rest);
      item.addEventListener("focus", () => show([key]));
      item.addEventListener("blur", rest);
      item.addEventListener("click", () => pin(key, "panel"));
    }

    // A second press on the same words goes on to the next item they prove, then lets go.
    function next(mark) {
      const keys = keysOf(mark).filter((key) => items.has(key));
      const at = keys.indexOf(pinned);
      if (at < 0) pin(keys[0], "text");
      else if (at + 1 < keys.length) pin(keys[at + 1], "text");
      else pin(pinned, "text");
    }

    // One tab stop for all marks of a text; arrows go from mark to mark.
    stops.forEach((mark, index) => {
      mark.tabIndex = index ? -1 : 0;
      mark.setAttribute("role", "button");
      mark.addEventListener("mouseenter", () => show(keysOf(mark)));
      mark.addEventListener("mouseleave", rest);
      mark.addEventListener("focus", () => {
        for (const stop of stops) stop.tabIndex = -1;
        mark.tabIndex = 0;
        show(keysOf(mark));
      });
      mark.addEventListener("blur", rest);
      mark.addEventListener("click", () => next(mark));
      mark.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (step) (stops[index + step] || mark).focus();
        else if (event.key === "Enter" || event.key === " ") next(mark);
        else return;
        event.preventDefault();
      });
    });
    article.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && pinned !== null) pin(pinned, "panel");
    });
  }

  const articles = [...document.querySelectorAll("article")];
  const wired = new Set();
  const links = [...document.querySelectorAll(".list li a")];

  function open() {
    const wanted = articles.find((article) => "#" + article.id === location.hash) || articles[0];
    if (!wanted) return;
    for (const article of articles) article.hidden = links.length > 0 && article !== wanted;
    for (const link of links) {
      if (link.hash === "#" + wanted.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (!wired.has(wanted)) {
      wired.add(wanted);
      wire(wanted);
    }
  }

  const filter = document.querySelector(".list input");
  if (filter) {
    filter.hidden = false;
    filter.addEventListener("input", () => {
      const words = filter.value.toLocaleLowerCase().split(/\s+/);
      for (const link of links) {
        const text = link.textContent.toLocaleLowerCase();
        link.parentElement.hidden = !words.every((word) => text.includes(word));
      }
    });
  }
  addEventListener("hashchange", () => { open(); scrollTo(0, 0); });
  open();
})();
