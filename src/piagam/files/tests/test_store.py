"""The store keeps what it took, through kills; it knows when a bit has changed; S3 behaves like the disk."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from piagam.files.delivery import response_for
from piagam.files.models import StoredFile
from piagam.files.previews import page_image
from piagam.files.receiving import receive
from piagam.files.storage import key_of, storage
from piagam.files.storage_s3 import BucketStorage
from piagam.files.tests import made
from piagam.files.verify import verify_store


def stored(name: str, content: bytes) -> StoredFile:
    return receive(made.upload(name, content), allowed=["pdf", "jpg", "mp4"], max_bytes=2**25).stored_file


@pytest.mark.django_db
def test_a_sound_store_has_nothing_to_report() -> None:
    stored("a.pdf", made.pdf())
    verdict = verify_store()
    assert (verdict.ok, verdict.checked, list(verdict.sentences()), verdict.orphans) == (True, 1, [], [])


@pytest.mark.django_db
def test_a_changed_bit_a_missing_file_and_an_orphan_are_found(own_folder: Path) -> None:
    files = [stored(f"{n}.pdf", made.pdf(n)) for n in (1, 2, 3)]
    paths = [own_folder / "files" / key_of(file.sha256) for file in files]
    paths[0].chmod(0o600)
    content = bytearray(paths[0].read_bytes())
    content[-1] ^= 1
    paths[0].write_bytes(content)
    paths[1].unlink()
    files[2].delete()
    verdict = verify_store()
    assert verdict.altered == [files[0].sha256]
    assert verdict.missing == [files[1].sha256]
    assert verdict.orphans == [paths[2].name]
    assert len(list(verdict.sentences())) == 2
    assert "1 berkas tanpa catatan" in verdict.orphans_sentence()
    assert verify_store(hashes=False).altered == []


def receiver(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "piagam.files.tests.receiver", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.slow
def test_a_process_killed_at_any_step_leaves_no_row_without_its_file(tmp_path: Path) -> None:
    receiver(tmp_path, "prepare")
    (tmp_path / "a.pdf").write_bytes(made.pdf(2))
    killed = 0
    for step in range(1, 30):
        done = receiver(tmp_path, "receive", str(step))
        verdict = receiver(tmp_path, "verify")
        assert verdict.stdout.split()[:2] == ["0", "0"], (step, verdict.stdout, verdict.stderr)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        killed += 1
    assert killed >= 5, "mkdir, fsyncs, replace and the row are all steps"
    assert verdict.stdout.split() == ["0", "0", "1"]


@pytest.mark.django_db
def test_an_fsync_that_fails_is_never_taken_for_success(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output"):
        stored("a.pdf", made.pdf())
    assert not StoredFile.objects.exists()


@pytest.fixture
def bucket(settings: Any, object_store: Any) -> str:
    import boto3

    settings.PIAGAM_S3_BUCKET = "bukti"
    settings.PIAGAM_S3_ENDPOINT = object_store.endpoint
    settings.PIAGAM_S3_ACCESS_KEY = object_store.access_key
    settings.PIAGAM_S3_SECRET_KEY = object_store.secret_key
    settings.PIAGAM_S3_REGION = object_store.region
    client = boto3.client(
        "s3", endpoint_url=object_store.endpoint, aws_access_key_id=object_store.access_key,
        aws_secret_access_key=object_store.secret_key, region_name=object_store.region,
    )  # fmt: skip
    client.create_bucket(Bucket="bukti")
    return "bukti"


@pytest.mark.s3
@pytest.mark.slow
@pytest.mark.django_db
def test_a_bucket_does_all_that_the_disk_does(bucket: str) -> None:
    store = storage()
    assert isinstance(store, BucketStorage)
    assert not store.exists("0" * 64)
    with pytest.raises(FileNotFoundError):
        store.open("0" * 64)
    content = made.pdf(2)
    file = stored("a.pdf", content)
    assert not receive(made.upload("b.pdf", content), allowed=["pdf"], max_bytes=2**20).created
    assert (store.size(file.sha256), list(store.digests())) == (len(content), [file.sha256])
    assert b"".join(response_for(file, "a.pdf").streaming_content) == content  # type: ignore[attr-defined]
    assert store.open(file.sha256, 100).read() == content[100:]
    assert page_image(file, 1, 320).exists()
    big = (
        made.box(b"ftyp", b"mp42\0\0\0\0mp42") + made.box(b"moov") + made.box(b"mdat", os.urandom(20 * 2**20))
    )
    stored("b.mp4", big)
    assert verify_store().ok
    store.client.put_object(Bucket=bucket, Key=key_of(file.sha256), Body=content[:-1] + b"x")
    assert verify_store().altered == [file.sha256]
    store.client.delete_object(Bucket=bucket, Key=key_of(file.sha256))
    assert verify_store().missing == [file.sha256]
