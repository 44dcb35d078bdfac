"""What looks like a fact and was not read is said, and how sure that is; what is none for a good reason is not."""

from __future__ import annotations

import pytest

from policygraph.model import Facts, Severity
from tests.reading import read_item

_CODES = ("quantity-unread", "body-unread", "citation-unread", "duty-unread")


def _said(facts: Facts) -> list[tuple[str, str, str]]:
    return [
        (f.code, str(f.severity), facts.text.quote(f.span))
        for f in facts.findings
        if f.code in _CODES and f.span
    ]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        # A unit that nobody has listed, behind a verb that nobody knows.
        ("羊肚菌大棚连片落地2200棚。", "2200棚"),
        # A ratio, and a share in words.
        ("心理教师按1:500足额到岗。", "1:500"),
        ("持证上岗者十之七八。", "十之七八"),
        ("助餐点盖住八成社区。", "八成"),
        # More of something than a name would have, before a noun.
        ("再啃下3.6万亩硬骨头。", "3.6万亩"),
        # A time that is held, and no term.
        ("应急物资能扛7天用度。", "7天"),
        # Words for a value that is to be reached.
        ("建筑面积力争减半。", "减半"),
    ],
)
def test_a_figure_in_unknown_words_is_said(text: str, quote: str) -> None:
    found = _said(read_item(text))
    assert [one[:2] for one in found] == [("quantity-unread", "info")]
    assert quote.startswith(found[0][2])


@pytest.mark.parametrize(
    "text",
    [
        # Thresholds, sizes, terms, ranks, dates, names and parts of the document.
        "保留的35蒸吨及以下燃煤锅炉全部改造。",
        "推广1座1300立方米高炉。",
        "材料齐全的，在20个工作日内办结。",
        "经济实力排名前10位。",
        "落实“1+30”政策体系和第3次调查成果。",
        "推进5G网络和PM2.5协同治理。",
        # The number of a note or an annex, and figures within names.
        "附件：1.工业企业节水标准；2.名单。",
        "突破二氧化碳捕集技术，完成四川分公司改造。",
    ],
)
def test_a_figure_that_is_none_for_a_good_reason_is_not_said(text: str) -> None:
    assert [one for one in _said(read_item(text)) if one[0] == "quantity-unread"] == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        # Words of duty that nobody knows, with and without brackets.
        ("州文旅局挑头组建专班。", "州文旅局"),
        ("此项由市消防救援支队盯办。", "市消防救援支队"),
        ("推进医保改革。（主抓：县科协；搭伙：县工信局）", "主抓：县科协；搭伙：县工信局"),
    ],
)
def test_a_body_that_may_answer_is_said(text: str, quote: str) -> None:
    assert [one[2] for one in _said(read_item(text)) if one[0] == "body-unread"] == [quote]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        # Between 由 and 负责 stands who answers for it, whoever it is.
        ("前期工作由油樟部门负责。", "warning"),
        ("用地由当地人民政府牵头落实。", "warning"),
        # A qualification is no task.
        ("由市水利局牵头的联席会议机制按月运行。", "info"),
    ],
)
def test_how_sure_it_is_that_a_body_answers(text: str, severity: str) -> None:
    assert [one[1] for one in _said(read_item(text)) if one[0] == "body-unread"] == [severity]


@pytest.mark.parametrize(
    "text",
    [
        "优化城市空间布局。",
        # It answers for the measure already.
        "市水利局要加强统筹。（市水利局负责）",
        "结果交由干部主管部门作为依据。",
    ],
)
def test_what_is_no_body_or_was_read_is_not_said(text: str) -> None:
    assert [one for one in _said(read_item(text)) if one[0] == "body-unread"] == []


def test_a_reference_without_a_known_form_is_said() -> None:
    found = _said(read_item("排放对标DB42/1537限值，执行《某某技术导则的要求。"))
    assert {one[2] for one in found if one[0] == "citation-unread"} == {"DB42/1537", "《某某技术导则的要求"}


def test_places_of_a_sentence_are_one_finding() -> None:
    facts = read_item("羊肚菌大棚连片落地2200棚、菜心1300棚。算力池上架900柜。")
    found = [f for f in facts.findings if f.code == "quantity-unread"]
    assert [f.message.count("“") for f in found] == [2, 1]
    assert all(f.severity is Severity.INFO for f in found)
