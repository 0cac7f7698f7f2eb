"""Closed rows are lines; a row opens by its link, alone for the script, with examples and common mistakes."""

from piagam.audit.models import AuditEvent
from tests.cast import World


def test_closed_rows_carry_no_forms_and_open_by_their_link(world: World) -> None:
    entry = world.entry("oki")
    client = world.client("oki")
    page = client.get(f"/entri/{entry.pk}/").content.decode()
    assert f'href="/entri/{entry.pk}/?buka=sid-16#sid-16"' in page
    assert 'data-autosave="' not in page
    opened = client.get(f"/entri/{entry.pk}/?buka=sid-16").content.decode()
    assert opened.count('data-autosave="') == 1
    assert '<details class="answer" id="sid-16" open>' in opened


def test_the_script_gets_one_row_alone(world: World) -> None:
    entry = world.entry("oki")
    client = world.client("oki")
    part = client.get(f"/entri/{entry.pk}/?buka=sid-17&bagian=1").content.decode()
    assert part.startswith('<details class="answer" id="sid-17" open>')
    assert "<html" not in part
    assert client.get(f"/entri/{entry.pk}/?buka=tidak-ada&bagian=1").status_code == 404
    assert world.client("omar").get(f"/entri/{entry.pk}/?buka=sid-17&bagian=1").status_code == 404


def test_an_open_row_shows_examples_of_every_level_and_common_mistakes(world: World) -> None:
    entry = world.entry("oki")
    page = world.client("oki").get(f"/entri/{entry.pk}/?buka=sid-16").content.decode()
    assert "Contoh bukti yang diterima dan yang tidak" in page
    assert "Kesalahan yang sering membuat bukti ditolak" in page


def test_a_title_with_markup_stays_text_in_the_lines(world: World) -> None:
    entry = world.entry("oki", title='<b>Cepat</b> & "tepat"', tujuan="<script>alert(1)</script>")
    page = world.client("oki").get(f"/entri/{entry.pk}/").content.decode()
    assert "<b>Cepat</b>" not in page
    assert "<script>alert(1)</script>" not in page


def test_a_coordinator_accepts_directly_where_the_department_has_no_operator(world: World) -> None:
    entry = world.entry("oki")
    client = world.client("citra")
    assert client.post(f"/entri/{entry.pk}/terima/").status_code == 409
    assert "Terima untuk daerah" not in client.get(f"/entri/{entry.pk}/").content.decode()
    membership = world.memberships["oki"]
    membership.ended_at = entry.created_at
    membership.save()
    assert "belum punya operator" in client.get(f"/entri/{entry.pk}/").content.decode()
    assert client.post(f"/entri/{entry.pk}/terima/").status_code == 302
    entry.refresh_from_db()
    assert entry.state == "accepted"
    assert '"no_operator":true' in AuditEvent.objects.get(verb="entry.accept").data
