"""Defects of completeness in targets, obligations and bodies (PG008 to PG016, PG023 to PG025)."""

from __future__ import annotations

from tests.validation.mutations import Hit, Mutation, loss

TARGETS = (
    loss("PG008", "yuncheng", "Target", "7%", 12, "pg:indicator"),
    loss("PG008", "sanmenxia", "Target", "16%", 9, "pg:indicator"),
    loss("PG009", "jincheng", "Target", "15.5%", 13, "qudt:numericValue"),
    loss("PG009", "yuncheng", "Target", "43%", 15, "qudt:numericValue"),
    Mutation(
        "PG010 a row without its unit",
        "sanmenxia",
        (Hit("PG010", 108, "297"), Hit("PG010", 108, "-3", "the change in the row is in the same unit")),
        text=(("火电平均供电煤耗\t克标准煤/千瓦时\t297", "火电平均供电煤耗\t\t297"),),
    ),
    loss("PG010", "taiyuan", "Target", "390 吨", 15, "pg:unit"),
    loss("PG011", "anyang", "Target", "34.9 平方公里", 25, "pg:comparator"),
    loss("PG011", "yuncheng", "Target", "92%", 17, "pg:comparator"),
    Mutation(
        "PG012 a year left out",
        "anyang",
        (Hit("PG012", 27, "100%"),),
        text=(("到 2022 年，高速公路服务区", "高速公路服务区"),),
    ),
    Mutation(
        "PG012 a year left out in the middle of a paragraph",
        "taiyuan",
        (Hit("PG012", 37, "85%"),),
        text=(("回收处理，到 2025 年，全市农膜回收率达 85% 以上", "回收处理，全市农膜回收率达 85% 以上"),),
    ),
    Mutation(
        "PG012 a year left out before three targets in one sentence",
        "jincheng",
        (Hit("PG012", 19, "207 万千瓦"),),
        text=(("“十四五”期间，煤电机组完成", "煤电机组完成"),),
    ),
    loss("PG013", "jincheng", "Target", "15.5%", 13, "pg:area"),
    loss("PG013", "taiyuan", "Target", "144 万千瓦", 49, "pg:area"),
)

BODIES = (
    loss("PG014", "yuncheng", "Assignment", "市司法局", 24, "pg:role"),
    loss("PG014", "sanmenxia", "Assignment", "统计局", 61, "pg:role"),
    loss("PG015", "jincheng", "Assignment", "市大数据局", 25, "pg:agency"),
    loss("PG015", "yuncheng", "Assignment", "市審批服務管理局", 20, "pg:agency"),
    loss("PG016", "yichang", "Obligation", "建设码头岸电设施，靠港船舶应当使用岸电", 20, "pg:strength"),
    loss("PG016", "yuncheng", "Target", "160微克/立方米", 18, "pg:strength"),
    Mutation(
        "PG023 a body with a name of its own",
        "taiyuan",
        (Hit("PG023", 101, "市绿色发展促进会"),),
        text=(
            (
                "扎实推进中央生态环境保护督察整改。（市能源局、",
                "扎实推进中央生态环境保护督察整改。（市绿色发展促进会、市能源局、",
            ),
        ),
    ),
    Mutation(
        "PG023 a body that nobody knows",
        "jincheng",
        (Hit("PG023", 57, "市节俭促进局"),),
        text=(
            (
                "健全激励约束机制。（市生态环境局负责）",
                "健全激励约束机制。（市生态环境局、市节俭促进局负责）",
            ),
        ),
    ),
)

CONCEPTS = (
    Mutation(
        "PG024 an indicator with words of its own",
        "sanmenxia",
        (Hit("PG024", 31, "30处"),),
        text=(
            ("（责任单位：市机关事务中心）", "到2025年建成白天鹅观测驿站30处。（责任单位：市机关事务中心）"),
        ),
    ),
    Mutation(
        "PG024 a share of what nobody measured before",
        "anyang",
        (Hit("PG024", 37, "60%"),),
        text=(
            (
                "主要支流生态流量得到有效保障。(市生态",
                "主要支流生态流量得到有效保障,殷墟遗址周边电瓶观光车使用率达到60%。(市生态",
            ),
        ),
    ),
    Mutation(
        "PG025 a unit that the vocabulary lacks",
        "sanmenxia",
        (Hit("PG025", 121, "4"),),
        text=(("升/百公里", "升/千里"),),
    ),
    Mutation(
        "PG025 a second unit that the vocabulary lacks",
        "anyang",
        (Hit("PG025", 103, "297"),),
        text=(("火电平均供电煤耗\t克标准煤/千瓦时\t300", "火电平均供电煤耗\t克标准煤/度电量\t300"),),
    ),
)

FACTS = (*TARGETS, *BODIES, *CONCEPTS)
