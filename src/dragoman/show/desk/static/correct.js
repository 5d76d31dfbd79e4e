"use strict";
// One key for each thing that can be said of an item: the form below it is sent, as its buttons send it.
(() => {
  const isTyping = (node) => node instanceof Element && node.closest("input, textarea, select, [contenteditable]") !== null;
  const items = () => [...document.querySelectorAll(".panel .item[data-kind]")];
  const help = document.querySelector("dialog.keyhelp");

  // The item that has the focus, else the one that is pinned or pointed at by the address.
  function current() {
    const focused = document.activeElement && document.activeElement.closest(".item[data-kind]");
    return focused || document.querySelector(".panel .item[data-kind].at, .panel .item[data-kind].pinned");
  }

  function send(item, verdict) {
    const form = item.querySelector("form.correct");
    const button = form && form.querySelector(`button[value="${verdict}"]`);
    if (!button || button.disabled) return false;
    button.click();
    return true;
  }

  // The page comes back at the item after this one, so that one key follows another.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("form.correct")) return;
    const all = items();
    const at = all.indexOf(form.closest(".item"));
    const following = all[at + 1] || all[at - 1];
    const rejected = event.submitter && event.submitter.value === "rejected";
    form.elements.next.value = following && rejected ? following.dataset.key : "";
  });

  function edit(item) {
    const link = item.querySelector("a[data-edit]");
    if (link) location.assign(link.href);
    return link !== null;
  }

  function add() {
    const link = document.querySelector("a[data-add]");
    if (!link) return false;
    const address = new URL(link.href);
    const words = String(getSelection()).trim();
    if (words) address.searchParams.set("words", words.slice(0, 2000));
    location.assign(address);
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "?" && help) {
      if (help.open) help.close();
      else help.showModal();
      event.preventDefault();
      return;
    }
    if (help && help.open) return;
    const item = current();
    const done =
      event.key === "a" ? add() : !item ? false :
      event.key === "c" ? send(item, "confirmed") :
      event.key === "x" ? send(item, "rejected") :
      event.key === "e" ? edit(item) : false;
    if (done) event.preventDefault();
  });

  // Back from having said something: the focus is where it was. Going to "#r-v1" may come later still, and then gives
  // it to the item itself, which may have it.
  const back = /^#r-/.test(location.hash) && document.getElementById(location.hash.slice(1));
  const head = back && back.querySelector("a");
  if (head) addEventListener("load", () => setTimeout(() => head.focus({ preventScroll: true }), 0));
})();
