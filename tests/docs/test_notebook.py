"""The notebook runs from its first cell to its last, and shows what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from policygraph.builds.store import Build

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "notebooks" / "policygraph.ipynb"
# What the output of the cell that holds the first text has to hold.
SHOWN = {
    "policygraph.open(": "文件 documents",
    "session.targets(": "anyang",
    "group_by": "sanmenxia",
    ".pivot(": "秸秆综合利用率",
    "session.trace(": "落实条款 localises",
    "session.show(": "挥发性有机物综合整治工程",
    '"due"': "taiyuan",
    "PREFIX": "国发〔2021〕33号",
    "session.network(": "太原市发展和改革委员会",
    "session.validate(": "PG",
    "session.rdflib(": "国发〔2021〕33号",
    "session.owl(": "公共供水管网漏损率",
    "sync_reasoner": "inconsistent",
}


def read() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(cell: Any) -> str:
    texts = [one.get("text", "") or "".join(one.get("data", {}).values()) for one in cell.outputs]
    return "\n".join(texts)


def test_whether_the_notebook_is_kept_without_what_it_printed() -> None:
    nbformat.validate(read())
    assert [cell for cell in code(read()) if cell.outputs or cell.execution_count] == []


@pytest.mark.long
# What Jupyter's own packages declare outdated, or leave open in their threads.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_whether_the_notebook_runs(real_plans: Build, tmp_path: Path) -> None:
    (tmp_path / "exports").symlink_to(real_plans.folder, target_is_directory=True)
    folder = tmp_path / "docs" / "notebooks"
    folder.mkdir(parents=True)
    done = NotebookClient(read(), timeout=300, resources={"metadata": {"path": str(folder)}}).execute()
    cells = code(done)
    assert [cell.source for cell in cells if not cell.outputs] == []
    assert [one.text for cell in cells for one in cell.outputs if one.get("name") == "stderr"] == []
    for source, wanted in SHOWN.items():
        (cell, *_) = [cell for cell in cells if source in cell.source]
        assert wanted in shown(cell), source
