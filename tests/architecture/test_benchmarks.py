"""Benchmarks are run by hand: what they take from policygraph has to be there all the same."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

BENCHMARKS = sorted((Path(__file__).resolve().parents[2] / "benchmarks").glob("*.py"))


def taken(path: Path) -> list[tuple[str, str]]:
    """What a benchmark imports from policygraph, also in the programs that it starts: module and name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    programs = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and "\nfrom policygraph" in node.value
    ]
    return [
        (node.module, one.name)
        for part in (tree, *map(ast.parse, programs))
        for node in ast.walk(part)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("policygraph")
        for one in node.names
    ]


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.stem)
def test_whether_what_a_benchmark_takes_is_there(path: Path) -> None:
    missing = [
        f"{module}.{name}"
        for module, name in taken(path)
        if not hasattr(import_module(module), name) and not _is_module(f"{module}.{name}")
    ]
    assert missing == []


def _is_module(name: str) -> bool:
    try:
        import_module(name)
    except ModuleNotFoundError:
        return False
    return True
