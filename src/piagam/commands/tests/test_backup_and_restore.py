import json
import os
import subprocess
import tarfile

import pytest

from piagam.commands.tests.planting import do, store_file
from piagam.commands.tests.running import Program

pytestmark = pytest.mark.slow


def repack(archive, changed, change):
    """The archive again, with one member's bytes or the list of members changed."""
    with tarfile.open(archive) as old, tarfile.open(changed, "w") as new:
        for member in old.getmembers():
            content = change(member.name, old.extractfile(member).read())
            if content is not None:
                import io

                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return changed


@pytest.fixture
def archive(program, tmp_path):
    store_file(program.data, b"bukti")
    done = program.run("backup", str(tmp_path / "cadangan.tar"))
    assert done.returncode == 0, done.stderr
    return tmp_path / "cadangan.tar"


def test_a_round_trip_brings_everything_back(archive, program, tmp_path):
    assert archive.stat().st_mode & 0o777 == 0o600
    other = Program(tmp_path / "baru")
    done = other.run("restore", str(archive))
    assert done.returncode == 0 and "Restored 2 parts" in done.stderr
    assert other.run("check").returncode == 0
    assert sorted(path.name for path in other.data.iterdir()) == ["files", "piagam.sqlite3", "secret-key"]
    assert Program(tmp_path / "baru").run("setup", "--email", "kedua@contoh.id").returncode == 0
    with other.serving() as (address, _process):
        assert address


def test_it_is_taken_while_the_site_runs(program, tmp_path):
    with program.serving():
        assert program.run("backup", str(tmp_path / "jalan.tar")).returncode == 0
    assert Program(tmp_path / "baru").run("restore", str(tmp_path / "jalan.tar")).returncode == 0


def test_an_archive_is_never_overwritten_and_never_half_there(archive, program, tmp_path):
    before = archive.read_bytes()
    done = program.run("backup", str(archive))
    assert done.returncode == 1 and archive.read_bytes() == before
    done = program.run("backup", str(tmp_path / "tidak" / "ada.tar"))
    assert done.returncode == 1 and "There is no folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_nothing_is_restored_over_an_instance(archive, program):
    do(program.data, "CREATE TABLE mark (x)")
    done = program.run("restore", str(archive))
    assert done.returncode == 1 and "is not empty" in done.stderr
    do(program.data, "SELECT * FROM mark")


def add_a_part(name, content):
    if name == "manifest.json":
        listed = json.loads(content)
        listed["parts"]["files/sha256/aa/aa"] = "0" * 64
        return json.dumps(listed).encode()
    return content


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda name, content: b"x" + content[1:] if name == "database" else content,
            "the first is database",
        ),
        (lambda name, content: None if name == "manifest.json" else content, "not a whole archive"),
        (lambda name, content: None if name.startswith("files") else content, "the first is files/"),
        (add_a_part, "differ from their fingerprint"),
        (lambda name, content: b"[]" if name == "manifest.json" else content, "not a whole archive"),
    ],
    ids=["a changed byte", "no list", "a missing file", "a part that is only listed", "another list"],
)
def test_a_broken_archive_leaves_the_folder_empty(archive, tmp_path, change, sentence):
    other = Program(tmp_path / "baru")
    done = other.run("restore", str(repack(archive, tmp_path / "rusak.tar", change)))
    assert done.returncode == 1 and sentence in done.stderr and "Traceback" not in done.stderr
    assert list(other.data.iterdir()) == []


def test_half_an_archive_and_what_is_none_are_refused(archive, tmp_path):
    half = tmp_path / "setengah.tar"
    half.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    (tmp_path / "bukan.tar").write_text("bukan arsip")
    for wrong in (half, tmp_path / "bukan.tar", tmp_path / "tidak-ada.tar"):
        done = Program(tmp_path / "baru").run("restore", str(wrong))
        assert done.returncode == 1 and "Traceback" not in done.stderr


def test_a_member_that_leads_out_of_the_folder_is_refused(archive, tmp_path):
    wrong = tmp_path / "jahat.tar"
    with tarfile.open(archive) as old, tarfile.open(wrong, "w") as new:
        for member in old.getmembers():
            new.addfile(member, old.extractfile(member))
        member = tarfile.TarInfo("../../keluar")
        new.addfile(member)
    done = Program(tmp_path / "baru").run("restore", str(wrong))
    assert done.returncode == 1 and not (tmp_path / "keluar").exists()


@pytest.mark.postgres
def test_a_round_trip_on_postgresql(set_up, tmp_path):
    server = os.environ["PIAGAM_DATABASE_URL"].rpartition("/")[0]
    names = [f"piagam_commands_{os.getpid()}_{one}" for one in ("a", "b")]

    def on_server(statement):
        subprocess.run(["psql", f"{server}/postgres", "-qc", statement], check=True, capture_output=True)

    try:
        for name in names:
            on_server(f"CREATE DATABASE {name}")
        one = Program(tmp_path / "satu", PIAGAM_DATABASE_URL=f"{server}/{names[0]}")
        two = Program(tmp_path / "dua", PIAGAM_DATABASE_URL=f"{server}/{names[1]}")
        assert one.run("setup", "--email", "ayu@contoh.id").returncode == 0
        done = one.run("backup", str(tmp_path / "pg.tar"))
        assert done.returncode == 0, done.stderr
        done = two.run("restore", str(tmp_path / "pg.tar"))
        assert done.returncode == 0, done.stderr
        assert two.run("check").returncode == 0
        done = two.run("restore", str(tmp_path / "pg.tar"))
        assert done.returncode == 1 and "The database is not empty" in done.stderr
        done = Program(tmp_path / "tiga").run("restore", str(tmp_path / "pg.tar"))
        assert done.returncode == 1 and "holds a postgresql database" in done.stderr
    finally:
        for name in names:
            on_server(f"DROP DATABASE IF EXISTS {name}")
