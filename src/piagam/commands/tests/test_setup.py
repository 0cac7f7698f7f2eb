import re
import urllib.parse

import pytest

from piagam.commands.tests.running import Program, status_of, text_of

pytestmark = pytest.mark.slow


def test_the_printed_link_opens_a_form_of_its_own(tmp_path):
    program = Program(tmp_path / "data")
    done = program.run("setup", "--email", "Ayu@Contoh.id")
    link = done.stdout.strip()
    assert done.returncode == 0 and link.startswith("http://127.0.0.1:8000/undangan/")
    with program.serving() as (address, _process):
        here = address + urllib.parse.urlsplit(link).path
        assert status_of(here) == 200 and "ayu@contoh.id" in text_of(here)
        assert status_of(address + "/undangan/salah/") in {404, 410}
    again = program.run("setup", "--email", "ayu@contoh.id").stdout.strip()
    assert again != link
    with program.serving() as (address, _process):
        old = address + urllib.parse.urlsplit(link).path
        assert status_of(old) != 200 or not re.search("name=.password", text_of(old))


def test_what_is_no_address_changes_nothing(program):
    done = program.run("setup", "--email", "ayu di contoh")
    assert done.returncode == 2 and "is not an e-mail address" in done.stderr and not done.stdout


def test_unsafe_settings_are_named_before_the_link(program):
    done = program.run("setup", "--email", "adi@contoh.id", PIAGAM_ALLOWED_HOSTS="inovasi.example.go.id")
    assert done.returncode == 0
    assert "before opening to others: PIAGAM_BASE_URL does not begin with https://" in done.stderr
