"""Builds of the five example plans, and of a few documents that bend the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build

COUNTIES = """
井陉 正定 行唐 灵寿 高邑 深泽 赞皇 无极 平山 元氏 滦南 乐亭 迁西 玉田 卢龙 临漳 成安 大名 鸡泽 广平 馆陶 曲周
临城 内丘 柏乡 隆尧 宁晋 巨鹿 新河 广宗 平乡 清河 临西 涞水 阜平 定兴 高阳 容城 涞源 望都 安新 曲阳 顺平 博野
"""
NATION = """“十四五”节能减排综合工作方案

国发〔2021〕33号

一、总体要求
坚持节约资源。
二、主要目标
到2025年，全国单位国内生产总值能源消耗比2020年下降13.5%。
三、实施节能减排重点工程
（一）重点行业绿色升级工程。推进重点行业改造。
（二）园区节能环保提升工程。推进园区改造。
（三）煤炭清洁高效利用工程。控制煤炭消费。
"""
PROVINCE = """山西省“十四五”节能减排实施方案

晋政发〔2022〕25号

根据《“十四五”节能减排综合工作方案》（国发〔2021〕33号），制定本方案。

一、总体要求
坚持节约资源。
二、主要目标
到2025年，全省单位地区生产总值能源消耗比2020年下降14.5%。
三、重点任务
（一）煤炭清洁高效利用工程。控制煤炭消费。
"""

EARLY = """吕梁市“十四五”节能减排实施方案

根据《“十四五”节能减排综合工作方案》（国发〔2021〕33号）和《山西省“十四五”节能减排实施方案》（晋政发〔2022〕25号），制定本方案。

一、主要目标
到2023年，全市单位地区生产总值能源消耗比2020年下降10%。
二、重点任务
（一）煤炭清洁高效利用工程。控制煤炭消费。到2025年，供电煤耗下降2克标准煤/千瓦时。
"""
TABLE = """长治市“十四五”节能减排实施方案

根据《山西省“十四五”节能减排实施方案》（晋政发〔2022〕25号），制定本方案。

一、主要目标
到2025年，全市单位地区生产总值能源消耗比2020年力争下降16%。
二、重点任务
（一）煤炭清洁高效利用工程。控制煤炭消费。

附件
指标表
指标\t2020年\t2025年\t2025年比2020年变化
供电煤耗（克标准煤/千瓦时）\t300\t297\t-3
"""
LATER = """大同市“十四五”节能减排实施方案

根据《山西省“十四五”节能减排实施方案》（晋政发〔2022〕25号），制定本方案。

一、主要目标
到2025年，全市单位地区生产总值能源消耗比2020年下降14%。
"""


@pytest.fixture(scope="session")
def seed_build(real_plans: Build) -> Build:
    """The five plans of ``seeds/``."""
    return real_plans


@pytest.fixture(scope="session")
def many_build(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Thirty plans: more cities than any picture has columns for on one page."""
    plans = tmp_path_factory.mktemp("many")
    texts = [path.read_text(encoding="utf-8") for path in sorted((seeds / "plans").glob("*.txt"))]
    for number in range(30):
        (plans / f"plan-{number:02}.txt").write_text(texts[number % len(texts)], encoding="utf-8")
    folder = tmp_path_factory.mktemp("pictures") / "many"
    build([plans], folder)
    return open_build(folder)


@pytest.fixture(scope="session")
def crowded_build(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A plan with more chapters than a page has room for, and more agencies than a map has rows."""
    plans = tmp_path_factory.mktemp("crowded")
    text = (seeds / "plans" / "jincheng.txt").read_text(encoding="utf-8")
    governments = "、".join(f"{name}县人民政府" for name in COUNTIES.split())
    text = text.replace("等按职责分工负责）", f"、{governments}等按职责分工负责）", 1)
    more = "\n".join(
        f"{number}、又一类重点任务\n"
        + "\n".join(f"（{item}）推进园区改造。建设园区。" for item in "一二三四五六七八九十")
        for number in "六七八九十"
    )
    (plans / "crowded.txt").write_text(f"{text}\n{more}\n", encoding="utf-8")
    folder = tmp_path_factory.mktemp("pictures") / "crowded"
    build([plans], folder)
    return open_build(folder)


@pytest.fixture(scope="session")
def ladder_build(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Two plans with invented texts of the directives above them."""
    plans = tmp_path_factory.mktemp("ladder")
    for name in ("jincheng", "yuncheng"):
        text = (seeds / "plans" / f"{name}.txt").read_text(encoding="utf-8")
        (plans / f"{name}.txt").write_text(text, encoding="utf-8")
    (plans / "nation.txt").write_text(NATION, encoding="utf-8")
    (plans / "province.txt").write_text(PROVINCE, encoding="utf-8")
    folder = tmp_path_factory.mktemp("pictures") / "ladder"
    build([plans], folder)
    return open_build(folder)


@pytest.fixture(scope="session")
def hostile_build(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A plan with a heading that is endless, and holds mark-up, what XML forbids, and what turns text round."""
    plans = tmp_path_factory.mktemp("hostile")
    text = (seeds / "plans" / "jincheng.txt").read_text(encoding="utf-8")
    text = text.replace("公共机构能效提升工程", "公共机构\x01能效提升工程")
    bad = "<b>&]]>\"'\u202e" + "长" * 30
    text = text.replace("挥发性有机物综合整治工程", f"挥发性有机物综合整治工程{bad}")
    (plans / "hostile.txt").write_text(text, encoding="utf-8")
    folder = tmp_path_factory.mktemp("pictures") / "hostile"
    build([plans], folder)
    return open_build(folder)


@pytest.fixture(scope="session")
def years_build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Plans with the same indicators for other years, striven for, and as a change in a table."""
    plans = tmp_path_factory.mktemp("years")
    for name, text in {"early": EARLY, "later": LATER, "table": TABLE}.items():
        (plans / f"{name}.txt").write_text(text, encoding="utf-8")
    folder = tmp_path_factory.mktemp("pictures") / "years"
    build([plans], folder)
    return open_build(folder)


@pytest.fixture(scope="session")
def chain_build(chain_of_plans: Build) -> Build:
    """Five documents, each of which follows the one above it: no city follows the nation but through its province."""
    return chain_of_plans
