"""The surroundings keep their promises: a skip shows, a browser opens, an object store holds."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.surroundings.object_store import ObjectStore

SKIPPING = """
    import pytest
    def test_that_lacks_something():
        pytest.skip("No browser here.")
    @pytest.mark.skip(reason="Left out.")
    def test_left_out(): pass
    @pytest.fixture
    def server():
        pytest.skip("No server here.")
    def test_with_server(server): pass
    @pytest.mark.xfail(reason="Known.", strict=True)
    def test_known_fault():
        assert False
"""


def run_skipping(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, demanded: str
) -> pytest.RunResult:
    monkeypatch.setenv("REQUIRE_ALL", demanded)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    pytester.makepyfile(SKIPPING)
    pytester.makeini("[pytest]")
    return pytester.runpytest_subprocess("-p", "tests.surroundings.require_all", "-p", "no:django")


def test_a_skip_is_a_skip_on_a_persons_machine(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_skipping(pytester, monkeypatch, "0").assert_outcomes(skipped=3, xfailed=1)


def test_a_skip_is_a_failure_where_all_is_required(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run_skipping(pytester, monkeypatch, "1")
    counted = result.parseoutcomes()
    assert counted.get("failed", 0) + counted.get("errors", 0) == 3, counted
    assert counted["xfailed"] == 1
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*No server here.*"])


def test_a_run_keeps_its_files_out_of_the_repository() -> None:
    assert Path(__file__).parents[1] not in Path(settings.DATA_DIR).parents
    assert os.environ["PIAGAM_DATA_DIR"] == str(settings.DATA_DIR)


@pytest.mark.browser
def test_a_page_opens_in_the_browser(page) -> None:
    page.goto("data:text/html,<html lang=id><h1>Halo</h1>")
    assert page.get_by_role("heading").inner_text() == "Halo"
    assert page.evaluate("navigator.language") == "id-ID"


@pytest.mark.s3
def test_the_object_store_refuses_to_write_over(object_store: ObjectStore) -> None:
    import boto3
    from botocore.exceptions import ClientError

    client = boto3.client(
        "s3",
        endpoint_url=object_store.endpoint,
        aws_access_key_id=object_store.access_key,
        aws_secret_access_key=object_store.secret_key,
        region_name=object_store.region,
    )
    client.create_bucket(Bucket="uji")
    client.put_object(Bucket="uji", Key="a", Body=b"pertama", IfNoneMatch="*")
    with pytest.raises(ClientError, match="PreconditionFailed"):
        client.put_object(Bucket="uji", Key="a", Body=b"kedua", IfNoneMatch="*")
    assert client.get_object(Bucket="uji", Key="a")["Body"].read() == b"pertama"
