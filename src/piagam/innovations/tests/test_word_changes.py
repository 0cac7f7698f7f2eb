"""Two texts compared word by word."""

import pytest

from piagam.innovations.models import FieldChange, Innovation
from piagam.innovations.word_changes import GONE, LEFT_OUT, NEW, SAME, word_changes
from tests.cast import World


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        (
            "satu dua tiga",
            "satu lima tiga",
            [(SAME, "satu "), (GONE, "dua "), (NEW, "lima "), (SAME, "tiga")],
        ),
        ("", "baru", [(NEW, "baru")]),
        ("lama", "", [(GONE, "lama")]),
        ("sama", "sama", [(SAME, "sama")]),
        ("a b", "a b c", [(SAME, "a "), (GONE, "b"), (NEW, "b c")]),
        ("a\n\nb c", "a\n\nx c", [(SAME, "a\n\n"), (GONE, "b "), (NEW, "x "), (SAME, "c")]),
    ],
)
def test_words_that_went_and_came(old: str, new: str, pieces: list[tuple[str, str]]) -> None:
    assert [(piece.kind, piece.text) for piece in word_changes(old, new)] == pieces


def test_both_texts_are_whole_in_the_pieces_when_nothing_is_left_out() -> None:
    old, new = "Warga datang dua kali ke kantor.", "Warga cukup datang satu kali ke kantor kelurahan."
    found = word_changes(old, new)
    assert "".join(piece.text for piece in found if piece.kind in {SAME, GONE}) == old
    assert "".join(piece.text for piece in found if piece.kind in {SAME, NEW}) == new


def test_a_long_text_is_shortened_around_its_change_and_a_huge_one_ends() -> None:
    words = [f"kata{number} " for number in range(400)]
    found = word_changes("".join(words), "".join([*words[:200], "BARU ", *words[200:]]))
    assert [piece.kind for piece in found] == [LEFT_OUT, SAME, NEW, SAME, LEFT_OUT]
    assert sum(len(piece.text.split()) for piece in found if piece.kind == SAME) == 24
    huge = word_changes("a " * 5000 + "x", "b " * 5000 + "y")
    assert {piece.kind for piece in huge} == {GONE, NEW}


def test_the_history_shows_words_that_changed_and_gives_texts_back(
    world: World, innovation: Innovation
) -> None:
    old, new = "Agar <b>dekat</b> warga", "Agar cepat warga"
    change = FieldChange.objects.create(innovation=innovation, field="tujuan", old=old, new=new)
    page = world.client("oki").get(f"/bank/{innovation.pk}/riwayat/?isian=tujuan").content.decode()
    assert "<del>&lt;b&gt;dekat&lt;/b&gt; </del>" in page and "<ins>cepat </ins>" in page
    assert not world.client("oki").get(f"/bank/{innovation.pk}/riwayat/?isian=manfaat").context["changes"]
    world.client("oki").post(f"/bank/{innovation.pk}/riwayat/{change.pk}/kembalikan/", {"yang": "old"})
    innovation.refresh_from_db()
    assert innovation.profile["tujuan"] == "Agar <b>dekat</b> warga"
