"""The program speaks the language of the call, else of the environment; what it builds is the same in both."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from policygraph.messages import MessageLanguage, wanted
from policygraph.messages.catalogue import in_chinese
from tests.running import run

PLAN = "某市节能减排工作方案\n一、主要目标\n到2025年，全市单位地区生产总值能耗下降14%。\n"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, MessageLanguage.EN),
        ({"LANG": "zh_CN.UTF-8"}, MessageLanguage.ZH),
        ({"LANG": "zh_TW"}, MessageLanguage.ZH),
        ({"LANG": "de_DE.UTF-8"}, MessageLanguage.EN),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, MessageLanguage.EN),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, MessageLanguage.ZH),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, MessageLanguage.ZH),
        ({"POLICYGRAPH_LANG": "zh", "LC_ALL": "C"}, MessageLanguage.ZH),
        ({"POLICYGRAPH_LANG": "en", "LANG": "zh_CN.UTF-8"}, MessageLanguage.EN),
    ],
)
def test_the_language_of_an_environment(environment: dict[str, str], language: MessageLanguage) -> None:
    assert wanted(environment) is language


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("plans does not exist; check the path", "plans 不存在；请检查路径"),
        ("there is no query 'targts' (the nearest are: targets)", None),
        (
            "there is no query 'targts' (the nearest are: targets); policygraph query --list shows them all",
            "没有查询 'targts'（相近的有：targets）；policygraph query --list 列出全部查询",
        ),
        (
            "a.png: this is a PNG picture: what pictures show is not read; run it through OCR and save its text",
            "a.png：这是PNG 图片：图片内容不读取；请做文字识别（OCR）后保存文本",
        ),
        (
            "b/plan.txt: a/plan.txt is the document plan already; rename one of the two",
            "b/plan.txt：文件名称 plan 已由 a/plan.txt 占用；请给其中一个改名",
        ),
        (
            "m.tsv: line 3 rejects what line 2 of n.tsv accepts; keep one of the two",
            "m.tsv：第 3 行否定了 n.tsv 第 2 行接受的内容；请只留一行",
        ),
        (
            "x cannot be read (Permission denied); check it",
            "x 无法读取（没有权限）；请检查",
        ),
        # A file before a sentence that begins with words of the program.
        (
            "a.tsv: the corrections cannot be read (No such file or directory)",
            "a.tsv：更正表无法读取（没有此文件或文件夹）",
        ),
        (
            "a.zip: the archive is damaged; get an undamaged copy or check its permissions",
            "a.zip：压缩包已损坏；请换完好的副本，或检查权限",
        ),
        (
            "this view cannot be written as png, which the ending of a.png tells; choose csv, as in -o a.csv",
            "此视图不能写成 png（由 a.png 的扩展名得出）；请选择 csv，如 -o a.csv",
        ),
        # Names stay, also where they are words of the program or look like a sentence of it.
        ("target cannot be read (Permission denied); check it", "target 无法读取（没有权限）；请检查"),
        ("no such sentence: here or there", None),
    ],
)
def test_a_sentence_in_chinese(english: str, chinese: str | None) -> None:
    assert in_chinese(english) == (chinese or english)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["trace", "--foo"], "错误：没有选项 --foo"),
        (["trac"], "错误：没有命令 'trac'"),
        (["trace"], "错误：缺少参数 'NAME'。"),
        (["trace", "a", "b", "c"], "错误：多余的参数（c）"),
        (["trace", "a", "--graph"], "错误：选项 '--graph' 需要一个值。"),
        (["query", "--timeout", "-1"], "错误：'--timeout' 的值无效："),
        (["trace", "a", "--format", "pdf"], "错误：'--format' 的值无效：'pdf' 不在可选值之列："),
        (["--lang", "fr", "rules"], "错误：'--lang' 的值无效：'fr' 不在可选值之列："),
        (["serve", "--port", "８０００"], "错误：'--port' 的值无效：应为整数，数字用半角"),
        (["reason", "--limit", "0"], "错误：'--limit' 的值无效：应不小于 1"),
    ],
)
def test_refusals_of_a_call_in_chinese(arguments: list[str], said: str) -> None:
    done = run(*arguments, POLICYGRAPH_LANG="", LC_ALL="zh_CN.UTF-8")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not re.search(r"Usage|Error|Try ", done.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "zh", "trace", "--help"],
        ["trace", "--lang", "zh", "--help"],
        ["trace", "--help", "--lang=zh"],
    ],
)
def test_the_option_stands_anywhere(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    assert "由目标或措施向上追溯其落实的上级文件" in done.stdout


def test_the_option_goes_before_the_environment() -> None:
    assert "Usage:" in run("show", "--help", "--lang", "en", POLICYGRAPH_LANG="", LC_ALL="zh_CN.UTF-8").stdout


def test_chinese_help_fits_the_terminal() -> None:
    shown = run("build", "--help", "--lang", "zh", COLUMNS="60").stdout.splitlines()
    wide = [line for line in shown if sum(1 + (ord(letter) > 0x2E80) for letter in line) > 60]
    assert len(shown) > 20
    assert wide == []


def test_the_help_of_commands_below_a_command() -> None:
    shown = run("review", "--help", "--lang", "zh").stdout
    assert "列出含数字或义务用语却未读出事实的句子。" in shown
    assert "Write" not in shown


@pytest.mark.long
def test_a_build_is_the_same_in_both_languages(tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(PLAN, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    english = run("build", plan, "-o", tmp_path / "en")
    chinese = run(
        "build",
        plan,
        tmp_path / "empty.txt",
        "-o",
        tmp_path / "zh",
        POLICYGRAPH_LANG="",
        LC_ALL="zh_CN.UTF-8",
    )
    assert "1 document\n" in english.stdout
    assert "1 文件" in chinese.stdout
    assert "1 个文件或行未能读取" in chinese.stdout
    assert chinese.stderr == f"policygraph: {tmp_path / 'empty.txt'}：文件为空；请略去或补上内容\n"
    assert (tmp_path / "en" / "graph.nq").read_bytes() == (tmp_path / "zh" / "graph.nq").read_bytes()
    ask = ("query", "targets", "--graph", tmp_path / "en", "--format", "csv")
    assert run(*ask).stdout == run(*ask, POLICYGRAPH_LANG="", LC_ALL="zh_CN.UTF-8").stdout


def test_english_reads_no_catalogue() -> None:
    code = "import sys, policygraph.cli.app; print({'tomllib', 'policygraph.messages.catalogue'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
