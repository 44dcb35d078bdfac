"""One word, one thing: the glossary holds for the code, the ontology and the tables."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "policygraph").rglob("*.py"))


def entries(page: str = "glossary.md") -> Iterator[tuple[str, str, str]]:
    """The words of the glossary, as its columns stand, and each name of where the thing is found."""
    for line in (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == 4 and cells[0] not in ("word", "中文") and set(cells[0]) != {"-"}:
            yield from ((cells[0], cells[1], name) for name in re.findall(r"`([^`]+)`", cells[3]))


@pytest.fixture(scope="module")
def known() -> dict[str, set[str]]:
    """What there is of each kind: terms of the ontology, stock queries, columns, public names of the code."""
    ontology = (ROOT / "ontology" / "policygraph.ttl").read_text(encoding="utf-8")
    queries = ROOT / "src" / "policygraph" / "queries"
    columns = tomllib.loads((queries / "columns.toml").read_text(encoding="utf-8"))
    return {
        "term": set(re.findall(r"^(pg:\w+) a ", ontology, re.MULTILINE)),
        "query": {f"query {path.stem}" for path in (queries / "stock").rglob("*.rq")},
        "column": {name.rpartition(".")[2] for name in columns},
        "class": {name for _, names in listed() for name in names},
    }


def listed() -> Iterator[tuple[Path, list[str]]]:
    for path in SOURCES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                yield path, ast.literal_eval(node.value)


def public_classes() -> Iterator[tuple[str, str]]:
    for path in SOURCES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, str(path.relative_to(ROOT))


def test_whether_a_public_class_has_a_name_of_its_own() -> None:
    homes = defaultdict(list)
    for name, path in public_classes():
        homes[name].append(path)
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


@pytest.mark.parametrize(("word", "chinese", "name"), list(entries()))
def test_whether_what_the_glossary_names_exists(
    known: dict[str, set[str]], word: str, chinese: str, name: str
) -> None:
    kind = (
        "term" if name.startswith("pg:") else
        "query" if name.startswith("query ") else
        "class" if name[0].isupper() else "column"
    )  # fmt: skip
    assert name in known[kind]
    assert word.isascii()
    assert re.search(r"[\u4e00-\u9fff]", chinese)


def test_whether_a_word_of_the_glossary_has_one_entry() -> None:
    pairs = {(word, chinese) for word, chinese, _ in entries()}
    assert len({word for word, _ in pairs}) == len({chinese for _, chinese in pairs}) == len(pairs) > 50


def test_whether_the_chinese_glossary_has_the_same_entries() -> None:
    assert [(word, chinese, name) for chinese, word, name in entries("zh/glossary.md")] == list(entries())
