import pytest

from piagam.commands.tests.running import Program, status_of, text_of
from piagam.demo.accounts import demo_accounts

pytestmark = pytest.mark.slow
SMALL = ("demo", "--regions", "3", "--innovations", "12")


def test_without_the_switch_nothing_is_built(tmp_path):
    done = Program(tmp_path / "data").run(*SMALL)
    assert done.returncode == 1 and "PIAGAM_DEMO=1" in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("sizes", [("--regions", "2"), ("--regions", "547"), ("--innovations", "0")])
def test_impossible_sizes_are_a_sentence(tmp_path, sizes):
    done = Program(tmp_path / "data", PIAGAM_DEMO="1").run("demo", *sizes)
    assert done.returncode == 2 and "3 to 546" in done.stderr


def test_a_demo_is_built_once_served_with_its_accounts_and_kept(tmp_path):
    program = Program(tmp_path / "data", PIAGAM_DEMO="1")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "demo-unfinished").touch()
    (tmp_path / "data" / "piagam.sqlite3").write_bytes(b"half a demo")
    done = program.run(*SMALL)
    assert done.returncode == 0, done.stderr
    assert "building it anew" in done.stderr and "12/" not in done.stdout
    assert not (tmp_path / "data" / "demo-unfinished").exists()
    with program.serving() as (address, process):
        assert "IGA 2026" in text_of(address)
        assert status_of(f"{address}/demo/surat/") == 200
        page = text_of(f"{address}/demo/")
        assert all(account.email in page for account in demo_accounts())
        process.terminate()
        said = process.stdout.read()
    assert address in said and all(account.email in said for account in demo_accounts())
    assert program.run(*SMALL, "--if-empty").returncode == 0
    again = program.run(*SMALL)
    assert again.returncode == 1 and "already has an edition" in again.stderr
    assert program.run("check").stdout == ""
