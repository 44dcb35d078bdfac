"""Bodies in responsibility statements and their roles.

A statement is a row of lists, each with its duty behind it (A、B牵头，C等配合) or before it (牵头单位：A；配合单位：B).
A list without a duty of its own shares that of the next list, or of the label before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from policygraph.extraction.mentions import BodyMention
from policygraph.model import Outline, Role, Sentence, Standing
from policygraph.structure.brackets import LABELS

_LABEL = re.compile(rf"(?P<label>{LABELS})(?:（[^）]*）)?：")
# What one statement says for other measures too: 以下均需各县政府落实，不再列出; 以上各项均由各县政府负责.
_STANDING = re.compile(
    r"^(?P<towards>以下|以上|上述)(?:各项|各条|任务|工作|内容|措施|工程)*(?:均|都|还)?(?:需要?|须|含|包括|由|涉及|为)?"
)
# 各县政府配合落实，下同; 各县政府落实（下同）. In 各区政府（含开发区，下同） it tells what a name includes.
_SAME = re.compile(r"(?:^|（)(?:下同|以下(?:各项|各条|任务|工作|措施|工程)*均?(?:相同|同))）?$")
_AS_BEFORE = re.compile(r"(?:不再|名单|$)")
_ALL_BELOW = re.compile(r"^(?:各|地方|有关|相关)|[县市区州][（〔]")
_DUTY = re.compile(
    r"(?:等(?:有关|相关)?(?:部门|单位|市直部门)?)?"
    r"(?P<duty>(?:均|要|共同|分别|具体|联合|统筹|组织|依|按照?|根据|各自|职责|职能|任务|分工|属地|管理|原则|权限|密切|积极|抓好|做好|推动)*"
    r"(?:牵头负责|牵头落实|牵头组织|牵头|负责落实|配合落实|落实|贯彻落实|组织实施|实施|负责|配合|参与|参加|协同|协助|协调|指导)"
    r"(?:落实|实施|推进|工作|执行)?)$"
)
_ETC = re.compile(r"等(?:有关|相关)?(?:市直|市级)?(?:部门|单位|企业)?$")
_LEAD_IN = re.compile(
    r"^(?:[均都还也]?(?:需要?|须)由?|(?:具体)?(?:任务|工作|措施)[均都](?:涉及|由|需)|由|会同|并|及|和|与|以及|市直|其中|同时|除)(?=[市省县区各\u4e00-\u9fff]{2})"
)
_BODY_END = re.compile(
    r"(?:局|委|办|厅|部|中心|委员会|政府|管委会|公司|集团|分行|支行|银行|分局|支局|支队|总队|大队|联|会|院|所|站|处|室|社|队|"
    r"示范区|开发区|新区|高新区|园区|部门|单位|企业|学校|街道|乡镇|街道办|法院|检察院|署|馆|局）)$"
)
_NOT_BODY = re.compile(r"^(?:不再|名单|下同|按|并|以下|落实|抓|做|略|列)|列出|职责|分工|任务|工作$")
_JOINERS = re.compile(r"和|及|与|以及")


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int


def find_assignments(clean: str, outline: Outline, is_body: Callable[[str], bool]) -> Iterator[BodyMention]:
    """Bodies of all responsibility statements, in order.

    Args:
        clean: the clean text.
        outline: its structure.
        is_body: whether the vocabulary knows a body by that name; decides whether 和 joins two bodies or
            belongs to one name (规划和自然资源局).
    """
    for statement in outline.brackets:
        yield from _Statement(clean, statement, is_body).read()


def find_in_list(
    clean: str, listed: Sentence, role: Role, is_body: Callable[[str], bool]
) -> Iterator[BodyMention]:
    """Bodies of a list whose place says in which role they are: a cell below a head such as 牵头单位.

    Args:
        clean: the clean text.
        listed: the list.
        role: that of bodies without words of their own for it.
        is_body: as in :func:`find_assignments`.
    """
    yield from _Statement(clean, listed, is_body, role).read()


class _Statement:
    def __init__(
        self,
        clean: str,
        statement: Sentence,
        is_body: Callable[[str], bool],
        role: Role = Role.RESPONSIBLE,
    ) -> None:
        self._clean = clean
        self._statement = statement
        self._is_body = is_body
        self._default = role
        self._found: list[BodyMention] = []
        # The bodies that 下同 speaks of: those of the list before it.
        self._latest: list[_Name] = []

    def read(self) -> list[BodyMention]:
        pending: list[_Name] = []
        labelled: Role | None = None
        standing: Standing | None = None
        for start, end, ends_list in self._segments():
            text = self._clean[start:end]
            same = _SAME.search(text)
            text = text[: same.start()] if same else text
            label = _LABEL.match(text)
            if label:
                pending = self._note(pending, labelled or self._default)
                labelled, standing = _role(label["label"]), None
                start, text = start + label.end(), text[label.end() :]
            opening = _STANDING.match(text)
            if opening:
                pending = self._note(pending, labelled or self._default)
                labelled = None
                standing = Standing.LATER if opening["towards"] == "以下" else Standing.EARLIER
                start, text = start + opening.end(), text[opening.end() :]
            duty = _DUTY.search(text)
            names = list(self._names(start, start + (duty.start() if duty else len(text))))
            pending += names
            self._latest = pending if duty else names or (self._latest if _AS_BEFORE.match(text) else [])
            if duty:
                role = _role(duty["duty"])
                pending = self._note(pending, role, standing)
                labelled = labelled if role == labelled else None
            elif standing:
                pending = self._note(pending, Role.IMPLEMENT, standing)
            elif same or (ends_list and labelled):
                pending = self._note(pending, labelled or self._default)
            if same:
                self._hold_for_later_measures()
            standing = None if ends_list else standing
        self._note(pending, labelled or self._default)
        return self._found

    def _note(self, names: list[_Name], role: Role, standing: Standing | None = None) -> list[_Name]:
        """Note bodies with their role; what is left of them is an empty list."""
        path = self._statement.path
        self._found += [
            BodyMention(path, name.start, name.end, self._clean[name.start : name.end], role, standing)
            for name in names
        ]
        return []

    def _hold_for_later_measures(self) -> None:
        """下同 of a mixed list means the bodies below (各县政府): bureaus change from measure to measure."""
        starts = {name.start for name in self._latest}
        below = {name.start for name in self._latest if _ALL_BELOW.search(self._clean[name.start : name.end])}
        self._found = [
            replace(mention, standing=Standing.LATER) if mention.start in (below or starts) else mention
            for mention in self._found
        ]

    def _segments(self) -> Iterator[tuple[int, int, bool]]:
        """Stretches between commas and semicolons outside brackets, and whether one ends its list for good."""
        start, depth = self._statement.start, 0
        for match in re.finditer(r"[（〔【）〕】，；。\n]", self._statement.text):
            mark, at = match.group(), self._statement.start + match.start()
            if mark in "（〔【":
                depth += 1
            elif mark in "）〕】":
                depth = max(0, depth - 1)
            elif depth == 0:
                yield start, at, mark != "，"
                start = at + 1
        yield start, self._statement.end, True

    def _names(self, start: int, end: int) -> Iterator[_Name]:
        at, depth = start, 0
        for i in range(start, end + 1):
            mark = self._clean[i] if i < end else "、"
            if mark in "（〔":
                depth += 1
            elif mark in "）〕":
                depth = max(0, depth - 1)
            elif mark == "、" and (depth == 0 or i == end):
                yield from self._split(at, i)
                at = i + 1

    def _split(self, start: int, end: int) -> Iterator[_Name]:
        """One piece of a list: trimmed, and parted at 和 where both sides are bodies."""
        text = self._clean[start:end]
        lead = _LEAD_IN.match(text)
        if lead:
            start, text = start + lead.end(), text[lead.end() :]
        etc = _ETC.search(text)
        if etc:
            end, text = start + etc.start(), text[: etc.start()]
        if not self._is_body(text):
            for joiner in _JOINERS.finditer(text):
                left, right = text[: joiner.start()], text[joiner.end() :]
                if _looks_like_body(left) and _looks_like_body(right):
                    yield from self._split(start, start + joiner.start())
                    yield from self._split(start + joiner.end(), end)
                    return
        if _looks_like_body(text) or self._is_body(text):
            yield _Name(start, end)


def _looks_like_body(text: str) -> bool:
    return 2 <= len(text) <= 40 and bool(_BODY_END.search(text)) and not _NOT_BODY.search(text)


def _role(words: str) -> Role:
    if "牵头" in words or "主责" in words or "主办" in words:
        return Role.LEAD
    # Who 配合落实 assists those that answer for it.
    if re.search(r"配合|参与|参加|协同|协助|协办", words):
        return Role.SUPPORT
    if "落实" in words or "实施" in words:
        return Role.IMPLEMENT
    return Role.RESPONSIBLE
