"""What is measured after something is rebuilt: 改造完成后单位产品能耗, of the thing named earlier in the sentence."""

from __future__ import annotations

import re

__all__ = ["rebuilt_thing"]

_REBUILT = re.compile(
    r"(?:(?:对|推动|推进)(?P<thing>[^，。；]{2,60}?)(?:生产)?(?:企业)?(?:开展|实施|采取|进行|，实施|，开展)"
    # 完成公共建筑节能改造450万平方米
    r"|(?:完成|实施|开展|推进)(?P<done>[^，。；\d]{2,16}?)(?:节能|综合|绿色|提升|更新)*改造(?=\d|，))"
)
_AFTER_REBUILDING = re.compile(r"^(?:改造(?:完成|实施)?后|使|完成后)的?")
_MAX_THING = 14


def rebuilt_thing(sentence: str, phrase: str) -> str:
    """Completes 改造完成后单位产品能耗 by the thing rebuilt, named earlier in the sentence: 氧化铝单位产品能耗."""
    rest = _AFTER_REBUILDING.sub("", phrase)
    if rest == phrase:
        return phrase
    things = [m["thing"] or m["done"] for m in _REBUILT.finditer(sentence)]
    if not things:
        return rest
    thing = re.split(r"的", things[-1])[-1]
    thing = re.sub(r"^.*?(?:千克标准煤/吨|克标准煤/千瓦时)(?:以[上下])?", "", thing)[-_MAX_THING:]
    if rest.startswith(thing[-2:]):
        # 公共建筑改造, 改造后建筑能效
        return thing + rest[2:]
    return rest if thing in rest else thing + rest
