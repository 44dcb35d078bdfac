"""Files that are whole or not there, and what is no file, which is never replaced."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from policygraph.errors import UsageError
from policygraph.files import Moves, read_regular, staged_file, staged_folder, write_file
from tests.graph.documents import build
from tests.running import run

HOLDER = """
import sys
from pathlib import Path
from policygraph.files import staged_file
with staged_file(Path(sys.argv[1])) as aside:
    aside.write_text("half")
    print("held", flush=True)
    sys.stdin.read()
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_whether_a_file_is_written_and_nothing_beside_it(tmp_path: Path) -> None:
    write_file(tmp_path / "a", [b"one ", b"two"])
    write_file(tmp_path / "a", [b"three"])
    assert (tmp_path / "a").read_bytes() == b"three"
    assert names(tmp_path) == ["a"]


def test_whether_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    write_file(tmp_path / "a", [b"old"])

    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_file(tmp_path / "a", pieces())
    with pytest.raises(UsageError, match=r"cannot be written"), staged_folder(tmp_path / "a" / "b"):
        pass
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_whether_a_folder_is_written_whole_or_stays(tmp_path: Path) -> None:
    def write(names: str, text: str) -> None:
        with staged_folder(tmp_path / "t") as folder:
            for name in names:
                (folder / name).write_text(text)

    write("ab", "old")
    (tmp_path / "t" / "c").mkdir()
    with pytest.raises(UsageError, match="c is a folder"):
        write("abc", "new")
    assert [(tmp_path / "t" / name).read_text() for name in "ab"] == ["old", "old"]
    assert names(tmp_path / "t") == ["a", "b", "c"]


def test_whether_a_link_stays_and_leads_to_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a").write_text("old")
    (tmp_path / "latest").symlink_to(tmp_path / "real" / "a")
    write_file(tmp_path / "latest", [b"new"])
    assert (tmp_path / "latest").is_symlink()
    assert (tmp_path / "real" / "a").read_text() == "new"
    assert names(tmp_path / "real") == ["a"]


def test_whether_a_pipe_is_written_into(tmp_path: Path) -> None:
    for write in (lambda p: write_file(p, [b"a", b"b"]), _staged):
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        read: list[bytes] = []
        thread = threading.Thread(target=lambda: read.append(pipe.read_bytes()))  # noqa: B023
        thread.start()
        write(pipe)
        thread.join()
        assert read == [b"ab"]
        assert stat.S_ISFIFO(pipe.stat().st_mode)
        assert names(tmp_path) == ["pipe"]
        pipe.unlink()


def _staged(path: Path) -> None:
    with staged_file(path) as aside:
        aside.write_bytes(b"ab")


def _device(place: Path, number: int) -> bool:
    """A copy of a memory device; False where this user may not make one."""
    try:
        os.mknod(place, 0o666 | stat.S_IFCHR, os.makedev(1, number))
        place.open("wb").close()
    except PermissionError:
        place.unlink(missing_ok=True)
        return False
    return True


def test_whether_a_device_stays_one(tmp_path: Path) -> None:
    for number, name in ((3, "null"), (7, "full")):
        place = tmp_path / name
        # Without the right to make a device, the machine's own: it may not be replaced by this user anyway.
        target = place if _device(place, number) else Path("/dev", name)
        if name == "null":
            write_file(target, [b"x" * 100_000])
        else:
            with pytest.raises(UsageError, match="No space left on device"):
                write_file(target, [b"x" * 100_000])
        assert stat.S_ISCHR(target.lstat().st_mode)
    assert [name for name in names(tmp_path) if name.startswith(".")] == []


@pytest.mark.parametrize("name", ["/dev/stdout", "/proc/self/fd/1", "/dev/fd/1"])
def test_whether_commands_write_to_standard_output(tmp_path: Path, name: str) -> None:
    build(tmp_path / "out")
    done = run("trace", "linhe", "2.1", "--graph", tmp_path / "out", "--format", "json", "-o", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("trace", "linhe", "2.1", "--graph", tmp_path / "out", "--format", "json").stdout
    with (tmp_path / "all").open("w") as file:
        file.write("before\n")
        file.flush()
        command = [
            sys.executable,
            "-m",
            "policygraph",
            "trace",
            "linhe",
            "2.1",
            "--graph",
            str(tmp_path / "out"),
        ]
        subprocess.run([*command, "--format", "json", "-o", name], check=True, stdout=file)
    assert (tmp_path / "all").read_text(encoding="utf-8").startswith("{")
    assert [name for name in names(tmp_path) if name.startswith(".")] == []


def test_whether_what_a_killed_process_left_goes_with_the_next_file(tmp_path: Path) -> None:
    (tmp_path / ".policygraph-export-mine").write_text("a file, not a folder")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "a")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        write_file(tmp_path / "b", [b"b"])
        # It lives, so its folder stays.
        assert len(names(tmp_path)) == 3
        process.send_signal(signal.SIGKILL)
    assert len(names(tmp_path)) == 3
    write_file(tmp_path / "b", [b"b"])
    assert names(tmp_path) == [".policygraph-export-mine", "b"]


def test_whether_moves_can_be_taken_back(tmp_path: Path) -> None:
    for name, content in (("new-a", "new"), ("new-b", "new"), ("a", "old")):
        (tmp_path / name).write_text(content)
    (tmp_path / "kept").mkdir()
    moves = Moves(tmp_path / "kept")
    moves.move(tmp_path / "new-a", tmp_path / "a")
    moves.move(tmp_path / "new-b", tmp_path / "b")
    with pytest.raises(FileNotFoundError):
        moves.move(tmp_path / "gone", tmp_path / "a")
    assert (tmp_path / "a").read_text() == "new"
    moves.undo()
    assert (tmp_path / "a").read_text() == "old"
    assert names(tmp_path) == ["a", "kept"]


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "device", "missing"])
def test_whether_only_regular_files_are_read(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "a"
    if kind == "link":
        (tmp_path / "b").write_text("b")
        place.symlink_to(tmp_path / "b")
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    elif kind == "device":
        place = Path("/dev/null")
    with pytest.raises(OSError, match=r"not a regular file|symbolic links|No such file|Too many levels"):
        read_regular(place)
