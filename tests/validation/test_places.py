"""Line and column of a finding lead to the words that it quotes, in any text."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from policygraph.builds.store import Build, open_build
from policygraph.errors import DuplicateDocumentError
from policygraph.pipeline import build
from policygraph.validation.check import validate
from policygraph.validation.data import texts_of
from policygraph.validation.locator import Locator
from policygraph.validation.results import Place, Report

PG = "https://w3id.org/policygraph/ontology#"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
# Every way to end a line, what looks like one and is none (U+2028, form feed), and characters beyond the first plane.
ALPHABET = "甲乙丙1。\t \r\n\u2028\x0c𠮷😀é"


def _lines(text: str) -> list[str]:
    """The lines with their ends."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)


def _offset(text: str, line: int, column: int) -> int:
    """The offset that a line and a column name, as an editor goes there."""
    return sum(len(one) for one in _lines(text)[: line - 1]) + column - 1


def _assert_at(place: Place, text: str) -> None:
    start = _offset(text, place.line, place.column)
    end = _offset(text, place.end_line, place.end_column)
    assert (start, end) == (place.start, place.end)
    assert text[start:end] == place.quote
    assert not re.search(r"[\r\n]", place.before + place.after)
    assert text[:start].rstrip("\r").endswith(place.before)
    assert text[end:].startswith(place.after)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("any")
    (folder / "plan.txt").write_text("临河市“十四五”节能减排实施方案\n", encoding="utf-8")
    build([folder / "plan.txt"], folder / "build")
    return open_build(folder / "build")


@given(data=st.data(), text=st.text(alphabet=ALPHABET, min_size=1, max_size=120))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whether_line_and_column_point_at_any_stretch(opened: Build, data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = f"{opened.base}id/text/plan#char={start},{end}"
    opened.store.update(
        f'INSERT DATA {{ <{span}> <{PG}start> "{start}"^^<{INTEGER}> ; <{PG}end> "{end}"^^<{INTEGER}> ; '
        f"<{PG}inText> <{opened.base}id/text/plan> }}"
    )
    locator = Locator(opened, {f"{opened.base}id/text/plan": text}, {"plan": "plan.txt"})
    place = locator.place(span)
    assert place
    assert (place.start, place.end, place.quote) == (start, end, text[start:end])
    _assert_at(place, text)


@pytest.fixture(scope="module")
def sources(seeds: Path) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((seeds / "plans").glob("*.txt"))}


def _validated(texts: dict[str, str], folder: Path) -> tuple[Build, Report]:
    (folder / "plans").mkdir()
    for name, text in texts.items():
        (folder / "plans" / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    build([folder / "plans"], folder / "build")
    opened = open_build(folder / "build")
    return opened, validate(opened, engine="shifty")


@pytest.fixture(scope="module")
def plain(sources: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report on a plan as it lies in the seeds."""
    return _validated({"sanmenxia": sources["sanmenxia"]}, tmp_path_factory.mktemp("plain"))[1]


@given(chance=st.randoms(use_true_random=False), end=st.sampled_from(["\n", "\r\n", "\r"]))
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@pytest.mark.long
def test_whether_findings_of_real_builds_point_at_what_they_quote(
    sources: dict[str, str], chance: object, end: str
) -> None:
    shuffled = {name: _disturbed(text, chance, end) for name, text in sources.items()}
    with tempfile.TemporaryDirectory() as folder:
        opened, report = _validated(shuffled, Path(folder))
        places = [place for r in report.results for place in (r.place, r.related) if place]
        assume(len(places) >= 40)
        for place in places:
            _assert_at(place, opened.text(place.document))


def _disturbed(text: str, chance: object, end: str) -> str:
    """The document with other ends of lines, and with odd characters before some of them."""
    assert hasattr(chance, "choice")
    odd = ("", "", "", "𠮷", "\t", "😀\t", "　")
    return "".join(line + chance.choice(odd) + end for line in text.splitlines())


@pytest.mark.parametrize("end", ["\r\n", pytest.param("\r", marks=pytest.mark.long)])
def test_whether_the_end_of_lines_changes_no_finding(
    sources: dict[str, str], plain: Report, tmp_path: Path, end: str
) -> None:
    _, other = _validated({"sanmenxia": sources["sanmenxia"].replace("\n", end)}, tmp_path)
    found = [
        [
            (r.rule, r.place.line, r.place.column, re.sub(r"\s", "", r.place.quote))
            for r in one.results
            if r.place
        ]
        for one in (plain, other)
    ]
    assert found[0] == found[1] != []


@pytest.mark.parametrize("name", ["方案 草案(1)", "50% of “it”", "a#b?c"])
def test_whether_places_are_found_whatever_a_document_is_called(
    sources: dict[str, str], plain: Report, tmp_path: Path, name: str
) -> None:
    opened, report = _validated({name: sources["sanmenxia"]}, tmp_path)
    assert [(r.rule, r.zh) for r in report.results] == [(r.rule, r.zh) for r in plain.results]
    assert {r.document for r in report.results if r.rule != "PG019"} == {name}
    assert set(texts_of(opened).values()) == {sources["sanmenxia"]}


def test_whether_reports_name_files_by_their_folder(sources: dict[str, str], tmp_path: Path) -> None:
    opened, _ = _validated({"sanmenxia": sources["sanmenxia"]}, tmp_path)
    report = validate(opened, files={"sanmenxia": "plans/2022/sanmenxia.txt"})
    assert {r.place.file for r in report.results if r.place} == {"plans/2022/sanmenxia.txt"}
    assert report.documents == (("sanmenxia", "plans/2022/sanmenxia.txt"),)


def test_whether_of_one_name_in_two_folders_one_is_read(sources: dict[str, str], tmp_path: Path) -> None:
    for folder in ("2021", "2022"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plan.txt").write_text(sources["sanmenxia"], encoding="utf-8")
    report = build([tmp_path / "2022", tmp_path / "2021"], tmp_path / "build")
    assert [type(error) for error in report.errors] == [DuplicateDocumentError]
    assert str(report.errors[0]).startswith(
        f"{tmp_path / '2022/plan.txt'}: {tmp_path / '2021/plan.txt'} is the"
    )
    assert len(report.documents) == 1
