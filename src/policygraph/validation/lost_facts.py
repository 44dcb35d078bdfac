"""The rules about facts of an earlier report that are gone or changed: no shape, as they need two builds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policygraph.queries.changes import Change, ProvisionChanges, compare
from policygraph.queries.facts import Fact, FactKind
from policygraph.rdf.iris import Iris
from policygraph.validation.locator import Locator
from policygraph.validation.results import SHAPES, Level, Report, Result, Rule

__all__ = ["RULES", "accepted", "changed_facts"]

# So many facts are named in a message, and so much of each.
_MOST, _LONGEST = 5, 24

LOST = Rule(
    id="PG301",
    iri=f"{SHAPES}PG301",
    topic="baseline",
    level=Level.VIOLATION,
    labels=(("en", "Facts lost since the baseline"), ("zh", "事实自基线以来丢失")),
    templates=(
        ("en", "the document “{?document}” is gone, with {?counts}"),
        ("en", "{?path} “{?title}” is gone, with {?counts}"),
        ("en", "{?path}: {?lost} of {?total} targets are gone: {?quotes}"),
        ("zh", "文件“{?document}”不见了，连同{?counts}"),
        ("zh", "{?path}“{?title}”不见了，连同{?counts}"),
        ("zh", "{?path}：{?total}个目标中有{?lost}个不见了：{?quotes}"),
    ),
    about=(
        (
            "en",
            "Facts that the baseline lists and the build does not have: neither in the same provision, whatever "
            "its number is now, nor, unless they say who answers for it, elsewhere in the document, with all "
            "that they say. A report lists its facts; --baseline FILE compares with an earlier one. "
            "Facts are grouped by provision and kind; a provision or document that is gone is one finding.",
        ),
        (
            "zh",
            "基线报告列出而本次图谱中没有的事实：既不在同一条款（不论现在编号如何），除责任关系外也不在文件其他地方。"
            "报告列出全部事实，--baseline FILE 与之前的报告比较。按条款和种类归并；整条或整份文件不见的，合为一处。",
        ),
    ),
    why=(
        (
            "en",
            "A damaged file, or a program that reads less than before, has fewer findings than a sound one: nothing "
            "else tells that a target is gone.",
        ),
        ("zh", "文件损坏或程序读漏时，查出的问题反而更少，只有本规则能看出目标不见了。"),
    ),
    remedy=(
        (
            "en",
            "Restore the text. If the facts are gone on purpose, write a new baseline with --accept FILE.json.",
        ),
        ("zh", "恢复原文；如确属有意删去，用 --accept FILE.json 写出新的基线。"),
    ),
    example="到2025年，非化石能源消费比重达到X%",
)
CHANGED = Rule(
    id="PG302",
    iri=f"{SHAPES}PG302",
    topic="baseline",
    level=Level.INFO,
    labels=(("en", "Facts changed since the baseline"), ("zh", "事实自基线以来有变")),
    templates=(
        ("en", "{?path}: {?changed} of {?total} targets changed: {?before} → {?after}"),
        ("zh", "{?path}：{?total}个目标中有{?changed}个有变：{?before}→{?after}"),
    ),
    about=(
        (
            "en",
            "Facts that say something else than in the baseline: of the same provision and kind, and about the same "
            "indicator and area, agency or document, or in the same sentence, known by most of its words.",
        ),
        ("zh", "同一条款、同类且指标和地区、单位或文件相同（或句中大部分用语相同）的事实，内容与基线不同。"),
    ),
    why=(
        (
            "en",
            "Somebody may have meant to change something else.",
        ),
        ("zh", "改动可能并非本意。"),
    ),
    remedy=(
        (
            "en",
            "Compare with the text; once it is right, write a new baseline with --accept FILE.json.",
        ),
        ("zh", "与原文核对；无误的，用 --accept FILE.json 写出新的基线。"),
    ),
    example="到2025年，非化石能源消费比重达到19%（原为9%）",
)
RULES = (LOST, CHANGED)


# What facts of a kind are called in Chinese, with the word that counts them, and in English, one and several.
_WORDS: Mapping[FactKind, tuple[str, str, str]] = {
    FactKind.DOCUMENT: ("份文件", "document", "documents"),
    FactKind.PROVISION: ("条条款", "provision", "provisions"),
    FactKind.CITATION: ("处引用", "citation", "citations"),
    FactKind.ASSIGNMENT: ("项责任关系", "assignment", "assignments"),
    FactKind.TARGET: ("个目标", "target", "targets"),
    FactKind.OBLIGATION: ("项义务", "obligation", "obligations"),
    FactKind.DUE_DATE: ("个时间要求", "due date", "due dates"),
    FactKind.DELEGATED_TARGET: ("个上级下达目标", "delegated target", "delegated targets"),
    FactKind.GRADE: ("项等级要求", "grade", "grades"),
    FactKind.EVALUATION: ("项考核评价安排", "evaluation", "evaluations"),
    FactKind.CONSEQUENCE: ("项考核后果", "consequence", "consequences"),
    FactKind.DELIVERABLE: ("项应形成的成果", "deliverable", "deliverables"),
    FactKind.CONDITION: ("项适用条件", "condition", "conditions"),
    FactKind.NAMED: ("处点名的企业或工程", "named firm or works", "named firms and works"),
}


@dataclass(frozen=True, slots=True)
class _Message:
    zh: str
    en: str


def changed_facts(
    before: Sequence[Fact], after: Sequence[Fact], rules: Iterable[Rule], iris: Iris, locator: Locator
) -> tuple[Result, ...]:
    """What the rules of ``RULES`` among ``rules`` find, without fingerprints.

    Args:
        before: the facts of the baseline.
        after: those of the build.
        rules: the rules that are applied, at the level of their profile.
        iris: the IRIs of the build.
        locator: finds places in it.
    """
    applied = {rule.id: rule for rule in rules}
    changes = compare(before, after).provisions
    found = []
    if lost := applied.get(LOST.id):
        found += [_result(lost, iris, locator, *one) for one in _lost(changes)]
    if changed := applied.get(CHANGED.id):
        found += [_result(changed, iris, locator, *one) for one in _changed(changes)]
    return tuple(found)


def accepted(report: Report) -> Report:
    """The report without what it says about a baseline, as it becomes the next one."""
    ids = {rule.id for rule in RULES}
    return replace(report, results=tuple(result for result in report.results if result.rule not in ids))


# A document, the path of a provision in it or '', the key of a fact there or '', and what is said of it.
_Found = tuple[str, str, str, _Message]


def _lost(changes: Iterable[ProvisionChanges]) -> Iterator[_Found]:
    """One for each document and provision that is gone, and for each kind of lost facts in all others."""
    lost = [one for one in changes if one.lost]
    documents = {one.document for one in lost if one.kind is FactKind.DOCUMENT}
    titles = {
        (one.document, one.path): one.lost[0].about[0] for one in lost if one.kind is FactKind.PROVISION
    }
    for document in sorted(documents):
        yield document, "", "", _gone(f"文件“{document}”", f"the document “{document}”", _of(lost, document))
    for (document, path), title in titles.items():
        if document not in documents:
            zh, en = (f"{path}“{title}”", f"{path} “{title}”") if title else (path, path)
            yield document, path, "", _gone(zh, en, _of(lost, document, path))
    for one in lost:
        if one.document not in documents and (one.document, one.path) not in titles:
            quotes = [_cut(fact.quote or fact.key) for fact in one.lost]
            message = _counted(one, len(one.lost), _Message("不见了", "gone"), quotes)
            yield one.document, one.path, "", message


def _changed(changes: Iterable[ProvisionChanges]) -> Iterator[_Found]:
    """One for each kind of changed facts in a provision."""
    for one in changes:
        if one.changed:
            differences = [_difference(change) for change in one.changed]
            message = _counted(one, len(one.changed), _Message("有变", "changed"), differences)
            yield one.document, one.path, one.changed[0].after.key, message


def _of(lost: Iterable[ProvisionChanges], document: str, path: str = "") -> list[tuple[FactKind, int]]:
    """How many facts of each kind are lost in a document or a provision, beside itself."""
    counts: dict[FactKind, int] = {}
    for one in lost:
        if one.document == document and (
            not path or (one.path == path and one.kind is not FactKind.PROVISION)
        ):
            counts[one.kind] = counts.get(one.kind, 0) + len(one.lost)
    return [(kind, counts[kind]) for kind in FactKind if kind is not FactKind.DOCUMENT and kind in counts]


def _gone(zh: str, en: str, inside: Sequence[tuple[FactKind, int]]) -> _Message:
    """What is said of a whole that is gone."""
    in_zh = "、".join(f"{number}{_WORDS[kind][0]}" for kind, number in inside)
    in_en = ", ".join(f"{number} {_WORDS[kind][1 if number == 1 else 2]}" for kind, number in inside)
    return _Message(
        f"{zh}不见了{f'，连同{in_zh}' if in_zh else ''}", f"{en} is gone{f', with {in_en}' if in_en else ''}"
    )


def _counted(one: ProvisionChanges, number: int, what: _Message, shown: Sequence[str]) -> _Message:
    """So many of all facts of a kind in a provision, and which."""
    counter, single, several = _WORDS[one.kind]
    quotes = "、".join(shown[:_MOST]) + ("……" if len(shown) > _MOST else "")
    where = one.path or one.document
    verb = what.en if what.en == "changed" else f"{'is' if number == 1 else 'are'} {what.en}"
    return _Message(
        f"{where}：{one.total}{counter}中有{number}{counter[0]}{what.zh}：{quotes}",
        f"{where}: {number} of {one.total} {single if one.total == 1 else several} {verb}: {quotes}",
    )


def _difference(change: Change) -> str:
    """The words that differ, or else what is said of the same words."""
    before, after = change.before.quote, change.after.quote
    if before != after:
        start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
        # A few characters ahead show where in a long sentence it is.
        begin = max(start - _LONGEST // 3, 0) if max(len(before), len(after)) > _LONGEST else 0
        ahead = "…" if begin else ""
        return f"{ahead}{_cut(before[begin:])} → {ahead}{_cut(after[begin:])}"
    said = zip(
        (*change.before.about, *change.before.says), (*change.after.about, *change.after.says), strict=False
    )
    different = [f"{old or '—'} → {new or '—'}" for old, new in said if old != new]
    return f"{_cut(before)} ({', '.join(different)})"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _result(
    rule: Rule, iris: Iris, locator: Locator, document: str, path: str, key: str, message: _Message
) -> Result:
    """A result where the fact stands, else where the provision or the document does."""
    plan = iris.plan(document)
    things = [f"{plan}/{key}" if key else "", iris.provision(document, path) if path else "", plan]
    places = {thing: place for thing in things if thing and (place := locator.place(thing))}
    focus, place = next(iter(places.items()), (plan, None))
    return Result(
        rule=rule.id,
        level=rule.level,
        focus=focus,
        value="",
        zh=message.zh,
        en=message.en,
        document=document,
        place=place,
        related=None,
        fingerprint="",
    )
