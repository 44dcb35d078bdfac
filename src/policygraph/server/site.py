"""The workbench as static files: its pages, asked for one after the other, that lead to each other as files."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from policygraph.pages import Language, render
from policygraph.server.addresses import Addresses
from policygraph.server.inprocess import Reply, get
from policygraph.server.links import canonical, file_names, links_in, relative, with_links, with_lists
from policygraph.server.publication import Publication
from policygraph.server.site_search import search_files
from policygraph.server.workbench import Workbench, application
from policygraph.session import Session

__all__ = ["SiteReport", "write_site"]

# Pages that are also made with one parameter; with several, there would be a page for each combination.
_WITH_PARAMETER = ("/matrix", "/calendar", "/findings", "/trace")
_SEARCH = Addresses().search()
_SCRIPT = Addresses().static("site-search.js")
_HTML = "text/html"
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was written: how many pages and files in all, how many bytes, and addresses that lead nowhere."""

    pages: int
    files: int
    size: int
    broken: tuple[str, ...]


def write_site(
    session: Session,
    out: Path,
    on_progress: Callable[[str, int, int], None] = lambda address, done, known: None,
) -> SiteReport:
    """Write the pages of a build in both languages, each with its JSON, and a search that needs no server.

    Args:
        session: the build.
        out: a folder, made where it is missing; files in it that are not of an earlier site stay.
        on_progress: told the address of each page, how many are made, and how many are known by then.

    Raises:
        UsageError: a file of somebody else is in the way, or the folder cannot be written to.
    """
    workbench = Workbench(session)
    with Publication(out) as site:
        # Every site has this file: whoever keeps a page of their own there need not wait for all of ours.
        site.refuse_if_not_ours("index.html")
        replies, broken = asyncio.run(_crawled(workbench, on_progress))
        endings = {address: _ENDINGS.get(reply.media_type, "") for address, reply in replies.items()}
        files = file_names(endings, f"{session.build.base}")
        for address, reply in replies.items():
            site.add(files[address], _content(address, reply, files))
        for name, content in search_files(workbench, files):
            site.add(name, content)
        site.publish()
        pages = sum(reply.media_type == _HTML for reply in replies.values())
        return SiteReport(pages, len(site.names), site.size, tuple(broken))


_ENDINGS = {_HTML: ".html", _JSON: ".json", "image/svg+xml": ".svg"}


async def _crawled(
    workbench: Workbench, on_progress: Callable[[str, int, int], None]
) -> tuple[Mapping[str, Reply], list[str]]:
    """The replies of all addresses that are reached from the first page, and the addresses that gave none."""
    served = application(workbench)
    first = (Addresses(language).start() for language in (Language.ZH, Language.EN))
    waiting = deque([*map(canonical, first), _SCRIPT])
    known, replies, broken = set(waiting), {}, []
    while waiting:
        address = waiting.popleft()
        reply = await get(served, address)
        if reply.status != 200:
            broken.append(address)
            continue
        if reply.media_type == _HTML:
            text = with_lists(reply.text, address, _SEARCH)
            reply = Reply(reply.status, reply.headers, text.encode())
            for link in _worth(links_in(text, address)):
                if link not in known:
                    known.add(link)
                    waiting.append(link)
        replies[address] = reply
        on_progress(address, len(replies), len(known))
    return replies, broken


def _worth(links: Iterable[str]) -> Iterator[str]:
    """The addresses that become files: pages, their JSON, what they load, and pages with one parameter; all leaves."""
    return filter(_becomes_file, links)


@lru_cache(2**16)
def _becomes_file(link: str) -> bool:
    parts = urlsplit(link)
    given = {name for name, _ in parse_qsl(parts.query)} - {"lang", "page"}
    return given <= {"format", "picture"} or (len(given) == 1 and parts.path in _WITH_PARAMETER)


def _content(address: str, reply: Reply, files: Mapping[str, str]) -> bytes:
    """A reply as it stands in its file."""
    if reply.media_type == _JSON:
        return _with_files(reply, address, files)
    if reply.media_type != _HTML:
        return reply.content
    html = with_links(reply.text, address, files)
    if urlsplit(address).path == _SEARCH:
        language = Language(dict(parse_qsl(urlsplit(address).query)).get("lang", Language.ZH))
        script = with_links(f'<script src="{_SCRIPT}" defer></script>', address, files)
        html = html.replace("</main>", f"{render('server/site-search.html', language)}{script}</main>")
    return html.encode()


def _with_files(reply: Reply, address: str, files: Mapping[str, str]) -> bytes:
    """JSON whose addresses are those of files."""
    here = files[address]

    def rewritten(value: object) -> object:
        if isinstance(value, dict):
            return {name: rewritten(one) for name, one in value.items()}
        if isinstance(value, list):
            return [rewritten(one) for one in value]
        if isinstance(value, str) and value.startswith("/") and (target := files.get(canonical(value))):
            fragment = urlsplit(value).fragment
            return relative(here, target) + (f"#{fragment}" if fragment else "")
        return value

    return (json.dumps(rewritten(json.loads(reply.content)), ensure_ascii=False, indent=1) + "\n").encode()
