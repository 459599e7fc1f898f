"""What can only be measured from outside: imports, commands, the peak memory of a whole process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

__all__ = ["growing_memory", "import_seconds", "peak_of", "timed"]

_ROOT = Path(__file__).parents[2]
"""Where children run: the package that lies there is the one that they import."""

_IMPORT = "from time import perf_counter as now; t = now(); import {}; print(now() - t)"
_PEAK_SO_FAR = """
import resource, sys
def peak():
    # The system's own count begins with the process; getrusage's goes on from that of the parent.
    try:
        lines = open("/proc/self/status").read().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
"""
_GROWTH = f"""{_PEAK_SO_FAR}
from quotes import attribute
attribute("“Rain is due,” Ann Lee said on Monday in an interview with the Hale Herald.")
text = open(sys.argv[1], encoding="utf-8", newline="").read()
before = peak()
attribute(text)
print(peak() - before)
"""
_PEAK = f"""{_PEAK_SO_FAR}
from quotes.cli import main
main(sys.argv[1:])
print(peak(), file=sys.stderr)
"""


def import_seconds(modules: str, runs: int = 9) -> float:
    """The shortest import of some modules in a fresh process."""
    return min(float(_output(["-c", _IMPORT.format(modules)])) for _ in range(runs))


def growing_memory(path: Path) -> float:
    """How many bytes the peak of a process grows by when it reads one file's quotations."""
    return float(_output(["-c", _GROWTH, str(path)]))


def peak_of(command: str, folder: str) -> float:
    """The peak memory of a command over a folder, in bytes."""
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, command, folder, "-o", os.devnull],
        check=True,
        capture_output=True,
        text=True,
        cwd=_ROOT,
    )
    return float(done.stderr.split()[-1])


def timed(command: str, folder: str, *options: str, runs: int = 2) -> float:
    """The shortest run of a command over a folder, in seconds on the wall."""
    best = float("inf")
    for _ in range(runs):
        started = perf_counter()
        _output(["-m", "quotes", command, folder, "-o", os.devnull, *options])
        best = min(best, perf_counter() - started)
    return best


def _output(arguments: Sequence[str]) -> str:
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True, cwd=_ROOT).stdout
