"""Conversations about fields, rows and documents: who reads them, who is told, what stays."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from piagam.conversations.counts import talks_about
from piagam.conversations.models import Comment, Thread
from piagam.entries.models import Entry, Report
from piagam.innovations.models import Collaborator, Document
from piagam.innovations.topics import root_of
from piagam.notices.queries import notices_for
from tests.cast import World

pytestmark = pytest.mark.django_db


def row_page(entry: Entry, code: str = "sid-16") -> str:
    return reverse("entries:row_talk", args=[entry.pk, code])


def say(client: Client, page: str, text: str, **more: str) -> int:
    return client.post(page, {"text": text, **more}).status_code


def test_a_word_of_the_operator_reaches_the_coordinator_and_the_answer_comes_back(world: World) -> None:
    entry = world.entry()
    assert say(world.client("oki"), row_page(entry), "Apakah SK ini cukup?") == 302
    assert "Apakah SK ini cukup?" in notices_for(world.user("citra"))[0].text
    assert say(world.client("citra"), row_page(entry), "Cukup.") == 302
    assert "Cukup." in notices_for(world.user("oki"))[0].text


def test_a_row_keeps_its_conversation_in_the_next_edition(world: World) -> None:
    entry = world.entry()
    say(world.client("oki"), row_page(entry), "Dari tahun ini")
    Entry.objects.filter(pk=entry.pk).update(report=Report.objects.create(
        edition=world.edition, region=world.regions["17"]))  # fmt: skip
    again = Entry.objects.create(
        report=entry.report, innovation=entry.innovation, department=entry.department
    )
    assert "Dari tahun ini" in world.client("oki").get(row_page(again)).content.decode()


def test_fields_documents_entries_and_regional_rows_each_have_their_own(world: World) -> None:
    entry = world.entry()
    document = Document.objects.create(region_id="17.71", department=entry.department, subject="SK Wali Kota")
    pages = [
        reverse("innovations:field_talk", args=[entry.innovation_id, "tujuan"]),
        reverse("innovations:document_talk", args=[document.pk]),
        reverse("entries:entry_talk", args=[entry.pk]),
        reverse("entries:region_row_talk", args=[world.edition.pk, "17.71", "spd-01"]),
    ]
    client = world.client("citra")
    for number, page in enumerate(pages):
        assert say(client, page, f"Tentang {number}") == 302, page
        assert f"Tentang {number}" in client.get(page).content.decode()
    assert Thread.objects.count() == 4
    assert (
        client.get(reverse("innovations:field_talk", args=[entry.innovation_id, "tak-ada"])).status_code
        == 404
    )


def test_neighbours_other_departments_and_verifiers_never_see_it(world: World) -> None:
    entry = world.entry(state="submitted")
    say(world.client("oki"), row_page(entry), "Rahasia kita")
    world.to_phase("V")
    for name in ("candra", "otto", "vera", "qori", "ayu", "audi", "putri"):
        assert world.client(name).get(row_page(entry)).status_code in {403, 404}, name
    world.to_phase("P")
    assert Client().get(row_page(entry)).status_code == 302


def test_it_stays_writable_after_the_report_was_submitted_and_the_head_only_reads(world: World) -> None:
    entry = world.entry(state="submitted")
    world.to_phase("V")
    assert say(world.client("oki"), row_page(entry), "Untuk tahun depan") == 302
    head = world.client("hana")
    assert "Untuk tahun depan" in head.get(row_page(entry)).content.decode()
    assert say(head, row_page(entry), "Saya juga") == 403


def test_a_collaborator_of_another_department_takes_part(world: World) -> None:
    entry = world.entry()
    Collaborator.objects.create(innovation=entry.innovation, user=world.user("otto"))
    entry.innovation.is_shared = True
    entry.innovation.save()
    assert say(world.client("otto"), row_page(entry), "Dari Dinkes") == 302


def test_who_is_named_gets_a_notice_that_says_so(world: World) -> None:
    entry = world.entry()
    say(world.client("oki"), row_page(entry), "Mohon dilihat @hana ya")
    assert "menyebut Anda" in notices_for(world.user("hana"))[0].text
    say(world.client("oki"), row_page(entry), "Dan ini", sebut="Citra")
    assert Comment.objects.order_by("-pk")[0].text.startswith("@Citra ")


def test_new_comments_are_counted_until_they_are_read(world: World) -> None:
    entry = world.entry()
    for text in ("satu", "dua"):
        say(world.client("oki"), row_page(entry), text)
    citra = world.user("citra").pk
    talk = talks_about(root_of(entry.innovation), citra).of("row:sid-16")
    assert (talk.total, talk.unread) == (2, 2)
    client = world.client("citra")
    client.get(row_page(entry))
    assert talks_about(root_of(entry.innovation), citra).of("row:sid-16").unread == 0
    assert "2 komentar" in client.get(reverse("entries:entry", args=[entry.pk])).content.decode()


def test_settled_is_settled_until_somebody_speaks_again(world: World) -> None:
    entry, client = world.entry(), world.client("citra")
    say(client, row_page(entry), "Beres?")
    client.post(row_page(entry), {"langkah": "selesai"})
    assert Thread.objects.get().resolved_by == world.user("citra")
    say(world.client("oki"), row_page(entry), "Belum")
    assert Thread.objects.get().resolved_at is None


def test_own_words_are_mended_for_fifteen_minutes_and_the_trace_stays(world: World) -> None:
    entry, client = world.entry(), world.client("oki")
    say(client, row_page(entry), "Tulisan keliru")
    comment = Comment.objects.get()
    page = reverse("conversations:edit", args=[comment.pk])
    assert client.post(page, {"text": "Tulisan benar"}).status_code == 302
    shown = client.get(row_page(entry)).content.decode()
    assert "Tulisan benar" in shown and "Tulisan keliru" in shown
    Comment.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert client.post(page, {"text": "Terlambat"}).status_code == 409


def test_nobody_mends_or_hides_the_words_of_another(world: World) -> None:
    entry = world.entry()
    say(world.client("oki"), row_page(entry), "Punya saya")
    comment = Comment.objects.get()
    for name in ("edit", "hide"):
        page = reverse(f"conversations:{name}", args=[comment.pk])
        assert world.client("citra").post(page, {"text": "x"}).status_code == 409
        assert world.client("candra").post(page, {"text": "x"}).status_code == 404
    comment.refresh_from_db()
    assert (comment.text, comment.hidden_at) == ("Punya saya", None)


def test_hidden_words_leave_a_line(world: World) -> None:
    entry, client = world.entry(), world.client("oki")
    say(client, row_page(entry), "Salah kamar")
    client.post(reverse("conversations:hide", args=[Comment.objects.get().pk]))
    shown = world.client("citra").get(row_page(entry)).content.decode()
    assert "Salah kamar" not in shown and "disembunyikan penulisnya" in shown


@pytest.mark.parametrize("text", ["", "   \n ", "x" * 4001])
def test_what_cannot_be_kept_gets_a_sentence_and_stays_in_the_box(world: World, text: str) -> None:
    entry = world.entry()
    answer = world.client("oki").post(row_page(entry), {"text": text})
    assert answer.status_code == 422
    assert text.strip() in answer.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_lists_and_pages_ask_the_same_few_questions(
    world: World, number: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    entry, oki = world.entry(), world.client("oki")
    for place in range(number):
        say(oki, row_page(entry, f"sid-1{place + 6}"), "Apa?")
    client = world.client("citra")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(reverse("conversations:list"))
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        client.get(reverse("entries:entry", args=[entry.pk]))
