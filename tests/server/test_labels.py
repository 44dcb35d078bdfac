"""Names of the vocabulary in the language of the page; what has none there stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from policygraph.builds.store import Build
from policygraph.pages import Language
from policygraph.pipeline import build
from policygraph.server.addresses import Addresses
from policygraph.server.places import called, label_of
from policygraph.server.workbench import Workbench, application
from policygraph.session import Session, open

PLAN = """临河市节能减排方案
一、重点工程
（一）绿色工厂。推进工业节能改造。（市工信局负责，以下均需各县区政府配合）
（二）绿色建筑。推进建筑节能改造。（市住建局负责）
"""


@pytest.mark.parametrize(
    ("scheme", "text", "english"),
    [
        ("area", "全国", "China"),
        ("area", "株洲市", "Zhuzhou"),
        ("function", "县级政府", "County-level governments"),
        ("code", "条款部分已知", "some provisions known"),
        ("area", "县级政府", "县级政府"),
        ("area", "汾河流域", "汾河流域"),
        ("area", "", ""),
    ],
)
def test_how_names_of_the_vocabulary_are_shown(
    chain_of_plans: Build, scheme: str, text: str, english: str
) -> None:
    workbench = Workbench(Session(chain_of_plans))
    assert label_of(workbench, scheme, text, Language.EN) == english
    assert label_of(workbench, scheme, text, Language.ZH) == text


def test_how_documents_are_called(chain_of_plans: Build) -> None:
    workbench = Workbench(Session(chain_of_plans))
    assert called(workbench, "province", Language.ZH) == "湖南省"
    assert called(workbench, "province", Language.EN) == "Hunan"
    assert called(workbench, "no-such", Language.EN) == "no-such"


@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
def test_whether_pages_show_them_and_their_data_do_not_change(
    chain_of_plans: Build, language: Language
) -> None:
    client = TestClient(application(Workbench(Session(chain_of_plans))))
    address = Addresses(language).indicator("单位GDP能耗")
    page = client.get(address).text
    found = client.get(address, headers={"Accept": "application/json"}).json()
    assert ("Zhuzhou" in page) == (language is Language.EN)
    assert "株洲市" in {one["area"] for group in found["groups"] for one in group["targets"]}


def test_whether_standing_duties_are_told_from_stated_ones(tmp_path: Path) -> None:
    (tmp_path / "linhe.txt").write_text(PLAN, "utf-8")
    build([tmp_path / "linhe.txt"], tmp_path / "out")
    workbench = Workbench(open(tmp_path / "out"))
    client = TestClient(application(workbench))
    (standing,) = [row for row in workbench.rows("assignments") if row["derived"]]
    page = client.get(Addresses(Language.EN).agency(standing["agency"])).text
    assert "2 responsibilities, 1 of them by a standing rule" in page
    assert page.count("<small>a standing rule of the document</small>") == 1
    measure = client.get(Addresses().measure("linhe", standing["measure"])).text
    assert '<a class="quote" lang="zh" href="/documents/linhe#at-' in measure
