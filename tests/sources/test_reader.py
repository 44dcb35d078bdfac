"""Files and folders: which of them are documents, and what reading one gives or refuses."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from policygraph.errors import DuplicateDocumentError, PolicygraphError, SourceError, UsageError
from policygraph.model import Severity, Source, Span
from policygraph.pipeline import build
from policygraph.sources.folders import FilePatterns, discover, document_file
from policygraph.sources.reader import read as read_file

TEXT = "到2025年，全市节能减排工作取得显著成效。\n"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder of three plans among files that are none."""
    folder = tmp_path / "plans"
    for name in (
        "b.txt",
        "deep/er/a.md",
        "c.TEXT",
        "README.md",
        "notes.json",
        "no-ending",
        ".hidden.txt",
        ".git/d.txt",
    ):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT, encoding="utf-8")
    return folder


def found(*paths: Path, root: Path | None = None) -> list[Path]:
    """The files in ``paths`` that are documents, of which none must be an error."""
    discovered = discover(paths, root)
    assert discovered.errors == ()
    return [file.path for file in discovered.documents]


def read(path: Path) -> Source:
    """The document in a file that was given alone."""
    return read_file(document_file(path))


def refusal(path: Path) -> str:
    """The problem that reading ``path`` is refused for."""
    with pytest.raises(SourceError) as caught:
        read(path)
    assert caught.value.path == path
    assert str(caught.value) == f"{path}: {caught.value.problem}"
    return caught.value.problem


class TestDiscover:
    def test_whether_a_folder_gives_its_documents_by_name(self, plans: Path) -> None:
        assert found(plans) == [plans / "b.txt", plans / "c.TEXT", plans / "deep/er/a.md"]

    def test_whether_order_of_arguments_does_not_matter(self, plans: Path) -> None:
        files = [plans / "c.TEXT", plans / "b.txt", plans / "deep"]
        assert discover(files) == discover(files[::-1])
        assert set(found(*files)) == set(found(plans))
        assert discover(files, plans).documents == discover([plans]).documents

    def test_whether_a_file_reached_twice_counts_once(self, plans: Path) -> None:
        twice = [
            plans,
            plans / "deep",
            plans / "b.txt",
            plans / "deep" / ".." / "b.txt",
            plans / "deep/er/a.md",
        ]
        assert discover(twice) == discover(twice[::-1])
        assert discover(twice).documents == discover([plans]).documents

    def test_whether_a_named_file_counts_whatever_its_name(self, plans: Path) -> None:
        named = [plans / "README.md", plans / ".hidden.txt", plans / "notes.json"]
        assert set(found(*named)) == set(named)

    def test_whether_nothing_gives_nothing(self) -> None:
        assert found() == []

    def test_whether_a_missing_path_is_bad_usage(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match=r"absent\.txt does not exist"):
            discover([tmp_path / "absent.txt"])

    def test_whether_a_path_below_a_file_is_bad_usage(self, plans: Path) -> None:
        with pytest.raises(UsageError, match="does not exist"):
            discover([plans / "b.txt" / "c.txt"])

    def test_whether_a_folder_without_documents_is_bad_usage(self, tmp_path: Path) -> None:
        (tmp_path / "table.json").write_text(TEXT, encoding="utf-8")
        with pytest.raises(UsageError, match=r"holds no document among its 1 files; .*\.txt"):
            discover([tmp_path])
        (tmp_path / "table.json").unlink()
        with pytest.raises(UsageError, match=r"holds no document; .*\.txt"):
            discover([tmp_path])

    def test_whether_a_pattern_that_leaves_nothing_is_bad_usage(self, plans: Path) -> None:
        with pytest.raises(UsageError, match=r"that --include and --exclude leave"):
            discover([plans], selection=FilePatterns(include=("*.pdf",)))

    def test_whether_an_archive_without_documents_is_said(self, plans: Path) -> None:
        with zipfile.ZipFile(plans / "pictures.zip", "w") as archive:
            archive.writestr("a.png", b"")
        assert not discover([plans]).errors
        (error,) = discover([plans / "pictures.zip"]).errors
        assert str(error).endswith("pictures.zip: the archive holds no document; name another one")

    def test_whether_of_two_documents_of_one_name_the_first_is_read(self, plans: Path) -> None:
        (plans / "b.md").write_text(TEXT, encoding="utf-8")
        for paths in ([plans], [plans / "b.txt", plans / "b.md"]):
            discovered = discover(paths)
            assert plans / "b.md" in [file.path for file in discovered.documents]
            assert [str(error) for error in discovered.errors] == [
                f"{plans / 'b.txt'}: {plans / 'b.md'} is the document b already; rename one of the two"
            ]

    def test_whether_builds_are_no_sources(self, plans: Path) -> None:
        before = found(plans)
        build([plans / "b.txt"], plans / "out")
        build([plans / "b.txt"], plans)
        (plans / "out" / "report.md").write_text(TEXT, encoding="utf-8")
        assert found(plans) == before
        (plans / "out" / "report.md").unlink()
        for folder in (plans / "out", plans / "out" / "texts"):
            with pytest.raises(UsageError, match=f"{folder.name} holds no document but the files of a build"):
                discover([folder, plans / "b.txt"])

    def test_whether_sources_in_the_folder_of_a_builds_texts_are_read_every_time(
        self, tmp_path: Path
    ) -> None:
        own = tmp_path / "texts" / "mine.txt"
        own.parent.mkdir()
        own.write_text(TEXT, encoding="utf-8")
        for folder in (tmp_path, own.parent, tmp_path, own.parent):
            assert found(folder) == [own]
            name = own.relative_to(folder).with_suffix("").as_posix()
            assert [document.name for document in build([folder], tmp_path).documents] == [name]
        assert len(list(own.parent.iterdir())) == 2

    @pytest.mark.parametrize("manifest", ["", "{}", "[1]", '{"name": "a web app"}'])
    def test_whether_a_manifest_of_another_kind_hides_nothing(self, plans: Path, manifest: str) -> None:
        (plans / "deep" / "manifest.json").write_text(manifest, encoding="utf-8")
        assert plans / "deep/er/a.md" in found(plans)

    def test_whether_a_loop_of_links_ends(self, plans: Path) -> None:
        before = found(plans)
        (plans / "deep" / "loop").symlink_to(plans, target_is_directory=True)
        assert found(plans) == before

    def test_whether_a_folder_named_like_a_file_is_a_folder(self, tmp_path: Path) -> None:
        folder = tmp_path / "plans.txt"
        folder.mkdir()
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
        assert found(folder) == found(tmp_path) == [folder / "a.txt"]

    def test_whether_a_broken_link_is_left_to_the_reader(self, tmp_path: Path) -> None:
        link = tmp_path / "plan.txt"
        link.symlink_to(tmp_path / "gone.txt")
        assert found(link) == found(tmp_path) == [link]
        assert "No such file" in refusal(link)


class TestNames:
    """What documents are called: their path below the root, without the ending."""

    @staticmethod
    def _plan(path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
        return path

    @pytest.fixture
    def cities(self, tmp_path: Path) -> Path:
        """A folder in which two cities each have a plan of the same name."""
        for name in ("cities/a/方案.txt", "cities/b/方案.md", "cities/b/c/办法.txt"):
            self._plan(tmp_path / name)
        return tmp_path / "cities"

    @staticmethod
    def _names(*paths: Path, root: Path | None = None) -> list[tuple[str, str]]:
        return [(file.name, file.file_name) for file in discover(paths, root).documents]

    def test_whether_a_folder_names_its_documents_by_their_paths_in_it(self, cities: Path) -> None:
        below = [("a/方案", "a/方案.txt"), ("b/c/办法", "b/c/办法.txt"), ("b/方案", "b/方案.md")]
        assert self._names(cities) == below
        assert self._names(cities, root=cities) == below
        assert self._names(cities / "b") == [("c/办法", "c/办法.txt"), ("方案", "方案.md")]

    def test_whether_one_file_is_called_the_same_as_among_all_below_one_root(self, cities: Path) -> None:
        every = dict(self._names(cities))
        for file in found(cities):
            for way in (file, file.parent / ".." / file.parent.name / file.name):
                assert dict(self._names(way, root=cities)).items() <= every.items()

    def test_whether_a_file_that_is_given_alone_is_called_by_its_own_name(self, cities: Path) -> None:
        assert self._names(cities / "a/方案.txt") == [("方案", "方案.txt")]

    def test_whether_a_root_may_be_written_in_another_way_than_the_sources(
        self, cities: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(cities)
        (cities.parent / "link").symlink_to(cities, target_is_directory=True)
        for root in (Path(), Path("../cities"), cities.parent / "link"):
            for source in (Path("a"), cities / "a/方案.txt", cities.parent / "link" / "a", Path("b/../a")):
                assert self._names(source, root=root) == [("a/方案", "a/方案.txt")]

    def test_whether_a_source_outside_the_root_is_bad_usage(self, cities: Path) -> None:
        with pytest.raises(UsageError, match=r"方案\.txt lies outside the root .*b; name a folder above it"):
            discover([cities / "a"], cities / "b")

    @pytest.mark.parametrize("root", ["absent", "a/方案.txt"])
    def test_whether_a_root_that_is_no_folder_is_bad_usage(self, cities: Path, root: str) -> None:
        with pytest.raises(UsageError, match="is not a folder; name one that holds all sources"):
            discover([cities], cities / root)

    def test_whether_two_folders_with_a_file_of_one_name_want_a_root(self, cities: Path) -> None:
        discovered = discover([cities / "b", cities / "a"])
        assert [file.path for file in discovered.documents] == [
            cities / "b/c/办法.txt",
            cities / "a/方案.txt",
        ]
        assert [str(error) for error in discovered.errors] == [
            f"{cities / 'b/方案.md'}: {cities / 'a/方案.txt'} is the document 方案 already; "
            "rename one of the two, or name a folder that holds both with --root"
        ]
        assert len(found(cities / "b", cities / "a", root=cities)) == 3

    def test_whether_both_forms_of_an_accent_are_one_name(self, tmp_path: Path) -> None:
        composed, apart = (
            self._plan(tmp_path / one / name) for one, name in (("x", "é.txt"), ("y", "e\u0301.txt"))
        )
        assert self._names(composed) == [("é", "é.txt")]
        assert self._names(apart) == [("é", "e\u0301.txt")]
        self._plan(tmp_path / "x" / "e\u0301.txt")
        assert len(discover([tmp_path / "x"]).errors) == 1

    @pytest.mark.parametrize(
        "name",
        ["a b", " a ", "100%", "a#b", "🌏", "方案.", "a.b", "a:765", "a&b", "'", '"', "<b>", "a\nb", "\\"],
    )
    def test_whether_any_name_of_a_file_can_name_a_document(self, tmp_path: Path, name: str) -> None:
        assert read(self._plan(tmp_path / f"{name}.txt")).name == name

    @pytest.mark.parametrize("name", [".", ".."])
    def test_whether_a_name_that_means_a_folder_is_refused(self, tmp_path: Path, name: str) -> None:
        assert "cannot be the name of a document; rename" in refusal(self._plan(tmp_path / f"{name}.txt"))


class TestRead:
    def test_whether_a_source_tells_where_it_came_from(self, tmp_path: Path) -> None:
        path = tmp_path / "some.plan.txt"
        data = TEXT.replace("\n", "\r\n").encode("gb18030")
        path.write_bytes(data)
        source = read(path)
        assert (source.name, source.file_name) == ("some.plan", "some.plan.txt")
        assert source.text == TEXT
        assert source.sha256 == hashlib.sha256(data).hexdigest()
        assert (source.encoding, source.media_type) == ("gb18030", "text/plain")
        assert source.findings == ()

    def test_whether_the_example_plans_are_read_without_damage(self, seeds: Path) -> None:
        sources = [read(path) for path in found(seeds / "plans")]
        assert len(sources) >= 5
        assert [(source.name, source.findings) for source in sources if source.findings] == []

    @pytest.mark.parametrize(
        ("ending", "media_type"), [(".txt", "plain"), (".TXT", "plain"), (".md", "markdown")]
    )
    def test_whether_the_ending_tells_the_media_type(
        self, tmp_path: Path, ending: str, media_type: str
    ) -> None:
        path = tmp_path / f"plan{ending}"
        path.write_text(TEXT, encoding="utf-8")
        assert read(path).media_type == f"text/{media_type}"

    @pytest.mark.parametrize(
        ("text", "code", "span", "place"),
        [
            ("节能\n减\ufffd排", "undecodable-characters", Span(4, 5), "(1, the first on line 2)"),
            ("节能减排\x1b综合工作方案", "control-characters", Span(4, 5), "(1, the first on line 1)"),
            ("\n\n\ue5e5节能减排\ue5e5", "private-use-characters", Span(2, 3), "(2, the first on line 3)"),
        ],
    )
    def test_whether_damage_is_kept_and_reported(
        self, tmp_path: Path, text: str, code: str, span: Span, place: str
    ) -> None:
        path = tmp_path / "plan.txt"
        path.write_text(text, encoding="utf-8")
        source = read(path)
        assert source.text == text
        assert [(f.code, f.severity, f.span) for f in source.findings] == [(code, Severity.WARNING, span)]
        assert place in source.findings[0].message

    def test_whether_a_truncated_file_is_reported(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.txt"
        path.write_bytes(TEXT.strip().encode()[:-1])
        assert [finding.code for finding in read(path).findings] == ["undecodable-characters"]

    def test_whether_page_breaks_and_tabs_are_no_damage(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.txt"
        path.write_text("指标\t数值\f单位", encoding="utf-8")
        assert read(path).findings == ()

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\xef\xbb\xbf",
            b" \r\n\t",
            "\u3000\n".encode("gb18030"),
            "\u200b\ufeff\n\u2060\u00ad".encode(),
        ],
    )
    def test_whether_an_empty_document_is_refused(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "plan.txt"
        path.write_bytes(data)
        assert "empty" in refusal(path)

    @pytest.mark.parametrize("name", ["plan", "plan.doc", "plan.pdf"])
    def test_whether_text_is_read_whatever_its_ending(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        path.write_text(TEXT, encoding="utf-8")
        assert (read(path).text, read(path).media_type) == (TEXT, "text/plain")

    def test_whether_a_foreign_encoding_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.txt"
        path.write_bytes("Économies d'énergie réglées".encode("latin-1"))
        assert "encoding" in refusal(path)

    def test_whether_a_missing_file_is_refused(self, tmp_path: Path) -> None:
        assert "No such file" in refusal(tmp_path / "plan.txt")

    def test_whether_a_link_to_itself_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.txt"
        path.symlink_to(path)
        assert found(path) == [path]
        assert "symbolic links" in refusal(path)

    def test_whether_a_folder_named_like_a_file_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.txt"
        path.mkdir()
        assert "this is a folder" in refusal(path)

    def test_whether_a_pipe_is_refused_without_waiting_for_it(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.txt"
        os.mkfifo(path)
        assert "a device or pipe" in refusal(path)

    @pytest.mark.parametrize(
        "folder", ["", "方案", "方案".encode("gb18030").decode("utf-8", "surrogateescape")]
    )
    def test_whether_a_name_in_gb18030_is_read_as_one(self, tmp_path: Path, folder: str) -> None:
        path = tmp_path / folder / os.fsdecode("临河市.txt".encode("gb18030"))
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
        source = read(path)
        assert (source.name, source.file_name) == ("临河市", "临河市.txt")
        (document,) = discover([tmp_path]).documents
        below = "方案/" if folder else ""
        assert (document.name, document.file_name) == (f"{below}临河市", f"{below}临河市.txt")

    def test_whether_a_name_that_is_no_text_is_refused_printably(self, tmp_path: Path) -> None:
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xff.txt"))
        with pytest.raises(SourceError, match="neither UTF-8 nor GB18030") as caught:
            read(path)
        assert "\ufffd\ufffd.txt" in str(caught.value)
        assert str(caught.value).encode()

    def test_whether_a_very_long_line_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.txt"
        text = TEXT.strip() * 100_000
        path.write_text(text, encoding="utf-8")
        assert read(path).text == text


class TestPermissions:
    """What the operating system refuses; in a process without privileges, as root may read everything."""

    @pytest.fixture
    def locked(self, tmp_path: Path) -> Path:
        folder = tmp_path / "locked"
        folder.mkdir()
        (folder / "plan.txt").write_text(TEXT, encoding="utf-8")
        return folder

    def test_whether_an_unreadable_file_is_refused(self, locked: Path) -> None:
        (locked / "plan.txt").chmod(0)
        assert _unprivileged("read(document_file(Path('plan.txt')))", locked) == (
            "SourceError plan.txt: the file cannot be read (Permission denied); check it"
        )

    def test_whether_an_unreadable_folder_is_bad_usage(self, locked: Path) -> None:
        (locked / "inner").mkdir(mode=0)
        assert _unprivileged("discover([Path('.')])", locked) == (
            "UsageError inner cannot be listed (Permission denied); check its permissions"
        )

    def test_whether_a_file_in_a_closed_folder_is_refused(self, locked: Path) -> None:
        (locked / "inner").mkdir(mode=0)
        assert _unprivileged(
            "[read(file) for file in discover([Path('inner/plan.txt')]).documents]", locked
        ) == ("SourceError inner/plan.txt: the file cannot be read (Permission denied); check it")


def _unprivileged(call: str, folder: Path) -> str:
    """The error of ``call``, made in ``folder`` by a process that gave up its privileges after its imports."""
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from policygraph.errors import PolicygraphError\n"
        "from policygraph.sources.folders import discover, document_file\n"
        "from policygraph.sources.reader import read\n"
        "os.chdir(sys.argv[1])\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        f"try: {call}\n"
        "except PolicygraphError as error: print(type(error).__name__, error)\n"
    )
    folder.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    "error",
    [
        SourceError(Path("a.txt"), "the document is empty"),
        DuplicateDocumentError(Path("a.txt"), "a", Path("a.md")),
        UsageError("b does not exist"),
    ],
)
def test_whether_errors_survive_the_way_between_processes(error: PolicygraphError) -> None:
    # Bytes made here a moment ago.
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)
