"""Correcting facts in Chromium: in the reader and on a fact's page, with scripts and without, wide and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from policygraph.sources.corrections import read_corrections
from tests.browser.accessibility import NARROW, WIDE, violations

# A build of two plans takes a while on a machine with other work.
PATIENCE = 30_000


@pytest.fixture(autouse=True)
def patient(page: Page) -> None:
    page.set_default_timeout(PATIENCE)


@pytest.fixture
def corrections(plans: Path) -> Iterator[Path]:
    """The corrections file of a plan, which is not there before and after."""
    file = plans / "anyang.corrections.tsv"
    assert not file.exists()
    yield file
    assert not file.exists()


def fact(page: Page, words: str) -> str:
    """The anchor of a target in the reader."""
    found = page.locator("li.fact.target", has_text=words).first.get_attribute("id")
    assert found
    return f"#{found}"


def noticed(page: Page, address: str) -> None:
    """Open a page that says that files changed; they are looked at again some moments after the last time."""
    for _ in range(100):
        page.goto(address)
        if page.locator(".notice").count():
            return
    raise AssertionError(address)


def test_whether_a_value_is_corrected_in_the_reader_and_taken_back(
    page: Page, editable: str, corrections: Path
) -> None:
    page.goto(f"{editable}/documents/anyang")
    anchor = fact(page, "18")
    page.locator(anchor).get_by_role("link", name="核对更正").click()
    form = page.locator(f"{anchor} form")
    expect(form.locator("input[name=now-value]")).to_have_value("18")
    form.locator("input[name=now-value]").fill("19")
    form.locator("input[name=author]").fill("张三")
    form.get_by_role("button", name="保存更正").click()
    expect(page.locator(".written")).to_contain_text("已生效", timeout=PATIENCE)
    expect(page).to_have_url(re.compile(f"/documents/anyang.*{anchor}"))
    expect(page.locator(anchor)).to_contain_text("≥ 19")
    expect(page.locator(anchor)).to_contain_text("已更正")
    (line,) = read_corrections(corrections).lines
    assert (line.field, line.was, line.now, line.author) == ("value", "18", "19", "张三")
    page.locator(anchor).get_by_role("link", name="已更正").click()
    expect(page.locator(".story")).to_contain_text("张三")
    # The name stays for the next time.
    expect(page.locator("#correct input[name=author]")).to_have_value("张三")
    page.go_back()
    page.locator(".written").get_by_role("button", name="撤销").click()
    expect(page.locator(".written")).to_have_count(0, timeout=PATIENCE)
    expect(page.locator(anchor)).to_contain_text("≥ 18")


def test_whether_words_that_are_marked_become_a_fact(page: Page, editable: str, corrections: Path) -> None:
    page.goto(f"{editable}/documents/anyang?lang=en")
    # What stands twice in the text: the place that was marked is the one that is meant.
    place = page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
            const seen = new Map();
            while (walker.nextNode()) {
                const node = walker.currentNode, line = node.parentElement.closest("p[id^=line-]");
                if (!line || node.parentElement.closest("a.tag, mark") || !node.data.includes("绿色")) continue;
                const range = document.createRange();
                range.setStart(node, node.data.indexOf("绿色"));
                range.setEnd(node, node.data.indexOf("绿色") + 2);
                if (seen.size && line.querySelector("a.tag")) {
                    getSelection().removeAllRanges();
                    getSelection().addRange(range);
                    node.parentElement.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
                    return true;
                }
                seen.set(line.id, true);
            }
            return false;
        }"""
    )
    assert place
    form = page.locator("#add form")
    expect(form.locator("textarea")).to_have_value("绿色")
    start = int(form.locator("input[name=start]").input_value())
    form.locator("select").select_option("measure")
    form.get_by_role("button", name="Add").click()
    expect(page.locator(".written")).to_contain_text("added", timeout=PATIENCE)
    (line,) = read_corrections(corrections).lines
    assert (line.decision, line.anchor.exact, line.anchor.start) == ("add", "绿色", start)
    page.locator(".written").get_by_role("button", name="Undo").click()
    expect(page.locator(".written")).to_have_count(0, timeout=PATIENCE)


def test_whether_facts_are_corrected_without_scripts(
    browser: Browser, editable: str, corrections: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{editable}/documents/anyang")
    page.locator(fact(page, "18")).get_by_role("link", name="核对更正").click()
    page.locator("#correct").get_by_role("button", name="无误，确认").click()
    expect(page.locator(".written")).to_contain_text("确认", timeout=PATIENCE)
    (line,) = read_corrections(corrections).lines
    assert line.decision == "confirm"
    page.locator(".written").get_by_role("button", name="撤销").click()
    expect(page.locator(".written")).to_have_count(0, timeout=PATIENCE)
    context.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_whether_everybody_can_use_the_forms(page: Page, editable: str, plans: Path, size: Any) -> None:
    page.set_viewport_size(size)
    new = plans / "new.txt"
    new.write_text("临河市节能减排方案\n一、主要目标\n到2025年，秸秆综合利用率达到92%以上。\n", "utf-8")
    for language in ("zh", "en"):
        noticed(page, f"{editable}/documents/anyang?lang={language}")
        page.locator(".fact.target a.correct").first.click()
        expect(page.locator(".fact form")).to_be_visible()
        assert violations(page) == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= size["width"]
        href = page.locator(".fact.target a.correct").first.get_attribute("href")
        page.goto(f"{editable}{href}")
        expect(page.locator("#correct form")).to_be_visible()
        assert violations(page) == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= size["width"]
    new.unlink()


def test_whether_changed_plans_are_read_again(page: Page, editable: str, plans: Path) -> None:
    new = plans / "linhe.txt"
    new.write_text("临河市节能减排方案\n一、主要目标\n到2025年，秸秆综合利用率达到92%以上。\n", "utf-8")
    noticed(page, f"{editable}/?lang=en")
    expect(page.locator(".notice")).to_contain_text("Sources changed")
    page.get_by_role("button", name="Read again").click()
    expect(page.locator("tbody")).to_contain_text("linhe", timeout=PATIENCE)
    expect(page.locator(".notice")).to_have_count(0)
    new.unlink()
    noticed(page, f"{editable}/")
    page.get_by_role("button", name="重新读取").click()
    expect(page.locator("tbody")).not_to_contain_text("linhe", timeout=PATIENCE)
