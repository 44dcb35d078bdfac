// What a mouse may do beside the links: a click on a mark chooses the fact in it, and a chosen fact shows in the text.
"use strict";

function chosen() {
  let id = "";
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return;
  }
  for (const mark of document.querySelectorAll("mark.on")) mark.classList.remove("on");
  if (!document.getElementById(id)?.classList.contains("fact")) return;
  const marks = document.querySelectorAll(`mark[data-facts~="${CSS.escape(id)}"]`);
  for (const mark of marks) mark.classList.add("on");
  marks[0]?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest?.("mark[data-facts]");
  if (!mark || event.target.closest("a") || String(getSelection())) return;
  location.hash = mark.dataset.facts.split(" ").at(-1);
});
addEventListener("hashchange", chosen);
addEventListener("DOMContentLoaded", chosen);
