// Search in a static site: loads the drawers of the pairs of characters that are looked for, then the sentences.
"use strict";

(() => {
  const place = document.getElementById("static-search");
  const root = new URL("..", document.currentScript.src);
  const language = document.documentElement.lang === "en" ? 1 : 0;
  const waiting = new Map();
  const loaded = new Map();
  const status = place.querySelector("[role=status]");

  window.policygraphSearch = (name, data) => waiting.get(name)(data);

  // Scripts are loaded also where a page was opened from a disk, which forbids reading files.
  function load(name) {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = new URL(`search/${name}.js`, root).href;
        script.onerror = () => reject(new Error(say("failed", { file: `search/${name}.js` })));
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  }

  function say(name, values) {
    return place.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  // A text as it is looked for: its folded characters, and where each stands in it. Both count code points.
  function folded(text, changes) {
    const characters = [], places = [];
    Array.from(text).forEach((character, at) => {
      const change = Object.hasOwn(changes, character) ? changes[character] : plain(character);
      if (change) {
        characters.push(change);
        places.push(at);
      }
    });
    return { characters, places };
  }

  // A character that no text of the site holds: at least its width and case.
  function plain(character) {
    if (/\s/u.test(character)) return "";
    const simple = character.normalize("NFKC").toLowerCase();
    return Array.from(simple).length === 1 && /[a-z0-9]/.test(simple) ? simple : character;
  }

  async function candidates(word, about) {
    const first = (pair) => load(`pairs-${pair.codePointAt(0) % about.drawers}`);
    if (word.length === 1) {
      const drawer = await first(word[0]);
      const found = Object.keys(drawer).filter((pair) => pair.startsWith(word[0]));
      return new Set(found.flatMap((pair) => numbers(drawer[pair])));
    }
    let kept = null;
    for (let at = 0; at + 1 < word.length; at++) {
      const pair = word[at] + word[at + 1];
      const drawer = await first(pair);
      const here = new Set(Object.hasOwn(drawer, pair) ? numbers(drawer[pair]) : []);
      kept = kept ? new Set([...kept].filter((one) => here.has(one))) : here;
    }
    return kept;
  }

  function numbers(distances) {
    let sum = 0;
    return distances.map((distance) => (sum += distance));
  }

  async function hits(query, about) {
    const word = folded(query, about.folded).characters;
    if (!word.length) return [];
    const found = [];
    const sorted = [...await candidates(word, about)].sort((a, b) => a - b);
    for (const number of sorted) {
      const rows = await load(`sentences-${Math.floor(number / about.together)}`);
      const row = rows[number % about.together];
      const text = folded(row[4], about.folded);
      const places = [];
      for (let at = 0; at + word.length <= text.characters.length; at++) {
        if (word.every((character, offset) => text.characters[at + offset] === character)) {
          places.push([text.places[at], text.places[at + word.length - 1] + 1]);
        }
      }
      if (places.length) found.push({ document: row[0], measure: row[1], anchor: row[2], kinds: row[3], text: row[4], places });
    }
    return found;
  }

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    made.append(text);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function href(file, fragment = "") {
    return new URL(file.split("/").map(encodeURIComponent).join("/"), root).href + fragment;
  }

  function shown(hit, about) {
    const source = about.documents[hit.document];
    const item = document.createElement("li");
    const where = element("p", "", { class: "where" });
    where.append(element("a", source.title, { lang: "zh", href: href(source.files[language], `#${hit.anchor}`) }));
    const [path, title, file] = source.measures[hit.measure];
    if (path) {
      where.append(" › ", file?.[language]
        ? element("a", `${path} ${title}`, { lang: "zh", href: href(file[language]) }) : `${path} ${title}`);
    }
    const quote = element("blockquote", "", { lang: "zh" });
    const characters = Array.from(hit.text);
    let at = 0;
    for (const [start, end] of hit.places) {
      quote.append(characters.slice(at, Math.max(at, start)).join(""));
      if (end > at) quote.append(element("mark", characters.slice(Math.max(at, start), end).join("")));
      at = Math.max(at, end);
    }
    quote.append(characters.slice(at).join(""));
    item.append(where, quote);
    if (hit.kinds.length) {
      const kinds = element("ul", "", { class: "facts" });
      for (const kind of hit.kinds) kinds.append(element("li", about.kinds[kind][language], { class: "kind" }));
      item.append(kinds);
    }
    return item;
  }

  function list(found, about) {
    const section = document.createElement("section");
    const items = element("ol", "", { class: "hits" });
    const button = element("button", "", { type: "button" });
    let done = 0;
    const more = () => {
      items.append(...found.slice(done, done + 50).map((hit) => shown(hit, about)));
      done = Math.min(done + 50, found.length);
      button.textContent = say("more", { more: found.length - done });
      button.hidden = done === found.length;
    };
    button.addEventListener("click", more);
    more();
    section.append(items, button);
    return section;
  }

  function narrowing(found, about, query, chosen) {
    const counts = new Map();
    for (const hit of found) counts.set(hit.document, (counts.get(hit.document) ?? 0) + hit.places.length);
    const details = document.createElement("details");
    details.append(element("summary", say("narrow", {})));
    const items = document.createElement("ul");
    for (const [number, count] of [["", 0], ...counts]) {
      const item = document.createElement("li");
      const address = `?${new URLSearchParams(number === "" ? { q: query } : { q: query, document: number })}`;
      const link = element("a", number === "" ? say("all", {}) : about.documents[number].title, { href: address });
      if (String(number) === chosen) link.setAttribute("aria-current", "true");
      item.append(link, number === "" ? "" : ` ${count}`);
      items.append(item);
    }
    details.append(items);
    return details;
  }

  async function search() {
    const parameters = new URLSearchParams(location.search);
    const query = (parameters.get("q") ?? "").trim();
    if (!query) return;
    document.title = `${query} · ${document.title}`;
    for (const input of document.querySelectorAll("input[type=search]")) input.value = query;
    const about = await load("about");
    const found = await hits(query, about);
    const chosen = parameters.get("document") ?? "";
    const kept = found.filter((hit) => chosen === "" || String(hit.document) === chosen);
    status.textContent = say("found", {
      places: kept.reduce((sum, hit) => sum + hit.places.length, 0),
      sentences: kept.length,
      documents: new Set(kept.map((hit) => hit.document)).size,
    });
    if (found.length) place.append(narrowing(found, about, query, chosen), list(kept, about));
  }

  search().catch((error) => { status.textContent = error.message; });
})();
