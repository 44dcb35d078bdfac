"""Names that clauses, headings and counted things before a figure complete, and what is left out of them."""

from __future__ import annotations

import pytest

from tests.reading import read, read_item


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("a value of the name before", "秸秆综合利用率不断提升，预期值达到90%以上。", ["秸秆综合利用率"]),
        (
            "the end of the name before",
            "到2025年，化肥农药使用量减少，利用率达到43%以上。",
            ["化肥农药利用率"],
        ),
        (
            "a service by its system",
            "农机社会化服务体系不断完善，服务覆盖率达85%。",
            ["农机社会化服务覆盖率"],
        ),
        (
            "the task of the item",
            "推进老旧小区改造。年内惠及居民5460户，改造面积41.7万平方米。",
            ["惠及居民户数", "老旧小区改造面积"],
        ),
        (
            "a rate of things made",
            "建成5个林果生产示范基地，机械化率达到60%。",
            ["建成林果生产示范基地数", "林果生产示范基地机械化率"],
        ),
        (
            "places in a centre",
            "建成托育服务中心1所，设置托位150个。",
            ["建成托育服务中心数", "托育服务中心设置托位数"],
        ),
        ("what is installed", "具备条件的同步加装电梯，全年加装不少于12部。", ["加装电梯数"]),
        (
            "what is made of things begun",
            "筹集保障性租赁住房460套，9月底前开工率达到100%、基本建成180套。",
            ["筹集保障性租赁住房套数", "保障性租赁住房开工率", "基本建成保障性租赁住房套数"],
        ),
        ("what is weighed", "各乡镇要把此项工作纳入绩效考核，权重不低于3%。", ["此项工作在绩效考核中的权重"]),
        ("what is examined", "完成滑雪场安全隐患排查，重大隐患整改率100%。", ["滑雪场重大隐患整改率"]),
        ("those sent", "选派二级以上医院医师200人次下沉坐诊。", ["选派二级以上医院医师人次"]),
        (
            "a share of those trained",
            "年均开展补贴性技能培训2万人次，其中高级工以上不低于三成。",
            ["补贴性技能培训人次", "高级工以上占补贴性技能培训比例"],
        ),
        ("words that only say which", "打造2个技术模式较为成熟的智能化蔬果基地。", ["打造智能化蔬果基地数"]),
        ("which of things done away with", "撤并规模小、条件不达标的教学点11个。", ["撤并教学点数"]),
        (
            "how many they are",
            "废钢铁、废铜、废纸等9种主要再生资源利用量达到4.5亿吨。",
            ["9种主要再生资源利用量"],
        ),
        ("by what means", "利用存量土地和闲置房屋筹集保障性住房460套。", ["筹集保障性住房套数"]),
        (
            "manners side by side",
            "推动60个餐厨垃圾资源化、无害化利用项目。",
            ["餐厨垃圾资源化、无害化利用项目数"],
        ),
        (
            "classes of one list",
            "二氧化硫（SO2）、氮氧化物（NOX）和挥发性有机物等主要污染物排放总量分别下降15%、10%和26%。",
            ["二氧化硫（SO2）排放总量", "氮氧化物（NOX）排放总量", "挥发性有机物排放总量"],
        ),
        (
            "two of one kind",
            "轨道交通客流量和平均运距较2020年分别提升30%和20%。",
            ["轨道交通客流量", "轨道交通平均运距"],
        ),
        (
            "of those spoken of before",
            "公共机构能源消费总量控制在171万吨以内。实现单位建筑面积能耗、人均用水量分别降低3%和4%。",
            ["公共机构能源消费总量", "公共机构单位建筑面积能耗", "公共机构人均用水量"],
        ),
        (
            "work done in places",
            "在高陡边坡、采石场等地区实施生态修复0.75万亩、森林质量精准提升8万亩。",
            ["生态修复面积", "森林质量精准提升面积"],
        ),
    ],
)
def test_names_told_before(phenomenon: str, text: str, expected: list[str]) -> None:
    assert [target.phrase for target in read_item(text).targets] == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "area"),
    [
        (
            "a region by what it calls itself",
            "关于推动城乡建设绿色发展的实施意见\n为推动美丽新宁夏建设，结合我区实际，提出如下意见。\n"
            "一、目标\n（一）绿色建筑。到2025年，全区占比达到25%。自治区住房城乡建设厅负责，推进宁夏绿色建筑评价。\n",
            "宁夏回族自治区",
        ),
        (
            "a title whose quotation a plain mark closes",
            '江苏省“十四五"土壤污染防治规划\n土壤污染防治关系人居安全，制定本规划。\n一、目标\n（一）土壤。'
            "到2025年，安全利用率达到93%。\n",
            "江苏省",
        ),
        (
            "a district is no region",
            "关于推动绿色发展的实施意见\n为落实四川要求，结合我区实际，提出如下意见。\n一、目标\n"
            "（一）绿色建筑。到2025年，全区占比达到25%，达到四川先进水平。\n",
            "",
        ),
    ],
)
def test_whose_document_it_is(phenomenon: str, text: str, area: str) -> None:
    assert read(text).area.name == area, phenomenon
