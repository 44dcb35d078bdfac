"""Changed files are checked among all plans: with the verdicts that validating all gives."""

from __future__ import annotations

import json
import os
import re
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from policygraph.pipeline import build
from policygraph.session import open as open_build
from policygraph.sources.context import discover_in
from policygraph.validation import engines
from policygraph.validation.check import validate
from policygraph.validation.results import Report, Result
from tests.running import run
from tests.validation.edits_random import Slip, rounds_of_slips

CHAIN = Path(__file__).parents[1] / "tracing" / "plans"
DIRECTIVE = Path(__file__).parent / "context" / "province.txt"
# Twenty slips take minutes: ROUNDS=4 puts so many.
ROUNDS, EACH = int(os.environ.get("ROUNDS", "1")), 5


def report(folder: Path, *arguments: str) -> dict[str, Any]:
    done = run("validate", *arguments, "--output", "r.json", cwd=folder)
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, Any] = json.loads((folder / "r.json").read_text(encoding="utf-8"))
    return found


def part(whole: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The results of a document, and those of others about it."""
    return [
        result
        for result in whole["results"]
        if name in (result["document"], (result["related"] or {}).get("document"))
    ]


@pytest.mark.long
def test_whether_one_changed_file_has_its_part_of_the_verdicts_of_all(
    seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty random slips in the five plans and their province's directive, five a round."""
    # What an engine finds in the same graph it finds again.
    monkeypatch.setattr(engines, "run", lru_cache(maxsize=2)(engines.run))
    plans = shutil.copytree(seeds / "plans", tmp_path / "plans")
    shutil.copy(DIRECTIVE, plans)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in plans.glob("*.txt")}

    def checked(folder: str, *paths: Path, context: Path | None = None) -> Report:
        build([*paths], tmp_path / folder, context=context, whole_graph=False)
        names = {path.stem for path in paths} if context else None
        return validate(open_build(tmp_path / folder).build, documents=names)

    before = {*checked("all", plans).results}
    slips: list[Slip] = []
    for done in rounds_of_slips(texts, ROUNDS, EACH, seed=12):
        for name in texts:
            text = next((slip.changed(texts[name]) for slip in done if slip.document == name), texts[name])
            (plans / f"{name}.txt").write_text(text, encoding="utf-8")
        every = checked("all", plans)
        seen = set[Result]()
        for slip in done:
            one = checked("one", plans / f"{slip.document}.txt", context=plans)
            about = [
                r for r in every.results if slip.document in (r.document, r.related and r.related.document)
            ]
            assert [*one.results] == about, slip
            assert one.facts == tuple(f for f in every.facts if f.document == slip.document), slip
            seen |= {*one.results}
        assert {*every.results} - before <= seen
        slips += done
    assert len({(slip.document, slip.start) for slip in slips}) == ROUNDS * EACH


@pytest.mark.long
def test_whether_a_new_file_takes_the_place_of_the_one_in_the_folder(seeds: Path, tmp_path: Path) -> None:
    plans = shutil.copytree(seeds / "plans", tmp_path / "plans")
    text = (plans / "jincheng.txt").read_text(encoding="utf-8").replace("%", "‰", 1)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "jincheng.txt").write_text(text, encoding="utf-8")
    elsewhere = report(tmp_path, "new/jincheng.txt", "--context", "plans")
    shutil.move(tmp_path / "new" / "jincheng.txt", plans / "jincheng.txt")
    one = report(tmp_path, "plans/jincheng.txt", "--context", "plans")
    assert one["facts"].keys() == {"jincheng"}
    assert [{**r, "place": None, "related": None} for r in elsewhere["results"]] == [
        {**r, "place": None, "related": None} for r in one["results"]
    ]
    assert {r["place"]["file"] for r in elsewhere["results"] if r["place"]} == {"new/jincheng.txt"}


@pytest.mark.long
def test_whether_findings_of_others_about_the_file_are_shown(tmp_path: Path) -> None:
    """A city's figure that its county and province are held against."""
    plans = shutil.copytree(CHAIN, tmp_path / "plans")
    every = report(tmp_path, "plans")
    for path in sorted(plans.glob("*.txt")):
        one = report(tmp_path, f"plans/{path.name}", "--context", "plans")
        assert one["results"] == part(every, path.stem)
    about_others = [r for r in every["results"] if r["related"] and r["related"]["document"] != r["document"]]
    assert about_others


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Two cities with a plan of one name, and a third plan beside them."""
    for name in ("plans/甲/方案.txt", "plans/乙/方案.txt", "elsewhere/方案.txt", "elsewhere/办法.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("临河市“十四五”节能减排实施方案\n", encoding="utf-8")
    return tmp_path


def test_whether_a_file_below_the_folder_is_named_from_there(folders: Path) -> None:
    among = discover_in(folders / "plans", [folders / "plans" / "甲" / "方案.txt"])
    assert [file.name for file in among.found.documents] == ["乙/方案", "甲/方案"]
    assert among.names == {"甲/方案"}
    assert discover_in(folders / "plans", [folders / "plans" / "甲"]).names == {"甲/方案"}


def test_whether_a_file_from_elsewhere_is_named_by_itself(folders: Path) -> None:
    among = discover_in(
        folders / "plans" / "甲", [folders / "elsewhere" / "方案.txt", folders / "elsewhere" / "办法.txt"]
    )
    assert {file.name: file.path for file in among.found.documents} == {
        name: folders / "elsewhere" / f"{name}.txt" for name in ("方案", "办法")
    }
    assert among.found.errors == ()


def test_whether_two_new_files_of_one_name_are_an_error(folders: Path) -> None:
    among = discover_in(
        folders / "plans" / "甲", [folders / "plans/甲/方案.txt", folders / "elsewhere/方案.txt"]
    )
    assert [str(error) for error in among.found.errors] == [
        f"{folders / 'elsewhere/方案.txt'}: {folders / 'plans/甲/方案.txt'} is the document 方案 already; "
        "rename one of the two, or name a folder that holds both with --root"
    ]


@pytest.mark.long
def test_whether_facts_of_the_changed_file_only_are_looked_for(seeds: Path, tmp_path: Path) -> None:
    plans = shutil.copytree(seeds / "plans", tmp_path / "plans")
    assert run("validate", "plans", "--accept", "last.json", cwd=tmp_path).returncode == 0
    for name in ("anyang", "jincheng"):
        path = plans / f"{name}.txt"
        path.write_text(re.sub(r"\d+%", "X%", path.read_text(encoding="utf-8")), encoding="utf-8")
    call = (
        "validate",
        "plans/jincheng.txt",
        "--context",
        "plans",
        "--baseline",
        "last.json",
        "--output",
        "r.json",
    )
    assert run(*call, cwd=tmp_path).returncode == 1
    found = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["results"]
    assert {r["document"] for r in found if r["rule"] == "PG301"} == {"jincheng"}
    untouched = ("validate", "plans/taiyuan.txt", "--context", "plans", "--baseline", "last.json")
    assert run(*untouched, cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--context", "plans"), "--context says among which documents others are checked; name these"),
        (
            ("plans", "--context", "plans", "--root", "plans"),
            "--context is the folder that documents are named from",
        ),
        (("plans", "--context", "plans", "--accept", "r.json"), "a baseline has to list all documents"),
        (("plans", "--context", "nowhere"), "the context nowhere is not a folder"),
        (("plans/absent.txt", "--context", "plans"), "plans/absent.txt does not exist"),
        (("--area", "郑州市"), "--area says whose documents are that are built first; name them"),
    ],
)
def test_whether_a_context_that_does_not_fit_is_one_sentence(
    folders: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    done = run("validate", *arguments, cwd=folders)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"policygraph: {sentence}")
    assert done.stderr.count("\n") == 1


@pytest.mark.long
def test_whether_an_area_is_that_of_the_named_documents_only(tmp_path: Path) -> None:
    text = "节水实施方案\n一、任务\n（一）泵站。到2025年，建成泵站3座。（市水利局负责）\n"
    (tmp_path / "plans").mkdir()
    for name in ("a", "b"):
        (tmp_path / "plans" / f"{name}.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "plans" / "a.txt"], tmp_path / "out", context=tmp_path / "plans", area="郑州市")
    areas = open_build(tmp_path / "out").targets().select("document", "area").rows()
    assert areas == [("a", "郑州市"), ("b", None)]
    assert "PG002" in {one["rule"] for one in report(tmp_path, "plans/a.txt")["results"]}
    assert "PG002" not in {
        one["rule"] for one in report(tmp_path, "plans/a.txt", "--area", "郑州市")["results"]
    }
