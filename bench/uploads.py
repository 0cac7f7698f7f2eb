"""Sends files in parts to the running program, beside a raw copy of the same file; and over a line that drops.

    python bench/uploads.py                 throughput: 64 MiB in parts of 1 and 5 MiB, plain form, and a raw copy
    python bench/uploads.py --poor-line     20 MB at 256 kbit/s, dead every 30 s (takes about eleven minutes)

The program runs as people run it (`piagam serve`, SQLite, local disk) on this machine; the client is tuspy.
"""

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder, whose names are no packages

from piagam.commands.tests.running import Program, free_port  # noqa: E402
from tests.surroundings.poor_line import PoorLine  # noqa: E402
from tests.test_uploads_of_others import UploadSite, a_heavy_pdf  # noqa: E402

MEGABYTE = 2**20


def raw_copy(source: Path, folder: Path) -> None:
    """What the disk alone can do: read, hash, write, fsync."""
    digest = hashlib.sha256()
    with source.open("rb") as read, (folder / "copy").open("wb") as write:
        while block := read.read(2**18):
            digest.update(block)
            write.write(block)
        write.flush()
        os.fsync(write.fileno())


def best_of(rounds: int, work: Callable[[], None]) -> float:
    """The least seconds."""
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found)


def throughput(site: UploadSite, folder: Path, size: int) -> None:
    """One table: each way, three rounds, the best."""
    session = site.session()

    def parts(chunk: int) -> Callable[[], None]:
        def work() -> None:
            path = folder / "big.pdf"
            a_heavy_pdf(path, size)
            started.append(time.perf_counter())
            site.tus(session).uploader(str(path), chunk_size=chunk, metadata={"filename": "big.pdf"}).upload()
            ended.append(time.perf_counter())

        return work

    print(f"{size / MEGABYTE:.0f} MiB, three rounds each, the best")
    for name, chunk in (("tus, parts of 1 MiB", MEGABYTE), ("tus, parts of 5 MiB", 5 * MEGABYTE)):
        started: list[float] = []
        ended: list[float] = []
        for _ in range(3):
            parts(chunk)()
        seconds = min(end - start for start, end in zip(started, ended, strict=True))
        print(f"{name:<28} {size / MEGABYTE / seconds:8.0f} MiB/s   inspected and stored durably")
    path = folder / "big.pdf"
    seconds = best_of(3, lambda: raw_copy(path, folder))
    print(f"{'raw copy with SHA-256, fsync':<28} {size / MEGABYTE / seconds:8.0f} MiB/s")
    seconds = best_of(3, lambda: shutil.copyfile(path, folder / "copy") and None)
    print(f"{'raw copy, nothing else':<28} {size / MEGABYTE / seconds:8.0f} MiB/s")


def over_a_poor_line(site: UploadSite, folder: Path, size: int, part: int) -> None:
    """The whole file over 256 kbit/s that is dead every 30 s."""
    path = folder / "scan.pdf"
    a_heavy_pdf(path, size)
    session, sending = site.session(), None
    started = time.monotonic()
    with PoorLine(site.port, bytes_a_second=256_000 // 8, drops_every=30) as line:
        while time.monotonic() - started < 3600:
            try:
                sending = site.tus(session, line.port).uploader(
                    str(path), chunk_size=part, metadata={"filename": "scan.pdf"}, url=sending and sending.url
                )
                sending.upload()
                break
            except Exception as error:
                print(f"{time.monotonic() - started:6.0f} s  {type(error).__name__}", file=sys.stderr)
                time.sleep(1)
        seconds = time.monotonic() - started
        over = line.sent_up - path.stat().st_size
        print(f"{path.stat().st_size:,} bytes in {seconds:.0f} s over 256 kbit/s, {line.drops} drops, parts of "
              f"{part // 1024} KiB; {line.sent_up:,} bytes went up: {over:,} more than the file, "
              f"{over / max(1, line.drops) / part:.2f} parts a drop with all headers")  # fmt: skip
        assert sending is not None and sending.offset == path.stat().st_size


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--poor-line", action="store_true")
    parser.add_argument("--megabytes", type=int, default=64)
    parser.add_argument("--part", type=int, default=256 * 1024)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(folder) / "site", PIAGAM_DEMO="1")
        if program.run("demo").returncode:
            raise SystemExit("the demo could not be built")
        site = UploadSite(program, free_port())
        site.start()
        try:
            if args.poor_line:
                over_a_poor_line(site, Path(folder), 20_000_000, args.part)
            else:
                throughput(site, Path(folder), args.megabytes * MEGABYTE)
        finally:
            site.kill()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
