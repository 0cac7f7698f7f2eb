"""The store in an S3 bucket. Needs the extra `scale` (boto3)."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from piagam.files.durable import temporary_beside
from piagam.files.storage import files_dir, key_of

MISSING = {"404", "NoSuchKey", "NotFound"}


def bucket_storage() -> "BucketStorage":
    """The bucket the settings name; one client a process and setting."""
    return _bucket_storage(
        settings.PIAGAM_S3_BUCKET,
        settings.PIAGAM_S3_ENDPOINT,
        settings.PIAGAM_S3_ACCESS_KEY,
        settings.PIAGAM_S3_SECRET_KEY,
        settings.PIAGAM_S3_REGION,
    )


@lru_cache(maxsize=4)
def _bucket_storage(
    bucket: str, endpoint: str, access_key: str, secret_key: str, region: str
) -> "BucketStorage":
    try:
        import boto3
        from botocore.config import Config
    except ImportError:
        raise ImproperlyConfigured("PIAGAM_S3_BUCKET needs boto3: pip install 'piagam[scale]'")
    client = boto3.client(
        "s3",
        endpoint_url=endpoint or None,
        aws_access_key_id=access_key or None,
        aws_secret_access_key=secret_key or None,
        region_name=region,
        config=Config(retries={"max_attempts": 3, "mode": "standard"}, connect_timeout=5, read_timeout=60),
    )
    return BucketStorage(client, bucket)


class BucketStorage:
    """Objects sha256/ab/abcd…, written once."""

    def __init__(self, client: Any, bucket: str) -> None:
        self.client, self.bucket = client, bucket

    def put(self, digest: str, source: Path) -> None:
        wanted = source.stat().st_size
        if self._size(digest) != wanted:
            self.client.upload_file(str(source), self.bucket, key_of(digest))
            if self._size(digest) != wanted:
                raise OSError(f"The S3 store did not keep {digest}.")

    def open(self, digest: str, start: int = 0) -> BinaryIO:
        extra = {"Range": f"bytes={start}-"} if start else {}
        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=key_of(digest), **extra)
        except self.client.exceptions.ClientError as error:
            raise self._as_os_error(error, digest)
        return cast(BinaryIO, answer["Body"])

    def exists(self, digest: str) -> bool:
        return self._size(digest) is not None

    def size(self, digest: str) -> int:
        size = self._size(digest)
        if size is None:
            raise FileNotFoundError(digest)
        return size

    def digests(self) -> Iterator[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix="sha256/")
        for page in pages:
            for item in page.get("Contents", []):
                yield item["Key"].rpartition("/")[2]

    @contextmanager
    def local_copy(self, digest: str) -> Iterator[Path]:
        with temporary_beside(files_dir()) as path:
            with self.open(digest) as source, path.open("wb") as target:
                shutil.copyfileobj(source, target, 2**20)
            yield path

    def _size(self, digest: str) -> int | None:
        try:
            answer = self.client.head_object(Bucket=self.bucket, Key=key_of(digest))
        except self.client.exceptions.ClientError as error:
            if isinstance(found := self._as_os_error(error, digest), FileNotFoundError):
                return None
            raise found
        return int(answer["ContentLength"])

    def _as_os_error(self, error: Any, digest: str) -> OSError:
        if str(error.response["Error"]["Code"]) in MISSING:
            return FileNotFoundError(digest)
        return OSError(f"The S3 store answered {error.response['Error']['Code']}.")
