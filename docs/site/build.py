"""Writes the documentation site, Chinese and English, from ``docs/`` and the code. Run by ``make site``.

What MkDocs reads is put together in a folder of its own: pages written by hand, with links that lead from a file of the
repository to another made into links of the site, and the reference, which ``reference.py`` writes from the code.
"""

from __future__ import annotations

import json
import logging
import os
import posixpath
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from docs.site import reference

__all__ = ["LANGUAGES", "Page", "build", "pages"]

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
LANGUAGES = ("en", "zh")
_LINK = re.compile(r"(?P<mark>!?)\[(?P<words>[^\[\]]*)\]\((?P<to>[^()\s#:]+)?(?P<at>#[^()\s]*)?\)")
_FENCED = re.compile(r"(^ *```.*?^ *```$)", re.DOTALL | re.MULTILINE)
_INCLUDE = re.compile(r"^<!-- include (?P<file>\S+): (?P<heading>.+) -->$", re.MULTILINE)
_RULE = re.compile(r"docs/rules/(?P<rule>PG\d+)\.md")
# Files that are offered to be looked at or taken along.
_ASSETS = (".png", ".svg", ".ipynb")
# What generated pages of the repository are on the site, where each is written in the reader's language.
_MADE_ELSEWHERE = {"docs/questions.md": "reference/questions", "docs/rules": "reference/rules"}
# For these the theme's script asks for a map of the other language's site, which a disk cannot answer.
_ALTERNATE = re.compile(r'<link rel="alternate"[^>]*>\s*')
_READMES = {"en": "README.md", "zh": "README.zh.md"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    ``sources`` are its files by language, below the repository; ``made`` is the function that writes it, else ''.
    """

    path: str
    section: Mapping[str, str]
    sources: Mapping[str, str]
    made: str


def pages() -> tuple[Page, ...]:
    """All pages, in their order.

    Raises:
        FileNotFoundError: a page lacks one of its files.
    """
    listed: list[dict[str, Any]] = tomllib.loads((HERE / "nav.toml").read_text("utf-8"))["section"]
    return tuple(_page(one, section) for section in listed for one in section["pages"])


def _page(one: Mapping[str, str], section: Mapping[str, str]) -> Page:
    path = one["path"]
    made = one.get("made", "")
    files = {"en": one.get("source", f"docs/{path}.md"), "zh": f"docs/zh/{path}.md"}
    for file in () if made else files.values():
        if not (REPOSITORY / file).is_file():
            raise FileNotFoundError(f"docs/site/nav.toml names {path}, but there is no {file}")
    heads = {language: section[language] for language in LANGUAGES}
    return Page(path, heads, {} if made else files, made)


class _Writer:
    """Puts together what MkDocs reads for one language."""

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self.folder = folder
        self.all = pages()
        self.by_source = {file: page for page in self.all for file in page.sources.values()}
        by_path = {page.path: page for page in self.all}
        self.by_source |= {file: by_path[path] for file, path in _MADE_ELSEWHERE.items()}
        self.by_source |= dict.fromkeys(_READMES.values(), by_path["index"])

    def write(self) -> list[Any]:
        """Write all pages of the language; gives the navigation as MkDocs wants it."""
        nav: dict[str, list[str]] = {}
        for page in self.all:
            if page.made:
                text = getattr(reference, page.made)(self.language)
                self._put(page, self._linked(text, f"docs/{page.path}.md", page))
            else:
                source = page.sources[self.language]
                self._put(page, self._linked(self._whole(source, page), source, page))
            nav.setdefault(page.section[self.language], []).append(f"{page.path}.md")
        assets = self.folder / "assets"
        assets.mkdir(exist_ok=True)
        for name in ("site.css", "search.js"):
            shutil.copy(HERE / name, assets)
        return [{section: entries} for section, entries in nav.items()]

    def _put(self, page: Page, text: str) -> None:
        file = self.folder / f"{page.path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def _whole(self, source: str, page: Page) -> str:
        """The text of a file, with the sections of other files that it includes."""

        def included(match: re.Match[str]) -> str:
            return self._linked(_section(match["file"], match["heading"]), match["file"], page)

        return _INCLUDE.sub(included, (REPOSITORY / source).read_text("utf-8"))

    def _linked(self, text: str, source: str, page: Page) -> str:
        """Markdown with links as they are on the site; those to what is not there become plain words."""

        def led(match: re.Match[str]) -> str:
            if match["to"] is None:
                return match[0]
            to = posixpath.normpath(posixpath.join(posixpath.dirname(source), match["to"]))
            place = self._place(to, match["at"] or "")
            if place is None:
                return match["words"]
            way = posixpath.relpath(place, posixpath.dirname(page.path) or ".")
            return f"{match['mark']}[{match['words']}]({way})"

        return _outside(text, led)

    def _place(self, to: str, at: str) -> str | None:
        """Where a file of the repository is on the site; None where it is not."""
        if rule := _RULE.fullmatch(to):
            return f"reference/rules.md#{rule['rule'].lower()}"
        if to.startswith("docs/") and to.endswith(_ASSETS) and (REPOSITORY / to).is_file():
            name = f"assets/{posixpath.basename(to)}"
            (self.folder / "assets").mkdir(exist_ok=True)
            shutil.copy(REPOSITORY / to, self.folder / name)
            return name
        page = self.by_source.get(to) or next((one for one in self.all if f"docs/{one.path}.md" == to), None)
        return f"{page.path}.md{at}" if page else None


def _outside(text: str, led: Any) -> str:
    """Replace links, but not in fenced code."""
    parts = _FENCED.split(text)
    return "".join(part if part.lstrip().startswith("```") else _LINK.sub(led, part) for part in parts)


def _section(file: str, heading: str) -> str:
    """The text below a heading of a file, without the heading.

    Raises:
        ValueError: the file has no such heading.
    """
    text = (REPOSITORY / file).read_text("utf-8")
    found = re.search(rf"^## {re.escape(heading)}\n+(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    if not found:
        raise ValueError(f"{file} has no section {heading!r}")
    return found[1].rstrip("\n")


def build(out: Path) -> None:
    """Write the site of both languages to the folder ``out``, which is replaced."""
    from mkdocs.commands.build import build as make
    from mkdocs.config import load_config

    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    shutil.rmtree(out, ignore_errors=True)
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            nav = _Writer(language, Path(folder)).write()
            config = load_config(
                str(HERE / "mkdocs.yml"), docs_dir=folder, site_dir=str(out / language), nav=nav
            )
            config.theme["language"] = language
            make(config)
        _finish(out / language)
    shutil.copy(HERE / "door.html", out / "index.html")


def _finish(site: Path) -> None:
    """Leave out what only a server can use, and write the words that the search looks through."""
    for name in ("404.html", "sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)
    files = sorted(site.rglob("*.html"))
    for file in files:
        file.write_text(_ALTERNATE.sub("", file.read_text("utf-8")), encoding="utf-8")
    found = [section for file in files for section in _sections(file, file.relative_to(site).as_posix())]
    words = json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    (site / "assets" / "search-index.js").write_text(f"window.policygraphSections={words};\n", "utf-8")


def _sections(file: Path, name: str) -> list[tuple[str, str, str, str]]:
    """Of each heading of a page: its address, the page's title, its own words and the text below it."""
    article = LexborHTMLParser(file.read_text("utf-8")).css_first("article")
    if article is None:
        return []
    found: list[tuple[str, str, list[str]]] = []
    for node in article.css("h1, h2, h3, p, li, td, th, pre"):
        if node.tag in ("h1", "h2", "h3"):
            place = node.attributes.get("id") or ""
            found.append((f"{name}#{place}" if node.tag != "h1" else name, _words(node), []))
        elif found and not _is_inside(node, ("li", "td", "details")):
            found[-1][2].append(_words(node))
    title = found[0][1] if found else ""
    return [(link, title, head, " ".join(texts)) for link, head, texts in found]


def _is_inside(node: LexborNode, tags: tuple[str, ...]) -> bool:
    above = node.parent
    while above is not None and above.tag != "article":
        if above.tag in tags:
            return True
        above = above.parent
    return False


def _words(node: LexborNode) -> str:
    return " ".join(node.text().replace("¶", "").split())


if __name__ == "__main__":
    build(Path(sys.argv[1]))
