"""What a validation found: rules, places and results, from which every report is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from policygraph.builds.places import block_words
from policygraph.counting import counted
from policygraph.model import Block
from policygraph.pages import Language
from policygraph.validation.engine_names import Engine

if TYPE_CHECKING:
    import polars

    from policygraph.queries.facts import Fact

__all__ = ["SHAPES", "SITE", "Level", "Place", "Report", "Result", "Rule"]

# Where the shapes' IRIs start, and the pages of the project.
SHAPES = "https://w3id.org/policygraph/shapes#"
SITE = "https://w3id.org/policygraph/"


class Level(IntEnum):
    """How grave a result is; a graver level is the greater number."""

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def label(self) -> str:
        """The level as options and reports name it."""
        return self.name.lower()

    def said(self, language: Language) -> str:
        """The level for people; in English, and where both languages are wanted, as options name it."""
        return _LEVELS_ZH[self] if language is Language.ZH else self.label


_LEVELS_ZH = {Level.VIOLATION: "违规", Level.WARNING: "警告", Level.INFO: "提示"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue. Its texts are pairs of language and words; ``templates`` are its messages."""

    id: str
    iri: str
    topic: str
    level: Level
    labels: tuple[tuple[str, str], ...]
    templates: tuple[tuple[str, str], ...]
    about: tuple[tuple[str, str], ...] = ()
    why: tuple[tuple[str, str], ...] = ()
    remedy: tuple[tuple[str, str], ...] = ()
    example: str = ""

    @property
    def page(self) -> str:
        """The address of the page that explains it; a team's own rule is its own address."""
        ours = f"{SHAPES}{self.id}"
        return f"{SITE}rules/{self.id}" if self.iri == ours else self.iri

    def help(self, language: str) -> str:
        """What it finds, why that matters and how to correct it, in ``language``; '' where nobody said so."""
        texts = (dict(text).get(language, "") for text in (self.about, self.why, self.remedy))
        return ("" if language == "zh" else " ").join(filter(None, texts))

    def label(self, language: str) -> str:
        """The rule's name in ``language``, or its id."""
        return dict(self.labels).get(language, self.id)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document. Lines and columns count from 1, columns in code points; ends are exclusive."""

    document: str
    file: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    quote: str
    before: str
    after: str
    block: Block | None = None

    @property
    def where(self) -> str:
        """File, line and column; for a file without lines of its own its page, table, row or paragraph."""
        if self.block:
            return f"{self.file}: {block_words(self.block)}"
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a rule: the thing it is about, its messages, its place where it has one."""

    rule: str
    level: Level
    focus: str
    value: str
    zh: str
    en: str
    document: str
    place: Place | None
    related: Place | None
    fingerprint: str
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """All results of one validation, with the rules that were applied and the documents that were checked.

    ``missing`` ranks documents that are cited and not there: (name, number of citations). ``facts`` are those of the
    documents. ``is_compared`` says that an earlier report tells known findings from new ones.
    """

    rules: tuple[Rule, ...]
    documents: tuple[tuple[str, str], ...]
    results: tuple[Result, ...]
    missing: tuple[tuple[str, int], ...]
    engine: Engine
    version: str
    facts: tuple[Fact, ...] = ()
    is_compared: bool = False

    @property
    def known(self) -> int:
        """How many results an earlier report has too."""
        return sum(not result.is_new for result in self.results)

    def summary(self, language: Language = Language.BOTH) -> str:
        """How many documents were checked, results by level, and what is new and known where that can be told."""
        if language is Language.ZH:
            levels = "，".join(
                f"{level.said(language)} {self.counts()[level.label]} 处"
                for level in sorted(Level, reverse=True)
            )
            compared = f"；新发现 {len(self.results) - self.known} 处，已知 {self.known} 处"
            return f"{len(self.documents)} 份文件：{levels}{compared if self.is_compared else ''}"
        counts = ", ".join(f"{number} {name}" for name, number in self.counts().items())
        compared = f"; {len(self.results) - self.known} new, {self.known} known before"
        checked = counted(len(self.documents), "document", "documents")
        return f"{checked}: {counts}{compared if self.is_compared else ''}"

    def counts(self) -> dict[str, int]:
        """Results by level, gravest first."""
        found = Counter(result.level for result in self.results)
        return {level.label: found[level] for level in sorted(Level, reverse=True)}

    def failing(self, level: Level) -> tuple[Result, ...]:
        """New results of ``level`` or graver."""
        return tuple(r for r in self.results if r.is_new and r.level >= level)

    def rule(self, name: str) -> Rule:
        """The rule with the id ``name``."""
        return next(rule for rule in self.rules if rule.id == name)

    def frame(self) -> polars.DataFrame:
        """The results as a polars frame, a row each.

        Raises:
            UsageError: polars is missing.
        """
        from policygraph.queries.frames import frame
        from policygraph.validation.tables import results_table

        return frame(results_table(self))

    def _repr_html_(self) -> str:
        from policygraph.queries.notebooks import table_html

        shown = [
            (result.rule, result.level.label, _where(result), result.zh, result.en) for result in self.results
        ]
        heads = ("规则 rule", "级别 level", "位置 place", "问题", "finding")
        counts = " · ".join(f"{number} {name}" for name, number in self.counts().items())
        return table_html([(head, "") for head in heads], shown, counts)


def _where(result: Result) -> str:
    return result.place.where if result.place else result.document or result.focus
