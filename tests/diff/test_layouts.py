"""Two identical editions in different layouts differ in nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.queries.diff.between import differences
from tests.diff.layouts import LAYOUTS

ROOT = Path(__file__).resolve().parents[2]
INVENTED = sorted((Path(__file__).parent / "plans").glob("*.txt"))
# One example is a print whose lines are broken by hand, which no other kind of file is.
UNBROKEN = [ROOT / f"seeds/plans/{name}.txt" for name in ("anyang", "jincheng", "taiyuan", "yuncheng")]
PLANS = [*INVENTED[:1], *(pytest.param(path, marks=pytest.mark.long) for path in (*INVENTED[1:], *UNBROKEN))]


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """All plans as they are."""
    folder = tmp_path_factory.mktemp("originals")
    (folder / "plans").mkdir()
    for path in (*INVENTED, *UNBROKEN):
        (folder / "plans" / path.name).write_bytes(path.read_bytes())
    build([folder / "plans"], folder / "build")
    return open_build(folder / "build")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_whether_another_layout_is_no_difference(
    originals: Build, path: Path, layout: str, tmp_path: Path
) -> None:
    (tmp_path / "plans").mkdir()
    LAYOUTS[layout](path.read_text(encoding="utf-8"), tmp_path / "plans", path.stem)
    build([tmp_path / "plans"], tmp_path / "build")
    found = differences(originals, open_build(tmp_path / "build"), {path.stem: path.stem})
    assert found.found == ()
