// Finds words in all sections of the site, in any place of a word, so that two Chinese characters are found as well.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const header = document.querySelector(".md-header__inner");
  if (!header || !window.policygraphSections) return;
  const chinese = document.documentElement.lang.startsWith("zh");
  const words = chinese
    ? { find: "搜索", none: "没有找到", found: (n) => `找到 ${n} 处`, more: (n) => `，显示前 ${n} 处` }
    : { find: "Search", none: "Nothing found", found: (n) => `${n} found`, more: (n) => `, the first ${n} shown` };
  const base = JSON.parse(document.getElementById("__config").textContent).base;
  const form = document.createElement("form");
  form.className = "find";
  form.setAttribute("role", "search");
  const box = document.createElement("input");
  Object.assign(box, { type: "search", placeholder: words.find, autocomplete: "off" });
  box.setAttribute("aria-label", words.find);
  const found = document.createElement("div");
  found.className = "find__found";
  found.hidden = true;
  form.append(box, found);
  header.append(form);

  const most = 40;
  const sections = window.policygraphSections.map(([link, page, title, text]) => {
    return { link, page, title, text, heads: `${page} ${title}`.toLowerCase(), all: `${page} ${title} ${text}`.toLowerCase() };
  });

  function marked(text, terms) {
    const part = document.createDocumentFragment();
    const low = text.toLowerCase();
    let at = 0;
    while (at < text.length) {
      const next = terms
        .map((term) => [low.indexOf(term, at), term.length])
        .filter(([start]) => start >= 0)
        .sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
      if (!next) break;
      part.append(text.slice(at, next[0]));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(next[0], next[0] + next[1]);
      part.append(mark);
      at = next[0] + next[1];
    }
    part.append(text.slice(at));
    return part;
  }

  function show() {
    const terms = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    found.hidden = !terms.length;
    found.replaceChildren();
    if (!terms.length) return;
    const hits = sections
      .filter((one) => terms.every((term) => one.all.includes(term)))
      .map((one) => [terms.filter((term) => one.heads.includes(term)).length, one])
      .sort((a, b) => b[0] - a[0]);
    const count = document.createElement("p");
    count.setAttribute("role", "status");
    count.textContent = hits.length ? words.found(hits.length) + (hits.length > most ? words.more(most) : "") : words.none;
    const list = document.createElement("ol");
    for (const [, one] of hits.slice(0, most)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${base}/${one.link}`;
      const head = document.createElement("b");
      head.append(marked(one.title === one.page ? one.page : `${one.page} › ${one.title}`, terms));
      const at = Math.max(0, Math.min(...terms.map((term) => one.text.toLowerCase().indexOf(term)).filter((n) => n >= 0)) - 30);
      const start = Number.isFinite(at) ? at : 0;
      link.append(head, marked((start ? "…" : "") + one.text.slice(start, start + 140), terms));
      item.append(link);
      list.append(item);
    }
    found.append(count, list);
  }

  box.addEventListener("input", show);
  box.addEventListener("focus", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = found.querySelector("a");
    if (first) location.href = first.href;
  });
  form.addEventListener("keydown", (event) => {
    const links = [...found.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { found.hidden = true; box.focus(); }
    else if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || box).focus();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) found.hidden = true; });
});
