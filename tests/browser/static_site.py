"""The static site in Chromium, from a plain file server and from the disk."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from policygraph.builds.store import Build

WORD = "能耗"


@pytest.fixture(params=["http", "file"])
def root(request: pytest.FixtureRequest, site: Path, file_server: str) -> str:
    """Where the site is opened: below a folder of a server, or on the disk."""
    return f"{file_server}/below/{quote('方案')}" if request.param == "http" else site.as_uri()


@pytest.mark.parametrize("word", [WORD, "能", "2025年"])
def test_whether_search_finds_all_places(page: Page, root: str, chain_of_plans: Build, word: str) -> None:
    page.goto(f"{root}/index.html")
    page.locator("header input[type=search]").fill(word)
    page.locator("header button").click()
    status = page.locator("#static-search [role=status]")
    expect(status).to_contain_text("共")
    found = re.search(r"共 (\d+) 处", status.inner_text())
    assert found
    spaced = r"\s*".join(map(re.escape, word))
    texts = chain_of_plans.texts.values()
    assert int(found[1]) == sum(len(re.findall(f"(?={spaced})", text, re.IGNORECASE)) for text in texts)
    assert page.locator("#static-search mark").count() > 0


def test_whether_a_hit_leads_to_its_place(page: Page, root: str) -> None:
    page.goto(f"{root}/en/search.html?q={quote(WORD)}")
    page.locator(".hits .where a").first.click()
    expect(page).to_have_url(re.compile("/en/documents/.*#(at|line)-"))
    anchor = page.url.partition("#")[2]
    expect(page.locator(f"[id='{anchor}']")).to_have_count(1)


def test_whether_pages_are_walked(page: Page, root: str) -> None:
    page.goto(f"{root}/index.html")
    page.get_by_role("link", name="比较", exact=True).click()
    page.locator("details", has_text="主题").locator("summary").click()
    page.locator(".filters a[href*='topic']").first.click()
    expect(page.locator("tbody tr").first).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
