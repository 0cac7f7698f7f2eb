"""What everybody may read of an edition, from opening on."""

import io
import zipfile

import pytest
from django.test import Client

from piagam.editions.formula import formula_of
from piagam.editions.rulebooks import rulebook_of
from tallybook import load_rulebook
from tests.cast import World

URL = "/edisi/iga-2026/aturan/"


@pytest.mark.parametrize("phase", "OCVAJFP")
def test_from_opening_on_everybody_reads_the_rules(world: World, client: Client, phase: str) -> None:
    world.to_phase(phase)
    assert client.get(URL).status_code == 200


def test_before_only_those_who_prepare_and_watch(world: World, client: Client) -> None:
    world.to_phase("D")
    assert client.get(URL)["Location"].startswith("/masuk/")
    for name in ("ayu", "qori", "audi"):
        assert world.client(name).get(URL).status_code == 200
    for name in ("oki", "citra", "vera"):
        assert world.client(name).get(URL).status_code == 404


def test_every_indicator_is_there_with_its_levels(world: World, client: Client) -> None:
    page = client.get(URL).content.decode()
    rulebook = rulebook_of(world.edition)
    for indicator in rulebook.indicators:
        assert f'id="{indicator.code}"' in page
    assert "WIB" in page
    assert "WITA" in page
    assert world.edition.rulebook_id in page


def test_the_formula_is_told_with_its_numbers(world: World) -> None:
    sentences = " ".join(formula_of(rulebook_of(world.edition)))
    for number in ("12", "200", "0,38", "250", "111", "63"):
        assert number in sentences


def test_the_download_is_the_pinned_rulebook_word_for_word(world: World, client: Client) -> None:
    answer = client.get(f"{URL}pedoman.zip")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        files = {name.split("/", 1)[1]: archive.read(name).decode() for name in archive.namelist()}
    assert files == world.edition.rulebook.files
    assert load_rulebook(files).sha256 == world.edition.rulebook_id
    assert client.get(f"{URL}pedoman.zip").content == answer.content


def test_an_edition_that_is_not_there_is_not_found(world: World, client: Client) -> None:
    assert client.get("/edisi/tidak-ada/aturan/").status_code == 404
