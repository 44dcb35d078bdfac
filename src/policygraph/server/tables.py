"""The addresses of stock tables as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from policygraph.errors import PolicygraphError
from policygraph.queries.questions import tables as names
from policygraph.queries.tables import stock_table
from policygraph.server.files import MEDIA_TYPES, attachment, table_file
from policygraph.server.responses import missing, workbench_of

if TYPE_CHECKING:
    pass

__all__ = ["download"]


async def download(request: Request) -> Response:
    """The table that the address names, by its name and ending."""
    return await run_in_threadpool(_download, request)


def _download(request: Request) -> Response:
    workbench = workbench_of(request)
    name, _, ending = request.path_params["name"].rpartition(".")
    if name not in names() or ending not in MEDIA_TYPES:
        return missing(request, LookupError(name))
    try:
        content = workbench.once(
            ("file", name, ending), lambda: table_file(stock_table(workbench.session.build, name), ending)
        )
    except PolicygraphError as error:  # the writer of workbooks is not installed
        return missing(request, error)
    return Response(content, headers=attachment(name, ending), media_type=MEDIA_TYPES[ending])
