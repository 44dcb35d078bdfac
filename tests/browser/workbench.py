"""The workbench in Chromium: what an analyst does, what a screen reader needs, and what works without scripts.

``make test-browser`` runs this.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import NARROW, WIDE, violations

# A page of each kind.
KINDS = (
    "/",
    "/documents/jincheng",
    f"/measures/jincheng/{quote('三/（一）')}",
    "/indicators",
    f"/indicators/{quote('单位GDP能耗')}",
    "/agencies",
    f"/agencies/{quote('晋城市生态环境局')}",
    "/directives",
    f"/directives/{quote('国发〔2021〕33号')}",
    "/calendar?year=2025",
    "/matrix",
    f"/trace/jincheng/{quote('三/（一）')}",
    "/findings",
    "/corrections",
    f"/search?q={quote('能耗')}",
    "/questions",
    "/questions/due",
    "/questions/sparql",
)


def scanned(texts: Iterable[str], word: str) -> int:
    """How often a word stands in the texts, in simplified and in traditional characters."""
    return sum(len(re.findall(f"(?={word})", text)) for text in texts)


@pytest.mark.parametrize("word", ["能耗", "煤电"])
def test_whether_all_places_of_a_word_are_found(
    page: Page, workbench: str, texts: list[str], word: str
) -> None:
    page.goto(f"{workbench}/")
    page.locator("header input[type=search]").fill(word)
    page.locator("header input[type=search]").press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    marked = page.locator("mark").count()
    while (after := page.locator("a[rel=next]")).count():
        after.click()
        marked += page.locator("mark").count()
    assert marked >= scanned(texts, word) > 0
    found = re.search(r"共 (\d+) 处", page.locator("[role=status]").inner_text())
    assert found
    assert int(found[1]) == marked


def test_whether_a_mark_leads_to_its_fact_its_trace_and_the_directive(page: Page, workbench: str) -> None:
    page.goto(f"{workbench}/search?{urlencode({'q': '灵活性改造', 'document': 'jincheng'})}")
    page.locator(".hits .where a").first.click()
    expect(page).to_have_url(re.compile("/documents/jincheng#"))
    mark = page.locator("mark[data-kinds~=target]", has_text="207")
    mark.click()
    fact = page.locator("li.fact.target:target")
    expect(fact).to_contain_text("207")
    fact.get_by_role("link", name="追溯").click()
    expect(page).to_have_url(re.compile("/trace"))
    page.locator("a[href^='/directives/']").first.click()
    expect(page.locator("h1")).not_to_be_empty()
    expect(page).to_have_url(re.compile("/directives/"))


def test_whether_the_matrix_is_filtered(page: Page, workbench: str) -> None:
    page.goto(f"{workbench}/matrix")
    before = page.locator("tbody tr").count()
    page.locator("select[name=topic]").select_option(label="能源")
    page.get_by_role("button", name="筛选").click()
    expect(page).to_have_url(re.compile("topic="))
    assert 0 < page.locator("tbody tr").count() < before


def test_whether_a_stock_question_is_answered(page: Page, workbench: str) -> None:
    page.goto(f"{workbench}/questions/due")
    page.locator("input[name=year]").fill("2025")
    page.get_by_role("button", name="提问").click()
    assert page.locator("tbody tr").count() > 0
    assert {text[:4] for text in page.locator("tbody").inner_text().split() if text == "2025"} == {"2025"}


def test_whether_an_own_query_is_answered(page: Page, workbench: str) -> None:
    page.goto(f"{workbench}/questions/sparql?lang=en")
    page.locator("textarea").fill(
        "PREFIX pg: <https://w3id.org/policygraph/ontology#>\n"
        "SELECT (COUNT(DISTINCT ?plan) AS ?plans) { ?plan a pg:CityPlan }"
    )
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("tbody td").first).to_contain_text("5")


@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_whether_everybody_can_use_each_kind_of_page(
    page: Page, workbench: str, address: str, size: Any
) -> None:
    page.set_viewport_size(size)
    for language in ("zh", "en"):
        mark = "&" if "?" in address else "?"
        reply = page.goto(f"{workbench}{address}{mark}lang={language}")
        assert reply
        assert reply.status == 200
        assert violations(page) == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= size["width"]


def test_whether_it_is_used_by_keyboard_alone(page: Page, workbench: str) -> None:
    page.goto(f"{workbench}/documents/jincheng")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.locator(".text a.tag").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("li.fact:target")).to_be_visible()
    page.locator("li.fact:target a.back").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#at-"))


@pytest.fixture
def without_scripts(browser: Browser) -> Any:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_whether_it_works_without_scripts(without_scripts: Page, workbench: str) -> None:
    page = without_scripts
    page.goto(f"{workbench}/")
    page.locator("header input[type=search]").fill("煤电")
    page.locator("header button").click()
    assert page.locator("mark").count() > 0
    page.locator(".hits .where a").first.click()
    assert page.locator(".text mark").count() > 0
    page.goto(f"{workbench}/matrix")
    page.locator("select[name=topic]").select_option(label="能源")
    page.get_by_role("button", name="筛选").click()
    assert page.locator("tbody tr").count() > 0
