"""The command line, as others script against it: run as a process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tallybook.tests.books import HERE, innovation, region

SMALL = str(HERE / "small")


def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tallybook", *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, check=False, env={**os.environ, **environment}
    )


@pytest.fixture
def claims_file(tmp_path: Path) -> Path:
    entries = [innovation("x1", affairs=["kesehatan", "sosial"]), innovation("x2", level=1)]
    own = {"spd-01": {"level": 3}, "spd-02a": {"facts": {"t1": "100", "t2": 134.5}}}
    regions = [
        region("17.71", clusters=["kota"], claims=own, innovations=entries),
        region("17.06", clusters=["kota"]),
    ]
    path = tmp_path / "claims.json"
    path.write_text(json.dumps({"rulebook": "small", "regions": regions}))
    return path


def test_check_says_what_is_there_and_runs_the_worked_cases() -> None:
    done = run("check", SMALL)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"3 worked cases, 0 fail" in done.stdout
    assert b"unset: awards.toml" in done.stdout


def test_check_names_every_mistake_on_standard_error(tmp_path: Path) -> None:
    for path in Path(SMALL).rglob("*.toml"):
        copy = tmp_path / path.relative_to(SMALL)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = (
            path.read_text()
            .replace("year = 2026", "year = 2026.0")
            .replace('from = "65.01"', 'from = "65.02"')
        )
        copy.write_text(text)
    done = run("check", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"edition.toml: edition.year: 2026.0 is a float" in done.stderr
    assert b'index.toml: predicate["sangat"].from: hole between' in done.stderr


def test_check_fails_where_a_worked_case_fails(tmp_path: Path) -> None:
    for path in Path(SMALL).rglob("*.toml"):
        copy = tmp_path / path.relative_to(SMALL)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text().replace('total = "3.50"', 'total = "3.51"'))
    done = run("check", str(tmp_path))
    assert done.returncode == 1
    assert b"total is 3.50, not 3.51" in done.stderr


def test_score_prints_a_table(claims_file: Path) -> None:
    done = run("score", SMALL, str(claims_file))
    assert done.returncode == 0
    assert "40.07   Inovatif" in done.stdout.decode()
    assert "kota 1" in done.stdout.decode()


def test_score_prints_json(claims_file: Path) -> None:
    done = run("score", SMALL, str(claims_file), "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    result = json.loads(done.stdout)
    assert [one["code"] for one in result["regions"]] == ["17.06", "17.71"]
    last = result["regions"][1]
    assert (last["spd"], last["sid_mean"], last["innovation_count_score"]) == ("7.50", "14.00", "0.76")
    assert (last["total"], last["index"], last["index_exact"]) == ("22.26", "40.07", "44520/1111")
    assert (last["predicate"], last["ranks"], last["maturity"]) == (
        "Inovatif",
        {"kota": 1},
        {"x1": "42.00", "x2": "14.00"},
    )
    assert len(last["rulebook_sha256"]) == len(last["claims_sha256"]) == 64


def test_claims_may_come_by_standard_input(claims_file: Path) -> None:
    done = run("score", SMALL, "-", "--json", stdin=claims_file.read_bytes())
    assert done.stdout == run("score", SMALL, str(claims_file), "--json").stdout


@pytest.mark.parametrize("code", ["17.71", "17.71/spd-01", "17.71/x1", "17.71/x1/sid-33", "x1", "x1/sid-33"])
def test_explain_prints_the_tree(claims_file: Path, code: str) -> None:
    done = run("score", SMALL, str(claims_file), "--explain", code)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.strip()
    tree = json.loads(run("score", SMALL, str(claims_file), "--explain", code, "--json").stdout)
    assert tree["code"] == code.rpartition("/")[2]
    assert tree["sentence"]


def test_explain_speaks_both_languages(claims_file: Path) -> None:
    arguments = ("score", SMALL, str(claims_file), "--explain", "17.71/spd-02a")
    assert "bobot 1,50 × tingkat 3 = 4,50" in run(*arguments).stdout.decode()
    assert "weight 1.50 × level 3 = 4.50" in run("--lang", "en", *arguments).stdout.decode()


@pytest.mark.parametrize("code", ["99", "17.71/spd-99", "17.71/x9", "x9", "", "/", "17.71/"])
def test_explain_of_an_unknown_code_is_a_mistake(claims_file: Path, code: str) -> None:
    done = run("score", SMALL, str(claims_file), "--explain", code)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.strip()
    assert b"Traceback" not in done.stderr


BAD: list[Any] = [
    b"", b"{}", b"[]", b"nul", b"\xff\xff", b"[" * 50_000,
    b'{"rulebook":"small","regions":[{"code":"1","clusters":["x"]}]}',
    b'{"rulebook":"small","regions":[{"code":"\\ud800","claims":{"\\ud800":1}}]}', b"9" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("text", BAD, ids=[str(n) for n in range(len(BAD))])
def test_bad_claims_are_status_2_with_a_json_path_and_no_traceback(text: bytes) -> None:
    done = run("score", SMALL, "-", "--json", stdin=text)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"$")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [
    ("check", "/nowhere"), ("score", "/nowhere", "/nowhere"), ("score", SMALL, "/nowhere"), ("score", SMALL, SMALL),
    ("diff", SMALL, "/nowhere"), ("check",), (), ("sing",), ("score", SMALL),
])  # fmt: skip
def test_bad_arguments_are_status_2_without_a_traceback(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert b"Traceback" not in done.stderr


def test_diff_says_what_differs_and_that_nothing_does() -> None:
    done = run("--lang", "en", "diff", SMALL, str(HERE / "year-2027"))
    assert done.returncode == 0
    assert "Part sid_mean (Rata-rata SID): minimum divisor 4 → 14." in done.stdout.decode()
    assert "at least 2 of 3 affairs → at least 6 of 6 affairs" in done.stdout.decode()
    assert run("--lang", "en", "diff", SMALL, SMALL).stdout == b"No difference.\n"


def test_schema_is_json() -> None:
    found = json.loads(run("schema").stdout)
    assert {"rulebook", "claims"} <= set(found)


def test_a_pipe_that_closes_early_is_no_error() -> None:
    shell = f'"{sys.executable}" -m tallybook schema | head -c 10 >/dev/null; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "0"
    assert done.stderr == ""


def test_a_terminal_without_unicode_still_works(claims_file: Path) -> None:
    done = run("score", SMALL, str(claims_file), "--explain", "17.71", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0


def test_the_engine_needs_nothing_but_the_standard_library() -> None:
    program = "import sys, tallybook, tallybook.cli; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])})  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not {"numpy", "django", "piagam", "pandas"} & set(eval(done.stdout))
