"""A question of the command line that is stopped after so many seconds."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from policygraph.builds.store import Build
from policygraph.cli.app import app
from tests.running import run
from tests.server.disguises import RUNAWAYS

pytestmark = pytest.mark.long


def test_whether_a_runaway_ends_with_one_sentence(chain_of_plans: Build) -> None:
    query = RUNAWAYS["product of three"]
    done = run("query", "-", "--graph", chain_of_plans.folder, "--timeout", "0.5", stdin=query)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the query took more than 0.5 s and was stopped" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_whether_a_query_of_the_users_own_is_stopped_unless_somebody_says_otherwise(
    chain_of_plans: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policygraph.cli.query.LIMIT", 0.5)
    asked = ["query", "-", "--graph", str(chain_of_plans.folder)]
    done = CliRunner().invoke(app, asked, input=RUNAWAYS["product of three"])
    assert "took more than 0.5 s and was stopped" in str(done.exception)
    monkeypatch.setattr("policygraph.cli.query.LIMIT", 0.000_001)
    done = CliRunner().invoke(app, ["query", "documents", *asked[2:]])
    assert done.exit_code == 0


@pytest.mark.parametrize("query", ["ASK {}", "SELECT (", "SELECT ?s ?p { ?s ?p ?o } LIMIT 20"])
def test_whether_a_limit_that_is_kept_changes_nothing(chain_of_plans: Build, query: str) -> None:
    arguments = ("query", "-", "--graph", chain_of_plans.folder, "--format", "json")
    limited = run(*arguments, "--timeout", "60", stdin=query)
    free = run(*arguments, stdin=query)
    assert (limited.returncode, limited.stdout, limited.stderr) == (free.returncode, free.stdout, free.stderr)
