"""A file is whole or not there; what was there before outlives a failure."""

import os
import signal
import stat
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.keep.export.output import Interrupts, open_output


def test_a_file_takes_its_place_when_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    with open_output(target) as sink:
        sink.write(b"{}")
        assert not target.exists()
    assert target.read_bytes() == b"{}"
    assert os.listdir(tmp_path) == ["out.json"]


def test_a_failure_leaves_the_old_file_and_no_trace(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), open_output(target) as sink:
        interrupt(sink.write(b"new"))
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out.json"]


def test_the_mode_of_the_old_file_is_kept_and_that_of_a_new_one_is_the_users(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        for target in (old, new):
            with open_output(target) as sink:
                sink.write(b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with open_output(link) as sink:
        sink.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_device_is_written_and_not_replaced() -> None:
    with open_output("/dev/null") as sink:
        sink.write(b"x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_the_longest_name_a_file_may_have_will_do(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 255)
    with open_output(target) as sink:
        sink.write(b"x")
    assert target.exists()


@pytest.mark.parametrize("name", ["", "missing/out.json", "file/out.json", "x" * 300, "nul\0"])
def test_what_cannot_be_written_is_a_usage_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="cannot write"), open_output(f"{tmp_path}/{name}"):
        pass


def test_an_interrupt_waits_until_a_record_is_written() -> None:
    steps: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        write_interrupted(steps, 1)
    assert steps == ["written"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_interrupt_does_not_wait() -> None:
    steps: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        write_interrupted(steps, 2)
    assert steps == []


def interrupt(_: object) -> None:
    raise KeyboardInterrupt


def write_interrupted(steps: list[str], times: int) -> None:
    with Interrupts() as interrupts, interrupts.held():
        for _ in range(times):
            os.kill(os.getpid(), signal.SIGINT)
        steps.append("written")
