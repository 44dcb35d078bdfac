"""Stock tables as files: CSV, and a workbook whose first sheet explains the columns."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from policygraph.errors import PolicygraphError
from policygraph.exports.spreadsheets import write_csv, write_workbook
from policygraph.queries.questions import tables as names
from policygraph.queries.tables import stock_table
from policygraph.server.responses import missing

if TYPE_CHECKING:
    from policygraph.server.workbench import Workbench

__all__ = ["download"]

_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


async def download(request: Request) -> Response:
    """The table that the address names, by its name and ending."""
    return await run_in_threadpool(_download, request)


def _download(request: Request) -> Response:
    workbench: Workbench = request.app.state.workbench
    name, _, ending = request.path_params["name"].rpartition(".")
    if name not in names() or ending not in _TYPES:
        return missing(request, LookupError(name))
    try:
        content = workbench.once(("file", name, ending), lambda: _written(workbench, name, ending))
    except PolicygraphError as error:  # the writer of workbooks is not installed
        return missing(request, error)
    disposition = f'attachment; filename="{name}.{ending}"'
    return Response(content, headers={"Content-Disposition": disposition}, media_type=_TYPES[ending])


def _written(workbench: Workbench, name: str, ending: str) -> bytes:
    table = stock_table(workbench.session.build, name)
    with TemporaryDirectory(prefix="policygraph-") as folder:
        path = Path(folder, f"{name}.{ending}")
        if ending == "csv":
            write_csv([table], path.parent)
        else:
            write_workbook([table], path)
        return path.read_bytes()
