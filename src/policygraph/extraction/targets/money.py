"""What money is to be raised or spent for: the name of a sum from the words around it."""

from __future__ import annotations

import re

from policygraph.extraction.clauses import ends_with_noun

__all__ = ["at_rate", "is_raised", "named_sum", "spent_on"]

_BARE_SUM = re.compile(r"(?:首期|一期)?(?:总?规模|总?投入|出资|安排|总额)?")
_FUND = re.compile(
    r"(?:设立|统筹|安排|组建|建立|整合|元的|、|，)((?!.{0,12}(?:设立|统筹|安排|组建|建立)|挪用|挤占|截留|侵占)[\u4e00-\u9fff“”]{2,16}?(?:基金|资金池|资金))"
)
_PURSE = re.compile(
    r"^(?:[市省县区国]?(?:本级|级)?财政[局厅部]?|[市省县区](?:本)?级|中央(?!预算内))?(?:每年|每年度)?(?:统筹|安排|筹集|筹措|投入|落实)*(?=.)"
)
# 设立10亿元产业引导基金
_NAMED_FUND = re.compile(r"的?(?P<fund>[\u4e00-\u9fff“”]{2,16}?(?:基金|资金池))(?=[，；。]|$)")
_TO_SPEND = re.compile(r"(?:安排|统筹|设立|筹集|筹措|投入|落实|组建|争取|总规模)")
# Who pays, and what is done: 县财政每年统筹安排, 争取中央预算内投资.
_PAYER = re.compile(
    r"(?P<payer>(?:中央|各级|地方|[省市县区州旗镇](?:本?级)?)财政)[局厅部]?"
    r"(?=[\u4e00-\u9fff]{2,6}资金|(?:每|今|全)年|预算|统筹|安排|筹|落实|投入|配套|[\d一二三两四五]年)"
)
_RAISED = re.compile(
    r"(?:争取|撬动|筹措|筹集|募集|引进|吸引|带动)[\u4e00-\u9fff]{2,16}?(?:资金|投资|资本|贷款|信贷|债券|补助)"
    r"(?=(?:达到?|不[低少]于|超过?|约|近|共)*$)"
)
_SPENDING = re.compile(r"统筹安排|预算安排|安排|统筹|筹集|筹措|投入|落实")
# 科技专项资金每年安排
_EACH_YEAR = re.compile(r"(?<=资金|经费|预算|基金)(?:每年|每年度|逐年)?(?:统筹|预算)?(?:安排|投入)$")
_PURSES = re.compile(r"(?:^|[，；])([\u4e00-\u9fff]{2,6}经费)(?:投入|支出|保障)?(?=[\u4e00-\u9fff])")
_RAISES = re.compile(r"(?:总规模|安排|统筹|设立|筹集|筹措|投入|落实|组建|争取|撬动)[^，；]{0,16}$")
# 投入资金900万元更新教学设备, 投资2600万元新建住院楼
_INVESTED = re.compile(r"(?<=投入)资金$|投资$")
_DONE_WITH_IT = re.compile(r"(?:更新|改造|修缮|购置|采购|新建|改?扩建|建设)[\u4e00-\u9fff]{2,18}")
# 边民每人每年增收2000元以上
_EARNS = re.compile(r"增收$")
_A_FUND = re.compile(r"的?[\u4e00-\u9fff]{0,12}(?:基金|资金|资金池|额度|专项)")
_SPENT_ON = re.compile(
    r"支持|用于|投入|专项|开展|实施|发放|建设|购置|采购|推进|保障|更新|修缮|新建|改?扩建|改建|改造"
)
_BARE_MONEY = re.compile(r"(?:资金|安排|投入|统筹|筹集|落实|统筹安排|预算安排)+")
# 按照每年每公里县道10000元、乡道5000元的标准安排日常养护资金: what is paid for each
_AT_RATE = re.compile(
    r"按照?(?P<per>(?:每年|每月)?每(?:公里|亩|人|户|名|生|平方米|村|吨|公顷|头|床|个[\u4e00-\u9fff]{1,3})(?:每年|每月)?)(?:[^，；。]*元[、和及])?(?P<thing>[\u4e00-\u9fff]{0,8}?)(?:不低于|不少于|约)?$"
)
_RATE_PAYS = re.compile(
    r"\d[^，；。]*?元[^，；。]*?的?标准(?:足额|统筹|预算|全额)*(?:安排|落实|拨付|核定|列支|投入|保障|配套)(?P<what>[\u4e00-\u9fff]{2,12}?(?:资金|经费))"
)


def at_rate(before: str, behind: str) -> str:
    """The name of a sum for each of something: 县道每年每公里日常养护资金; '' for others.

    Args:
        before: the sentence up to the figure.
        behind: the sentence from the figure on.
    """
    rate, pays = _AT_RATE.search(before), _RATE_PAYS.match(behind)
    return rate["thing"] + rate["per"] + pays["what"] if rate and pays else ""


def is_raised(bare: str, left: str, after: str, *, ends: bool, exact: bool) -> bool:
    """Whether a sum is to be raised or spent.

    Args:
        bare: the words before it without adverbs.
        left: the clause before it.
        after: the words behind it.
        ends: whether its clause ends with it.
        exact: whether it stands without a bound: 投资3亿元以上建设项目 are those of that size.
    """
    if _INVESTED.search(left) and not ends:
        return exact and bool(_DONE_WITH_IT.match(after) or _SPENT_ON.match(after))
    if _EARNS.search(bare) or (ends and len(bare) >= 2) or (ends_with_noun(bare) and _SPENT_ON.match(after)):
        return True
    # 每年统筹不低于2500万元支持改造, 设立总规模10亿元的基金
    return bool(_RAISES.search(left)) and bool(_SPENT_ON.match(after) or _A_FUND.match(after))


def named_sum(name: str, left: str, before: str = "") -> str:
    """The name of a sum for readers, with who pays: 县财政统筹安排资金, 争取上级资金.

    Args:
        name: what the sum is, as far as it is known.
        left: the clause before the figure.
        before: the sentence before the clause.
    """
    name = _EACH_YEAR.sub("", name)
    if raised := _RAISED.search(left):
        name = raised[0]
    elif _BARE_MONEY.fullmatch(name):
        deeds = _SPENDING.findall(left)
        if purses := _PURSES.findall(before):
            # 教育经费投入确保“两个只增不减”，三年累计投入18亿元
            return str(purses[-1]) + ("累计" if "累计" in left else "") + (deeds[-1] if deeds else "")
        name = f"{deeds[-1]}资金" if deeds else name
    elif spent := re.search(rf"(?:每年(?:{_SPENDING.pattern})|统筹(?:安排)?){re.escape(name)}", left):
        # 每年安排非遗保护资金300万元, 统筹专项资金: what is spent once bears the name of its purse.
        name = spent[0]
    payer = _PAYER.search(left)
    return payer["payer"] + name if payer and "财政" not in name else name


def spent_on(phrase: str, after: str, before: str) -> str:
    """What money is: 市级统筹 …用于管网改造 → 管网改造资金; 设立 …的产业基金 → 产业基金规模.

    Args:
        phrase: the words before the figure.
        after: the clause behind it.
        before: the sentence before the clause, which says what the clause does not (…资金池，规模5000万元).
    """
    if "规模" not in phrase and (named := _NAMED_FUND.match(after)):
        return named["fund"].strip("“”") + "规模"
    if (bare := _INVESTED.search(phrase)) and (done := _DONE_WITH_IT.match(after)):
        return done[0] + bare[0]
    whole, phrase = phrase, _PURSE.sub("", phrase)
    if phrase == "资金" and "财政" not in whole:
        # 市级统筹资金8亿元
        phrase = whole
    if _BARE_SUM.fullmatch(phrase) and (funds := _FUND.findall(before)):
        return str(funds[-1]) + ("" if phrase.endswith("安排") else phrase)
    if phrase and not _TO_SPEND.search(phrase):
        return phrase
    fund = re.match(r"的?(?P<fund>[\u4e00-\u9fff“”]{0,16}?(?:基金|资金池|资金))", after)
    if fund:
        return fund["fund"].strip("“”") + ("总规模" if "总规模" in whole else "规模")
    used = re.match(r"(?:用于|支持|投入|开展|实施)(?P<use>[^，；。]{2,20})", after)
    return used["use"] + "资金" if used else phrase or "资金"
