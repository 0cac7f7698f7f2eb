import os

import pytest

from piagam import environment


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PIAGAM_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("PIAGAM_SECRET_KEY", raising=False)
    return tmp_path / "data"


def test_the_key_is_made_once_for_its_owner_alone(folder):
    old = os.umask(0)
    try:
        key = environment.secret_key()
    finally:
        os.umask(old)
    assert len(key) >= 64 and environment.secret_key() == key
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret-key"]


def test_a_key_from_the_environment_is_written_nowhere(folder, monkeypatch):
    monkeypatch.setenv("PIAGAM_SECRET_KEY", "dari-luar")
    assert environment.secret_key() == "dari-luar" and not folder.exists()


def test_an_empty_key_file_is_never_used(folder):
    folder.mkdir()
    (folder / "secret-key").touch()
    with pytest.raises(SystemExit, match="is empty"):
        environment.secret_key()
