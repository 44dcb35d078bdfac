"""The workbench over two hundred plans that are written and the five: the same tests, over another folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.generated import write_plans
from tests.browser.conftest import serving
from tests.browser.editing import (
    corrections,
    patient,
    test_whether_a_value_is_corrected_in_the_reader_and_taken_back,
)
from tests.browser.workbench import (
    test_whether_a_mark_leads_to_its_fact_its_trace_and_the_directive,
    test_whether_a_stock_question_is_answered,
    test_whether_all_places_of_a_word_are_found,
    test_whether_an_own_query_is_answered,
    test_whether_the_matrix_is_filtered,
)

__all__ = (
    "corrections",
    "patient",
    "test_whether_a_mark_leads_to_its_fact_its_trace_and_the_directive",
    "test_whether_a_stock_question_is_answered",
    "test_whether_a_value_is_corrected_in_the_reader_and_taken_back",
    "test_whether_all_places_of_a_word_are_found",
    "test_whether_an_own_query_is_answered",
    "test_whether_the_matrix_is_filtered",
)

WRITTEN = 200
# Until the tables of so many plans are made, on a machine with other work.
PATIENCE = 300_000


@pytest.fixture(scope="session")
def plans(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many-plans")
    write_plans(WRITTEN, folder)
    for plan in (seeds / "plans").glob("*.txt"):
        shutil.copy(plan, folder)
    return folder


@pytest.fixture(scope="session")
def texts(plans: Path) -> list[str]:
    return [plan.read_text(encoding="utf-8") for plan in plans.glob("*.txt")]


@pytest.fixture(scope="session")
def editable(browser: Browser, plans: Path) -> Iterator[str]:
    """The address of a workbench that is ready: a page that has to wait for that is loaded again by itself."""
    with serving(str(plans), "--edit") as address:
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{address}/documents/anyang")
        expect(page.locator("li.fact").first).to_be_visible(timeout=PATIENCE)
        page.close()
        yield address


@pytest.fixture(scope="session")
def workbench(editable: str) -> str:
    return editable


def test_whether_all_plans_are_listed(page: Page, workbench: str) -> None:
    page.goto(f"{workbench}/")
    expect(page.locator("main")).to_contain_text(str(WRITTEN + 5))
