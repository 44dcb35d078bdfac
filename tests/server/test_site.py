"""The static site: every link leads somewhere within it, and it never harms a file of somebody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from policygraph.errors import UsageError
from policygraph.pipeline import build
from policygraph.server.links import canonical, file_names, relative, with_links, with_lists
from policygraph.server.publication import LIST, Publication
from policygraph.server.site import write_site
from policygraph.session import Session, open

PLAN = """某某市“十四五”节能减排实施方案

为落实《国务院关于印发“十四五”节能减排综合工作方案的通知》（国发〔2021〕33号），制定本方案。

一、主要目标
到2025年，全市单位GDP能耗下降14.5%，秸秆综合利用率达到92%以上。

二、重点任务
（一）工业节能
推进煤电机组改造，降低能耗。（市发展和改革委员会牵头，市生态环境局配合）
（二）建筑节能
到2025年，城镇新建建筑全面执行绿色建筑标准。（市住房和城乡建设局负责）
"""
# What an address of a site may begin with, as seen from a browser.
HOST = "http://site.invalid/folder/below/"


class _Page(HTMLParser):
    """What a page leads to and loads, and its anchors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors = {""}
        self.forms: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors.add(given.get("id", ""))
        self.links += [given[name] for name in ("href", "src") if name in given]
        if tag == "form":
            self.forms.append(given["action"])


def pages(site: Path) -> Iterator[tuple[str, _Page]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), _Page(path.read_text(encoding="utf-8"))


def broken_links(site: Path) -> list[str]:
    """What leads out of the site, to no file, or to an anchor that is missing."""
    known = dict(pages(site))
    found = []
    for name, page in known.items():
        for link in (*page.links, *page.forms):
            parts = urlsplit(urljoin(HOST + name, link))
            target = unquote(parts.path.removeprefix("/folder/below/"))
            is_whole = f"{parts.scheme}://{parts.netloc}/folder/below/" == HOST and (site / target).is_file()
            anchors = known[target].anchors if target in known else {unquote(parts.fragment)}
            if not is_whole or unquote(parts.fragment) not in anchors:
                found.append(f"{name} → {link}")
    return found


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp("small")
    (folder / "plans" / "2021").mkdir(parents=True)
    (folder / "plans" / "2021" / "方案 A.txt").write_text(PLAN, encoding="utf-8")
    build([folder / "plans"], folder / "out")
    return open(folder / "out")


@pytest.fixture(scope="module")
def site(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    report = write_site(session, folder)
    assert (report.pages, report.broken) == (len(list(folder.rglob("*.html"))), ())
    return folder


@pytest.mark.long
def test_whether_every_link_leads_to_a_file_of_the_site(site: Path) -> None:
    assert len(list(pages(site))) > 20
    assert broken_links(site) == []


@pytest.mark.long
def test_whether_pages_stand_in_both_languages_with_their_data(site: Path) -> None:
    assert '<html lang="zh">' in (site / "documents" / "2021" / "方案 A.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in (site / "en" / "documents" / "2021" / "方案 A.html").read_text(
        encoding="utf-8"
    )
    data = json.loads((site / "documents" / "2021" / "方案 A.json").read_text(encoding="utf-8"))
    assert data["name"] == "2021/方案 A"
    assert any(fact["kind"] == "target" for fact in data["facts"])


@pytest.mark.long
def test_whether_filters_are_links(site: Path) -> None:
    page = (site / "matrix.html").read_text(encoding="utf-8")
    assert "<select" not in page
    assert 'href="matrix/topic/%E8%83%BD%E6%BA%90.html"' in page
    assert all(form.endswith("search.html") for _, one in pages(site) for form in one.forms)


@pytest.mark.long
def test_whether_the_same_build_gives_the_same_bytes(session: Session, site: Path, tmp_path: Path) -> None:
    write_site(session, tmp_path)
    assert contents(tmp_path) == contents(site)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def published(out: Path, **files: str) -> None:
    with Publication(out) as site:
        for name, text in files.items():
            site.add(name.replace("__", "/"), text.encode())
        site.publish()


def test_whether_only_own_files_are_replaced_and_removed(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    published(tmp_path, index="1", a__b="1", a__c="1")
    (tmp_path / "a" / "notes.txt").write_text("mine", encoding="utf-8")
    published(tmp_path, index="2", d="1")
    assert contents(tmp_path).keys() == {"notes.txt", "index", "d", LIST, "a/notes.txt"}
    assert (tmp_path / "index").read_text(encoding="utf-8") == "2"


@pytest.mark.parametrize("name", ["index", "a"])
def test_whether_a_file_in_the_way_stops_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="in the way"):
        published(tmp_path, index="1", a__b="1")
    assert contents(tmp_path) == {name: b"mine"}


def test_whether_a_file_that_somebody_changed_is_kept(tmp_path: Path) -> None:
    published(tmp_path, index="1", old="1")
    (tmp_path / "old").write_text("mine", encoding="utf-8")
    published(tmp_path, index="2")
    assert (tmp_path / "old").read_text(encoding="utf-8") == "mine"
    (tmp_path / "index").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="was changed"):
        published(tmp_path, index="3")
    assert (tmp_path / "index").read_text(encoding="utf-8") == "mine"


def test_whether_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="link"):
        published(tmp_path / "out", a__b="1")
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("text", ["", "[]", '{"files": 1}', '{"files": {"../x": ["1"]}'])
def test_whether_a_list_that_is_none_stops_it(tmp_path: Path, text: str) -> None:
    (tmp_path / LIST).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="not the list of a site"):
        published(tmp_path, index="1")
    assert contents(tmp_path) == {LIST: text.encode()}


def test_whether_a_list_cannot_name_files_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    published(out, index="1")
    listed = json.loads((out / LIST).read_text(encoding="utf-8"))
    listed["files"] |= {"../mine": ["83ab"], str(tmp_path / "mine"): ["83ab"]}
    (out / LIST).write_text(json.dumps(listed), encoding="utf-8")
    published(out, index="2")
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"


def test_whether_what_a_killed_run_left_is_taken_over(tmp_path: Path) -> None:
    published(tmp_path, index="1")
    listed = json.loads((tmp_path / LIST).read_text(encoding="utf-8"))
    half = "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9"  # of "bar"
    listed["files"]["new"] = [half]
    (tmp_path / LIST).write_text(json.dumps(listed), encoding="utf-8")
    (tmp_path / "new").write_text("bar", encoding="utf-8")
    (tmp_path / ".policygraph-site-dead").mkdir()
    published(tmp_path, index="2", new="2")
    assert contents(tmp_path).keys() == {"index", "new", LIST}
    assert not (tmp_path / ".policygraph-site-dead").exists()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        pytest.param("/", "index.html", id="the first page"),
        pytest.param("/?lang=en", "en/index.html", id="in English"),
        pytest.param("/documents/a/../b", "documents/b.html", id="steps up"),
        pytest.param("/agencies/a%3Ab%3F", "agencies/a~3ab~3f.html", id="what file systems forbid"),
        pytest.param("/agencies/CON", "agencies/~CON.html", id="a name of a device"),
        pytest.param("/matrix?topic=%E8%83%BD%E6%BA%90", "matrix/topic/能源.html", id="a parameter"),
        pytest.param("/trace?iri=https%3A%2F%2Fx.org%2Fid%2Fa%2Fb", "trace/iri/id/a/b.html", id="an IRI"),
    ],
)
def test_what_files_are_called(address: str, name: str) -> None:
    assert list(file_names({canonical(address): ".html"}, "https://x.org/").values()) == [name]


def test_whether_names_that_some_systems_take_for_one_are_told_apart() -> None:
    names = file_names(
        {"/agencies/A": ".html", "/agencies/a": ".html", "/agencies/" + "%E5%9F%8E" * 90: ".html"}, ""
    )
    assert len({name.casefold() for name in names.values()}) == 3
    assert all(len(part.encode()) < 120 for name in names.values() for part in name.split("/"))


def test_whether_links_to_what_is_left_out_are_links_no_more() -> None:
    files = {"/a/b": "a/b.html", "/c?lang=en": "en/c.html"}
    html = '<a href="/c?lang=en#x">c</a><a href="/d">d</a><a href="#here">e</a><a href="?lang=en">f</a>'
    expected = '<a href="../en/c.html#x">c</a><a>d</a><a href="#here">e</a><a>f</a>'
    assert with_links(html, "/a/b", files) == expected
    assert relative("a/b.html", "a:b.html") == "../a%3Ab.html"


def test_whether_a_form_becomes_a_list_of_links() -> None:
    form = (
        '<form class="filters" action="/m"><label>主题 <select name="topic"><option value="">全部</option>'
        '<option value="能 源" selected>能源</option></select></label></form><form action="/search">x</form>'
        '<form action="/edit"><input name="value"/></form>'
    )
    assert with_lists(form, "/m?lang=en", "/search") == (
        '<div class="filters"><details><summary>主题</summary><ul><li><a href="/m?lang=en">全部</a></li>'
        '<li><a href="/m?topic=%E8%83%BD+%E6%BA%90&amp;lang=en" aria-current="true">能源</a></li></ul></details>'
        '</div><form action="/search">x</form>'
    )
