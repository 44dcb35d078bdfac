"""All that is served of a build, from its opening to its end."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.middleware import Middleware

from policygraph.builds.contents import Contents
from policygraph.builds.store import Build, open_build
from policygraph.server.desk import Desk, desk_routes
from policygraph.server.forms import form_routes
from policygraph.server.pool import pool_of
from policygraph.server.preparation import Preparation
from policygraph.server.sparql import sparql_routes
from policygraph.server.waiting import Waiting, session_of_manifest
from policygraph.server.workbench import Workbench, application
from policygraph.session import Session

__all__ = ["Serving", "serve_build"]


@dataclass(frozen=True, slots=True)
class Serving:
    """What is served: the ``application``, and of how many ``documents`` it is."""

    application: Starlette
    documents: int
    _preparation: Preparation | None = None

    @contextmanager
    def prepared(self, stop: Callable[[], None]) -> Iterator[None]:
        """Meanwhile a build that is not ready is made ready; ``stop`` is called when it cannot be opened.

        Raises:
            GraphError: it could not.
        """
        preparation = self._preparation
        if preparation is None:
            yield
            return
        folder = self.application.state.workbench.session.build.folder
        left_out = self.application.state.workbench.left_out

        def finish() -> None:
            workbench = Workbench(Session(open_build(folder)), left_out)
            pool_of(workbench)
            self.application.state.workbench = workbench
            gc.freeze()

        with preparation.under_way(finish, stop):
            yield
        if preparation.error:
            raise preparation.error


def serve_build(
    found: Contents | Build, left_out: Sequence[tuple[str, str]] = (), desk: Desk | None = None
) -> Serving:
    """An application for a build.

    Args:
        found: the build; or what its manifest says, where much has to be made before it can be asked.
        left_out: files that were not read into it, each with the reason.
        desk: what is done beside reading, where plans are served.
    """
    preparation, middleware = None, []
    if isinstance(found, Build):
        workbench = Workbench(Session(found), left_out)
        # It takes a moment to open the build, which nobody has to wait for.
        pool_of(workbench)
    else:
        workbench = Workbench(session_of_manifest(found), left_out)
        preparation = started = Preparation(found.folder)
        middleware = [Middleware(Waiting, done=lambda: started.done)]
    made = application(
        workbench,
        routes=[*sparql_routes(), *form_routes(), *desk_routes()],
        middleware=middleware,
        desk=desk,
    )
    if desk:
        desk.rereader.serve(lambda later: setattr(made.state, "workbench", later))
    return Serving(made, len(workbench.session.build.manifest.documents), preparation)
