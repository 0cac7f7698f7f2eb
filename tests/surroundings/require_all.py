"""REQUIRE_ALL=1 turns every skip into a failure: where everything is there, nothing may hide.

On a person's machine a test that needs Chromium or PostgreSQL is skipped with a sentence. On the machine that
decides, a skip would be a test that nobody ran.
"""

import os
from collections.abc import Generator

import pytest

DEMANDED = os.environ.get("REQUIRE_ALL", "") not in {"", "0"}


def refuse_skip(report: pytest.CollectReport | pytest.TestReport) -> None:
    """A skipped report becomes a failed one that says what was missing; an expected failure stays."""
    if not DEMANDED or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"REQUIRE_ALL=1 allows no skip, and this was one.\n{reason}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    refuse_skip(report)
    return report
