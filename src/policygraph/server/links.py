"""Links of pages: from the addresses of the server to files that lead to each other wherever they lie."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape, unescape
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

__all__ = ["canonical", "file_names", "is_foreign", "links_in", "relative", "with_links", "with_lists"]

_TAG = re.compile(r"<(?:a|link|script|img|form|source|area|use|iframe)\b[^>]*>")
_LINK = re.compile(r'(\s(?:href|src|action))="([^"]*)"')
_FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
_ACTION = re.compile(r'<form\b[^>]*\saction="([^"]*)"')
_SELECT = re.compile(r'<label[^>]*>(.*?)<select name="([^"]*)"[^>]*>(.*?)</select>', re.DOTALL)
_OPTION = re.compile(r'<option value="([^"]*)"( selected)?[^>]*>(.*?)</option>', re.DOTALL)
# What no file system takes, or an address would have to escape twice.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*%#~]')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_LONGEST = 80
# Pages of a site lead to the same ones again and again.
_ADDRESSES = 2**16
_WITHOUT_LANGUAGE = ("/static/", "/tables/")


def canonical(address: str, page: str = "/") -> str:
    """An address without its fragment, written in one way; one that is relative is of ``page``."""
    return _canonical(address if _is_whole(address) else urljoin(page, address))


def _is_whole(address: str) -> bool:
    """Whether an address is the same on every page of the server."""
    return address[:1] == "/" and address[1:2] != "/" and "/." not in address


@lru_cache(_ADDRESSES)
def _canonical(address: str) -> str:
    parts = urlsplit(address)
    path = quote(unquote(parts.path), safe="/")
    has_language = not path.startswith(_WITHOUT_LANGUAGE)
    query = urlencode(sorted(one for one in parse_qsl(parts.query) if has_language or one[0] != "lang"))
    return f"{path}?{query}" if query else path


def is_foreign(address: str) -> bool:
    """Whether an address leads to another host, or is none of the server's."""
    if _is_whole(address):
        return False
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc)


def links_in(html: str, page: str) -> Iterator[str]:
    """The addresses of this server that a page leads to or loads, canonical."""
    for tag in _TAG.finditer(html):
        for link in _LINK.finditer(tag.group()):
            address = unescape(link[2])
            if not is_foreign(address) and not address.startswith("#"):
                yield canonical(address, page)


def with_lists(html: str, page: str, kept: str) -> str:
    """The page with links in place of its forms, one for each choice: files do not answer forms.

    Args:
        html: the page.
        page: its address.
        kept: the path of a form that stays, as a script answers it. Forms without a choice are left out.
    """

    def replaced(form: re.Match[str]) -> str:
        action = _ACTION.match(form.group())
        path = urlsplit(urljoin(page, unescape(action[1]) if action else page)).path
        if path == kept:
            return form.group()
        language = dict(parse_qsl(urlsplit(page).query)).get("lang", "")
        lists = (_list(select, path, language) for select in _SELECT.finditer(form.group()))
        found = "".join(lists)
        return f'<div class="filters">{found}</div>' if found else ""

    return _FORM.sub(replaced, html)


def _list(select: re.Match[str], path: str, language: str) -> str:
    label, name = select[1].strip(), unescape(select[2])
    links = []
    for option in _OPTION.finditer(select[3]):
        given = {key: value for key, value in ((name, unescape(option[1])), ("lang", language)) if value}
        address = escape(f"{quote(unquote(path), safe='/')}?{urlencode(given)}" if given else path)
        current = ' aria-current="true"' if option[2] else ""
        links.append(f'<li><a href="{address}"{current}>{option[3].strip()}</a></li>')
    return f"<details><summary>{label}</summary><ul>{''.join(links)}</ul></details>"


def with_links(html: str, page: str, files: Mapping[str, str]) -> str:
    """The page with relative links; those to what there is no file of are links no more.

    Args:
        html: the page.
        page: its address, of which ``files`` has the file.
        files: the paths of files by the canonical addresses that they were made of.
    """
    here = files[page]

    def link(found: re.Match[str]) -> str:
        address = unescape(found[2])
        if is_foreign(address) or address.startswith("#"):
            return found.group()
        target = files.get(canonical(address, page))
        if target is None:
            return ""
        fragment = urlsplit(address).fragment
        led = relative(here, target) + (f"#{fragment}" if fragment else "")
        return f'{found[1]}="{escape(led)}"'

    return _TAG.sub(lambda tag: _LINK.sub(link, tag.group()), html)


def relative(here: str, target: str) -> str:
    """The way from one file of the site to another, percent-encoded."""
    return _way(posixpath.dirname(here) or ".", target)


@lru_cache(_ADDRESSES)
def _way(folder: str, target: str) -> str:
    return quote(posixpath.relpath(target, folder), safe="/")


def file_names(addresses: Mapping[str, str], base: str) -> dict[str, str]:
    """A file for each address, whose name says what it shows and which every file system takes.

    Args:
        addresses: canonical addresses with the ending of their files ('' where the address has one).
        base: what IRIs of the build begin with, which no name needs to repeat.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for address, ending in sorted(addresses.items()):
        parts = urlsplit(address)
        given = dict(parse_qsl(parts.query))
        language = given.pop("lang", "")
        given.pop("format", "")
        segments = [language, *unquote(parts.path).strip("/").split("/")]
        for name, value in sorted(given.items()):
            segments += [name, *value.removeprefix(base).split("/")]
        path = "/".join(_safe(one) for one in segments if one) or "index"
        if path == language:
            path = f"{language}/index"
        name = path + ending
        if name.casefold() in taken:
            name = f"{path}-{hashlib.sha256(address.encode()).hexdigest()[:8]}{ending}"
        taken.add(name.casefold())
        names[address] = name
    return names


def _safe(segment: str) -> str:
    """A segment of a path as a name of a file."""
    safe = _FORBIDDEN.sub(lambda found: f"~{ord(found.group()):02x}", segment)
    if _RESERVED.fullmatch(safe) or safe.strip(".") == "":
        safe = f"~{safe}"
    if safe[-1] in ". ":
        safe += "~"
    if len(safe.encode()) > _LONGEST:
        digest = hashlib.sha256(segment.encode()).hexdigest()[:8]
        safe = f"{safe.encode()[:_LONGEST].decode('utf-8', 'ignore')}-{digest}"
    return safe
