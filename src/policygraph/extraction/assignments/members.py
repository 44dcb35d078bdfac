"""The members of a list of bodies: 市发改委（市能源局）、市财政局和市税务局, 西峰区、庆城县人民政府.

What a list says once for several members is given to each: 各区、市政府 are 各区政府 and 各市政府.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

__all__ = ["AND_OTHERS", "Member", "read_members"]

# A、B等部门, 等部门和单位, 等有关市直单位.
_OTHERS = (
    r"(?:[省市县区](?=有关|相关))?(?:有关|相关)?(?:市直|省直|市级|省级)?(?:行业)?(?:主管)?(?:部门|单位|企业)"
)
AND_OTHERS = (
    r"(?:等[\u4e00-\u9fff]{1,10}成员单位"
    rf"|等(?:[\d一二三四五六七八九十]{{1,3}}个?)?(?:{_OTHERS}(?:[和及、]{_OTHERS})*)?)"
)
_ETC = re.compile(rf"{AND_OTHERS}$")
_LEAD_IN = re.compile(
    r"^(?:[均都还也]?(?:需要?|须)由?|(?:[此该本]|以上|上述)?各?项?(?:工作|任务|措施)?由|(?:具体)?(?:任务|工作|措施)[均都](?:涉及|由|需)|由|会同|并|及|和|与|以及|市直(?!各|有关|相关|部门|单位)|其中|同时|除)(?=[市省县区各\u4e00-\u9fff]{2})"
)
_BODY_END = re.compile(
    r"(?:局|委|办|厅|部|中心|委员会|政府|管委会|公司|集团|分行|支行|银行|分局|支局|支队|总队|大队|联|会|院|所|站|处|科|室|社|队|"
    r"示范区|开发区|新区|高新区|经开区|试验区|实验区|园区|产业园|工业园|科技园|直属库|管理区|度假区|合作区|工作组|领导小组|工作专班|部门|单位|企业|学校|街道|乡镇|街道办|法院|检察院|大学|署|馆|务段|局）|海关|气象台|厂|煤矿|油田|电站|机场|监管组|兵团|[城交水农产旅建]投|"
    r"(?:(?<![乡城小集])|(?<=^[\u4e00-\u9fff][城集]))镇|(?<![城水老下])乡|(?<=^[\u4e00-\u9fff]{2})街)$"
)
_NOT_BODY = re.compile(
    r"^(?:长期|持续|常年|每年|年底|按期|逗号|不再|名单|下同|按|并|以下|落实|抓|做|略|列|适用范围|排[在第首名]|第一[个位责承])|列出|职责|分工|任务|为[\u4e00-\u9fff]{2,4}(?:单位|部门)$|(?:工作|推进|坚持|完成|开展|实施|到位)$"
)
# 13个街道 and 全县各乡镇 are all of them.
_ALL = re.compile(r"(?:全[省市县区州盟旗])?(?:\d{1,3}个|各|所有)(?=[街乡镇县市区旗])")
# Between two bodies may stand nothing but a space, which the clean text has not.
_JOINERS = re.compile(r"和|及|与|以及|(?<=[局委办厅])(?=[省市县区州])")
# Cells of tables part bodies by lines: 县水务局⏎县住建局⏎县重点工程指挥部.
_LINES = re.compile(
    r"(?<=[局委办厅部联院府心司队处行会])(?=[省市县区州](?![域区场直]|[东西南北中]区)|各[县市区乡镇（])"
)
# 青山、荷塘管理区; 青山、荷塘区人民政府: the ending of the last is that of all.
_SHARED_ENDING = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:街道办事处|街道|[镇乡县区](?:人民政府|政府)?"
    r"|(?:(?:(?:经济(?:技术)?|高新(?:技术)?(?:产业)?)?开发|管理|高新|经开|工业园|示范|新)区|园区)(?:管委会|管理委员会)?)$"
)
_BARE_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}(?<![局委办厅部院会区县市镇乡街道])")
# A government without its area is said of the area that stands before it (各县委和政府), and so is a committee.
_BARE_GOVERNMENT = re.compile(r"(?:人民)?政府|管委会|管理委员会")
# 各镇、办: the offices of subdistricts beside towns.
_TOWNS = re.compile(r"各[乡镇]{1,2}")
# 各市、县政府; 有关市、县政府: what is said of one level is said of the next.
_OF_SEVERAL = re.compile(r"各|有关|相关")
_DIVISION_END = re.compile(r"[处科室股]$")
# 市教育局职成科、人事科: divisions of one bureau.
_OF_BUREAU = re.compile(r"(?P<bureau>[\u4e00-\u9fff]{3,20}?[局委厅])[\u4e00-\u9fff]{1,12}(?<!办事)[处科股]")
_BARE_DIVISION = re.compile(r"(?![省市县区州盟旗各])[\u4e00-\u9fff]{1,10}(?<!办事)[处科股]")
_PARTY = re.compile(r"(?:党工委|党委|委)$")
_NOBODY = re.compile(
    # 发电企业, 重点用能单位, 市属国有企业
    r"(?!(?:中央|[中央]*[驻省市县区])[\u4e00-\u9fff]{0,3}单位)[\u4e00-\u9fff]{2,8}(?:企业|(?:用能|排放|建设|施工|运营|排污|用水|产废)单位)|"
    r"(?:其[他它])?(?:单位|(?:(?:[各同上下当属][\u4e00-\u9fff]{0,8}|[\u4e00-\u9fff]{2,6}(?:机构|企业|单位|项目))?(?:行业|有关|相关|业务|行政|级|地)?主管)?部门|企业|(?:人民)?政府)"
    r"(?:[和及](?:单位|部门|企业))*"
    # 相关部门 alone, and 相关涉事部门 of any kind; 各有关部门 are all of them.
    r"|(?:相关|有关)(?:[涉事职能责任业务行业]{2,4})?(?:部门|单位)"
)
# A class of actors: 各高校, 科研院所, 市直各学校.
_ACTORS = re.compile(
    r"(?:[省市县区][属直])?(?:[各在有相][\u4e00-\u9fff]{0,4})?(?:级各类|级)?(?:科研院所|科研机构|大中专院校|学校|高校|院校|医院|医疗卫生机构|医疗机构|派出所|银行|保险公司)"
)
_GOVERNMENT = re.compile(r"(?:人民)?政府$")
_AREA = re.compile(r"[\u4e00-\u9fff]{0,7}[省县市区旗州盟](?:（[县市区旗、]{1,5}）)?")
_OF_LEVEL = re.compile(r"[县市区旗州盟](?![场域]).{2}")
_LEVEL = re.compile(r"(?:[省县市区旗州盟]|直辖市|县级市|自治[区州县]|乡|镇)(?:人民政府|政府)?")
_ASIDE = re.compile(r"(?P<name>[^（〔]{2,}|.{2,}(?:政府|办事处))[（〔](?P<aside>[^（）〔〕]+)[）〕]")
# 相关区（市）县政府（管委会）: others of that level in as many places; of all, 各县区政府（管委会） are one name.
_COMMITTEES = re.compile(
    r"(?P<name>(?P<which>各?(?:相关|有关))[县市区地州盟旗（）〔〕、乡镇]{1,12}(?:人民)?政府)[（〔](?P<aside>管委会|管理委员会|行署|行政公署)[）〕]"
)
_INCLUDED = re.compile(r"不?含|包括|除|原|行署|行政公署")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,20}")
# 各区政府〈含开发区、风景区管委会〉: those of all are answerable, too.
_INCLUDING = re.compile(r"(?<=府)[〈《](?:含|包括)")
# 各区政府〉: a bracket of another kind behind a name.
_MISTYPED = re.compile(r"(?<=[府局委办厅会])[《〈》〉].*")
# What no name holds, and what may hold one that was not read: 各地行署（人民政府）.
_STRANGE = re.compile(r"[：《》〈〉“”\d]")
_WITH_BRACKET = re.compile(r"[\u4e00-\u9fff]{2,20}（[\u4e00-\u9fff、]{2,12}）")
# What parts a list, and the brackets in which nothing does.
_MARK = re.compile("[（〔）〕、]")
_MOST_JOINED, _LEAST_NAME = 3, 3


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a list where it stands, in half-open offsets, and the name that it has there.

    ``is_body`` holds where it is one by its name or its form; what is not may still be one.
    """

    start: int
    end: int
    text: str
    is_body: bool = True


def read_members(clean: str, start: int, end: int, is_known: Callable[[str], bool]) -> Iterator[Member]:
    """The members of the list ``clean[start:end]``, in order.

    Args:
        clean: the clean text.
        start: where the list begins.
        end: where it ends.
        is_known: whether the vocabulary knows a body by that name; decides whether 和 joins two bodies or
            belongs to one name (规划和自然资源局).
    """
    yield from _List(clean, is_known).members(start, end)


class _List:
    def __init__(self, clean: str, is_known: Callable[[str], bool]) -> None:
        self._clean = clean
        self._is_known = is_known

    def members(self, start: int, end: int) -> Iterator[Member]:
        inside = _INCLUDING.search(self._clean, start, end)
        parts = list(self._pieces(start, end, has_aside=inside is not None))
        pieces = [self._trimmed(*piece) for piece in self._joined(parts)]
        if inside:
            pieces = [_of_each(piece) if piece.start >= inside.end() else piece for piece in pieces]
        for piece in self._completed([piece for piece in pieces if piece.text]):
            if piece.text:
                yield from self._split(piece)

    def _pieces(self, start: int, end: int, *, has_aside: bool) -> Iterator[tuple[int, int]]:
        at, depth = start, 0
        marks = (match.start() for match in _MARK.finditer(self._clean, start, end))
        for i in (*(range(start, end) if has_aside else marks), end):
            mark = self._clean[i] if i < end else "、"
            if has_aside and depth == 0 and (inside := _INCLUDING.match(self._clean, i, end)):
                yield at, i
                at = inside.end()
            elif mark in "（〔":
                depth += 1
            elif mark in "）〕":
                depth = max(0, depth - 1)
            elif mark == "、" and (depth == 0 or i == end):
                yield at, i
                at = i + 1

    def _joined(self, pieces: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """各县、区人民政府 is one name where the vocabulary has it."""
        i = 0
        while i < len(pieces):
            start, stop = pieces[i]
            if _LEVEL.fullmatch(self._clean[start:stop].removeprefix("各")):
                for j in range(min(i + _MOST_JOINED, len(pieces)) - 1, i, -1):
                    if self._is_known(self._clean[start : pieces[j][1]]):
                        i, stop = j, pieces[j][1]
                        break
            yield start, stop
            i += 1

    def _trimmed(self, start: int, end: int) -> Member:
        text = self._clean[start:end]
        if (lead := _LEAD_IN.match(text)) and not self._is_known(text):
            start, text = start + lead.end(), text[lead.end() :]
        if aside := _MISTYPED.search(text):
            end, text = start + aside.start(), text[: aside.start()]
        if etc := _ETC.search(text):
            end, text = start + etc.start(), text[: etc.start()]
        text = _ALL.sub("各", text, count=1) if _ALL.match(text) else text
        return Member(start, end, text)

    def _completed(self, pieces: Sequence[Member]) -> Sequence[Member]:
        """The pieces with what the list says once for several: 各, and 政府 or 人民政府 behind the last."""
        found = list(pieces)
        _pass_on(found)
        self._share_ending(found)
        government = ""
        for i in reversed(range(len(found))):
            text = found[i].text
            if word := _GOVERNMENT.search(text):
                government = word.group() if _AREA.fullmatch(text[: word.start()]) else ""
            elif not _AREA.fullmatch(text) or _looks_like_body(text):
                government = ""
            elif not government and _LEVEL.fullmatch(text):
                found[i] = replace(
                    found[i], text=_at_level(text, found[i + 1].text if found[i + 1 :] else "")
                )
            elif government or (not self._is_known(text) and self._is_known(f"{text}人民政府")):
                found[i] = replace(found[i], text=text + (government or "人民政府"))
        return found

    def _share_ending(self, found: list[Member]) -> None:
        """Give bare names of places the ending of the next one: 青山、荷塘管理区."""
        ending = ""
        for i in reversed(range(len(found))):
            text = found[i].text
            if shared := _SHARED_ENDING.search(text):
                ending = "" if text.startswith("各") else shared.group()
            elif ending and _BARE_PLACE.fullmatch(text) and not self._is_known(text):
                found[i] = replace(found[i], text=text + ending)
            else:
                ending = ""

    def _split(self, piece: Member) -> Iterator[Member]:
        """One piece of a list, parted at 和 where both sides are bodies, and at a bracket with another name."""
        if both := _with_committees(piece):
            yield from both
        elif self._is_known(piece.text) or piece.text != self._clean[piece.start : piece.end]:
            # What was completed is a name, and no words of the text to be parted.
            if not _NOBODY.fullmatch(piece.text):
                yield piece
        elif sides := _by_lines(piece, self._is_known) or self._sides(piece):
            for side in sides:
                yield from self._split(side)
        else:
            yield from self._single(piece)

    def _single(self, piece: Member) -> Iterator[Member]:
        """A piece that nothing joins, and the other name in its bracket."""
        text = piece.text
        aside = _ASIDE.fullmatch(text)
        if aside and (_looks_like_body(aside["name"]) or self._is_known(aside["name"])):
            yield Member(piece.start, piece.start + aside.end("name"), aside["name"])
            if not _INCLUDED.match(aside["aside"]):
                inner = self.members(piece.start + aside.start("aside"), piece.start + aside.end("aside"))
                yield from (member for member in inner if member.is_body)
        elif text.endswith("部门") and self._is_known(text.removesuffix("部门")):
            # 市发改、工信和住建部门: the last of several fields of work.
            yield Member(piece.start, piece.end - len("部门"), text.removesuffix("部门"))
        elif _looks_like_body(text):
            yield piece
        elif (
            (_WORDS.fullmatch(text) or _WITH_BRACKET.fullmatch(text))
            and not _NOT_BODY.search(text)
            and not _NOBODY.fullmatch(text)
        ):
            yield replace(piece, is_body=False)

    def _sides(self, piece: Member) -> tuple[Member, ...]:
        """The two sides of the first 和 between bodies; none where nothing joins two."""
        sides = (self._joined_sides(piece, joiner) for joiner in _JOINERS.finditer(piece.text))
        return next(filter(None, sides), ())

    def _joined_sides(self, piece: Member, joiner: re.Match[str]) -> tuple[Member, ...]:
        # 财政部等和各省级人民政府
        left, right = _ETC.sub("", piece.text[: joiner.start()]), piece.text[joiner.end() :]
        first = Member(piece.start, piece.start + len(left), left)
        second = Member(piece.start + joiner.end(), piece.end, right)
        government = _GOVERNMENT.search(right)
        if _BARE_GOVERNMENT.fullmatch(right) and _PARTY.search(left):
            return (replace(piece, text=_PARTY.sub("", left) + right),)
        if government and _AREA.fullmatch(left) and _AREA.fullmatch(right[: government.start()]):
            return replace(first, text=left + government.group()), second
        if _ACTORS.fullmatch(right):
            return (first,) if _looks_like_body(left) else ()
        if not joiner.group():
            return (first, second) if self._is_known(left) and self._is_known(right) else ()
        if _OF_LEVEL.match(left) and not _looks_like_body(left) and not _OF_LEVEL.match(right):
            # 县教育和科技局 is one bureau.
            return ()
        # 科技与外事处 is one division.
        if _DIVISION_END.search(right) and not _looks_like_body(left):
            return ()
        is_right_body = _looks_like_body(right) or (right.startswith("各") and self._is_known(right))
        # 自然资源和规划厅 is one department; 工信和住建部门 are two.
        is_left_body = _looks_like_body(left) or (
            self._is_known(left) and (right.endswith("部门") or self._is_known(right))
        )
        if is_right_body and is_left_body:
            field = right.removesuffix("部门")
            if field != right and self._is_known(field):
                second = replace(second, end=second.start + len(field), text=field)
            return first, second
        return ()


def _pass_on(found: list[Member]) -> None:
    """Give members what the one before them says for them, too: 各, 有关, a bureau, the area of a party committee."""
    for i, piece in enumerate(found[1:], 1):
        before = found[i - 1].text
        if (of_all := _OF_SEVERAL.match(before)) and _LEVEL.fullmatch(piece.text):
            found[i] = replace(piece, text=of_all.group() + piece.text)
        elif _TOWNS.fullmatch(before) and piece.text == "办":
            found[i] = replace(piece, text="各街道办")
        elif (of_bureau := _OF_BUREAU.fullmatch(before)) and _BARE_DIVISION.fullmatch(piece.text):
            found[i] = replace(piece, text=of_bureau["bureau"] + piece.text)
        elif _BARE_GOVERNMENT.fullmatch(piece.text) and _PARTY.search(before):
            found[i] = replace(piece, text=_PARTY.sub("", before) + piece.text)


def _of_each(piece: Member) -> Member:
    return replace(piece, text=piece.text if piece.text.startswith("各") else f"各{piece.text}")


def _with_committees(piece: Member) -> tuple[Member, ...]:
    """The governments of a class and the committees of zones in the bracket behind them, none where it is no such."""
    both = _COMMITTEES.fullmatch(piece.text)
    if both is None:
        return ()
    start = piece.start
    committee = f"{both['which']}{both['aside']}"
    return (
        Member(start, start + both.end("name"), both["name"]),
        Member(start + both.start("aside"), start + both.end("aside"), committee),
    )


def _by_lines(piece: Member, is_known: Callable[[str], bool]) -> tuple[Member, ...]:
    """The bodies of a list that nothing but line breaks parts, which the clean text has not."""
    text = piece.text
    breaks = [0, *(match.start() for match in _LINES.finditer(text)), len(text)]
    names = [text[start:end] for start, end in pairwise(breaks)]
    is_list = (
        len(names) > 1
        and len({name[0] for name in names if not name.startswith("各")}) == 1
        and all(map(_looks_like_body, names))
        and all(len(name) > _LEAST_NAME or is_known(name) for name in names)
    )
    if not is_list:
        return ()
    return tuple(
        Member(piece.start + start, piece.start + end, text[start:end]) for start, end in pairwise(breaks)
    )


def _at_level(word: str, below: str) -> str:
    """The body of one level that is named with that of another: 市 of 市、区财政局 is 市财政局; '' if there is none."""
    if government := _GOVERNMENT.search(below):
        return word + government.group()
    return word + below[1:] if _OF_LEVEL.match(below) else ""


def _looks_like_body(text: str) -> bool:
    return (
        2 <= len(text) <= 40
        and bool(_BODY_END.search(text))
        and not _NOT_BODY.search(text)
        and not _NOBODY.fullmatch(text)
        and not _ACTORS.fullmatch(text)
        and not _STRANGE.search(text)
    )
