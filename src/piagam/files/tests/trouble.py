"""A child process that behaves badly on request."""

import json
import os
import resource
import sys
import time

from piagam.files.inspecting import limit


def answer(trouble: str) -> dict[str, object]:
    if trouble == "sleep":
        time.sleep(60)
    if trouble == "die":
        os.abort()
    if trouble == "memory":
        try:
            bytearray(2**31)
        except MemoryError:
            return {"refused": True}
    if trouble == "limits":
        return {
            "cpu": resource.getrlimit(resource.RLIMIT_CPU)[0],
            "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
        }
    if trouble == "environment":
        return dict(os.environ)
    return {}


if __name__ == "__main__":
    limit()
    told = answer(sys.argv[1])
    sys.stdout.write(json.dumps(told) if sys.argv[1] != "say-nothing" else "")
