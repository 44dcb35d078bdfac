"""Building many documents again: only what changed is done, and the bytes are those of a build from nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from policygraph import making, pipeline
from policygraph.builds.contents import read_manifest
from policygraph.builds.copying import copied
from policygraph.builds.writer import BuildWriter, Followed
from policygraph.ledger import Ledger
from policygraph.making import Made, Task, make
from policygraph.pipeline import BuildReport, build
from tests.builds.states import faults, files

pytestmark = pytest.mark.long

_CITIES = ("宜宾市", "泸州市", "自贡市", "绵阳市", "德阳市", "乐山市")


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that no other build has written to."""
    making.known()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "policygraph"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """More plans than are simply built anew, the text of a province's among them and one by a false name."""
    folder = tmp_path / "plans"
    folder.mkdir()
    above = "四川省节能减排实施方案\n川府发〔2022〕9号\n一、任务\n（一）园区工程。到2025年，能耗下降14%。\n"
    (folder / "above.txt").write_text(above, encoding="utf-8")
    for number in range(18):
        (folder / f"{number:02}.txt").write_text(_text(number), encoding="utf-8")
    return folder


def _text(number: int, figure: str = "13") -> str:
    city = _CITIES[number % len(_CITIES)]
    return (
        f"{city}节能减排实施方案\n根据《四川省节能减排实施方案》（川府发〔2022〕9号），制定本方案。\n一、任务\n"
        f"（一）园区工程。到202{number % 9}年，能耗下降{figure}%。（市能源局负责）\n"
    )


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are read, as long as one process reads them."""
    names: list[str] = []

    def noted(task: Task) -> Made:
        names.append(task.file.name)
        return make(task)

    monkeypatch.setattr(pipeline, "make", noted)
    return names


@pytest.fixture
def build_again(plans: Path, tmp_path: Path, made: list[str]) -> Callable[..., BuildReport]:
    """Builds the plans again; the bytes are those of a build from nothing."""

    def again(**options: object) -> BuildReport:
        made.clear()
        report = build([plans], tmp_path / "out", jobs=1, **options)  # type: ignore[arg-type]
        done = made.copy()
        fresh = build([plans], tmp_path / "fresh", jobs=1, **options)  # type: ignore[arg-type]
        assert files(report.out) == files(fresh.out)
        assert [str(error) for error in report.errors] == [str(error) for error in fresh.errors]
        assert (report.totals, report.left_out) == (fresh.totals, fresh.left_out)
        shutil.rmtree(fresh.out)
        made[:] = done
        return report

    again()
    return again


def test_whether_only_what_changed_is_done_in_a_copy(plans: Path, tmp_path: Path, made: list[str]) -> None:
    out, copy = tmp_path / "out", tmp_path / "copy"
    build([plans], out, jobs=1)
    copied(read_manifest(out), copy)
    Ledger(out).copy(copy)
    assert build([plans], copy, jobs=1).is_unchanged
    (plans / "03.txt").write_text(_text(3, "15"), encoding="utf-8")
    made.clear()
    build([plans], copy, jobs=1)
    assert made == ["03"]
    build([plans], tmp_path / "fresh", jobs=1)
    assert files(copy) == files(tmp_path / "fresh")


def test_whether_nothing_is_done_where_nothing_changed(
    build_again: Callable[..., BuildReport], made: list[str], tmp_path: Path
) -> None:
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    report = build_again()
    assert (report.is_unchanged, made) == (True, [])
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == before


def test_whether_only_a_changed_document_is_read(
    build_again: Callable[..., BuildReport], made: list[str], plans: Path
) -> None:
    (plans / "03.txt").write_text(_text(3, "15"), encoding="utf-8")
    assert build_again().is_unchanged is False
    assert made == ["03"]
    (plans / "05.txt").unlink()
    (plans / "new.txt").write_text(_text(1, "16"), encoding="utf-8")
    build_again()
    assert made == ["new"]


def test_whether_lines_are_found_again_for_documents_that_they_follow_from_alone(
    build_again: Callable[..., BuildReport], plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    settled = BuildWriter.settled

    def noted(writer: BuildWriter, document: str, followed: Followed, *, is_kept: bool) -> None:
        if not is_kept:
            found.append(document.rpartition("/")[2].removesuffix(">"))
        settled(writer, document, followed, is_kept=is_kept)

    monkeypatch.setattr(BuildWriter, "settled", noted)

    def found_after(edit: Callable[[], object]) -> list[str]:
        found.clear()
        edit()
        build_again(whole_graph=False)
        # All are found for the build from nothing.
        return found[: len(found) - len(list(plans.glob("*.txt")))]

    assert found_after(lambda: _edit(plans / "03.txt", "（一）园区工程。", "（一）园区工程！")) == ["03"]
    everywhere = [f"{number:02}" for number in range(18)]
    assert found_after(lambda: _edit(plans / "above.txt", "14%", "12%")) == [*everywhere, "above"]


@pytest.mark.parametrize("is_back", [False, True])
def test_whether_changes_elsewhere_change_what_follows_from_them(
    build_again: Callable[..., BuildReport], plans: Path, is_back: bool
) -> None:
    above, some, other = plans / "above.txt", plans / "04.txt", plans / "06.txt"
    edits: list[Callable[[], object]] = [
        lambda: _edit(above, "14%", "12%"),
        lambda: above.write_text(above.read_text("utf-8") + "（二）交通工程。优化运输结构。\n", "utf-8"),
        lambda: _edit(above, "川府发〔2022〕9号", "川府发〔2022〕99号"),
        lambda: _edit(above, "川府发〔2022〕99号", "川府发〔2022〕9号\n根据《“十四五”节能减排综合工作方案》"),
        lambda: _edit(some, "下降13%", "下降1300%"),
        lambda: _edit(some, "制定本方案", "参照《自贡市节能减排实施方案》，制定本方案"),
        lambda: _edit(other, "自贡市", "绵阳市"),
        lambda: _edit(other, "（一）园区工程。", "（一）交通工程。"),
        lambda: (plans / "03.corrections.tsv").write_text(_LOST, encoding="utf-8"),
        lambda: (plans / "m.sssom.tsv").write_text(_MAPPING, encoding="utf-8"),
        (plans / "m.sssom.tsv").unlink,
        (plans / "02.txt").unlink,
        above.unlink,
    ]
    for edit in edits[::-1] if is_back else edits:
        # Backwards, some find nothing to do.
        with suppress(FileNotFoundError):
            edit()
        build_again(whole_graph=False)


def _edit(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


_LOST = "document\tkind\texact\tdecision\tauthor\tdate\n99\ttarget\t13%\treject\t某人\t2026-01-01\n"
_BASE = "https://w3id.org/policygraph/id/plan/"
_MAPPING = (
    "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
    f"{_BASE}01/measure/1.1\tskos:broadMatch\t{_BASE}07/measure/1.1\tsemapv:ManualMappingCuration\n"
)


def test_whether_all_that_makes_a_document_counts(
    build_again: Callable[..., BuildReport], made: list[str], plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_again(base="https://example.org/")
    assert len(made) == 19
    build_again(base="https://example.org/", area="四川省")
    assert len(made) == 19
    lines = "document\tkind\texact\tdecision\tauthor\tdate\n"
    (plans / "03.corrections.tsv").write_text(lines, encoding="utf-8")
    assert build_again(base="https://example.org/", area="四川省").is_unchanged is False
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert build_again(base="https://example.org/", area="四川省").is_unchanged is False
    assert made == []


def test_whether_a_file_that_cannot_be_read_is_told_each_time(
    build_again: Callable[..., BuildReport], made: list[str], plans: Path
) -> None:
    (plans / "blank.txt").write_text(" \n", encoding="utf-8")
    for _ in range(2):
        report = build_again()
        assert [error.path.name for error in report.errors] == ["blank.txt"]
        assert (made, report.is_unchanged) == (["blank"], False)


@pytest.mark.parametrize(
    ("what", "harm"),
    [("shards", "changed, but not in its times"), ("texts", "removed"), ("index.html", "changed")],
)
def test_whether_a_damaged_build_is_mended(
    build_again: Callable[..., BuildReport], tmp_path: Path, what: str, harm: str
) -> None:
    found = tmp_path / "out" / what
    victim = sorted(found.iterdir())[3] if found.is_dir() else found
    status = victim.stat()
    if harm == "removed":
        victim.unlink()
    else:
        victim.write_bytes(victim.read_bytes()[:-1] + b"#")
    if harm.endswith("times"):
        os.utime(victim, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert build_again().is_unchanged is False
    assert faults(tmp_path / "out") == []


def test_whether_a_copy_of_a_build_is_taken_for_what_it_is(
    build_again: Callable[..., BuildReport], tmp_path: Path
) -> None:
    shutil.move(tmp_path / "out", tmp_path / "moved")
    shutil.copytree(tmp_path / "moved", tmp_path / "out")
    assert build_again().is_unchanged is True


def test_whether_a_damaged_or_foreign_memory_is_not_relied_on(
    build_again: Callable[..., BuildReport], own_cache: Path, made: list[str]
) -> None:
    for path in (own_cache / "ledgers").iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"#")
    build_again()
    assert len(made) == 19
    assert len(list((own_cache / "ledgers").iterdir())) == 4, (
        "the memory of fresh, whose folder is gone, goes next time"
    )
    for path in (own_cache / "ledgers").iterdir():
        path.chmod(0o666)
    build_again()
    assert len(made) == 19
