"""The first page: the documents of a build and what was counted in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.server.views import PageRequest, PageView

if TYPE_CHECKING:
    from policygraph.server.workbench import Workbench

__all__ = ["page"]


def page(workbench: Workbench, asked: PageRequest) -> PageView:
    """The documents with their counts."""
    manifest = workbench.session.build.manifest
    data = {
        "totals": dict(manifest.totals),
        "documents": [
            {"name": one.name, "file": one.file, "counts": dict(one.counts)} for one in manifest.documents
        ],
    }
    return PageView("server/start.html", asked.language.say("政策图谱", "Policy graph"), data)
