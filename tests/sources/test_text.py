"""The clean reading and its alignment."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygraph.model import Span, Text
from policygraph.sources.repair import find_edits
from policygraph.sources.text import read_text
from tests.reading import read, source


def reading(text: str) -> Text:
    return read_text(source(text))


@pytest.mark.parametrize(
    ("what", "text", "clean"),
    [
        ("spaces around numbers", "到 2025 年，下降 15.5 %。", "到2025年，下降15.5%。"),
        ("Markdown emphasis", "创建**10**家单位。", "创建10家单位。"),
        ("a break inside a word", "挥发性有\n\n机物减排。", "挥发性有机物减排。"),
        ("paragraphs stay apart", "推进改造。\n加强监管。", "推进改造。\n加强监管。"),
        ("headings stay apart", "一、总体要求\n推进改造。", "一、总体要求\n推进改造。"),
        ("full-width digits and signs", "下降１５．５％", "下降15.5%"),
        ("half-width punctuation", "推进改造,加强监管(试行);", "推进改造，加强监管（试行）；"),
        ("thousands keep their comma", "共1,250家", "共1,250家"),
        ("signs of Founder's fonts", "下降１\U001001b0５％\ua3ac推进改造\ua3bb", "下降1.5%，推进改造；"),
        (
            "points for stops",
            "一.目标\n下降1.5%.推进改造(试行).\n到2025.",
            "一.目标\n下降1.5%。推进改造（试行）。\n到2025.",
        ),
        (
            "straight quotation marks",
            '推进"两高"和"零\n碳"项目，口径5"管。',
            '推进“两高”和“零碳”项目，口径5"管。',
        ),
        (
            "one straight quotation mark of a pair",
            '推进“零碳"项目和"零废”项目，口径5"管和“两高”。',
            '推进“零碳”项目和“零废”项目，口径5"管和“两高”。',
        ),
        ("hyphens for a dash", "创建2---3个---示范区，20--30家", "创建2—3个—示范区，20—30家"),
        ("points beside stops", "推进改造。加强监管.", "推进改造。加强监管."),
        ("Latin words keep a space", "采用 SCR technology 技术", "采用SCR technology技术"),
        ("rows keep tabs", "指标\t单位\n能耗\t吨", "指标\t单位\n能耗\t吨"),
        ("page numbers", "推进综合利\n— 3 —\n用改造。", "推进综合利用改造。"),
    ],
)
def test_what_is_read(what: str, text: str, clean: str) -> None:
    assert reading(text).clean == clean, what


@pytest.mark.parametrize(
    ("what", "text", "quote", "read_as"),
    [
        ("nothing to clean", "推进节能减排。", "节能", "节能"),
        ("Markdown emphasis", "推进**节能**减排。", "**节能**减", "节能减"),
        ("half of an emphasis", "推进**节能**减排。", "节能**", "节能"),
        ("a break inside a word", "挥发性有\n\n机物减排。", "性有\n\n机物", "性有机物"),
        ("nothing that is read", "推进综合利\n— 3 —\n用改造。", "— 3 —", ""),
    ],
)
def test_the_reading_of_a_stretch(what: str, text: str, quote: str, read_as: str) -> None:
    found = reading(text)
    start = text.index(quote)
    assert found.reading(Span(start, start + len(quote))) == read_as, what


def test_traditional_characters_are_read_as_simplified_ones_of_the_same_length() -> None:
    text = reading("國務院關於節能減排工作的通知，對環境產業與資源總量實行雙控。")
    assert text.clean == "国务院关于节能减排工作的通知，对环境产业与资源总量实行双控。"


def test_a_slipped_stretch_of_gbk_is_restored_and_reported() -> None:
    original = "確保“十四五”期間完成任務，節能減排總量與環境質量。".replace("確保", "确保")
    slipped = "确" + "?!笆奈濉逼陂g" + original.split("期間")[1]
    text = reading(slipped)
    assert text.clean.startswith("确保“十四五”期间完成")
    (finding,) = text.findings
    assert finding.code == "mojibake-repaired"
    assert finding.span is not None
    assert text.quote(finding.span) == "?!笆奈濉逼陂g"


def test_whether_signs_that_only_a_font_knows_are_reported_once() -> None:
    text = reading("比重为３\U001001b0２％\ua3ac下降１\U001001b0５％。")
    (finding,) = text.findings
    assert (finding.code, finding.span) == ("font-signs", Span(4, 5))
    assert finding.message.startswith("3 signs")


def test_a_title_injected_into_a_sentence_is_left_out() -> None:
    title = "示例市“十四五”节能减排实施方案"
    text = reading(f"{title}\n一、目标\n清洁取暖比例和 0829 {title}（发改委）制冷产品占有率提升。")
    assert "清洁取暖比例和制冷产品占有率提升" in text.clean
    assert [finding.code for finding in text.findings] == ["header-injected"]


@pytest.mark.parametrize(
    "before",
    [
        "发布时间：2022年10月1日",
        "首页 > 政务公开",
        "示例市人民政府办公室文件",
        "http://www.example.cn/1.html",
    ],
)
def test_whether_what_stands_above_the_title_is_no_part_of_it(before: str) -> None:
    title = "示例市“十四五”节能减排实施方案"
    body = "一、目标\n全面落实。"
    assert read(f"{before}\n\n{title}\n{body}").outline.title == title
    assert reading(f"{before}\n{title}\n{body}").clean.endswith(f"\n{title}\n{body}")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("示例市“十四五”\n节能减排示范区实施方案", "示例市“十四五”节能减排示范区实施方案"),
        ("某省关于印发\n示例市节能减排实施方案的通知", "某省关于印发示例市节能减排实施方案的通知"),
        ("各县区要落实\n示例市“十四五”方案要求", "各县区要落实示例市“十四五”方案要求"),
    ],
)
def test_whether_a_title_that_is_broken_itself_is_joined(broken: str, whole: str) -> None:
    assert reading(f"{broken}\n一、目标\n全面落实。").clean.startswith(f"{whole}\n")


def test_characters_doubled_across_a_break_are_read_once() -> None:
    text = reading("发展可再生能源。推广可再生能源。新增可再\n再生能源电力。")
    assert text.clean.endswith("新增可再生能源电力。")
    assert [finding.code for finding in text.findings] == ["repeated-across-break"]


def test_a_repeat_that_the_text_has_elsewhere_or_never_without_is_kept() -> None:
    elsewhere = "发展可再生能源。可再再生能源是错字。新增可再\n再生能源电力。"
    assert reading(elsewhere).clean.endswith("新增可再再生能源电力。")
    assert reading("新增可再\n再生能源电力。").clean.endswith("新增可再再生能源电力。")


def test_whether_many_repeats_across_breaks_take_linear_time() -> None:
    few, many = (min(_seconds(count) for _ in range(3)) for count in (1_000, 8_000))
    # Eight times the text: counting each repeat in the whole text would take sixty times as long.
    assert many < 25 * few


def _seconds(count: int) -> float:
    """The processor time of finding ``count`` repeats, each with characters of its own."""
    words = [f"推{chr(0x4E00 + n % 1000)}能源{chr(0x5E00 + n // 1000)}造" for n in range(count)]
    clean = "".join(f"{word[:4]}{word[2:]}。{word}。" for word in words)
    joins = [n * 16 + 4 for n in range(count)]
    start = time.process_time()
    assert len(find_edits(clean, joins)) == count
    return time.process_time() - start


def test_a_repeat_that_makes_sense_stays() -> None:
    assert reading("（市能源局、市\n市场监管局负责）。（市市场监管局）").clean.count("市市场监管局") == 2


_PIECES = st.sampled_from(
    [
        *"推进节能减排一二（）()，。；、\n\t *%％0123456789．.“”《》〔〕國務發業附件：单位吨家年到第章節",
        "到2025年",
        "达到85%以上",
        "（市发展改革委负责）",
        "\n（一）",
        "\n一、",
        "10**家",
        "\n附件1\n",
        "指标\t单位\t2025年\n",
        "?!笆奈濉逼陂g",
        "分别为3吨、4吨",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=80).map("".join))
def test_every_fact_of_any_text_leads_back_to_its_characters(text: str) -> None:
    facts = read(text)
    aligned = facts.text
    assert len(aligned.clean) == len(aligned.starts) == len(aligned.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(aligned.starts, aligned.ends, strict=True))
    assert list(aligned.starts) == sorted(aligned.starts)
    spans: list[Span] = [c.span for c in facts.citations]
    spans += [a.span for a in facts.assignments]
    spans += [t.span for t in facts.targets]
    spans += [o.span for o in facts.obligations]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert aligned.quote(span) == text[span.start : span.end]
        assert aligned.quote(span).strip()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_text_is_refused(text: str) -> None:
    facts = read(text)
    assert len(facts.text.clean) <= len(text)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (0, 99), (4, 2)])
def test_a_stretch_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        reading("推进节能减排。").span(start, end)
