"""The internal review as a whole, and its minutes."""

import io

import pikepdf
import pytest
from django.urls import reverse

from piagam.entries.models import Claim
from piagam.entries.tests.scenes import answer, rows
from piagam.mentoring.actions import check_claim
from piagam.mentoring.actions.recording import make_minutes
from piagam.mentoring.minutes_sheet import minutes_pdf, sheet_of
from piagam.mentoring.models import Minutes
from piagam.mentoring.queries.review import reviewed, total_of
from piagam.web.errors import Refused
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(world: World) -> World:
    entry, citra = world.entry(title="Antar Akta #1 [uji] * _"), world.actor("citra")
    for place in range(4):
        answer(world, entry, rows(entry)[place], "oki")
    one, two, three, _open = Claim.objects.order_by("pk")
    check_claim(one, verdict="accept", by=citra)
    check_claim(two, verdict="lower", level=1, note="Belum diundangkan.", by=citra)
    check_claim(three, verdict="ask_back", note="Nomor berapa?", by=citra)
    return world


def test_the_minutes_say_who_checked_what_and_why_rows_were_lowered(checked: World) -> None:
    minutes = make_minutes(checked.report(), by=checked.actor("citra"))
    assert minutes.number == "BA-IGA-2026-17.71-01"
    assert minutes.data["checkers"] == [["Citra", 1, 1, 1]]
    assert minutes.data["lowered"][0]["note"] == "Belum diundangkan."
    assert minutes.data["asked"][0]["note"] == "Nomor berapa?"
    assert minutes.data["units"] == [["Dinas Kependudukan dan Pencatatan Sipil", 1, 4, 1, 1, 2]]


def test_the_same_minutes_print_the_same_bytes_after_everything_has_moved_on(checked: World) -> None:
    minutes = make_minutes(checked.report(), by=checked.actor("citra"))
    before = minutes_pdf(minutes)
    for claim in Claim.objects.all():
        check_claim(claim, verdict="accept", by=checked.actor("citra"))
    assert minutes_pdf(Minutes.objects.get()) == before
    with pikepdf.open(io.BytesIO(before)) as pdf:
        assert len(pdf.pages) >= 1
    second = make_minutes(checked.report(), by=checked.actor("citra"))
    assert (second.position, second.data["lowered"]) == (2, [])
    assert sheet_of(second)["number"] == second.number


def test_there_are_no_minutes_of_nothing_nor_by_others(checked: World) -> None:
    with pytest.raises(Refused, match="Belum ada isian yang diperiksa"):
        make_minutes(checked.report("17.06"), by=checked.actor("candra"))
    for name in ("oki", "hana", "candra"):
        with pytest.raises(Refused):
            make_minutes(checked.report(), by=checked.actor(name))


def test_the_page_counts_lists_and_makes_minutes(checked: World) -> None:
    client, page = checked.client("citra"), reverse("mentoring:review")
    total = total_of(reviewed(checked.report()))
    assert (total.answered, total.done, total.open, total.asked, total.lowered) == (4, 2, 1, 1, 1)
    assert client.get(page, {"tampil": "asked"}).status_code == 200
    assert client.post(reverse("mentoring:make_minutes"))["Location"] == page
    file = client.get(reverse("mentoring:minutes", args=[Minutes.objects.get().pk]))
    assert file.content.startswith(b"%PDF")
    assert checked.client("oki").get(page).status_code == 404
    checked.to_phase("V")
    assert client.post(reverse("mentoring:make_minutes")).status_code == 409


def test_the_review_asks_as_often_with_one_innovation_as_with_three(
    checked: World, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    client = checked.client("citra")
    for title in ("Dua", "Tiga"):
        checked.entry("otto", title=title)
    with django_assert_max_num_queries(28):  # type: ignore[operator]
        assert client.get(reverse("mentoring:review")).status_code == 200
