"""Changed files are checked among all plans: with the verdicts that validating all gives."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from policygraph.pipeline import build
from policygraph.session import open as open_build
from policygraph.sources.context import discover_in
from tests.running import run

CHAIN = Path(__file__).parents[1] / "tracing" / "plans"
# One for each plan; with 4 seeds each, which is the bar, the test would take minutes.
EDITS = [(name, 0) for name in ("anyang", "jincheng", "sanmenxia", "taiyuan", "yuncheng")]


def edited(text: str, seed: int) -> str:
    """The text with a few lines lost, repeated, swapped, cut off, or with other figures."""
    chance, lines = random.Random(seed), text.splitlines(keepends=True)  # noqa: S311 - no secret
    for _ in range(3):
        at = chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[chance.randrange(len(lines))])
            case 2:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = lines[at][: len(lines[at]) // 2] + "\n"
            case _:
                lines[at] = re.sub(r"\d", lambda _: str(chance.randrange(1, 10)), lines[at])
    return "".join(lines)


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
@pytest.mark.parametrize(("name", "seed"), EDITS)
def test_whether_one_file_has_the_verdicts_of_all(seeds: Path, tmp_path: Path, name: str, seed: int) -> None:
    plans = shutil.copytree(seeds / "plans", tmp_path / "plans")
    text = edited((plans / f"{name}.txt").read_text(encoding="utf-8"), seed)
    # The edited file lies elsewhere first, and takes the place of the one in the folder.
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / f"{name}.txt").write_text(text, encoding="utf-8")
    elsewhere = report(tmp_path, f"new/{name}.txt", "--context", "plans")
    shutil.move(tmp_path / "new" / f"{name}.txt", plans / f"{name}.txt")
    one = report(tmp_path, f"plans/{name}.txt", "--context", "plans")
    every = report(tmp_path, "plans")
    assert one["results"] == part(every, name) != []
    assert one["facts"] == {name: every["facts"][name]}
    assert [{**r, "place": None, "related": None} for r in elsewhere["results"]] == [
        {**r, "place": None, "related": None} for r in one["results"]
    ]
    assert {r["place"]["file"] for r in elsewhere["results"] if r["place"]} == {f"new/{name}.txt"}


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
