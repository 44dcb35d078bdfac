"""Responsibility brackets: where a measure says who answers for it.

（…按职责分工负责）, 〔…〕, （责任单位：…）, （6月底完成，牵头单位：…）, （…牵头，…配合）, lists of bodies at the end of
a paragraph, and the same without brackets on a line or in a sentence of its own (责任单位：…; 由…牵头，…配合。). The
characters of brackets are taken as one class, because real texts open with 〔 and close with ）.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["LABELS", "Bracket", "find_brackets", "parts"]

_OPEN, _CLOSE = "（〔【[", "）〕】]"
# Longer than any statement; what is open longer was never closed.
_MAX_LENGTH = 800
_BRACKET = re.compile("[（〔【\\[）〕】\\]]")
LABELS = (
    "(?:(?:[省市县区]级)?(?:责任|牵头|主责|主管|配合|参与|参加|协同|协办|协助|主办|承办|落实|实施|指导|支持|负责|完成|监管|督办|督导|包保|推进)"
    "(?:考核|督导|责任|实施|落实|推进)?(?:单位|部门|主体|处室|科室)|(?:牵头|主办|主责|协办|配合)(?=：))"
)
_LABELLED = re.compile(rf"(?:^|[，；。、])(?:第一|其[他它])?(?:{LABELS})(?:（[^）]*）)?：")
_LABELLED_IN_WORDS = re.compile(rf"(?:第一)?(?:{LABELS})[为是][^，；。]*?[局委办厅部府会院]")
_DUTIES = "负责|落实|牵头|配合|参与|参加|实施|组织实施|协同|协助|指导|督导|支持|主办|主责|协办|承办"
_DUTY = re.compile(rf"(?:{_DUTIES})(?:等)?(?:[，。；、）〕]|$)|(?:等|和|及)配合")
_BODY_END = "局委办厅部会府院行心司联团处站队所社室位门县区市业校"
_BODY = re.compile(
    r"(?:[局委办厅部府行心联会门位司团街镇道室院]|办事处|[支大总中]队|海关|(?<=象)台"
    r"|(?:^|[、，；])各[\u4e00-\u9fff（）〔〕、]{0,10}[区县市乡州旗盟）〕])(?:[、，；。等按负牵配落和及指督参主协承实组分）〕]|$)"
)
_STANDING = re.compile(r"^(?:以下|以上|上述).{0,12}(?:均|含|需|由)")
_PLACED = (
    r"(?:[市省县区州盟旗各]|自治[区州县旗]|[\u4e00-\u9fff]{2,4}[市县区州盟旗]|(?:新|高新|经开|开发|示范)区)"
)
_BARE_LIST = re.compile(rf"^{_PLACED}(?:[\u4e00-\u9fff（）〔〕]{{1,24}}[{_BODY_END}](?:[、，；]|等?$))+$")
_SHORT_BODY = re.compile(r"[省市县区州盟旗][\u4e00-\u9fff][局委办厅]")
# A member of a list that is a body for sure, and one that may be one: with it the list is still one of bodies.
_SURE_MEMBER = re.compile(
    rf"{_PLACED}[\u4e00-\u9fff（）〔〕、]{{1,24}}(?:[局委办厅部府行心院]）?|(?<![关串互])联|协会?|工会|十字会|联合会|供销社|大学|[县市区州街镇道]）?)"
    r"|团[省市县区州盟旗]委"
    # 民政厅: a department is a province's.
    r"|[\u4e00-\u9fff]{2,10}(?<![大餐客展歌舞前门])厅"
    # Those of the nation: 教育部, 税务总局, 国务院国资委, 全国总工会.
    r"|[\u4e00-\u9fff]{2,14}(?<![全内外干分局东西南北中])部|[\u4e00-\u9fff]{2,8}总局"
    # Branches by their place: 临溪生态环境分局, 临溪供电公司.
    r"|[\u4e00-\u9fff]{4,12}分局|[\u4e00-\u9fff]{2,6}(?:供电公司|税务局|管委会|海关)"
    r"|(?:国家|国务院|全国|中央)[\u4e00-\u9fff]{2,16}[局委办院会署]"
)
# Bureaus that a county names without its name, behind a whole sentence: 民政局、住建局，各乡镇政府.
_BUREAU = r"[\u4e00-\u9fff]{2,10}(?:局|(?<![常党])委)"
_BESIDE = (
    rf"{_BUREAU}|[\u4e00-\u9fff]{{1,8}}[革融网改府外法信防]办|(?:[妇残文侨]|工商)联|科协|红十字会|团委"
    r"|[\u4e00-\u9fff]{2,6}(?:管委会|公司)"
)
_BUREAUS = re.compile(
    rf"{_BUREAU}(?:[、，；](?:{_BESIDE}))*(?:[、，；]各[\u4e00-\u9fff（）〔〕]{{1,16}})*等?"
)
# With a body before it an enterprise is another member for sure.
_ENTERPRISE = re.compile(r"[\u4e00-\u9fff（）〔〕]{2,24}(?:公司|集团|银行|支行|分行|段)")
# 市120急救中心
_ANY_MEMBER = re.compile(
    r"(?:[\u4e00-\u9fff（）〔〕、]|(?<=[\u4e00-\u9fff])\d{3,5}(?=[\u4e00-\u9fff])){2,24}"
)
_COMMA, _MEMBERS = re.compile("[，；]"), re.compile("[、，；]")
# When it is to be done, behind the list: …，2025年底前完成; …，长期坚持.
_TERM = re.compile(
    r"[，；](?:(?:完成|办结|实施)?(?:时限|时间|期限)：[^；]{2,20}|20\d\d年[^，；、]{0,12}|\d{1,2}月[^，；、]{0,8}前[^，；、]{0,6}|(?:持续|长期)[^，；、]{2,4})$"
)
# The same before the list: 2025年6月底前，…; and in a bracket of its own.
_DATE = re.compile(
    r"(?:20\d\d年(?:\d{1,2}月)?|\d{1,2}月|年)[底末初]?(?:之?前|以前)(?:全部|基本)?(?:完成|落实|到位)?"
)
_LEADING_TERM = re.compile(rf"^{_DATE.pattern}[，；]")
# Who comes first in a list leads; what the list says else are its members.
_FIRST_LEADS = re.compile(r"[，；。（](?:列|排)名?在?(?:第一|首)[位名]?.{0,20}$")
# Who answers for it in person, behind the list of bodies.
_PERSONS = re.compile(r"[；，。](?:(?:责任|牵头|分管|联系|包保)(?:领导|人)|联系电话)：[^；，。、]{2,12}$")
_OTHER_FIELD = (
    r"(?:(?:责任|牵头|分管|联系|包保)(?:领导|人)|(?:完成|办理)?(?:时限|时间|期限))："
    r"(?:[^；。\n]*；|[\u4e00-\u9fff、]{2,20}?(?=(?:责任|牵头|配合)单位：))"
)
_BULLET = r"[—\-–·•◆●■▲*\s]*"
_LABEL_LINE = re.compile(
    rf"^{_BULLET}(?:(?:{_OTHER_FIELD})*(?:{LABELS})：|【(?:{LABELS})】)[^\n]*", re.MULTILINE
)
_RUN_IN = re.compile(rf"(?<=[。；\n])(?:{_OTHER_FIELD})*(?:{LABELS})[：为是][^。\n]*")
_SENTENCE = re.compile(r"(?:(?<=[。；\n])|^)[^。；\n]{6,200}(?=[。；\n]|$)")
_LAST_WORDS = (*_DUTIES.split("|"), "配合落实", "负责实施")
_PART = re.compile(
    rf"(?:由|并由)?(?P<list>{_PLACED}.*?)(?:等(?:有关|相关)?(?:部门|单位)?)?"
    rf"(?:按照?(?:各自)?职责(?:分工)?|具体|共同|分别)*(?:牵头负责|{_DUTIES})(?:落实|实施)?"
)


@dataclass(frozen=True, slots=True)
class Bracket:
    """A responsibility statement: ``[start, end)`` with its brackets, ``[inner_start, inner_end)`` without."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


def find_brackets(clean: str, start: int, end: int) -> list[Bracket]:
    """Responsibility statements of one provision ``clean[start:end]``, in order."""
    found = [b for b in _groups(clean, start, end) if _is_duty(clean, b, end)]
    taken = sorted((b.start, b.end) for b in found)
    for pattern in (_LABEL_LINE, _RUN_IN, _SENTENCE):
        for line in pattern.finditer(clean, start, end):
            before = bisect_left(taken, (line.end(),))
            is_free = not before or taken[before - 1][1] <= line.start()
            if is_free and (pattern is not _SENTENCE or _assigns(line.group())):
                inner = line.start() + len(line.group()) - len(line.group().lstrip("—-–·•◆●■▲* "))
                found.append(Bracket(line.start(), line.end(), inner, line.end()))
                insort(taken, (line.start(), line.end()))
    return sorted(found, key=lambda b: b.start)


def _groups(clean: str, start: int, end: int) -> list[Bracket]:
    """Outermost bracket groups; an opening bracket that nothing closes reaches to the end of its line."""
    groups: list[Bracket] = []
    stack: list[int] = []
    for match in _BRACKET.finditer(clean, start, end):
        if stack and match.start() - stack[0] > _MAX_LENGTH:
            groups.append(_unclosed(clean, stack[0], end))
            stack.clear()
        if match.group() in _OPEN:
            stack.append(match.start())
        elif stack:
            opened = stack.pop()
            if not stack:
                groups.append(Bracket(opened, match.end(), opened + 1, match.start()))
    if stack:
        groups.append(_unclosed(clean, stack[0], end))
    return groups


def _unclosed(clean: str, opened: int, end: int) -> Bracket:
    stop = min(end, opened + _MAX_LENGTH)
    line_end = clean.find("\n", opened, stop)
    stop = stop if line_end < 0 else line_end
    return Bracket(opened, stop, opened + 1, stop, closed=False)


def _is_duty(clean: str, bracket: Bracket, end: int) -> bool:
    inner = clean[bracket.inner_start : bracket.inner_end].replace("\n", "")
    if len(inner) < 4:
        # 。（市科委）: a body of three letters behind a whole sentence.
        is_body = _SHORT_BODY.fullmatch(inner) or _BUREAUS.fullmatch(inner)
        return bool(is_body) and clean[bracket.start - 1] in "。；"
    if _LABELLED.search(inner) or _LABELLED_IN_WORDS.match(inner) or _DATE.fullmatch(inner):
        return True
    if _STANDING.match(inner):
        return bool(_BODY.search(inner))
    if _DUTY.search(inner):
        return bool(_BODY.search(inner)) and "：" not in inner[:4]
    at_end = bracket.end >= end or clean[bracket.end] in "\n。" or clean.startswith(("（", "〔"), bracket.end)
    # Behind a full stop nothing stands that the bracket could belong to but the sentences before.
    at_end = at_end or (clean[bracket.start - 1] == "。" and "、" in inner)
    inner = _FIRST_LEADS.sub("", _PERSONS.sub("", inner))
    if clean[bracket.start - 1] in "。；" and _BUREAUS.fullmatch(inner):
        return True
    return at_end and _lists_bodies(_LEADING_TERM.sub("", _TERM.sub("", inner)))


def _lists_bodies(inner: str) -> bool:
    """Whether a bracket without a word of duty names bodies, at most half of them by names that do not say so."""
    if _BARE_LIST.match(inner):
        return True
    members = [inner[start:stop] for start, stop in parts(inner.removesuffix("等"), _MEMBERS)]
    sure = sum(bool(_SURE_MEMBER.fullmatch(member)) for member in members)
    if _SURE_MEMBER.fullmatch(members[0]):
        sure += sum(bool(_ENTERPRISE.fullmatch(member)) for member in members)
    return len(members) > 1 and 2 * sure >= len(members) and all(map(_ANY_MEMBER.fullmatch, members))


def _assigns(sentence: str) -> bool:
    """Whether a sentence says who answers for the measure and nothing else: 市统计局牵头，市财政局等配合."""
    if not sentence.endswith(_LAST_WORDS):
        return False
    for start, stop in parts(sentence, _COMMA):
        part = _PART.fullmatch(sentence[start:stop])
        if not part or not _BARE_LIST.match(part["list"]):
            return False
    return True


def parts(text: str, mark: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches of ``text`` between the marks outside brackets, as half-open offsets in it."""
    at = depth = 0
    for i, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and mark.match(character):
            yield at, i
            at = i + 1
    yield at, len(text)
