"""Bodies in responsibility statements and their roles.

A statement is a row of lists, each with its duty behind it (A、B牵头，C等配合) or before it (牵头单位：A；配合单位：B).
A list without a duty of its own shares that of the next list, or of the label before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import inf

from policygraph.extraction.assignments.answering import find_answering
from policygraph.extraction.assignments.members import AND_OTHERS, Member, read_members
from policygraph.extraction.mentions import BodyMention
from policygraph.model import Outline, Role, Sentence, Standing
from policygraph.structure.brackets import LABELS

__all__ = ["Responsible", "find_assignments", "find_in_list", "role_in"]

_LABEL = re.compile(
    rf"【?(?:主要|共同|第一|直接|其[他它])?(?P<label>{LABELS})(?:】：?|(?:（[^）]*）)?[：为是])"
)
# A label may stand behind a list with a space between, which the clean text has not.
_BREAK = re.compile(
    rf"[（〔【）〕】，；。\n]|、(?={LABELS}：)|(?<![级头要一各共同管办合与和及、])(?={LABELS}：|(?:完成|办理|办结)(?:时限|时间|期限)：)"
)
# What one statement says for other measures too: 以下均需各县政府落实，不再列出; 以上各项均由各县政府负责.
_STANDING = re.compile(
    r"^(?:(?P<towards>以下|以上|上述)(?:各项|各条|任务|工作|内容|措施|工程)*(?:均|都|还)?(?:需要?|须|含|包括|由|涉及|为)?"
    r"|(?:各|所有|全部)(?:项|条)?(?:任务|工作|内容|措施|工程)+[均都](?:需要?|须|由))"
)
_NOT_AGAIN = re.compile("不再(?:一一)?(?:列出|重复)")
# 各县政府配合落实，下同; 各县政府落实（下同）. In 各区政府（含开发区，下同） it tells what a name includes.
_SAME = re.compile(r"(?:^|（)(?:下同|以下(?:各项|各条|任务|工作|措施|工程)*均?(?:相同|同))）?$")
_AS_BEFORE = re.compile(r"(?:不再|名单|$)")
_TOGETHER = "会同"
# 市教育局会同市财政局制定: what both do stands behind.
_DEED = re.compile(r"(?:共同|联合|研究|具体|抓紧)*(?:制[定订]|推进|开展|办理|出台|研究|完成)$")
# 市民政局（牵头）、市财政局: the role of one member.
_OWN_ROLE = re.compile(r"[（〔](?P<duty>牵头|主办|主责|配合|协办)(?:单位|部门)?[）〕]")
_ALL_BELOW = re.compile(r"^(?:各|地方|有关|相关)|[县市区州][（〔]")
_DUTY = re.compile(
    rf"{AND_OTHERS}?"
    r"(?P<duty>(?:均|要|共同|分别|具体|联合|统筹|组织|给予|予以|依|按照?|根据|各自|职责|职能|任务|分工|属地|管理|原则|权限|密切|积极|抓好|做好|推动|结合实际|因地制宜)*"
    r"(?:负责)?(?:牵头负责|牵头落实|牵头组织|牵头督导|牵头|负责落实|配合落实|落实|贯彻落实|组织实施|实施|负责|配合|参与|参加|协同|协助|协调|指导|督导|监督|支持|组织(?=$)"
    r"|主办|主责|协办|承办)"
    r"(?:落实|实施|推进|工作|执行)?|(?<=[局委办厅部府会院行心处团司联门])作?为(?:牵头|主办|主责|责任|配合|协办|协同|参与)(?:单位|部门)|(?:按照?|依)(?:各自)?(?:职责|职能|任务)(?:分工)?)$"
)
# 县教育局负责校园食堂, 县商务局牵头做好展销: what of the measure is theirs stands behind.
_SHARE = re.compile(
    r"(?<=[局委办厅部府会院行心处团司联])(?:具体|共同|统一|统筹|主要)?(?P<duty>牵头负责|负责|牵头|配合)"
    r"(?!人|单位|部门|制|同志)[\u4e00-\u9fff]{2,16}$"
)
# 市商务局、市教育局按照职责分工指导推动: how they answer for it stands behind.
_BY_DIVISION = re.compile(
    r"(?<=[局委办厅部府会院行心处团司联队等门])(?P<duty>按照?(?:各自)?(?:职责|职能)(?:分工)?)[\u4e00-\u9fff]{2,12}$"
)
# Who comes first in a list leads: in this one, and with 下同 or in a sentence of its own in all that follow.
_FIRST_LEADS = re.compile(
    r"(?:[列排]名?在?(?:第一|首|最前)[位名]?(?:者|的)?[^，。；）]{0,6}|第一(?:个|位|(?:责任|承办|负责)?(?:单位|部门)))"
    r"(?:[为是]|即)(?:牵头|主办|主责)(?:单位|部门)"
)
# 市财政局、市商务局，各区政府；逗号前为牵头单位，下同
_BEFORE_COMMA_LEADS = re.compile(
    r"逗号(?:之?前|前面)(?:的|者)?[^，。；）]{0,4}[为是](?:牵头|主办|主责)(?:单位|部门)"
)
_FOLLOWING = re.compile(r"，?(?:下同|以下(?:均|都)?(?:相)?同)")


@dataclass(frozen=True, slots=True)
class Responsible:
    """The bodies of responsibility statements, and where members of their lists stand that are none that is known."""

    bodies: tuple[BodyMention, ...]
    unread: tuple[tuple[int, int], ...]


def find_assignments(clean: str, outline: Outline, is_body: Callable[[str], bool]) -> Responsible:
    """Bodies of all responsibility statements, in order.

    Args:
        clean: the clean text.
        outline: its structure.
        is_body: whether the vocabulary knows a body by that name; decides whether 和 joins two bodies or
            belongs to one name (规划和自然资源局).
    """
    bodies: list[BodyMention] = []
    unread: list[tuple[int, int]] = []
    first_leads, before_comma_leads = _first_leads_from(outline), inf
    for listed in outline.brackets:
        statement = _Statement(clean, listed, is_body)
        found = statement.read()
        rule = _FIRST_LEADS.search(listed.text)
        if rule and _FOLLOWING.match(listed.text, rule.end()):
            first_leads = min(first_leads, listed.start)
        if rule or listed.start >= first_leads:
            found = _led_by_first(found)
        parted = _BEFORE_COMMA_LEADS.search(listed.text)
        if parted and _FOLLOWING.match(listed.text, parted.end()):
            before_comma_leads = min(before_comma_leads, listed.start)
        if parted or listed.start >= before_comma_leads:
            found = _led_by_those_before(found, listed.start + listed.text.find("，"))
        bodies += found
        unread += statement.unread if found else ()
    for sentence in outline.sentences:
        bodies += find_answering(clean, sentence, is_body)
    return Responsible(tuple(sorted(bodies, key=lambda body: body.start)), tuple(unread))


def _first_leads_from(outline: Outline) -> float:
    """Where a sentence begins that says for all lists below it that who comes first leads; beyond all if none."""
    return next((float(s.start) for s in outline.sentences if _FIRST_LEADS.search(s.text)), inf)


def _led_by_first(found: list[BodyMention]) -> list[BodyMention]:
    """The bodies with the first one leading, if the statement gives it no other role and names no leader."""
    if not found or found[0].role is not Role.RESPONSIBLE or any(one.role is Role.LEAD for one in found):
        return found
    return [replace(found[0], role=Role.LEAD), *found[1:]]


def _led_by_those_before(found: list[BodyMention], comma: int) -> list[BodyMention]:
    """The bodies with those before the comma leading, if the statement says nothing else of any."""
    if any(one.role is not Role.RESPONSIBLE for one in found):
        return found
    return [replace(one, role=Role.LEAD) if one.end <= comma else one for one in found]


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
        self._latest: list[Member] = []
        self.unread: list[tuple[int, int]] = []

    def read(self) -> list[BodyMention]:
        pending: list[Member] = []
        labelled: Role | None = None
        standing: Standing | None = None
        for start, end, ends_list in self._segments():
            text = self._clean[start:end]
            same = _SAME.search(text)
            text = text[: same.start()] if same else text
            label = _LABEL.match(text)
            if label:
                pending = self._note(pending, labelled or self._default)
                labelled, standing = role_in(label["label"]), None
                start, text = start + label.end(), text[label.end() :]
            opening = _STANDING.match(text)
            if opening:
                pending = self._note(pending, labelled or self._default)
                labelled = None
                standing = self._reach(opening["towards"])
                start, text = start + opening.end(), text[opening.end() :]
            duty = _DUTY.search(text) or _SHARE.search(text) or _BY_DIVISION.search(text)
            stop = start + (duty.start() if duty else len(text))
            pending, names = self._listed(start, stop, pending, standing)
            self._latest = pending if duty else names or (self._latest if _AS_BEFORE.match(text) else [])
            if duty:
                role = role_in(duty["duty"])
                if labelled is not role and (role is Role.SUPPORT or labelled):
                    pending = self._without_others(pending, names, labelled)
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

    def _reach(self, towards: str | None) -> Standing:
        """Of which measures a rule is said: of those below where it says 以下, or 各项工作…不再列出."""
        is_later = towards == "以下" or (not towards and _NOT_AGAIN.search(self._statement.text))
        return Standing.LATER if is_later else Standing.EARLIER

    def _listed(
        self, start: int, stop: int, pending: list[Member], standing: Standing | None
    ) -> tuple[list[Member], list[Member]]:
        """The bodies that wait for their duty, with those of a further list; and the latter alone.

        Of A会同B both have theirs: A leads, and B supports.
        """
        together = self._clean.find(_TOGETHER, start, stop)
        if together < 0:
            names = self._names(start, stop)
            return [*pending, *names], names
        self._note([*pending, *self._names(start, together)], Role.LEAD, standing)
        begin = together + len(_TOGETHER)
        deed = _DEED.search(self._clean, begin, stop)
        self._note(self._names(begin, deed.start() if deed else stop), Role.SUPPORT, standing)
        return [], []

    def _without_others(
        self, pending: list[Member], names: list[Member], labelled: Role | None
    ) -> list[Member]:
        """A、B，C参与 and 配合单位：A、B，C负责落实: those before C are noted in the role of their label.

        Without a label those whom C supports answer for it, unless somebody else does.
        """
        if pending == names or (self._found and labelled is None):
            return pending
        self._note(pending[: len(pending) - len(names)], labelled or self._default)
        return names

    def _note(self, names: list[Member], role: Role, standing: Standing | None = None) -> list[Member]:
        """Note bodies with their role; what is left of them is an empty list."""
        path = self._statement.path
        for name in names:
            own = _OWN_ROLE.match(self._clean, name.end)
            own_role = role_in(own["duty"]) if own else role
            self._found.append(BodyMention(path, name.start, name.end, name.text, own_role, standing))
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
        for match in _BREAK.finditer(self._statement.text):
            mark, at = match.group(), self._statement.start + match.start()
            if mark and mark in "（〔【":
                depth += 1
            elif mark and mark in "）〕】":
                depth = max(0, depth - 1)
            elif depth == 0:
                yield start, at, mark != "，"
                start = at + len(mark)
        yield start, self._statement.end, True

    def _names(self, start: int, end: int) -> list[Member]:
        members = list(read_members(self._clean, start, end, self._is_body))
        names = [member for member in members if member.is_body]
        # Several between two marks are a list of their own, whatever they are: 甲局，青山、荷塘，乙局.
        if names or (len(members) > 1 and self._has_marks(start, end)):
            self.unread += [(member.start, member.end) for member in members if not member.is_body]
        return names

    def _has_marks(self, start: int, end: int) -> bool:
        """Whether a stretch is one part of a longer list of bodies."""
        before, after = self._clean[start - 1], self._clean[end : end + 1]
        return before in "，：" and after in ("，", "；", "）", "】", "〕")


def role_in(words: str) -> Role:
    """The role that the words around a body's name tell: 牵头, 配合, 落实, else responsible."""
    if "牵头" in words or "主责" in words or "主办" in words:
        return Role.LEAD
    # Who 配合落实 assists those that answer for it.
    if re.search(r"配合|参与|参加|协同|协助|协办|指导|监督|支持", words):
        return Role.SUPPORT
    if "落实" in words or "实施" in words or words.endswith("组织"):
        return Role.IMPLEMENT
    return Role.RESPONSIBLE
