"""Processes that were started here: what they hold, and how they are ended. Linux tells, by /proc."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class Process:
    """One process; pid and ``started`` (clock ticks since boot) together are never used again."""

    pid: int
    parent: int
    started: int
    words: str


@dataclass(frozen=True)
class Memory:
    """Bytes of a process: resident, and its share of them where several processes share pages."""

    resident: int
    proportional: int


def family(pid: int) -> list[Process]:
    """A process and all that descend from it, parents before children."""
    every = {found.pid: found for found in map(_read, _pids()) if found is not None}
    members = [every[pid]] if pid in every else []
    for member in members:  # grows while it is read: children of children
        members += [found for found in every.values() if found.parent == member.pid]
    return members


def memory(pid: int) -> Memory:
    """What a process holds now. Raises OSError where it has ended or isn't ours."""
    sizes = {}
    for line in (PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii").splitlines()[1:]:
        name, _, value = line.partition(":")
        sizes[name] = int(value.split()[0]) * 1024
    return Memory(sizes["Rss"], sizes["Pss"])


def end(process: subprocess.Popen[bytes], *, grace: float = 15.0) -> None:
    """End a process that leads its own group: ask, wait ``grace`` seconds, then kill.

    Whatever of its descendants is left after that is killed by its id.
    """
    members = family(process.pid)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(grace)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(grace)
    deadline = time.monotonic() + 2
    while any(map(_lives, members)) and time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS)
    for member in filter(_lives, members):
        with suppress(ProcessLookupError):
            os.kill(member.pid, signal.SIGKILL)


def _lives(process: Process) -> bool:
    found = _read(process.pid)
    return found is not None and found.started == process.started


def _pids() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()] if PROC.is_dir() else []


def _read(pid: int) -> Process | None:
    """A process as /proc has it; None where it has ended, a zombie included."""
    try:
        stat = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        words = (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return None
    state, parent, *rest = stat.rpartition(")")[2].split()
    if state in "ZX":
        return None
    return Process(pid, int(parent), int(rest[17]), words.strip())
