"""Figures in any words, with any verb and unit: a row a phenomenon, each with an invented sentence."""

from __future__ import annotations

import pytest

from policygraph.extraction.targets.numerals import read_numeral
from policygraph.model import Facts, Stated, Target
from tests.reading import TITLE, read, read_item


def _value(target: Target) -> str:
    low = f"{target.value.normalize():f}"
    return low if target.upper is None else f"{low}..{target.upper.normalize():f}"


def _figures(facts: Facts) -> list[tuple[str, str, str, str]]:
    return [(facts.text.quote(t.span), t.op, _value(t), t.unit) for t in facts.targets]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十", "10"),
        ("二十五", "25"),
        ("两百", "200"),
        ("三千零五", "3005"),
        ("二十万", "200000"),
        ("十二亿", "1200000000"),
        ("一亿两千万", "120000000"),
        ("一点五", "1.5"),
        ("五五", None),
        ("百", None),
        ("万亿", None),
    ],
)
def test_numerals(words: str, value: str | None) -> None:
    found = read_numeral(words)
    assert (None if found is None else f"{found:f}") == value


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("people without their unit", "新增就业人数24万以上。", [("24万", ">=", "240000", "人")]),
        ("numerals", "新增储能规模二十万千瓦。", [("二十万千瓦", "=", "200000", "千瓦")]),
        ("per cent in words", "回用率达到百分之九十以上。", [("百分之九十", ">=", "90", "%")]),
        ("a fraction", "清洁运输比例不低于三分之二。", [("三分之二", ">=", "66.666667", "%")]),
        ("tenths", "污泥处置率达到九成五。", [("九成五", "=", "95", "%")]),
        ("a fall by tenths", "农药用量比2020年下降两成。", [("两成", "=", "20", "%")]),
        ("tenths broken through", "网约车电动化率突破六成。", [("六成", ">", "60", "%")]),
        (
            "the share of those that are looked after",
            "85%以上的村庄生活污水得到有效治理。",
            [("85%", ">=", "85", "%")],
        ),
        ("who is made to do it", "推动70%以上的县级机关建成节水机关。", [("70%", ">=", "70", "%")]),
        ("who is given a home", "直接吸引和安置2万名以上毕业生。", [("2万名", ">=", "20000", "名")]),
        ("what is begun", "启动柳河县15个卫生站建设项目。", [("15个", "=", "15", "个")]),
        (
            "what is made larger, and made better",
            "扩大茶叶基地20万亩、改造15万亩。",
            [("20万亩", "=", "200000", "亩"), ("15万亩", "=", "150000", "亩")],
        ),
        ("what is set up, and which", "组建由县医院分别牵头的2个医共体。", [("2个", "=", "2", "个")]),
        ("what may be asked at most", "租金不得高于市场租金的90%。", [("90%", "<=", "90", "%")]),
        ("who is there within a time", "抢险力量30分钟内到场。", [("30分钟", "<=", "30", "分钟")]),
        ("what is set up of several", "建立影像、心电、检验5个共享中心。", [("5个", "=", "5", "个")]),
        ("what others lie around", "打造以青石、柳河等4个县为中心的皂角产业基地。", []),
        (
            "what is done within a time, and nothing else",
            "远程诊断报告30分钟内出具。",
            [("30分钟", "<=", "30", "分钟")],
        ),
        (
            "how dense, without a preposition",
            "建成区人口密度宜控制每平方公里0.6万至1万人。",
            [("0.6万至1万人", "range", "6000..10000", "人/平方公里")],
        ),
        ("what is looked into", "开展46个地块土壤状况调查及风险评估。", [("46个", "=", "46", "个")]),
        ("what is tried out", "在全市推进12个智慧工地试点创建工作。", [("12个", "=", "12", "个")]),
        (
            "at whose things the work is done",
            "力争完成市级公共机构40万平方米既有建筑节能改造。",
            [("40万平方米", "=", "400000", "平方米")],
        ),
        (
            "more things of that sort",
            "建设7个镇级污水处理站，18个村级污水处理站。",
            [("7个", "=", "7", "个"), ("18个", "=", "18", "个")],
        ),
        (
            "more of what is done",
            "完成造林4万亩，幼林抚育6万亩。",
            [("4万亩", "=", "40000", "亩"), ("6万亩", "=", "60000", "亩")],
        ),
        ("of what is built", "已建泵站完好率保持92%以上。", [("92%", ">=", "92", "%")]),
        (
            "for each unit",
            "水泥熟料能耗降到每吨98千克标准煤以下。",
            [("98千克标准煤", "<=", "98", "千克标准煤")],
        ),
        ("money to give out", "区财政安排600万元发放菜篮子券。", [("600万元", "=", "6000000", "元")]),
        ("a net stretch", "集中供热管网延伸15公里。", [("15公里", "=", "15", "公里")]),
        ("what there is now, repaired", "修复现有河岸55公顷。", [("55公顷", "=", "55", "公顷")]),
        ("no less of it", "湿地保有量4万亩不减少。", [("4万亩", ">=", "40000", "亩")]),
        ("work on so much", "推进5万亩梯田建设。", [("5万亩", "=", "50000", "亩")]),
        ("treated together", "综合治理河道230公里。", [("230公里", "=", "230", "公里")]),
        ("a share of all counties", "全省50%的县达到示范标准。", [("50%", "=", "50", "%")]),
        ("so many, some by name", "新建青石、柳河等9座水库。", [("9座", "=", "9", "座")]),
        (
            "amounts in a bracket of their own",
            "提高湿地功能。（2024年完成造林3万亩以上，完成抚育5万亩以上）",
            [("3万亩", ">=", "30000", "亩"), ("5万亩", ">=", "50000", "亩")],
        ),
        ("what is already built", "已建成小区配建率力争达到50%。", [("50%", "=", "50", "%")]),
        ("roads that are added to", "完善林区防火道路45公里。", [("45公里", "=", "45", "公里")]),
        (
            "works of several kinds by their area",
            "建设超低能耗、近零能耗、低碳（零碳）建筑示范项目30万平方米以上。",
            [("30万平方米", ">=", "300000", "平方米")],
        ),
        ("what goes on being built", "续建甲、乙幼儿园等3所。", [("3所", "=", "3", "所")]),
        ("in so many years", "三年新增库容18万立方米。", [("18万立方米", "=", "180000", "立方米")]),
        (
            "a name in quotation marks",
            "新改建“四好农村路”26公里、安防工程18公里。",
            [("26公里", "=", "26", "公里"), ("18公里", "=", "18", "公里")],
        ),
        (
            "where it stands then",
            "绿化覆盖率提高2个百分点达到41%。",
            [
                ("2个百分点", "=", "2", "个百分点"),
                ("41%", "=", "41", "%"),
            ],
        ),
        (
            "of what was done since a year",
            "对2013年以来建的户厕开展回访，整改率100%。",
            [("100%", "=", "100", "%")],
        ),
        (
            "after a colon",
            "农膜回收率：2024年达到85%，2025年90%。",
            [("85%", "=", "85", "%"), ("90%", "=", "90", "%")],
        ),
        ("power and what it stores", "配套建设储能30兆瓦/60兆瓦时。", [("30兆瓦", "=", "30", "兆瓦")]),
        ("marks reached", "乘客满意度保持在88分以上。", [("88分", ">=", "88", "分")]),
        ("a pure ratio of two letters", "出水C/N比控制在4.5以下。", [("4.5", "<=", "4.5", "")]),
        (
            "so much a year of a task",
            "退化草场修复任务60万亩，年均12万亩。",
            [("60万亩", "=", "600000", "亩"), ("12万亩", "=", "120000", "亩")],
        ),
        (
            "twice as much as then",
            "到2025年，风电装机达到90万千瓦，较2020年翻一番以上。",
            [("90万千瓦", "=", "900000", "千瓦"), ("翻一番", ">=", "1", "倍")],
        ),
        ("a doubling", "到2025年，储能装机规模翻两番。", [("翻两番", "=", "3", "倍")]),
        ("two scales", "安排专项资金2亿3000万元。", [("2亿3000万元", "=", "230000000", "元")]),
        ("and more", "新建充电桩1.5万余个。", [("1.5万余个", ">", "15000", "个")]),
        ("and more, of money", "撬动社会投资40多亿元。", [("40多亿元", ">", "4000000000", "元")]),
        ("a range in words", "打造零碳园区三至五个。", [("三至五个", "range", "3..5", "个")]),
        (
            "saving is not about",
            "到2025年，年节约用水300万立方米。",
            [("300万立方米", "=", "3000000", "立方米")],
        ),
        ("almost", "带动就业近3000人。", [("3000人", "~", "3000", "人")]),
        ("a rate nobody lists", "绿道长度超过2公里/万人。", [("2公里/万人", ">", "2", "公里/万人")]),
        ("a ratio", "车桩比不高于3:1。", [("3:1", "<=", "3", "")]),
        (
            "points in a list",
            "甲、乙占比分别降低20个、10个百分点。",
            [("20个", "=", "20", "个百分点"), ("10个百分点", "=", "10", "个百分点")],
        ),
        ("more than, in one word", "集聚检测机构超60家。", [("60家", ">", "60", "家")]),
        ("things under work", "完成三个片区26个小区管网改造。", [("26个", "=", "26", "个")]),
        ("a ratio the other way", "师生比不低于1:8。", [("1:8", ">=", "0.125", "")]),
        ("a unit of a thousand", "户均容量达到2.5千伏安。", [("2.5千伏安", "=", "2.5", "千伏安")]),
        ("what has to be there", "园区配套不低于15%的储能设施。", [("15%", ">=", "15", "%")]),
        ("a stretch joined up", "滨河步道贯通8公里。", [("8公里", "=", "8", "公里")]),
        ("all there are today", "完成现有46处积水点治理。", [("46处", "=", "46", "处")]),
        ("a unit in letters", "算力规模达到900P。", [("900P", "=", "900", "P")]),
        ("storeys", "住宅最高不超过18层。", [("18层", "<=", "18", "层")]),
        ("working days", "办理时限压缩至3个工作日以内。", [("3个工作日", "<=", "3", "个工作日")]),
        ("so many a head", "每千名老人拥有养老床位40张。", [("40张", "=", "40", "张")]),
        ("a unit nobody knows", "放流苗种不少于20亿单位。", [("20亿单位", ">=", "2000000000", "单位")]),
        ("should not exceed", "每个街区用地面积不宜超过4公顷。", [("4公顷", "<=", "4", "公顷")]),
        ("people chosen", "选拔80名乡村工匠。", [("80名", "=", "80", "名")]),
        ("people sent", "支持150名骨干赴省外培训。", [("150名", "=", "150", "名")]),
        (
            "people sent, clause by clause",
            "支持20名院长赴境外研修，300名医师参加进修。",
            [("20名", "=", "20", "名"), ("300名", "=", "300", "名")],
        ),
        ("those asked to take part", "引导40家机构参加示范创建。", [("40家", "=", "40", "家")]),
        (
            "an area cut down to",
            "历史遗留废渣占地面积压减至300公顷以内。",
            [("300公顷", "<=", "300", "公顷")],
        ),
        ("about so many of those", "完成40台左右的老旧锅炉更新。", [("40台", "~", "40", "台")]),
        ("so many at least", "实现900家以上中小企业上云。", [("900家", ">=", "900", "家")]),
        ("at least, before the verb", "每年至少建成2个示范村。", [("2个", ">=", "2", "个")]),
        ("money to spend", "市级每年统筹不低于2500万元支持改造。", [("2500万元", ">=", "25000000", "元")]),
        (
            "a sum guaranteed",
            "支持担保公司提供总规模20亿元的专项担保。",
            [("20亿元", "=", "2000000000", "元")],
        ),
        ("a fund", "设立总规模10亿元的产业基金。", [("10亿元", "=", "1000000000", "元")]),
        (
            "goals in a long quotation",
            "实现“引进人才300名左右，贡献率达到45%”的目标。",
            [("300名", "~", "300", "名"), ("45%", "=", "45", "%")],
        ),
        ("a fraction with a stroke", "雨水利用率达到1/4。", [("1/4", "=", "25", "%")]),
        ("a round sum in words", "医药产业产值突破百亿元。", [("百亿元", ">", "10000000000", "元")]),
        ("a share to be provided", "学校按不低于20%的比例配备专职校医。", [("20%", ">=", "20", "%")]),
        (
            "a share of a whole to be provided",
            "园区按照不少于总用地8%的比例安排绿地。",
            [("8%", ">=", "8", "%")],
        ),
        ("a share set aside", "养护经费按不低于管网原值的3%提取。", [("3%", ">=", "3", "%")]),
        ("people of a team", "各街道组建不少于12人的抢修队伍。", [("12人", ">=", "12", "人")]),
        (
            "money to be won",
            "争取上级补助3亿元，投入资金不低于8亿元。",
            [("3亿元", "=", "300000000", "元"), ("8亿元", ">=", "800000000", "元")],
        ),
        ("part of a task", "6月底前完成50%的清淤任务。", [("50%", "=", "50", "%")]),
        ("those who begin", "2026年底前3个以上街道开展试点。", [("3个", ">=", "3", "个")]),
        (
            "a better ratio kept",
            "PUE降至1.3以下，算力枢纽项目不高于1.2。",
            [("1.3", "<=", "1.3", ""), ("1.2", "<=", "1.2", "")],
        ),
        ("a unit in letters, made", "建成智能算力1200P，推进应用。", [("1200P", "=", "1200", "P")]),
        ("nearly so many", "打造“流量×”体验场景近30个。", [("30个", "~", "30", "个")]),
        ("where it has to lie", "新上机房电能利用效率值必须在1.3以下。", [("1.3", "<=", "1.3", "")]),
        ("those who can", "70%以上的服务站能够提供上门服务。", [("70%", ">=", "70", "%")]),
        ("calls of ships", "每年使用岸电不少于900艘次。", [("900艘次", ">=", "900", "艘次")]),
        ("how often at least", "每季度至少组织1场义诊。", [("1场", ">=", "1", "场")]),
        ("a unit of mushrooms", "种植香菇8000万段。", [("8000万段", "=", "80000000", "段")]),
        ("an age", "人均预期寿命达到80.5岁。", [("80.5岁", "=", "80.5", "岁")]),
        ("racks and hours", "培训不少于24学时。", [("24学时", ">=", "24", "学时")]),
        ("a ratio named by 比", "到2025年，铁水比下降至0.8以下。", [("0.8", "<=", "0.8", "")]),
        (
            "a ratio where another place goes on",
            "数据中心电能利用效率降到1.35以下，骨干节点进一步降到1.2以下。",
            [("1.35", "<=", "1.35", ""), ("1.2", "<=", "1.2", "")],
        ),
        (
            "two lists of things with their first names",
            "完成柳河等5条河流、青山等8个林场确权登记。",
            [("5条", "=", "5", "条"), ("8个", "=", "8", "个")],
        ),
        (
            "trials",
            "开展6个左右开发区循环化改造试点，探索经验。",
            [("6个", "~", "6", "个")],
        ),
        (
            "a goal of doers",
            "确保完成全市60%以上的学校建成节水型单位的目标。",
            [("60%", ">=", "60", "%")],
        ),
        ("a month before what is made", "8月底前建成算力300P。", [("300P", "=", "300", "P")]),
        ("a density", "人口密度不超过每平方公里1万人。", [("1万人", "<=", "10000", "人/平方公里")]),
    ],
)
def test_any_number_behind_a_committing_verb(
    phenomenon: str, text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert _figures(read_item(text)) == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text"),
    [
        ("a time of day, or none of something", "直播时间调整到1:00，比分达到1:0。"),
        ("a size in brackets", "开工建设青石电站（装机60万千瓦）。"),
        ("a size of each", "做好口袋公园管护（每个不小于1000平方米）。"),
        ("parts of a sum of points", "考评分值=日常监测（60%）+实地走访（20%）+群众测评（20%）。"),
        ("how far something may vary", "年度间用水量变化超过20%，取其后各年的平均值。"),
        ("what a list is divided into", "主要产品归为3类，设置12项具体指标。"),
        ("points taken off", "发现一起扣5分。"),
        ("a share held back", "对未完成任务的，扣减下年度资金的20%。"),
        ("how things stand", "目前，28项改革任务全面完成。"),
        ("a ceiling of support", "对获评企业给予补助，最高不超过200万元。"),
        ("a share that is paid", "按设备投资额的15%给予奖补。"),
        ("support to be had", "按投资的20%给予支持，单个项目不超过300万元。"),
        ("what was done last year", "去年已关停落后产线11条。"),
        ("either sum of support", "按照投资规模予以10万元或20万元补助。"),
        ("a ceiling for each", "贴息期限2年，单个企业投放资金不超过2亿元。"),
        ("whom support is for", "对投资达70%以上且年节能量达200吨标准煤以上的项目，按每吨500元给予补助。"),
        ("a condition", "对投资3亿元或年产值6000万元以上的项目优先供地。"),
        ("a bound with a further condition", "淘汰15万千瓦及以下且服役期满的机组。"),
        ("how often", "每季度通报1次。"),
        ("points", "考核满分100分，得分=实际值÷目标值×30%。"),
        ("an article", "建成一个平台。"),
        ("ideas", "建立三项机制。"),
        ("which one", "完成二期工程，近岸海域水质优良（一、二类）比例稳步提高。"),
        ("a name", "推行配置“两桶”。"),
        ("five G", "推广5G应用。"),
        ("what the document holds", "共设置主要指标20项，其中约束性指标15项。"),
        ("names of a pattern", "构筑“一屏、多廊、四片、多点”的格局。"),
        ("what is listed behind", "绿色发展工程8个，包括退城入园项目。"),
        ("what is shared out in a bracket", "将46个在用系统（其中由环保部门建设的系统30个）进行整合。"),
        ("sizes of what firms build", "实施青石钢铁公司100兆瓦、柳河热电厂50兆瓦发电项目。"),
        ("which projects", "建设一批消纳电量不低于2亿千瓦时且占比不低于总体50%的示范项目。"),
        ("an equivalent", "年利用量折合360万吨标准煤，相当于减少二氧化碳排放量约565万吨。"),
        ("a name made of figures", "落实工地扬尘“六个百分之百”。"),
        ("which ones, said in a bracket", "实施支流治理工程（流域面积大于3000平方公里）。"),
        ("how large each is", "建成投产青石（50万千瓦）、柳河（48万千瓦）等水电站。"),
        ("how a whole is divided, and a part of it", "将全市划分为23个单元，其中优先单元16个。"),
        ("a share of a subsidy", "种植保险保费补贴比例75%。"),
        ("what is allowed", "配套用房面积占比上限由6%提高到12%。"),
        ("a rule of placing", "按照每800户设置1处的标准布设投放亭。"),
        ("those to be got rid of", "2026年秋季开学前消除60人以上大班额。"),
        ("how often in so many years", "监测频次不低于每三年1次。"),
        ("what is being looked at", "对河流、湿地等45个重点区域开展登记工作。"),
        ("what was put right", "审核并调整优化40个涉及治理任务的规划。"),
    ],
)
def test_what_commits_nobody(phenomenon: str, text: str) -> None:
    assert _figures(read_item(text)) == [], phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "classes of firms dealt out",
            "水泥、焦化企业余热利用率分别不低于60%和75%。",
            [("水泥企业", "余热利用率"), ("焦化企业", "余热利用率")],
        ),
        (
            "an exception in a bracket",
            "再生水利用率不低于22%（山区县不低于12%），供水普及率达到98%。",
            [("宜宾市", "再生水利用率"), ("山区县", "再生水利用率"), ("宜宾市", "供水普及率")],
        ),
        ("each of a kind", "每个街区用地面积不超过4公顷。", [("每个街区", "用地面积")]),
        (
            "those who are each to do it",
            "每个县（市、区）至少建成2个站点。",
            [("每个县（市、区）", "建成站点数")],
        ),
        (
            "counties of a kind",
            "丘陵区县（市、区）每年回收农膜不少于900吨。",
            [("丘陵区县（市、区）", "回收农膜")],
        ),
        (
            "towns that a number is dealt out to",
            "完成危房改造900户；其中青石乡、柳河镇分别不少于120户、80户。",
            [("宜宾市", "危房改造户数"), ("青石乡", "危房改造户数"), ("柳河镇", "危房改造户数")],
        ),
        ("a part of the city", "主城区道路网密度应大于8公里/平方公里。", [("主城区", "道路网密度")]),
        (
            "cities of a rank",
            "到2030年，地级及以上城市的社区覆盖率提高到60%。",
            [("地级及以上城市", "社区覆盖率")],
        ),
        (
            "others than those",
            "寒冷地区新建建筑节能率达到83%，其他地区达到75%。",
            [("寒冷地区", "新建建筑节能率"), ("其他地区", "新建建筑节能率")],
        ),
        (
            "a zone at work",
            "临港经济开发区污水厂完成提标改造，日处理能力提升至3万吨。",
            [("临港经济开发区", "日处理能力")],
        ),
        (
            "settlements that follow one another",
            "到2025年，中心城区污水处理率达98%，县城污水处理率达95%，建制镇（乡）污水处理率达80%。",
            [
                ("中心城区", "污水处理率"),
                ("宜宾市", "县城污水处理率"),
                ("宜宾市", "建制镇（乡）污水处理率"),
            ],
        ),
        (
            "a figure for each ten thousand yuan",
            "万元地区生产总值和万元工业增加值用水量均降低16%。",
            [("宜宾市", "万元地区生产总值和万元工业增加值用水量")],
        ),
        (
            "cities of a size are no part of the city",
            "城区常住人口300万以上城市绿色出行比例达到80%。",
            [("宜宾市", "城区常住人口300万以上城市绿色出行比例")],
        ),
        (
            "an indicator with a clause of its own before the places",
            "到2025年，单位生产总值能耗，翠屏区、南溪区下降15%，高县下降14%，其余各县下降13%。",
            [
                ("翠屏区、南溪区", "单位生产总值能耗"),
                ("高县", "单位生产总值能耗"),
                ("其余各县", "单位生产总值能耗"),
            ],
        ),
        (
            "counties, and so much in each",
            "建成翠屏区、南溪区光伏发电项目各约22万千瓦、44万千瓦。",
            [("翠屏区", "光伏发电项目规模"), ("南溪区", "光伏发电项目规模")],
        ),
        (
            "a bracket behind the place",
            "有条件的城市（县城）污水处理厂全部建有配套湿地。",
            [("宜宾市", "有条件的城市（县城）污水处理厂建有配套湿地比例")],
        ),
        (
            "towns in brackets",
            "绿建占比达到40%（其中：主城区55%，县城30%）。",
            [("宜宾市", "绿建占比"), ("主城区", "绿建占比"), ("县城", "绿建占比")],
        ),
        (
            "townships apart",
            "清洁取暖率达75%以上，其中平原乡镇不低于90%。",
            [("宜宾市", "清洁取暖率"), ("平原乡镇", "清洁取暖率")],
        ),
        (
            "as many places as figures",
            "青石市、柳林州粉尘浓度分别降至33、36微克/立方米。",
            [("青石市", "粉尘浓度"), ("柳林州", "粉尘浓度")],
        ),
        (
            "things counted dealt out",
            "青石县、柳林县分别培育民宿集群4个、3个，其他县至少培育1个。",
            [("青石县", "培育民宿集群数"), ("柳林县", "培育民宿集群数"), ("其他县", "培育民宿集群数")],
        ),
        ("each of two", "青石区、柳林区各新建1座换电站。", [("青石区、柳林区", "新建换电站数")]),
        ("each county", "每县建成1个以上加工园区。", [("每县", "建成加工园区数")]),
        (
            "shares side by side",
            "45%的县城和30%的建制镇建成收集体系。",
            [("县城", "建成收集体系比例"), ("建制镇", "建成收集体系比例")],
        ),
        ("each street of all", "全区每个街道至少建成1个养老中心。", [("每个街道", "建成养老中心数")]),
        ("two, supported", "支持青石、柳林两县各布局1个集配中心。", [("青石、柳林两县", "布局集配中心数")]),
        (
            "amounts of places in brackets",
            "退减灌溉面积36万亩（其中：青石县12万亩、柳林旗24万亩）。",
            [("宜宾市", "退减灌溉面积"), ("青石县", "退减灌溉面积"), ("柳林旗", "退减灌溉面积")],
        ),
        (
            "a class in brackets",
            "粪污综合利用率达到80%（规模养殖场达到96%）。",
            [("宜宾市", "粪污综合利用率"), ("规模养殖场", "粪污综合利用率")],
        ),
        (
            "a level in a clause",
            "新能源车占比不低于30%，其中州本级不低于40%。",
            [("宜宾市", "新能源车占比"), ("州本级", "新能源车占比")],
        ),
        (
            "things counted, dealt out in a bracket",
            "建成驿站30座（城区18座，乡镇12座）。",
            [("宜宾市", "建成驿站数"), ("城区", "建成驿站数"), ("乡镇", "建成驿站数")],
        ),
        (
            "things counted, dealt out behind",
            "完成危窑改造90户，其中青石镇60户，柳河镇30户。",
            [("宜宾市", "危窑改造户数"), ("青石镇", "危窑改造户数"), ("柳河镇", "危窑改造户数")],
        ),
        (
            "kinds in a bracket",
            "新增泊位500个（立体300个、平面200个）。",
            [("宜宾市", "新增泊位数"), ("宜宾市", "立体新增泊位数"), ("宜宾市", "平面新增泊位数")],
        ),
        (
            "cities listed with their number",
            "青石、柳河两县2028年风电装机分别达到30万千瓦、20万千瓦。",
            [("青石", "风电装机"), ("柳河", "风电装机")],
        ),
        (
            "parts of the country",
            "东部地区、西部地区集中供水率分别不低于95%、85%。",
            [("东部地区", "集中供水率"), ("西部地区", "集中供水率")],
        ),
        (
            "the east, and the west",
            "东部枢纽机柜上架率不低于70%，西部不低于60%。",
            [("东部", "枢纽机柜上架率"), ("西部", "枢纽机柜上架率")],
        ),
        ("each, as a rule", "原则上每个乡镇至少建成1所敬老院。", [("每个乡镇", "建成敬老院数")]),
        (
            "each, and all together",
            "每村配备护林员3名，全市总量达到900名。",
            [("每村", "配备护林员数"), ("宜宾市", "护林员总量")],
        ),
        ("each of some", "重点乡镇每个建成1座微型站。", [("重点乡镇", "建成微型站数")]),
        (
            "a town's own clause",
            "每个乡镇至少建成1个阅览角，城区新建书苑2座。",
            [("每个乡镇", "建成阅览角数"), ("城区", "新建书苑数")],
        ),
        (
            "how many of them for a part of the country",
            "培养骨干800名，西部地区不少于300名。",
            [("宜宾市", "培养骨干数"), ("西部地区", "培养骨干数")],
        ),
        (
            "behind places in a bracket",
            "新建果园9万亩（青石区5万亩、柳河县4万亩），亩产不低于2吨。",
            [
                ("宜宾市", "新建果园面积"),
                ("青石区", "新建果园面积"),
                ("柳河县", "新建果园面积"),
                ("宜宾市", "亩产"),
            ],
        ),
        ("a house of a county", "每个县级中医院推广技术8类。", [("每个县级中医院", "推广技术数")]),
        (
            "what each makes, dealt out further",
            "青石县、柳河区各建成1座焚烧厂，处理规模分别为600吨/日、400吨/日。",
            [
                ("青石县、柳河区", "建成焚烧厂数"),
                ("青石县", "焚烧厂处理规模"),
                ("柳河区", "焚烧厂处理规模"),
            ],
        ),
        ("a town that is to make something", "城区再新建2个菜市场。", [("城区", "新建菜市场数")]),
        ("within a town", "建成区内污水直排口清零率达到90%。", [("建成区", "污水直排口清零率")]),
        ("along a river", "沿江城市污水集中收集率达到75%。", [("沿江城市", "污水集中收集率")]),
        (
            "dealt out to the same places once more",
            "城市地区、农村地区燃气普及率分别达到95%和60%，入户率分别达到90%和50%。",
            [
                ("城市地区", "燃气普及率"),
                ("农村地区", "燃气普及率"),
                ("城市地区", "入户率"),
                ("农村地区", "入户率"),
            ],
        ),
        (
            "what each is to do says nothing of a share behind",
            "每个街道至少建成1个食堂，助餐覆盖率达到90%。",
            [("每个街道", "建成食堂数"), ("宜宾市", "助餐覆盖率")],
        ),
    ],
)
def test_whose_figure_it_is(phenomenon: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(t.area.name, t.phrase) for t in read_item(text).targets] == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("this year", "今年底前，完成改造3200户。", ["2024"]),
        ("next year", "明年6月底前，建成平台2个。", ["2025"]),
        ("a month", "9月底前，完成整治40处。", ["2024"]),
        ("characters", "到二〇二六年，回收率达到90%。", ["2026"]),
        (
            "a span in words",
            "2022至2024年新建建筑中绿色建筑占比分别达到80%、90%、95%。",
            ["2022", "2023", "2024"],
        ),
        (
            "dealt to things, not to years before",
            "2024年、2025年完成改造，2026年化学需氧量、氨氮排放量分别下降8%、9%。",
            ["2026", "2026"],
        ),
        ("listed ahead of clauses", "2024年、2025年，全市污水处理率分别达到85%、90%。", ["2024", "2025"]),
        ("a span dealt out", "2024—2026年，分别新建充电桩800、1000、1200个。", ["2024", "2025", "2026"]),
        ("so many years from one", "2024年起3年内，培育企业20家。", ["2026"]),
        (
            "years dealt out in a clause of their own",
            "2024年完成5户，2025年、2026年分别完成6户和7户。",
            ["2024", "2025", "2026"],
        ),
        ("since a year", "2024年起年均新增泵站3座。", [""]),
        ("within so many years of the plan's", "到2026年新建站点2座；合格率每年不低于95%。", ["2026", ""]),
        ("all of the above", "新建站点4座。以上任务2025年底前全部完成。", ["2025"]),
        ("in use by then", "布局1个集配中心，2026年底前全部投入运营。", ["2026"]),
        ("years in a row", "2024、2025、2026年分别新增床位8张、9张、7张。", ["2024", "2025", "2026"]),
        ("a share at a year", "电动船占比2026年底达到40%，2028年保持60%。", ["2026", "2028"]),
        ("before a season", "2026年汛期前完成清淤8处。", ["2026"]),
        ("a sentence behind", "新建蓄水池12座。2026年6月底前完成。", ["2026"]),
        ("a bracket that ends with it", "改造闸门20座。（市水利局牵头，11月底前完成）", ["2024"]),
        ("two years of one share", "普及率2026年和2030年分别不低于90%、95%。", ["2026", "2030"]),
        ("the month at the end", "新建雨量站12处、水位站15座，6月10日前完成联调。", ["2024", "2024"]),
        ("all the year", "全年抽检不少于300批次，全年关停退出小机组20万千瓦。", ["2024", "2024"]),
        ("a mean of all the year", "全年平均气温上升控制在1.5℃以内。", [""]),
    ],
)
def test_by_when(phenomenon: str, text: str, expected: list[str]) -> None:
    facts = read_item(text, title="宜宾市2024年污染防治工作方案")
    assert [t.target_year for t in facts.targets if t.stated is Stated.FIGURE] == expected, phenomenon


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("引进200名左右具有博士学位的紧缺人才。", "引进紧缺人才数"),
        ("2024年建成3座、2025年建成5座加氢站。", "建成加氢站数"),
        ("新增新能源车3000辆，2025年新增不少于4000辆。", "新增新能源车数"),
        ("市级每年统筹不低于2500万元用于管网改造。", "管网改造资金"),
        ("完成700户高龄、残疾老人家庭适老化改造。", "高龄、残疾老人家庭适老化改造户数"),
        ("累计建成换电站6座。", "累计建成换电站数"),
        ("选择30个城市开展更新试点。", "开展更新试点的城市数量"),
        ("建设防护林8万亩。", "防护林建设面积"),
        ("新建雨水管网9公里。", "新建雨水管网长度"),
        ("完成38公里雨污错接改造。", "雨污错接改造长度"),
        ("退出60万吨落后水泥产能。", "退出落后水泥产能"),
        ("推进老旧热网改造，2024年改造40公里。", "老旧热网改造长度"),
        ("焚烧能力占比提高一些，到位资金增长10%。", "到位资金"),
        ("农膜回收率：2024年达到85%。", "农膜回收率"),
        ("重点培育5个产值超20亿元产业集群。", "培育产业集群数"),
        ("累计新增“小升规”企业90户。", "累计新增“小升规”企业数"),
        ("年内实现7座乡镇水厂全部达到一级标准。", "达到一级标准的乡镇水厂数量"),
        ("新建2座日处理5万吨的再生水厂。", "新建再生水厂数"),
        ("一级产品占比在80%以上。", "一级产品占比"),
        ("公厕改造完成率年底前达到60%。", "公厕改造完成率"),
        ("节水器具普及率到2024年达到90%。", "节水器具普及率"),
        ("市水利局牵头落实生态补水量2000万立方米。", "生态补水量"),
        ("在役机组最小出力达到额定容量的30%。", "在役机组最小出力占额定容量比例"),
        ("选树50名“蜀南工匠”。", "选树蜀南工匠数"),
        ("推动120家以上工业企业完成节水改造。", "工业企业完成节水改造数"),
        ("规划区范围内的城中村垃圾分类覆盖率达到60%以上。", "规划区范围内的城中村垃圾分类覆盖率"),
        ("野生动物数量在全国第四次调查基础上增长10%以上。", "野生动物数量"),
        ("实施9条115公里河道整治工程。", "河道整治工程数"),
        ("○11绿盈乡村比例≥80%。", "绿盈乡村比例"),
        ("并网装机规模不低于300万千瓦。", "并网装机规模"),
        ("废旧放射源做到100%安全收贮。", "废旧放射源安全收贮比例"),
        ("青石、柳河所在海域力争实现禁养区内养殖全部清退。", "禁养区内养殖清退比例"),
        ("重点湖泊周边化肥使用量持续实现负增长。", "重点湖泊周边化肥使用量"),
        ("新增出租车新能源比例不低于80%并逐年提高5个百分点。", "新增出租车新能源比例"),
    ],
)
def test_labels_are_the_words_for_what_is_measured(text: str, expected: str) -> None:
    assert read_item(text).targets[-1].phrase == expected
    assert {t.phrase for t in read_item(text).targets} <= {expected, "新增新能源车数", "建成加氢站数"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("煤炭消费总量压减至800万吨以内。", "level"),
        ("更新管网20公里。", "amount"),
        ("技能人才总量突破30万人。", "level"),
        ("规模以上企业突破90家。", "level"),
        ("集聚检测机构60家。", "level"),
        ("资金池规模由2000万元扩大到5000万元。", "level"),
        ("盘活闲置土地300亩。", "amount"),
        ("水费不高于3元/立方米。", "level"),
        ("快递包装应用规模达6万个。", "level"),
        ("引进高层次人才达到200名。", "count"),
        ("风电约600万千瓦。", "level"),
        ("培育民宿集聚区4个。", "count"),
        ("实施节水灌溉18万亩。", "amount"),
        ("到2030年实施人工种草面积达到70万亩。", "level"),
        ("托位总数约63万个。", "level"),
        ("每千常住人口拥有托位6个。", "level"),
        ("消纳磷石膏20万吨。", "amount"),
        ("单列工业用地指标每年不少于300亩。", "amount"),
        ("评价组织备案数分别达到150家。", "level"),
        ("每名管护员负责的水库不超过4座。", "level"),
        ("在库企业保持150家以上。", "level"),
        ("设立文创基金，首期规模不低于2亿元。", "amount"),
        ("县级组建不少于60人的抢险队。", "level"),
        ("工业技改投资突破60亿元。", "amount"),
        ("农产品网络零售额达到3亿元。", "level"),
        ("同步发展滴灌农田12万亩。", "amount"),
        ("每年开展统防统治面积40万亩。", "amount"),
        ("护林员每天巡护不少于2次。", "level"),
        ("建成算力300P。", "amount"),
        ("港口吞吐量达到90万标箱。", "level"),
        ("养殖规模达到生猪30万头。", "level"),
        ("平均办理时限压缩50%以上。", "decrease"),
        ("施工时间缩短三成。", "decrease"),
    ],
)
def test_the_kind_of_a_figure(text: str, kind: str) -> None:
    assert [t.kind for t in read_item(text).targets] == [kind]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "above, one by one",
            "2025年满载率、准点率分别达到60%和90%，2027年该比例分别提高到65%和95%。",
            ["满载率", "准点率"] * 2,
        ),
        (
            "of the sentence before",
            "到2025年，床位占比达到60%，家庭改造4万户；到2027年，上述指标分别提高到65%和6万户。",
            ["床位占比", "家庭改造户数"] * 2,
        ),
        ("what share is provided", "学校按不低于20%的比例配备专职校医。", ["学校配备专职校医比例"]),
        ("a share's word once", "空置房改建的比例不低于总数的30%。", ["空置房改建占总数比例"]),
        ("a word with 及 in it", "防护林网普及率2026年和2030年分别达到60%、80%。", ["防护林网普及率"] * 2),
        (
            "what ends alike",
            "体育馆、文化馆开放时间分别不少于50小时、40小时。",
            ["体育馆开放时间", "文化馆开放时间"],
        ),
        (
            "kinds of schools",
            "小学、初中生均用地分别达到18平方米、22平方米。",
            ["小学生均用地面积", "初中生均用地面积"],
        ),
        ("done again", "2026年修缮古桥20座，2027年再修缮15座。", ["修缮古桥数", "再修缮古桥数"]),
        (
            "so many years in all",
            "每年实施技改项目不少于50项，三年累计160项。",
            ["每年技改项目数", "技改项目数"],
        ),
        (
            "what more can be done",
            "新建净化厂2座，新增处理能力300吨/日。",
            ["新建净化厂数", "净化厂新增处理能力"],
        ),
        (
            "other buildings",
            "新建居住建筑节能率不低于75%、公共建筑不低于72%。",
            ["新建居住建筑节能率", "公共建筑节能率"],
        ),
        ("a rate of what was named", "泵站实行自动化改造，改造完成率达到80%。", ["泵站实行自动化改造完成率"]),
        (
            "the first part of a fund",
            "设立总规模10亿元的文创基金，首期不低于2亿元。",
            ["文创基金总规模", "文创基金首期"],
        ),
        ("whose money", "市级统筹资金8亿元。", ["市级统筹资金"]),
        ("ground that is set aside", "每年单列新增建设用地指标不少于200亩。", ["单列新增建设用地指标"]),
        ("a share of those among them", "电动车占比达到60%，其中集卡90%。", ["电动车占比", "集卡电动车占比"]),
        (
            "one manner of two things",
            "沙石、粮食清洁运输比例分别不低于80%、70%。",
            ["沙石清洁运输比例", "粮食清洁运输比例"],
        ),
        ("years of a sum", "每年安排专项资金2亿元，五年累计不少于9亿元。", ["每年安排专项资金", "专项资金"]),
        ("work told before", "对运行满20年的铸铁管全部更换。6月底前完成20公里。", ["铸铁管更换长度"]),
        ("houses by their unit", "瓶改管1.2万户，其中餐饮企业900户。", ["瓶改管户数", "餐饮企业数"]),
        ("a word that ends in 为", "查处违法行为90宗以上。", ["查处违法行为数"]),
        ("a name in quotation marks", "支持建设三百个村级“书香屋”。", ["建设村级书香屋数"]),
        (
            "parts listed behind a colon",
            "总装机达到300万千瓦，其中包括：水电120万千瓦、风电80万千瓦、光伏100万千瓦等。",
            ["总装机", "水电装机", "风电装机", "光伏装机"],
        ),
        ("a scale of several", "养殖规模达到肉羊30万只、肉牛5万头。", ["肉羊养殖规模", "肉牛养殖规模"]),
        (
            "what is done told once",
            "新增经济林6万亩、林药3万亩。新建供水管网50公里、泵站8座。",
            ["新增经济林面积", "新增林药面积", "新建供水管网长度", "新建泵站数"],
        ),
        (
            "a name that does not stand alone",
            "小龙虾养殖面积稳定在12万亩，产量达到2万吨；新建收储站9个，服务半径控制在15公里以内。",
            ["小龙虾养殖面积", "小龙虾产量", "新建收储站数", "收储站服务半径"],
        ),
        (
            "a rate of those trained",
            "培训护林员300人次，持证上岗率达到90%。",
            ["培训护林员人次", "护林员持证上岗率"],
        ),
        (
            "whose energy and water",
            "公共机构能源消费总量控制在2万吨标准煤以内，用水总量控制在90万立方米以内；人均用水量下降6%。",
            ["公共机构能源消费总量", "公共机构用水总量", "公共机构人均用水量"],
        ),
        (
            "not of a class but of all",
            "公共机构人均用水量下降6%，全市用水总量控制在3亿立方米以内。",
            ["公共机构人均用水量", "用水总量"],
        ),
        (
            "who pays",
            "县财政统筹安排不少于900万元，区财政局每年安排专项资金500万元。",
            ["县财政统筹安排资金", "区财政每年安排专项资金"],
        ),
        (
            "money from above",
            "争取中央预算内投资3000万元，撬动社会资本1亿元。",
            ["争取中央预算内投资", "撬动社会资本"],
        ),
        ("a yearly rate", "软件业收入年均增长15%以上。", ["软件业收入年均增长率"]),
        (
            "bare names of sources",
            "水电装机约90万千瓦，风电约40万千瓦，光伏发电约60万千瓦。",
            ["水电装机", "风电装机", "光伏发电装机"],
        ),
        (
            "bare names of industries",
            "水泥产能达到标杆水平的比例超过30%，合成氨超过15%。",
            ["水泥产能达到标杆水平的比例", "合成氨达到标杆水平的比例"],
        ),
        ("all towns from a size up", "县城以上水源地水质达标率保持在100%。", ["县城以上水源地水质达标率"]),
        ("levels in a bracket", "至少建立1支区（县）级应急救援队伍。", ["区（县）级应急救援队伍数"]),
        (
            "another grade of the same",
            "培育国家级牧场2家、省级20家。",
            ["培育国家级牧场数", "培育省级牧场数"],
        ),
        (
            "two kinds of people for so many others",
            "每千人口拥有医师数达到3.2人、护士数达到3.8人。",
            ["每千人口拥有医师数", "护士数"],
        ),
        ("what is inspected", "每季度开展工地安全检查，问题整改率达到98%。", ["工地问题整改率"]),
        (
            "what of a source of power is installed, and a share in its own word",
            "风电达到200万千瓦，占总装机的比重达到30%。",
            ["风电装机", "风电占总装机比重"],
        ),
        ("the same thing in the next sentence", "回收率达到85%。到2030年，达到90%左右。", ["回收率"] * 2),
        ("a year right behind the name", "在线率两年内提升到90%。", ["在线率"]),
        ("nobody can tell of what", "到2025年，达到87%左右。", []),
    ],
)
def test_what_several_figures_are_of(phenomenon: str, text: str, expected: list[str]) -> None:
    assert [t.phrase for t in read_item(text).targets] == expected, phenomenon


def test_a_level_behind_an_addition_is_no_addition() -> None:
    facts = read_item("储能装机累计新增80万千瓦，2030年达到150万千瓦。")
    assert [t.kind for t in facts.targets] == ["amount", "level"]


def test_years_counted_from_those_that_the_text_says_it_is_for() -> None:
    goal = "一、目标\n用三年时间（2024—2026年）完成治理。\n"
    plan = f"宜宾市治水三年行动方案\n{goal}二、任务\n在线率两年内由65%提升到90%。\n"
    assert [t.target_year for t in read(plan).targets] == ["2025"]


def test_a_share_of_a_whole_is_that_of_the_thing_before() -> None:
    facts = read_item("可再生能源消费总量达到360万吨标准煤，占能源消费总量的25%。")
    assert [t.phrase for t in facts.targets] == ["可再生能源消费总量", "可再生能源消费总量占能源消费总量比例"]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("宜宾市2025年重点工作任务分解方案", "2025"),
        ("宜宾市2025年政府工作报告目标任务分解表", "2025"),
        ("宜宾市节能工作方案（2025年版）", ""),
        ("宜宾市2025年节能工作方案", ""),
        ("宜宾市2025年民生工程目标分解方案", "2025"),
    ],
)
def test_tasks_handed_out_for_a_year_are_due_by_its_end(title: str, year: str) -> None:
    facts = read(f"{title}\n一、主要目标\n农膜回收率达到82%。")
    assert [t.target_year for t in facts.targets] == [year]


def test_a_heading_sets_the_year_of_the_figures_below_it() -> None:
    facts = read(
        "宜宾市节水方案\n一、2026年全市供水事业发展主要预期目标\n1.漏损率控制在9%以内。\n2.日供水达到30万吨。\n"
    )
    assert [t.target_year for t in facts.targets] == ["2026", "2026"]


def test_what_is_added_is_said_once_for_several_figures() -> None:
    facts = read_item("新增水电装机约200万千瓦，风电约60万千瓦；再生水利用率达到25%。")
    assert [(t.phrase, t.kind) for t in facts.targets] == [
        ("新增水电装机", "amount"),
        ("风电装机", "amount"),
        ("再生水利用率", "level"),
    ]


def test_chapters_that_tell_how_things_stand_set_no_targets() -> None:
    facts = read("宜宾市“十四五”治水规划\n一、工作成效\n治理率达到90%。\n二、主要任务\n治理率达到95%。\n")
    assert [str(t.value) for t in facts.targets] == ["95"]


@pytest.mark.parametrize(
    ("text", "code", "quote"),
    [
        ("对全市6家水泥企业进行深度治理。", "quantity-unread", "6家"),
        ("轮换80名驻村干部。", "quantity-unread", "80名"),
        ("放流苗种不少于20亿单位。", "unit-unknown", "20亿单位"),
        ("建成投产青石（50万千瓦）等水电站。", "quantity-unread", "50万千瓦"),
        ("实施青石钢铁公司100兆瓦等发电项目。", "quantity-unread", "100兆瓦"),
        ("实施9条115公里河道整治工程。", "quantity-unread", "115公里"),
    ],
)
def test_figures_that_may_be_targets_are_reported(text: str, code: str, quote: str) -> None:
    facts = read_item(text)
    assert [facts.text.quote(f.span) for f in facts.findings if f.code == code and f.span] == [quote]


@pytest.mark.parametrize("text", ["执行移动机械（560千瓦及以下）排放标准。", "淘汰2座450立方米高炉。"])
def test_sizes_that_say_which_ones_are_meant_are_not_reported(text: str) -> None:
    assert [f for f in read_item(text).findings if f.code == "quantity-unread"] == []


def test_a_starting_year_of_a_plan_without_date_is_not_past() -> None:
    facts = read("宜宾市人才工程意见\n一、目标\n2012年起5年内，引进人才300名。\n")
    assert [t.target_year for t in facts.targets] == ["2016"]


def test_an_enumeration_goes_on_with_its_place_and_thing() -> None:
    facts = read_item("县城住宅最高不超过16层；步行道宽度不小于2米。新增绿化5000亩；2027年再新增6000亩。")
    found = [(t.area.name, t.phrase) for t in facts.targets]
    assert found == [
        ("县城", "住宅层数"),
        ("县城", "步行道宽度"),
        ("宜宾市", "新增绿化面积"),
        ("宜宾市", "新增绿化面积"),
    ]


def test_an_enumeration_goes_on_with_another_unit() -> None:
    facts = read_item("到2025年，新增光伏200MW、储能100MWh。")
    assert _figures(facts) == [("200MW", "=", "200", "MW"), ("100MWh", "=", "100", "MWh")]


def test_what_later_figures_take_from_those_before() -> None:
    text = (
        "断面优良比例达到90%，较上年提高2个百分点；到2026年，该比例提高到95%。"
        "新增节水灌溉面积4万亩，其中喷灌1万亩。新建专用线9条、里程60公里。规上企业数量翻一番，达到90家。"
        "园区能耗下降18%，其中，青石高新区下降22%，其他园区不低于15%。每年评选工匠20名、技师50名。"
        "焚烧能力占比提高到65%，达到2600吨/日。肉牛存栏、出栏分别达到4万头、2万头。"
        "企业达到180户，净增60户。每年引进项目20个，其中亿元项目3个。"
    )
    found = [(t.phrase, str(t.kind), str(t.period)) for t in read_item(text).targets]
    assert found == [
        ("断面优良比例", "level", "total"),
        ("断面优良比例", "increase", "total"),
        ("断面优良比例", "level", "total"),
        ("新增节水灌溉面积", "amount", "total"),
        ("喷灌面积", "amount", "total"),
        ("新建专用线数", "count", "total"),
        ("专用线里程", "amount", "total"),
        ("规上企业数量", "increase", "total"),
        ("规上企业数量", "level", "total"),
        ("园区能耗", "decrease", "total"),
        ("园区能耗", "decrease", "total"),
        ("园区能耗", "decrease", "total"),
        ("每年评选工匠数", "count", "yearly"),
        ("评选技师数", "count", "yearly"),
        ("焚烧能力占比", "level", "total"),
        ("焚烧能力", "level", "total"),
        ("肉牛存栏数", "level", "total"),
        ("出栏数", "level", "total"),
        ("企业数", "level", "total"),
        ("净增企业数", "count", "total"),
        ("每年引进项目数", "count", "yearly"),
        ("亿元项目数", "count", "yearly"),
    ]


def test_the_year_of_a_chapter_of_goals_holds_over_its_bullets() -> None:
    bullets = "——管网不断完善。新建管网30公里。\n——服务持续优化。建成网点5个。\n"
    facts = read(f"宜宾市节水方案\n一、主要目标\n到2026年，用水总量控制在3亿立方米以内。\n{bullets}")
    assert [t.target_year for t in facts.targets] == ["2026"] * 3


def test_the_base_year_of_a_sentence_holds_for_its_further_parts() -> None:
    facts = read_item(
        "全市能耗强度比2020年下降14%。其中，规模以上工业下降16%；公共机构人均能耗下降6%；服务业收入年均增长8%。"
    )
    assert [t.baseline_year for t in facts.targets] == ["2020", "2020", "2020", ""]


def test_the_year_before_is_that_before_the_figures_own() -> None:
    further = read_item("用水强度较2020年下降16%，灌溉用水下降15%，研发投入增长8%。")
    assert [t.baseline_year for t in further.targets] == ["2020", "2020", ""]
    facts = read_item("2023年，散煤用量比上年下降5%。")
    assert [(t.baseline_year, t.target_year) for t in facts.targets] == [("2022", "2023")]


def test_an_item_about_a_zone_gives_figures_of_that_zone() -> None:
    facts = read(
        f"{TITLE}\n一、分区推进\n（一）沿江片区。新建码头3座，全市岸电使用率达到80%。\n（二）城南组团。改造泵站2座。\n"
    )
    assert [(t.area.name, t.phrase) for t in facts.targets] == [
        ("沿江片区", "新建码头数"),
        ("沿江片区", "岸电使用率"),
        ("城南组团", "改造泵站数"),
    ]
