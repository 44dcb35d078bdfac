"""The documentation site: whole, without other hosts, nothing left out, and its examples print what they show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser
from typer.main import get_command

from docs.site import reference
from docs.site.build import LANGUAGES, Page, pages
from docs.site.command_help import told
from policygraph import resources
from policygraph.cli.app import app
from policygraph.queries.questions import questions
from policygraph.validation.catalogue import read_shapes

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = REPOSITORY / "docs"
# What a browser loads by itself.
LOADED = {"script": "src", "link": "href", "img": "src", "source": "src", "iframe": "src", "object": "data"}
BLOCK = re.compile(r"^( *)```(?P<kind>\w*)\n(?P<text>.*?)\n\1```$", re.DOTALL | re.MULTILINE)
HAN = re.compile(r"[\u4e00-\u9fff]")
NAMED = re.compile(r"`(?P<file>[^`\n]+\.[a-z]+)`[:：]\n\n```(?P<kind>\w+)\n(?P<text>.*?)\n```", re.DOTALL)


def blocks(text: str, *kinds: str) -> list[tuple[str, str]]:
    """The code of a page: kind and text, in its order."""
    found = [(one["kind"], re.sub(f"(?m)^{one[1]}", "", one["text"])) for one in BLOCK.finditer(text)]
    return [one for one in found if one[0] in kinds] if kinds else found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, written by a process without network where the machine can cut it off."""
    out = tmp_path_factory.mktemp("documentation") / "site"
    command = [sys.executable, "-m", "docs.site.build", str(out)]
    cut = ["unshare", "--net", "--map-root-user"]
    is_cut = bool(shutil.which("unshare")) and not subprocess.run([*cut, "true"], check=False).returncode
    known = {**os.environ, "PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "src")])}
    subprocess.run([*cut, *command] if is_cut else command, cwd=REPOSITORY, env=known, check=True)
    return out


@pytest.mark.long
def test_whether_all_links_lead_somewhere_and_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    read = {
        file: LexborHTMLParser(file.read_text("utf-8"))
        for file in site.rglob("*.html")
        if "javascripts" not in file.parts
    }
    assert len(read) > 60
    places = {
        file: {node.attributes.get("id") for node in page.css("[id]")} | {None, "", "__skip"}
        for file, page in read.items()
    }
    faults: list[str] = []
    for file, page in read.items():
        named = [(LOADED[node.tag or ""], node, True) for node in page.css(", ".join(LOADED))]
        named += [("href", node, False) for node in page.css("a[href]")]
        for attribute, node, is_loaded in named:
            to = urlsplit(node.attributes.get(attribute) or "")
            if to.scheme or to.netloc:
                if is_loaded and to.scheme != "data":
                    faults.append(f"{file.relative_to(site)} loads {to.geturl()}")
                continue
            there = (file.parent / unquote(to.path)).resolve() if to.path else file
            if not there.is_file() or site not in there.parents:
                faults.append(f"{file.relative_to(site)} leads to {to.geturl()}")
            elif there in places and unquote(to.fragment) not in places[there]:
                faults.append(f"{file.relative_to(site)} leads to the missing place {to.geturl()}")
    for style in site.rglob("*.css"):
        faults += re.findall(r"(?:url\(|@import )[\"']?(?:https?:)?//[^)\"']+", style.read_text("utf-8"))
    assert faults == []


@pytest.mark.long
def test_whether_each_page_is_in_the_language_of_its_site_and_leads_to_the_other(site: Path) -> None:
    for page in pages():
        for language in LANGUAGES:
            html = LexborHTMLParser((site / language / f"{page.path}.html").read_text("utf-8"))
            assert [(node.attributes["lang"] or "")[:2] for node in html.css("html")] == [language]
            led = {
                node.attributes.get("hreflang"): node.attributes["href"]
                for node in html.css("a.md-select__link")
            }
            assert set(led) == set(LANGUAGES)
            other = "zh" if language == "en" else "en"
            assert (led[other] or "").endswith(f"{other}/{page.path}.html")


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_the_search_knows_the_words_of_two_characters(site: Path, language: str) -> None:
    words = (site / language / "assets" / "search-index.js").read_text("utf-8")
    for word in ("PG104", "--baseline", "国发〔2021〕33号"):
        assert word in words
    assert ("更正怎样长期有效" in words) == (language == "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_every_command_and_option_is_documented(language: str) -> None:
    page = reference.commands(language)
    listed = list(told(get_command(app), "policygraph"))
    assert len(listed) > 15
    for one in listed:
        assert f"## `{one['name']}`\n" in page
        for name, _ in one["parameters"]:
            assert f"`{name.partition(' <')[0]}`".replace("|", "\\|") in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_every_column_question_and_rule_is_documented(language: str) -> None:
    columns = reference.columns(language)
    asked = reference.questions(language)
    for question in questions():
        assert f"### `{question.usage}`\n" in asked
        if question.subject == "tables":
            part = columns.split(f"\n## `{question.name}`\n")[1].split("\n## ")[0]
            for column in reference.columns_of(question):
                (row,) = re.findall(rf"^\| `{column.name}` \|(.*)\|$", part, re.MULTILINE)
                assert row.split("|")[1].strip(), f"{question.name}.{column.name}"
    found = reference.rules(language)
    for rule in read_shapes(resources.shapes()).rules:
        assert f"## {rule.id} {rule.label(language)} " in found


@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_every_term_of_the_ontology_is_documented(language: str) -> None:
    ontology = (resources.ontology() / "policygraph.ttl").read_text("utf-8")
    page = reference.terms(language)
    for term in re.findall(
        r"^(pg:\w+) a owl:(?:Class|ObjectProperty|DatatypeProperty)\b", ontology, re.MULTILINE
    ):
        (row,) = re.findall(rf"^\| `{term}` \|(.*)\|$", page, re.MULTILINE)
        assert all(cell.strip() for cell in row.split("|")), term


def parts(text: str) -> dict[str, int]:
    """How many sections, rows of tables and blocks of code a page has."""
    return {mark: text.count(f"\n{mark}") for mark in ("## ", "### ", "| ", "```")}


def test_whether_every_page_says_the_same_in_both_languages() -> None:
    for page in pages():
        if not page.made:
            english, chinese = (text_of(page, language) for language in LANGUAGES)
            assert parts(english) == parts(chinese), page.path
            assert len(HAN.findall(BLOCK.sub("", chinese))) > 0.2 * len(BLOCK.sub("", english).split()), (
                page.path
            )


def test_whether_guides_show_the_same_code_in_both_languages() -> None:
    for page in pages():
        if page.section["en"] == "How to":
            english, chinese = (blocks(text_of(page, language)) for language in LANGUAGES)
            assert [kind for kind, _ in english] == [kind for kind, _ in chinese], page.path
            for (kind, one), (_, other) in zip(english, chinese, strict=True):
                assert kind == "text" or one == other.replace("--lang zh", "--lang en"), page.path


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_tutorial_and_guides_print_what_they_show(language: str, seeds: Path, tmp_path: Path) -> None:
    """Commands in blocks of the kind ``console`` run one after the other; a block of ``text`` is what they print.

    In Chinese those pages run that show something else than in English.
    """
    shutil.copytree(seeds / "plans", tmp_path / "plans")
    scripts = str(Path(sys.executable).parent)
    known = {
        **os.environ,
        "PATH": scripts + os.pathsep + os.environ["PATH"],
        "COLUMNS": "200",
        "POLICYGRAPH_LANG": language,
    }
    done = 0
    for page in pages():
        text = text_of(page, language) if page.section["en"] in ("Start", "How to") else ""
        if language == "zh" and text and blocks(text, "text") == blocks(text_of(page, "en"), "text"):
            continue
        files = {one["text"]: one["file"] for one in NAMED.finditer(text)}
        printed = ""
        for kind, block in blocks(text):
            if block in files:
                file = tmp_path / files[block]
                file.parent.mkdir(exist_ok=True)
                file.write_text(block + "\n", "utf-8")
            elif kind == "console":
                commands = block.removeprefix("$ ").split("\n$ ")
                printed = "".join(run(command, tmp_path, known) for command in commands)
                done += len(commands)
            elif kind == "text":
                assert printed.rstrip("\n") == block, page.path
    assert done > 5


def text_of(page: Page, language: str) -> str:
    return (REPOSITORY / page.sources[language]).read_text("utf-8")


def run(command: str, folder: Path, environment: dict[str, str]) -> str:
    """What a command prints that ends well."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout
