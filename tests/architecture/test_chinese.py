"""Every sentence of the program has its Chinese, with the same blanks to fill in, and no Chinese is left over."""

from __future__ import annotations

import ast
import errno
import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import typer

from policygraph import resources
from policygraph.cli.app import app
from policygraph.messages.catalogue import entries, in_chinese
from policygraph.validation.catalogue import read_shapes

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "policygraph"
CODES = PACKAGE.parents[1] / "ontology" / "vocabularies" / "codes.ttl"
CATALOGUE = PACKAGE / "messages" / "chinese"
CHINESE = re.compile("[\u4e00-\u9fff]")
BRACES = re.compile(r"\{\w+\}")
# What a person at the command line never meets: faults of code that calls the package, and of damaged caches.
FOR_PROGRAMMERS = {"graph", "model", "rdf"}
INTERNAL = {"AttributeError", "TypeError", "ValueError", "OSError", "NotADirectoryError", "BlockingIOError"}
INTERNAL |= {"PermissionError", "NothingThereError"}
# Where the reason of a ValueError is part of what people are told.
REASONS = ("corrections/additions.py", "corrections/fields.py", "corrections/knowledge.py")
SPEAKING = {"say", "complain"}
# What the system says where it finds no machine of a name.
RESOLVER = {
    "Name or service not known",
    "Temporary failure in name resolution",
    "No address associated with hostname",
}


def template(node: ast.Constant | ast.JoinedStr) -> str:
    """A string of the code with ``{}`` for what is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def strings(node: ast.AST) -> Iterator[str]:
    """The strings below a node, f-strings whole, and those inside their braces."""
    if isinstance(node, ast.JoinedStr):
        yield template(node)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from strings(part.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for child in ast.iter_child_nodes(node):
            yield from strings(child)


def called(node: ast.AST) -> str:
    """The name of what a node calls, without what it belongs to."""
    function = node.func if isinstance(node, ast.Call) else None
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


@cache
def modules() -> list[tuple[str, ast.Module]]:
    """Those in which a message may stand."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return [(path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_bytes())) for path in paths]


def spoken() -> Iterator[tuple[str, str]]:
    """Where a sentence stands that people read, and the sentence: of errors, of warnings and of summaries."""
    for name, tree in modules():
        if name.split("/")[0] in FOR_PROGRAMMERS:
            continue
        for node in ast.walk(tree):
            raised = called(node.exc) if isinstance(node, ast.Raise) and node.exc else ""
            is_ours = raised.endswith(("Error", "_fault")) and (raised not in INTERNAL or name in REASONS)
            if is_ours or (isinstance(node, ast.Call) and ast.unparse(node.func) in SPEAKING):
                # Who writes both languages side by side needs no catalogue.
                if any(CHINESE.search(text) and not re.search("[a-z]{3}", text) for text in strings(node)):
                    continue
                for text in strings(node):
                    if " " in text and len(re.findall(r"[A-Za-z]{2,}", text)) > 1:
                        yield f"{name}:{node.lineno}", text  # type: ignore[attr-defined]


def helps(command: Any = None) -> Iterator[str]:
    """All that ``--help`` of a command and of those below it says."""
    command = command or typer.main.get_command(app)
    yield command.help or ""
    yield from (command.epilog or "").split("\n\n")
    for parameter in command.params:
        yield getattr(parameter, "help", None) or ""
    for below in getattr(command, "commands", {}).values():
        yield from helps(below)


def unnamed(english: str) -> str:
    return BRACES.sub("{}", english)


def test_every_sentence_of_the_code_has_its_chinese() -> None:
    known = {unnamed(english) for english in entries()}
    lacking = {
        place: text
        for place, text in spoken()
        if unnamed(text).strip() not in known | {unnamed(text)} & known
    }
    assert lacking == {}


def test_what_files_are_has_its_chinese() -> None:
    (tree,) = (tree for name, tree in modules() if name == "sources/foreign.py")
    kinds = {text for node in ast.walk(tree) if called(node) == "Foreign" for text in strings(node)}
    assert len(kinds) > 20
    assert {"binary data", *kinds} - entries().keys() == set()


def test_commands_print_sentences_by_what_translates_them() -> None:
    printed = [
        f"{name}:{node.lineno}: {text}"
        for name, tree in modules()
        if name.startswith("cli/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "typer.echo"
        for text in strings(node)
        if len(re.findall(r"\b[a-z]{2,}\b", text)) > 1 and "said(" not in ast.unparse(node)
    ]
    assert printed == []


def test_all_help_has_its_chinese() -> None:
    lacking = [text for text in map(str.strip, helps()) if text and in_chinese(text) == text]
    assert lacking == []


def test_blanks_are_the_same_in_both_languages() -> None:
    differing = {
        english: chinese
        for english, chinese in entries().items()
        if set(BRACES.findall(english)) != {one.replace("_word}", "}") for one in BRACES.findall(chinese)}
    }
    assert differing == {}


def test_no_chinese_is_left_over() -> None:
    ours = {text.strip() for _, tree in modules() for text in map(unnamed, strings(tree))}
    ours |= {paragraph for text in ours for paragraph in text.split("\n\n")}
    ours |= {text.replace("-", " ") for text in ours}
    # Columns are listed in one string, and codes are data.
    ours |= {word for text in ours for word in text.split()}
    ours |= set(re.findall(r'skos:notation "(.*)"', CODES.read_text(encoding="utf-8")))
    ours |= set(map(str.strip, helps())) | {os.strerror(number) for number in errno.errorcode}
    ours |= {rule.topic for rule in read_shapes(resources.shapes()).rules} | RESOLVER
    orphaned = [one for one in entries() if unnamed(one).strip() not in ours and one not in framework()]
    assert orphaned == []


def framework() -> set[str]:
    """The sentences of the library that parses the command line, tried by test_speaking.py."""
    return set(tomllib.loads((CATALOGUE / "framework.toml").read_text(encoding="utf-8")))


def test_each_entry_stands_on_a_line_of_its_own_and_in_one_file() -> None:
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in CATALOGUE.glob("*.toml")]
    assert {english: chinese for file in files for english, chinese in file.items()} == entries()
    assert sum(map(len, files)) == len(entries())


def test_entries_that_speak_of_the_same_words_agree() -> None:
    """Two entries which differ in the names of their blanks only would be one sentence with two translations."""
    forms = [unnamed(english) for english in entries()]
    assert sorted(forms) == sorted(set(forms))


def test_every_rule_says_all_in_both_languages() -> None:
    rules = read_shapes(resources.shapes()).rules
    texts = {rule.id: (rule.labels, rule.templates, rule.about, rule.why, rule.remedy) for rule in rules}
    lacking = [
        name for name, pairs in texts.items() if any(set(dict(pair)) != {"zh", "en"} for pair in pairs)
    ]
    assert len(texts) > 60
    assert lacking == []
