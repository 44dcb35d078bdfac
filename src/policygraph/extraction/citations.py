"""References to other documents: titles in 《》, document numbers, standards' numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from policygraph.extraction.mentions import CitationMention
from policygraph.model import CitationRelation, DocumentKind, Outline, Provision

__all__ = ["citation_at", "encloses_bodies", "find_citations", "normalise_number"]

_YEAR = r"[〔\[（【]\s*(?:20|19)\d{2}[〕\]）】]"
_NUMBER = rf"[\u4e00-\u9fff]{{1,12}}{_YEAR}\s*第?\d{{1,4}}号"
_STANDARD = (
    r"(?:GBJ?|GBZ|HJ|NB|TD|DZ|CH|MZ|SY|JC|TB|MT|XF|RB|LB|WH|SB|JJ[FG]|建标|DB(?:\d{2}|\d{4})?(?:（[A-Z]）|[A-Z])?|DBJ(?:\d{2})?|CJJ?|JGJ|NY|QC|JT[GJ]?|YD|SL|LY|AQ|DL|JB|YS|YB|HG|QB|FZ|GA|WS|TSG|T/[A-Z]{2,6})"
    r"(?:[/-][TZJ])?[/ ]?\d+(?:\.\d+)?[-—–]\d{4}"
)
# Without its year a standard is told by a prefix that nothing else has, or by the title before it.
_UNDATED = (
    r"(?:(?:GB|HJ)[/ ]?\d{3,5}|(?:CJJ|JGJ|DB(?:\d{2}|\d{4})/T|[A-Z]{2,3}/T)[/ ]?\d{2,5})"
    r"(?:\.\d+)?(?![\d.A-Za-z]|[-—–]\d)"
)
# 国务院令第736号, 国家发展和改革委员会令2023年第2号, 公告2021年第5号.
_ORDER = r"[\u4e00-\u9fff]{2,24}(?:令|公告)(?:〔?20\d{2}〕?年?)?第?\d{1,4}号"
_ANY_NUMBER = rf"{_NUMBER}|{_STANDARD}|{_UNDATED}|{_ORDER}"
# What follows a number in its bracket: more of them, and a short name for what is cited.
_SHORT_FORM = r"(?:[，；、]?(?:以下|下)(?:统称|简称|称|同)[^（）〔〕]{0,40})?"
_TITLE = re.compile(
    r"《(?P<title>[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*)》"
    rf"(?:(?P<standard>{_STANDARD}|{_UNDATED})|\n?[（〔](?P<number>{_ANY_NUMBER})(?:(?P<others>(?:[、，和](?:{_ANY_NUMBER}))+){_SHORT_FORM}|{_SHORT_FORM}[）〕]))?"
)
_OTHER_NUMBER = re.compile(_ANY_NUMBER)
_YEAR_AND_SERIAL = re.compile(rf"{_YEAR}第?\d{{1,4}}(?P<others>(?:、\d{{1,4}})*)号(?![楼线机炉井院桥路])")
_ORDER_NUMBER = re.compile(r"(?:令|公告)(?:20\d{2}年)?第\d{1,4}号")
_SERIAL = re.compile(r"(?P<serial>\d{1,4})号?")
# The issuer's code before the year: the characters behind the last that belong to the sentence and not to the code.
_CODE_LENGTH = 12
_BEFORE = (
    r"执行|按照?|根据|[依遵参对][据照]|落实|贯彻|实施|结合|废止|[转印下]发(?=..)|发布|关于|通过|见|文件|精神|要求|规定|通知|意见|方案|办法"
    r"|以及|[和与及或的以等号将对]|并(?!政|办|发|环)"
)
_BEFORE_ISSUER = re.compile(rf".*(?:{_BEFORE})")
_BEFORE_CODE = re.compile(rf".*(?:{_BEFORE}|办公室|办公厅|委员会|政府|[局部](?!联))")
_CODE = re.compile(r"[\u4e00-\u9fff]{2,9}")
# What bodies and kinds of paper are called in codes.
_CODE_WORD = re.compile(
    r"[政府委办厅环财建发函规字令电交农水能资经科教商监卫林督减节统税住城旅安国中]|工信|发改|市监|气象|文旅|应急"
)
# Who gives an order, in full: 国务院, 生态环境部, 某省人民政府.
_ISSUER = re.compile(
    r"(?:中华人民共和国|[\u4e00-\u9fff]{2,6}[省市区])?[\u4e00-\u9fff]{0,12}?(?:国务院|委员会|政府|部|总局|局|委)$"
)
_BARE_STANDARD = re.compile(rf"(?<![A-Za-z/])(?:{_STANDARD}|{_UNDATED})")
_ANY_STANDARD = re.compile(rf"{_STANDARD}|{_UNDATED}")
# 为深入实施《某条例》（国务院令第7号）、《某省某条例》: what is said of the first is said of the second.
_LISTED = r"(?:《[^《》]+》(?:[（〔][^（）]{2,40}[）〕])?[、和及]?)*"
_BASIS_CUE = re.compile(rf"贯彻|落实|推动$|(?:深入|全面|认真)实施{_LISTED}$|现将$|根据|依据|按照|遵照|依照")
# 贯彻《…》，衔接《…》: beside what the plan is made under, what it only has to agree with.
_AGREES = re.compile(r"(?:衔接|对接|对标|参照|参考|借鉴)[^，。；]*$")
# …，制定本办法: what the sentence names before is what the rules are made under.
_MAKES_RULES = re.compile(r"[^。；\n]*制[定订]本[\u4e00-\u9fff]{2,6}[。；]")
_FAR = 400
_SENTENCE_STOP = re.compile(r"[。；\n]")
# 以下简称《方案》: a short name for a document that was named before, most often this one.
_SHORT_NAME = re.compile(r"(?:工作|实施)?(?:方案|计划|规划|意见|通知|办法|条例|纲要|决定|目录)")
# 《某省节水条例》（以下简称《条例》): what 《条例》 means from there on.
_SHORTENED = re.compile(
    rf"《(?P<title>[^《》\n]+)》[（〔](?:{_NUMBER}|[^（）〔〕《》])[^（）〔〕《》]{{0,30}}(?:简称|统称)[：:]?《(?P<short>[^《》\n]{{2,8}})》"
)
# 某市人民政府办公室关于分解落实《政府工作报告》重点任务的通知 names itself and cites nothing.
_NOTICE_LINE = re.compile(r"\s*[^。；\n]{2,30}关于[^。；\n]{2,100}的(?:通知|意见|决定|通告|通报)(?=\n)")
# A title that stands in the text is that of what a notice hands on, but one with its issuer is another's: 转发.
_WITH_ISSUER = re.compile(r"[\u4e00-\u9fff]{2,30}(?:政府|委员会|[委厅局部院]|办公[厅室])关于")
_INTRODUCED = re.compile("[简统]称[：:]?$")
# 国家“十四五”规划《纲要》: the words before say which one it is.
_NAMED_BEFORE = re.compile("(?:规划|计划|战略|改革)”?$")
# So many titles at most, as each of them is looked at from the ones before it.
_OWN_TITLE_FOLLOWS = re.compile(r"(?:[、和及]?《[^《》\n]*》){0,20}(?:已经|已由|印发给)")

_KINDS: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    (DocumentKind.STANDARD, re.compile(r"技术(?:指南|规范|要求|规程|导则|要点)(?:（.*）)?$")),
    (DocumentKind.CATALOGUE, re.compile(r"(?:目录|名录|名单|清单|解决方案|指南)(?:（.*）)?$")),
    (DocumentKind.STANDARD, re.compile(r"(?:标准|规范|规程|导则|限额|技术要求|限值)(?:（.*）)?$")),
    (DocumentKind.LAW, re.compile(r"(?:法|条例|规定|办法|规则|细则|章程)(?:（.*）)?$")),
    (DocumentKind.DIRECTIVE, re.compile(r"(?:通知|意见|决定|决议|批复|公告|若干措施)(?:（.*）)?$")),
    (DocumentKind.PLAN, re.compile(r"(?:方案|规划|计划|纲要|预案|行动|要点|措施)(?:（.*）)?$")),
)


# The years of a plan, which may be left where it is named: （2021—2025年）.
_MARKS = re.compile(r"[“”‘’《》〈〉<>（）\s]")
_LETTERS_LAST = re.compile(r"[\u4e00-\u9fff]*$")
_NUMBER_PARTS = re.compile(r"[〔\[（【]\s*(\d{4})[〕\]）】]\s*第?(\d+)号")
_YEARS = re.compile(r"（20\d\d[^（）]{0,8}）$")
# What plans a whole field directs nobody.
_OF_FIELDS = re.compile(r"(?:规划|纲要)(?:（.*）)?$")
# Papers that are published or issued one by one, and no documents that say what is to be done.
_NO_DOCUMENT = re.compile(r"(?:日报|晚报|晨报|早报|周报|周刊|(?<!保)证书|许可证|登记证|执照|护照|通知书)$")
# 各区政府〈含开发区管委会〉
_BODIES = re.compile(r"(?:不?含|包括)[^《》]*(?:区|委会|政府|街道)(?:，(?:下同|以下[^《》]*))?")


def find_citations(clean: str, outline: Outline) -> Iterator[CitationMention]:
    """References in document order; the document's own title is none."""
    own = _core(outline.title)
    shortened = {
        match["short"] for match in _SHORTENED.finditer(clean) if not _is_own_title(match["title"], own)
    }
    titles = _title_lines(clean, outline)
    lines = frozenset(clean.split("\n")[1:-1])
    for provision in outline.provisions:
        taken: list[tuple[int, int]] = []
        for mention in _titled(clean, provision, outline, shortened, lines):
            taken.append((mention.start, mention.end))
            if not any(start <= mention.start < end for start, end in titles):
                yield mention
        for start, end, number in _bare(clean, provision):
            is_own = _is_own_number(clean, start, end, number, outline.number)
            if not is_own and not any(s <= start < e for s, e in taken):
                yield _mention(clean, provision, start, end, "", number)


def _title_lines(clean: str, outline: Outline) -> tuple[tuple[int, int], ...]:
    """Where the document's own title stands, and the line of the notice that issues it."""
    own = (outline.title_start, outline.title_end)
    notice = _NOTICE_LINE.match(clean)
    return (own, notice.span()) if notice else (own,)


def _is_own_title(title: str, own: str) -> bool:
    return _core(title) == own or f"印发{_core(title)}" in own


def citation_at(clean: str, provision: Provision, start: int, end: int) -> CitationMention:
    """What a stretch of a provision cites that a person says is a citation: by title in 《》, by number, or bare."""
    words = clean[start:end]
    titled, number = re.search("《(.+)》", words), _OTHER_NUMBER.search(words)
    title = titled[1] if titled else "" if number else words
    return _mention(clean, provision, start, end, title, number.group() if number else "")


def normalise_number(number: str) -> str:
    """A document number in its standard form: 国发[2021]33号 → 国发〔2021〕33号."""
    return _NUMBER_PARTS.sub(r"〔\1〕\2号", number)


def encloses_bodies(words: str) -> bool:
    """Whether what stands in marks of a title only says which bodies are meant, too: 各区政府〈含开发区管委会〉."""
    return bool(_BODIES.fullmatch(words))


def _titled(
    clean: str, provision: Provision, outline: Outline, shortened: Collection[str], lines: Collection[str]
) -> Iterator[CitationMention]:
    own = _core(outline.title)
    for match in _TITLE.finditer(clean, provision.start, provision.end):
        title, number = match["title"], match["number"] or ""
        # An earlier edition has another number.
        is_other = bool(number and outline.number) and normalise_number(number) != outline.number
        is_introduced = _INTRODUCED.search(clean, max(0, match.start() - 4), match.start())
        if (
            (_is_own_title(title, own) and not is_other)
            or (title in lines and not _WITH_ISSUER.match(title))
            or _NO_DOCUMENT.search(title)
            or encloses_bodies(title)
            or (
                _SHORT_NAME.fullmatch(title)
                and (title not in shortened or is_introduced)
                and not _NAMED_BEFORE.search(clean, max(0, match.start() - 4), match.start())
            )
            or _OWN_TITLE_FOLLOWS.match(clean, match.end())
        ):
            continue
        if not match["others"]:
            yield _mention(
                clean,
                provision,
                match.start(),
                match.end(),
                title,
                match["number"] or match["standard"] or "",
            )
            continue
        # Two numbers in a bracket are two documents.
        yield _mention(clean, provision, match.start(), match.end("number"), title, match["number"])
        for other in _OTHER_NUMBER.finditer(clean, match.start("others"), match.end("others")):
            yield _mention(clean, provision, other.start(), other.end(), "", other.group())


def _bare(clean: str, provision: Provision) -> Iterator[tuple[int, int, str]]:
    """Numbers without a title before them: where each stands, and what it is."""
    for match in _YEAR_AND_SERIAL.finditer(clean, provision.start, provision.end):
        if code := _code_before(clean, provision.start, match.start()):
            yield from _serials(clean, match, code)
    for match in _ORDER_NUMBER.finditer(clean, provision.start, provision.end):
        run = _run_before(clean, provision.start, match.start(), 2 * _CODE_LENGTH)
        issuer = _ISSUER.search(_BEFORE_ISSUER.sub("", run))
        if issuer:
            start = match.start() - len(issuer.group())
            yield start, match.end(), clean[start : match.end()]
    for match in _BARE_STANDARD.finditer(clean, provision.start, provision.end):
        yield match.start(), match.end(), match.group()


def _serials(clean: str, match: re.Match[str], code: str) -> Iterator[tuple[int, int, str]]:
    """One number, or the several of 国发〔2022〕5、7号."""
    start = match.start() - len(code)
    if not match["others"]:
        yield start, match.end(), clean[start : match.end()]
        return
    end = match.start("others")
    first = clean[start:end]
    yield start, end, f"{first}号"
    for other in _SERIAL.finditer(clean, end, match.end()):
        yield other.start(), other.end(), f"{first.rstrip('0123456789')}{other['serial']}号"


def _code_before(clean: str, start: int, end: int) -> str:
    """The issuer's code that ends at ``end``: 执行鄂环〔2022〕9号 has 鄂环."""
    code = _BEFORE_CODE.sub("", _run_before(clean, start, end, _CODE_LENGTH))
    return code if _CODE.fullmatch(code) and _CODE_WORD.search(code) else ""


def _run_before(clean: str, start: int, end: int, length: int) -> str:
    """The letters right before ``end``, at most ``length`` of them."""
    run = _LETTERS_LAST.search(clean[max(start, end - length) : end])
    return run.group() if run else ""


def _is_own_number(clean: str, start: int, end: int, number: str, own: str) -> bool:
    whole_line = clean[start - 1 : start] in ("", "\n") and clean[end : end + 1] in ("", "\n")
    return whole_line or (bool(own) and normalise_number(number) == own)


def _mention(
    clean: str, provision: Provision, start: int, end: int, title: str, number: str
) -> CitationMention:
    is_standard = bool(_ANY_STANDARD.match(number))
    relation = CitationRelation.BASIS if _is_basis(clean, provision, start) else CitationRelation.MENTION
    doc_number = re.sub("[—–]", "-", number) if is_standard else normalise_number(number)
    kind = DocumentKind.STANDARD if is_standard else _kind(title, number, relation)
    return CitationMention(provision.path, start, end, kind, doc_number, title, relation)


def _is_basis(clean: str, provision: Provision, start: int) -> bool:
    """A document is the basis if the preamble, or the first article of rules, says that the plan follows it."""
    if provision.path != "preamble" and not _MAKES_RULES.match(
        clean, start, min(provision.end, start + _FAR)
    ):
        return False
    stops = [m.end() for m in _SENTENCE_STOP.finditer(clean, provision.start, start)]
    said = clean[stops[-1] if stops else provision.start : start]
    return bool(_BASIS_CUE.search(said)) and not _AGREES.search(said)


def _kind(title: str, number: str, relation: CitationRelation) -> DocumentKind:
    kind = next((name for name, ending in _KINDS if ending.search(title)), DocumentKind.OTHER)
    if kind is DocumentKind.PLAN:
        # A plan of measures that was issued under a number directs those who carry it out; one that is named is one.
        is_directing = number and relation is CitationRelation.BASIS and not _OF_FIELDS.search(title)
        return DocumentKind.DIRECTIVE if is_directing else kind
    return DocumentKind.DIRECTIVE if number and kind is DocumentKind.OTHER else kind


def _core(title: str) -> str:
    return _MARKS.sub("", _YEARS.sub("", title))
