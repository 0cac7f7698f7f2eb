"""Runs a child process on a stranger's file: no settings, no secrets in its environment, a time limit, two at once."""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

WALL_SECONDS = 40
_at_once = threading.BoundedSemaphore(2)  # pages wait rather than take the whole machine


class ChildFailed(Exception):
    """The child died or took too long: its file is to blame."""


def ask_child(module: str, *arguments: str | Path, seconds: float = WALL_SECONDS) -> dict[str, Any]:
    """The answer of `python -I -m module arguments`, one line of JSON."""
    command = [sys.executable, "-I", "-m", module, *map(str, arguments)]
    with _at_once:
        try:
            done = subprocess.run(  # noqa: S603 (the arguments are ours: a module, numbers, paths made of hashes)
                command,
                capture_output=True,
                timeout=seconds,
                env={"LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            raise ChildFailed("timeout")
    if done.returncode:
        raise ChildFailed(done.stderr.decode(errors="replace")[-500:])
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise ChildFailed("no answer")
    return answer
