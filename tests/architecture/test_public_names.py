"""What a module offers to others stands in its ``__all__``, and nothing else is taken from it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "src"


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {
    name_of(path): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "policygraph").rglob("*.py"))
}


def listed(tree: ast.Module) -> list[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(node.value)
            return names
    return []


def defined(tree: ast.Module) -> set[str]:
    """The functions and classes of a module that others may use."""
    nodes = (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    return {node.name for node in nodes if not node.name.startswith("_")}


def taken() -> Iterator[tuple[str, str, str]]:
    """Who takes which name from which module of the package, but for the types that only a checker sees."""
    for user, tree in TREES.items():
        checked = {
            inner
            for node in tree.body
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            for inner in node.body
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in TREES and node not in checked:
                yield from ((user, node.module, alias.name) for alias in node.names)


@pytest.mark.parametrize("name", sorted(TREES))
def test_whether_a_module_lists_what_it_offers(name: str) -> None:
    offered = listed(TREES[name])
    assert defined(TREES[name]) - set(offered) == set()
    assert len(offered) == len(set(offered))
    if offered:
        module = import_module(name)
        assert [one for one in offered if not hasattr(module, one)] == []


def test_whether_modules_take_only_what_others_offer() -> None:
    assert [
        f"{user} takes {name} from {module}"
        for user, module, name in taken()
        if name not in listed(TREES[module]) and f"{module}.{name}" not in TREES
    ] == []
