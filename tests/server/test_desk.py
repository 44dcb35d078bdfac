"""Reading plans again and correcting them by the forms of the pages, as a browser without scripts sends these."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from policygraph.pipeline import build
from policygraph.server.desk import Desk, desk_routes
from policygraph.server.editor import Editor
from policygraph.server.rereading import Reading, Rereader
from policygraph.server.safety import Safety
from policygraph.server.workbench import Workbench, application
from policygraph.session import open
from policygraph.sources.corrections import read_corrections

pytestmark = pytest.mark.long

PLAN = (
    "临河市节能减排方案\n一、主要目标\n到2025年，秸秆综合利用率达到92%以上，建成充电站12座。\n"
    "二、重点任务\n（一）推广绿色建筑。市住建局牵头推进绿色建筑，市发改委配合。各县应当在年底前完成充电站12座的验收。\n"
)


class _Form(HTMLParser):
    """The fields of the form that is sent to one address, as a browser fills them in."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._action, self._is_in, self._select = action, False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._is_in = given.get("action", "").partition("?")[0] == self._action
        elif self._is_in and tag in ("input", "textarea") and given.get("type") != "radio":
            self.fields[given["name"]] = given.get("value", "")
        elif self._is_in and tag == "select":
            self._select = given["name"]
        elif self._is_in and tag == "option" and ("selected" in given or self._select not in self.fields):
            self.fields[self._select] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_in = False


def form(page: str, action: str) -> dict[str, str]:
    """The fields of a form of a page; none where it has no such form."""
    reader = _Form(action)
    reader.feed(page)
    return reader.fields


def reads(rereader: Rereader, wanted: Reading) -> bool:
    """Whether the files come to stand so to the build; they are looked at again some moments after the last time."""
    late = time.monotonic() + 10
    while rereader.reading is not wanted and time.monotonic() < late:
        pass
    return rereader.reading is wanted


class _Open:
    """A desk over one plan, and a client that holds what its server answers."""

    def __init__(self, folder: Path, *, edits: bool = True) -> None:
        self.plans = folder / "plans"
        self.plans.mkdir()
        self.file = self.plans / "linhe.txt"
        self.file.write_text(PLAN, "utf-8")
        self.rereader = Rereader([self.plans], folder / "room" / "first", folder / "room")
        build([self.plans], folder / "room" / "first")
        self.desk = Desk(self.rereader, Editor([self.plans]) if edits else None)
        made = application(Workbench(open(folder / "room" / "first")), routes=desk_routes(), desk=self.desk)
        self.rereader.serve(lambda later: setattr(made.state, "workbench", later))
        self.client = TestClient(Safety(made), base_url="http://127.0.0.1")

    @property
    def corrections(self) -> Path:
        return self.plans / "linhe.corrections.tsv"

    def target(self, quote: str = "92%") -> str:
        facts = self.client.get("/documents/linhe.json").json()["facts"]
        found: str = next(
            one["row"]["iri"] for one in facts if one["kind"] == "target" and one["row"]["quote"] == quote
        )
        return found

    def page(self, iri: str, **more: str) -> str:
        return str(self.client.get("/trace", params={"iri": iri, **more}).text)

    def send(self, action: str, fields: dict[str, str], **more: str) -> Any:
        return self.client.post(action, data={**fields, **more})


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Open]:
    made = _Open(tmp_path_factory.mktemp("desk"))
    yield made
    made.rereader.close()


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[_Open]:
    made = _Open(tmp_path, edits=False)
    yield made
    made.rereader.close()


def test_whether_a_value_is_replaced_shown_and_taken_back(desk: _Open) -> None:
    iri = desk.target()
    fields = form(desk.page(iri), "/corrections")
    assert fields["now-value"] == "92"
    assert fields["now-op"] == ">="
    answer = desk.send(
        "/corrections",
        fields,
        decision="replace",
        **{"now-value": "95", "now-target_year": "2026", "reason": "见附件", "author": "张三"},
    )
    assert answer.status_code == 200
    assert [one.url.path for one in answer.history] == ["/corrections"]
    for said in (
        "已更正",
        "<del>92</del> → <ins>95</ins>",
        "<del>2025</del> → <ins>2026</ins>",
        "见附件",
        "张三",
    ):
        assert said in answer.text, said
    assert answer.text.count("已生效") == 4
    (first, second) = read_corrections(desk.corrections).lines
    assert (first.field, first.was, first.now, first.author) == ("value", "92", "95", "张三")
    assert (second.field, second.was, second.now) == ("target_year", "2025", "2026")
    assert first.anchor.prefix.endswith("秸秆综合利用率达到")
    reader = desk.client.get("/documents/linhe?lang=en").text
    assert "corrected" in reader
    assert "≥ 95" in reader
    listed = desk.client.get("/corrections?lang=en").text
    assert "<del>92</del> → <ins>95</ins>" in listed
    assert form(listed, "/corrections/undo")["id"] == form(answer.text, "/corrections/undo")["id"]
    undone = desk.send("/corrections/undo", form(answer.text, "/corrections/undo"))
    assert undone.status_code == 200
    assert "<del>" not in undone.text
    assert form(undone.text, "/corrections")["now-value"] == "92"
    assert not desk.corrections.exists()
    assert "Written to" not in undone.text


def test_whether_a_form_that_is_out_of_date_is_refused(desk: _Open) -> None:
    iri = desk.target()
    one_tab, other_tab = (form(desk.page(iri, lang="en"), "/corrections") for _ in range(2))
    done = desk.send("/corrections?lang=en", one_tab, decision="replace", **{"now-value": "93"})
    late = desk.send("/corrections?lang=en", other_tab, decision="replace", **{"now-value": "94"})
    assert late.status_code == 409
    assert "This fact has changed since the form was shown" in late.text
    again = form(desk.page(iri), "/corrections")
    for language, said in (("en", "decides about that already"), ("zh", "未保存：")):
        clash = desk.send(f"/corrections?lang={language}", again, decision="replace", **{"now-value": "94"})
        assert clash.status_code == 409
        assert said in clash.text
    assert len(read_corrections(desk.corrections).lines) == 1
    desk.send("/corrections/undo", form(done.text, "/corrections/undo"))


def test_whether_a_fact_is_rejected_and_one_added(desk: _Open) -> None:
    rejected = desk.send("/corrections", form(desk.page(desk.target()), "/corrections"), decision="reject")
    assert "/documents/linhe" in str(rejected.url)
    assert "已生效" in rejected.text
    facts = desk.client.get("/documents/linhe.json").json()["facts"]
    assert "92%" not in {one["row"]["quote"] for one in facts if one["kind"] == "target"}
    undone = desk.send("/corrections/undo", form(rejected.text, "/corrections/undo"))
    adding = form(undone.text, "/corrections/add") or form(
        desk.client.get("/documents/linhe").text, "/corrections/add"
    )
    which = desk.send("/corrections/add", adding, exact="充电站", kind="measure")
    assert which.text.count('type="radio"') == 2
    start = re.findall(r'name="start" value="(\d+)"', which.text)[1]
    added = desk.send("/corrections/add", form(which.text, "/corrections/add"), start=start)
    assert added.status_code == 200
    (line,) = read_corrections(desk.corrections).lines
    assert (line.decision, line.anchor.exact, line.anchor.start) == ("add", "充电站", int(start))
    assert PLAN[int(start) :].startswith("充电站12座的验收")
    desk.send("/corrections/undo", form(added.text, "/corrections/undo"))
    nothing = desk.send("/corrections/add", adding, exact="光伏", kind="target")
    assert nothing.status_code == 400
    assert "原文中没有这些字" in nothing.text


def test_whether_what_cannot_be_meant_is_said_after_the_reading(desk: _Open) -> None:
    fields = form(desk.page(desk.target(), lang="en"), "/corrections")
    answer = desk.send("/corrections?lang=en", fields, decision="replace", **{"now-value": "many"})
    assert "stale" in answer.text
    assert "is not a number; write digits only" in answer.text
    undone = desk.send("/corrections/undo?lang=en", form(answer.text, "/corrections/undo"))
    assert form(undone.text, "/corrections")["now-value"] == "92"


def test_whether_changed_files_are_noticed_and_read_again(read_only: _Open) -> None:
    page = read_only.client.get("/?lang=en").text
    assert 'class="notice"' not in page
    read_only.file.write_text(PLAN.replace("92%", "97%"), "utf-8")
    (read_only.plans / "yaodu.txt").write_text(PLAN.replace("临河", "尧都"), "utf-8")
    (read_only.plans / ".yaodu.txt.swp").write_text("x", "utf-8")
    assert reads(read_only.rereader, Reading.CHANGED)
    for language, said in (("en", "Sources changed"), ("zh", "原文件已有改动")):
        page = read_only.client.get(f"/documents/linhe?lang={language}").text
        assert said in page
        assert "97%" not in page
    # While it is read, the earlier build answers.
    done = read_only.rereader.read_again()
    page = read_only.client.get("/documents/linhe?lang=en").text
    assert "are being read again" in page
    assert "97%" not in page
    done.result(timeout=60)
    assert reads(read_only.rereader, Reading.CURRENT)
    page = read_only.client.get("/documents/linhe").text
    assert "97%" in page
    assert 'class="notice"' not in page
    assert read_only.client.get("/documents/yaodu").status_code == 200
    # Nothing can be read any more: what is shown stays, and why is said.
    for file in read_only.plans.iterdir():
        file.unlink()
    assert reads(read_only.rereader, Reading.CHANGED)
    sent = read_only.send("/read-again?lang=en", form(read_only.client.get("/?lang=en").text, "/read-again"))
    assert "Reading again failed" in sent.text
    assert read_only.client.get("/documents/linhe").status_code == 200


def test_whether_nothing_is_written_unless_it_is_allowed(read_only: _Open) -> None:
    page = read_only.page(read_only.target())
    assert form(page, "/corrections") == {}
    token = read_only.desk.token
    for address in ("/corrections", "/corrections/add", "/corrections/undo"):
        answer = read_only.send(address, {"token": token, "iri": read_only.target()}, decision="confirm")
        assert answer.status_code == 403
        assert "--edit" in answer.text
    for address in ("/", "/documents/linhe", "/trace", "/findings"):
        assert read_only.client.post(address).status_code == 405
    assert read_only.client.get("/read-again").status_code == 405
    assert sorted(one.name for one in read_only.plans.iterdir()) == ["linhe.txt"]


@pytest.mark.parametrize(
    ("more", "headers", "status"),
    [
        ({"token": ""}, {}, 403),
        ({"token": "文"}, {}, 403),
        ({}, {"Origin": "http://evil.example"}, 403),
        ({}, {"Origin": "null"}, 403),
        ({}, {"Host": "evil.example"}, 421),
        ({}, {"Content-Type": "text/plain"}, 415),
        ({"iri": "https://w3id.org/policygraph/id/plan/linhe/no"}, {}, 409),
        ({"decision": "add"}, {}, 400),
        ({"decision": "replace"}, {}, 400),
        ({"was-value": "91"}, {}, 409),
        ({"reason": "x" * 3000}, {}, 413),
        ({"back": "https://evil.example/", "id": "x"}, {}, 400),
    ],
)
def test_whether_a_form_that_is_not_ours_does_nothing(
    desk: _Open, more: dict[str, str], headers: dict[str, str], status: int
) -> None:
    fields = form(desk.page(desk.target()), "/corrections") | {"decision": "confirm"} | more
    if "id" in more:
        fields["decision"] = ""
    answer = desk.client.post("/corrections", data=fields, headers=headers)
    assert answer.status_code == status
    assert not desk.corrections.exists()
