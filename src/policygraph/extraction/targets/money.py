"""What money is to be raised or spent for: the name of a sum from the words around it."""

from __future__ import annotations

import re

__all__ = ["spent_on"]

_BARE_SUM = re.compile(r"(?:首期|一期)?(?:总?规模|总?投入|出资|安排|总额)?")
_FUND = re.compile(
    r"(?:设立|统筹|安排|组建|建立|整合|元的|、|，)((?!.{0,12}(?:设立|统筹|安排|组建|建立))[\u4e00-\u9fff“”]{2,16}?(?:基金|资金池|资金))"
)
_PURSE = re.compile(
    r"^(?:[市省县区国]?(?:本级|级)?财政[局厅部]?|[市省县区](?:本)?级|中央)?(?:每年|每年度)?(?:统筹|安排|筹集|筹措|投入|落实)*(?=.)"
)
_TO_SPEND = re.compile(r"(?:安排|统筹|设立|筹集|筹措|投入|落实|组建|争取|总规模)")


def spent_on(phrase: str, after: str, before: str) -> str:
    """What money is: 市级统筹 …用于管网改造 → 管网改造资金; 设立 …的产业基金 → 产业基金规模.

    Args:
        phrase: the words before the figure.
        after: the clause behind it.
        before: the sentence before the clause, which says what the clause does not (…资金池，规模5000万元).
    """
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
        return fund["fund"].strip("“”") + "规模"
    used = re.match(r"(?:用于|支持|投入|开展|实施)(?P<use>[^，；。]{2,20})", after)
    return used["use"] + "资金" if used else phrase or "资金"
