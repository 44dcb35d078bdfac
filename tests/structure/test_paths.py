"""Paths of provisions in the writings that people use."""

from __future__ import annotations

import pytest

from policygraph.model.paths import canonical_path


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("三/（一）", "三/（一）"),
        ("三/(一)", "三/（一）"),
        ("三/一", "三/（一）"),
        ("三（一）", "三/（一）"),
        ("3.1", "三/（一）"),
        ("三、（一）", "三/（一）"),
        ("第三章（一）", "三/（一）"),
        ("三、", "三"),
        ("10.12", "十/（十二）"),
        (" 2 ", "二"),
        ("附件2", "附件2"),
        ("annex 2", "附件2"),
        ("Annex 2", "附件2"),
        ("附件二", "附件2"),
        ("附件 2", "附件2"),
        ("附件２", "附件2"),
        ("第三章", "三"),
        ("第3章", "三"),
        ("三、（四）", "三/（四）"),
        ("三 （四）", "三/（四）"),
        ("３．４", "三/（四）"),
        ("3.", "三"),
        ("附件", "附件"),
        ("附件2/一", "附件2/一"),
        ("preamble", "preamble"),
        ("", ""),
        ("0.0", "0.0"),
        ("无此", "无此"),
    ],
)
def test_whether_paths_are_understood_in_any_usual_writing(path: str, expected: str) -> None:
    assert canonical_path(path) == expected
