"""The lock of SQLite's writers: one at a time over threads and processes, nobody passed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from adapters.databases.write_lock import WriteLock

ROOT = Path(__file__).parents[3]
HOLDER = """
import sys
from adapters.databases.write_lock import WriteLock
lock = WriteLock(sys.argv[1])
for word in sys.stdin:
    if word == "take\\n":
        print(lock.acquire(10), flush=True)
    else:
        lock.release()
        print("released", flush=True)
"""


class Other:
    """Another process that takes and releases the lock when told."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def say(self, word: str) -> None:
        """Tell it, without waiting for what it says."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()

    def hears(self) -> str:
        """What it says next."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def does(self, word: str) -> str:
        """Tell it and wait for what it says."""
        self.say(word)
        return self.hears()


@contextmanager
def another(path: Path) -> Iterator[Other]:
    """A second process beside this one."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Other(process)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the lock's file is."""
    return tmp_path / "floor-writers"


def test_a_second_thread_waits_until_its_time_is_up(path: Path) -> None:
    lock = WriteLock(str(path))
    assert lock.acquire(1)
    found: list[bool] = []
    thread = Thread(target=lambda: found.append(lock.acquire(0.05)))
    thread.start()
    thread.join()
    assert found == [False]
    lock.release()
    assert lock.acquire(1)
    lock.release()


def test_a_second_process_waits_and_then_has_it(path: Path) -> None:
    lock = WriteLock(str(path))
    with another(path) as other:
        assert other.does("take") == "True"
        assert not lock.acquire(0.05)
        assert other.does("release") == "released"
        assert lock.acquire(5)
        lock.release()


def test_a_process_that_dies_leaves_no_lock_behind(path: Path) -> None:
    lock = WriteLock(str(path))
    with another(path) as other:
        assert other.does("take") == "True"
    assert lock.acquire(5)
    lock.release()


def test_who_waits_is_not_passed_by_who_has_just_released(path: Path) -> None:
    lock = WriteLock(str(path))
    with another(path) as other:
        assert lock.acquire(1)
        other.say("take")
        while _turn_is_free(path):
            pass
        lock.release()
        assert not lock.acquire(0.05)
        assert other.hears() == "True"


def test_a_lock_that_could_not_be_opened_is_not_held(tmp_path: Path) -> None:
    lock = WriteLock(str(tmp_path / "nowhere" / "floor-writers"))
    with pytest.raises(FileNotFoundError):
        lock.acquire(1)
    assert not lock.locked()


def _turn_is_free(path: Path) -> bool:
    """Whether nobody waits, asked from a process of its own as such locks demand."""
    asked = "import fcntl,sys; fcntl.lockf(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 0)"
    return (
        subprocess.run([sys.executable, "-c", asked, str(path)], capture_output=True, check=False).returncode
        == 0
    )
