"""The tools of an assistant over the Model Context Protocol: read-only, each over a build that was opened once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from policygraph.errors import PolicygraphError
from policygraph.resources import VERSION, ontology
from policygraph.server.assistant import MOST_ROWS, Assistant, Data

if TYPE_CHECKING:
    from policygraph.server.workbench import Workbench

__all__ = ["assistant_server"]

T = TypeVar("T")

_ABOUT = """A knowledge graph of obligations, targets and responsibilities read from Chinese policy documents.
Rows name in `places` what shows them: the document, the path of the part (such as 三/（一）), the exact quote and its
offsets (code points, the end not included). Quote these when you say something; a row without places counts others.
Begin with list_questions, or with search for words of the text (Chinese, as in 能耗).
本知识图谱由中国政策文件读出。每行的 places 给出文件、条款、原文和位置，请据此引用；没有 places 的行是统计结果。"""
_READING = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

_Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="how many rows at most 最多几行")]
_Offset = Annotated[int, Field(ge=0, le=1_000_000, description="how many rows to leave out first 跳过几行")]
_Name = Annotated[
    str,
    Field(
        max_length=2000,
        description="an IRI, a document by name or number, a place in one (NAME:120), an indicator, or an agency",
    ),
]
_Path = Annotated[
    str, Field(max_length=2000, description="of a part of the document, as in 三/（一）; '' for all of it")
]
_Seconds = Annotated[float, Field(gt=0, le=30, description="after which the query is stopped")]
_Text = Annotated[str, Field(max_length=100_000)]


def assistant_server(workbench: Workbench) -> MCPServer:
    """A server with the tools and the ontology, which speaks over whatever it is run on."""
    assistant = Assistant(workbench)
    made = MCPServer("policygraph", instructions=_ABOUT, version=VERSION, log_level="WARNING")

    @made.tool(annotations=_READING)
    def list_questions() -> Data:
        """The stock questions that ask answers, with their parameters.

        列出现成的问题及其参数。
        """
        return {"questions": _told(assistant.questions)}

    @made.tool(annotations=_READING)
    def ask(
        name: _Text, parameters: dict[str, str] | None = None, limit: _Limit = 50, offset: _Offset = 0
    ) -> Data:
        """Answer a stock question, such as due with {"year": "2025"}.

        回答现成的问题。
        """
        return _told(lambda: assistant.ask(name, parameters or {}, limit, offset))

    @made.tool(annotations=_READING)
    def show(name: _Name, path: _Path = "") -> Data:
        """All that the graph says about one thing, and the sentence that it was read from.

        图谱对一件事物的全部记载及原句。
        """
        return _told(lambda: assistant.show(name, path))

    @made.tool(annotations=_READING)
    def trace(name: _Name, path: _Path = "", down: bool = False) -> Data:
        """The chain from a fact, part or indicator up to the directives; down: what carries a directive out.

        追溯依据。
        """
        return _told(lambda: assistant.trace(name, path, is_down=down))

    @made.tool(annotations=_READING)
    def search(words: _Text, document: _Text = "", limit: _Limit = 20, offset: _Offset = 0) -> Data:
        """Every sentence that holds some words, with its facts; two characters are enough.

        全文检索，两个字即可。
        """
        return _told(lambda: assistant.search(words, document, limit, offset))

    @made.tool(annotations=_READING)
    def sparql(query: _Text, limit: _Limit = 50, offset: _Offset = 0, timeout: _Seconds = 10) -> Data:
        """Answer a read-only SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE).

        只读 SPARQL 查询。
        """
        return _told(lambda: assistant.sparql(query, limit, offset, timeout))

    @made.resource("policygraph://ontology", mime_type="text/turtle", title="The ontology 本体")
    def the_ontology() -> str:
        return (ontology() / "policygraph.ttl").read_text(encoding="utf-8")

    return made


def _told(work: Callable[[], T]) -> T:
    """What ``work`` gives; what it refuses is said to the assistant in the program's own words."""
    try:
        return work()
    except PolicygraphError as error:
        raise ToolError(str(error)) from error
