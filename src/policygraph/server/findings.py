"""What a person should look at in the documents, by rule, each with its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from policygraph.model import Quote
from policygraph.pages import Language
from policygraph.queries.show import context
from policygraph.server.views import PageRequest, PageView, leaf
from policygraph.validation.said import said_in_chinese

if TYPE_CHECKING:
    from policygraph.server.workbench import Row, Workbench

__all__ = ["in_words", "page"]


def page(workbench: Workbench, asked: PageRequest) -> PageView:
    """The findings; ``rule`` and ``document`` leave those of one rule, of one document."""
    rows = workbench.rows("findings")
    rule, document = asked.query.get("rule", ""), asked.query.get("document", "")
    kept = [row for row in rows if rule in ("", row["code"]) and document in ("", row["document"])]
    groups: dict[str, list[dict[str, object]]] = {}
    kept.sort(key=lambda row: (row["code"], row["document"], int(row["start"] or 0)))
    shown, at = leaf(kept, asked)
    words = in_words(workbench, asked.language)
    for row in shown:
        said = words.get(row["iri"], "")
        groups.setdefault(row["code"], []).append(
            {**row, "said": said, "sentence": _sentence(workbench, row)}
        )
    data = {
        "leaf": at,
        "rule": rule,
        "document": document,
        "rules": dict(sorted(Counter(row["code"] for row in rows).items())),
        "documents": dict(sorted(Counter(row["document"] for row in rows).items())),
        "groups": [
            {"rule": code, "title": _title(code, found), "findings": found} for code, found in groups.items()
        ],
    }
    return PageView("server/findings.html", asked.language.say("待核对", "Findings"), data)


def _title(code: str, found: Sequence[Mapping[str, object]]) -> str:
    """What findings with a code have in common: how most of their sentences begin, else the code in words."""
    begins = Counter(str(one["said"]).partition("：")[0] for one in found if "：" in str(one["said"]))
    return begins.most_common(1)[0][0] if begins else code.replace("-", " ").capitalize()


def in_words(workbench: Workbench, language: Language) -> Mapping[str, str]:
    """What findings say in Chinese, by their IRIs; nothing where the page is in English or no rule words one."""
    if language is Language.EN:
        return {}
    return workbench.once("findings in Chinese", lambda: said_in_chinese(workbench.session.build))


def _sentence(workbench: Workbench, row: Row) -> dict[str, str] | None:
    """The sentence around what was found, in three pieces."""
    if not row["start"]:
        return None
    quote = Quote(row["document"], int(row["start"]), int(row["end"]), row["quote"], "")
    found = context(workbench.session.build.text(row["document"]), quote)
    return {"before": found.before, "quote": found.quote, "after": found.after}
