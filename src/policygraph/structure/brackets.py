"""Responsibility brackets: where a measure says who answers for it.

（…按职责分工负责）, 〔…〕, （责任单位：…）, （…牵头，…配合）, lists of bodies at the end of a paragraph, and the same
without brackets on a line of its own (责任单位：…). Bracket characters are taken as one class, because real texts
open with 〔 and close with ）.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN, _CLOSE = "（〔【[", "）〕】]"
# Longer than any statement; what is open longer was never closed.
_MAX_LENGTH = 800
_BRACKET = re.compile("[（〔【\\[）〕】\\]]")
LABELS = "(?:责任|牵头|主责|主管|配合|参与|参加|协同|协办|协助|主办|承办|落实|实施)(?:单位|部门|主体|处室)"
_LABELLED = re.compile(rf"^(?:{LABELS})(?:（[^）]*）)?：")
_DUTY = re.compile(
    r"(?:负责|落实|牵头|配合|参与|参加|实施|组织实施|协同|协助)(?:等)?(?:[，。；、）〕]|$)|(?:等|和|及)配合"
)
_BODY_END = "局委办厅部会府院行心司联团处站队所社室位门县区市业校"
_BODY = re.compile(r"[局委办厅部府行心联会](?:[、，；。等按负牵配落和及）〕]|$)")
_STANDING = re.compile(r"^(?:以下|以上|上述).{0,12}(?:均|含|需|由)")
_BARE_LIST = re.compile(
    rf"^(?:[市省县区各]|[\u4e00-\u9fff]{{2,4}}[市县区])(?:[\u4e00-\u9fff（）〔〕]{{1,24}}[{_BODY_END}](?:[、，；]|等?$))+$"
)
_LABEL_LINE = re.compile(rf"^[—\-–·•◆●■▲*\s]*(?:{LABELS})：[^\n]*", re.MULTILINE)


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
    taken = [(b.start, b.end) for b in found]
    for line in _LABEL_LINE.finditer(clean, start, end):
        if not any(s <= line.start() < e for s, e in taken):
            inner = line.start() + len(line.group()) - len(line.group().lstrip("—-–·•◆●■▲* "))
            found.append(Bracket(line.start(), line.end(), inner, line.end()))
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
        return False
    if _LABELLED.match(inner):
        return True
    if _STANDING.match(inner):
        return bool(_BODY.search(inner))
    if _DUTY.search(inner):
        return bool(_BODY.search(inner)) and "：" not in inner[:4]
    at_end = bracket.end >= end or clean[bracket.end] in "\n。" or clean.startswith(("（", "〔"), bracket.end)
    return at_end and bool(_BARE_LIST.match(inner))
