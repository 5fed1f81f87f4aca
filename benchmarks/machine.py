"""What was measured on: figures mean nothing without it."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

MEMORY = Path("/proc/meminfo")
PROCESSOR = Path("/proc/cpuinfo")
MOUNTS = Path("/proc/mounts")


@dataclass(frozen=True)
class Machine:
    """Cores, memory in bytes (0: unknown), the processor's name, system, Python, server and load."""

    cores: int
    memory: int
    processor: str
    system: str
    python: str
    server: str
    load: float


def describe() -> Machine:
    """This machine, now."""
    return Machine(
        cores=len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1,
        memory=int(_line(MEMORY, "MemTotal").partition(" ")[0] or 0) * 1024,
        processor=_line(PROCESSOR, "model name") or platform.machine(),
        system=f"{platform.system()} {platform.release()}",
        python=platform.python_version(),
        server=f"granian {version('granian')}",
        load=os.getloadavg()[0],
    )


def file_system(folder: Path) -> str:
    """The kind of file system that ``folder`` lies on; memory (tmpfs) makes every commit cheap."""
    device = folder.stat().st_dev
    lines = MOUNTS.read_text(encoding="utf-8").splitlines() if MOUNTS.is_file() else []
    for line in reversed(lines):
        _, place, kind, *_ = line.split()
        if Path(place).exists() and Path(place).stat().st_dev == device:
            return kind
    return "an unknown file system"


def _line(file: Path, name: str) -> str:
    if not file.is_file():
        return ""
    for line in file.read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""
