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
        (
            "more of what was made before",
            "10月底前改造提升老年食堂14个，再新增20个左右。",
            ["改造提升老年食堂数", "新增老年食堂数"],
        ),
        (
            "what is provided for so many households",
            "新建居住区应按每百户不低于30平方米的标准配建养老服务用房。",
            ["新建居住区每百户养老服务用房面积"],
        ),
        (
            "a share told once for kinds",
            "治理面积占养殖总面积的比例，海鲈不低于8%，其他品种不低于6%。",
            ["海鲈治理面积占养殖总面积的比例", "其他品种治理面积占养殖总面积的比例"],
        ),
        (
            "shares of several sums",
            "货物贸易、对外投资和实际利用外资分别占比达30%、20%和10%。",
            ["货物贸易占比", "对外投资占比", "实际利用外资占比"],
        ),
        (
            "what several kinds are, with a bracket in one",
            "新增现代示范校、省一级幼儿园、省一级高（完）中等优质学校10所以上。",
            ["新增优质学校数"],
        ),
        (
            "what the clause before makes",
            "在平交路口设置警示灯和减速带，2024年、2025年分别完成40处和55处。",
            ["设置警示灯和减速带数", "设置警示灯和减速带数"],
        ),
        (
            "whose role the clause before tells",
            "鼓励护路员兼任交通安全劝导员，每个嘎查村至少配备1名。",
            ["配备交通安全劝导员数"],
        ),
        ("what is built within years", "三年内改造急弯陡坡路段160公里。", ["改造急弯陡坡路段长度"]),
        ("running metres", "加装波形护栏5.2万延米。", ["加装波形护栏长度"]),
        (
            "rates of those who know and take part",
            "达标小区居民垃圾分类知晓率≥90%、参与率≥80%。",
            ["达标小区居民垃圾分类知晓率", "达标小区居民垃圾分类参与率"],
        ),
        ("striving before a time", "机架上架率力争2025年底达到60%。", ["机架上架率"]),
        ("people without a unit", "常住人口达到200万。", ["常住人口数"]),
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
        ("those who are to finish", "力争60%的豆腐作坊完成标准化改造。", ["完成标准化改造的豆腐作坊比例"]),
        ("what is kept", "“十四五”期间，形成并保持1500万千瓦的应急备用能力。", ["应急备用能力"]),
        (
            "works with what they are for",
            "实施3项农膜回收、再生利用工程。",
            ["农膜回收、再生利用工程数"],
        ),
        ("who is to become what", "70%以上党政机关创建成为节约型机关。", ["党政机关创建成为节约型机关比例"]),
        (
            "some of those of each year",
            "每年培训果农3000人次，其中女性不少于30%。",
            ["每年培训果农人次", "女性占果农比例"],
        ),
        ("a short name given beside", "碳排放（以下简称排放）总量控制在4亿吨以内。", ["碳排放总量"]),
        (
            "whose use of energy the sentence speaks of",
            "全市公共机构用能结构持续优化，年度能源消费总量控制在3万吨标准煤以内，在2020年的基础上单位建筑面积能耗下降5%。",
            ["公共机构年度能源消费总量", "公共机构单位建筑面积能耗"],
        ),
        (
            "what is striven for",
            "新建校舍可用屋顶面积力争实现光伏覆盖率达到50%。",
            ["新建校舍可用屋顶面积光伏覆盖率"],
        ),
        ("such things told again", "恢复月亮湖湿地、东湖湿地等天然湿地约9000公顷。", ["恢复天然湿地面积"]),
        (
            "what goes for a like thing",
            "新建污水管网687公里，雨水管网264.9公里。",
            ["新建污水管网长度", "新建雨水管网长度"],
        ),
        (
            "what is paid for each",
            "区财政按照每年每公里县道9000元、乡道4000元的标准安排日常养护资金。",
            ["县道每年每公里日常养护资金", "乡道每年每公里日常养护资金"],
        ),
        ("how much of work", "推进龙门至厂街等4条县道改造，总里程63公里。", ["县道改造数", "县道改造总里程"]),
        ("so much is replaced", "2025年完成436万吨炼铁产能置换计划。", ["炼铁产能置换量"]),
        ("two deeds", "选育或引进5个适宜机械化的品种。", ["选育或引进适宜机械化的品种数"]),
        ("deeds that only carry", "2025年先行改造危桥9座；举办消防培训5期。", ["改造危桥数", "消防培训期数"]),
        (
            "whom many words name",
            "对校车和接送学生车辆通行路段开展全面排查，确保隐患整改率达到100%。",
            ["校车和接送学生车辆通行路段隐患整改率"],
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
            ["二氧化硫排放总量", "氮氧化物排放总量", "挥发性有机物排放总量"],
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
            "a region by its number and its departments",
            "自治区人民政府关于建立绿色发展体系的实施意见\n宁政发〔2021〕39号\n各市、县（区）人民政府：\n一、目标\n"
            "（一）工业。到2025年，全区建成绿色园区12个以上。（自治区工业和信息化厅负责）\n",
            "宁夏回族自治区",
        ),
        (
            "a province by its number and one of its departments",
            "关于建立价值实现机制的实施方案\n冀政办字〔2021〕123号\n一、任务\n"
            "（一）试点。到2025年，建成项目12个。（责任单位：省生态环境厅，各市政府）\n",
            "河北省",
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
