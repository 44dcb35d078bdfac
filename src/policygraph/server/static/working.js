// What scripts add to forms that work without them: the form of a fact in the reader, words that are marked with the mouse,
// a name that is typed once, and a word about what a click set going.
"use strict";

const NAME = "policygraph-author";

function remember(scope) {
  for (const field of scope.querySelectorAll("input[name=author]")) {
    field.value ||= localStorage.getItem(NAME) ?? "";
    field.addEventListener("change", () => localStorage.setItem(NAME, field.value));
  }
}

// A second click would send the form twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  const button = event.submitter;
  if (!button?.dataset.wait) return;
  button.setAttribute("aria-disabled", "true");
  button.textContent = button.dataset.wait;
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// In the reader the form opens below its fact; what it sends leads back there.
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.(".fact a.correct");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const fact = link.closest(".fact");
  const open = fact.querySelector(".correcting");
  if (open) return open.remove();
  const reply = await fetch(link.href);
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const form = page.getElementById("correct");
  if (!form) return location.assign(link.href);
  form.id = `correct-${fact.id}`;
  form.removeAttribute("aria-labelledby");
  const title = form.querySelector("h2");
  form.setAttribute("aria-label", title.textContent);
  title.remove();
  const back = form.querySelector("input[name=back]");
  back.value = `${location.pathname}${location.search}#${fact.id}`;
  fact.append(form);
  remember(form);
  form.querySelector("input:not([type=hidden]), select")?.focus();
});

// Code points of the text before a place, without the labels in it, counted from the start of its line.
function offset(node, at) {
  const line = node.parentElement.closest("p[id^=line-]");
  if (!line) return null;
  let length = 0;
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.parentElement.closest("a.tag")) continue;
    if (text === node) return Number(line.id.slice(5)) + length + [...text.data.slice(0, at)].length;
    length += [...text.data].length;
  }
  return null;
}

document.addEventListener("mouseup", () => {
  const form = document.querySelector("#add form");
  const chosen = getSelection();
  if (!form || !chosen.rangeCount || chosen.isCollapsed) return;
  const range = chosen.getRangeAt(0);
  if (range.startContainer.nodeType !== Node.TEXT_NODE || !range.startContainer.parentElement.closest(".text")) return;
  const part = range.cloneContents();
  for (const tag of part.querySelectorAll("a.tag")) tag.remove();
  const words = part.textContent;
  const start = offset(range.startContainer, range.startOffset);
  if (!words.trim() || start === null) return;
  form.elements.start.value = start + [...words].findIndex((one) => one.trim());
  form.elements.exact.value = words.trim();
});

addEventListener("DOMContentLoaded", () => {
  remember(document);
  document.querySelector("#add textarea")?.addEventListener("input", (event) => {
    event.target.form.elements.start.value = "";
  });
});
