"""Copies are found however they were moved and re-worded; what merely shares the field's phrases is not."""

import random

import pytest

from piagam.audit.models import AuditEvent
from piagam.innovations.actions import save_fields
from piagam.innovations.models import Innovation
from piagam.innovations.values import stamp_of
from piagam.likeness import actions, queries
from piagam.likeness.comparing import compare
from piagam.likeness.finding import Kind, alike_abroad
from piagam.likeness.indexing import build, outdated, sketch_of
from piagam.likeness.looking import look_now_or_later, look_through
from piagam.likeness.models import Look, Pair, Posting, Sketch
from piagam.likeness.sketches import MOST, head_of, share, text_sketch, title_sketch
from piagam.web.errors import Refused
from tests.cast import World

pytestmark = pytest.mark.django_db

SYLLABLES = [first + second for first in "bdgjklmnprst" for second in ("a", "i", "u", "ang", "er", "o")]


def a_text(seed: int, words: int = 320) -> str:
    """Sentences of invented words: no two seeds share a pair of them but by chance."""
    rng = random.Random(seed)
    made = ["".join(rng.choices(SYLLABLES, k=3)) for _ in range(words)]
    return " ".join(word.capitalize() + "." if place % 12 == 11 else word for place, word in enumerate(made))


def reworded(text: str, seed: int, share_of_words: float = 0.25) -> str:
    """The sentences in another order, and a share of the words replaced."""
    rng = random.Random(seed)
    sentences = text.split(". ")
    rng.shuffle(sentences)
    words = " ".join(sentences).split()
    return " ".join(
        "".join(rng.choices(SYLLABLES, k=3)) if rng.random() < share_of_words else word for word in words
    )


def kinds_of(pair: Pair) -> set[str]:
    return set(pair.kinds)


def test_a_sketch_keeps_few_numbers_and_forgets_order() -> None:
    text = a_text(1)
    assert 30 < len(text_sketch(text)) < 100
    assert len(text_sketch(a_text(1, 4000))) == MOST
    assert title_sketch("Antar Akta Kelahiran") == title_sketch("kelahiran, antar AKTA!")


def test_a_reworded_copy_shares_much_and_another_text_nothing() -> None:
    text = a_text(1)
    assert share(text_sketch(text), text_sketch(reworded(text, 2))) > 0.4
    assert share(text_sketch(text), text_sketch(a_text(3))) == 0


def test_too_little_text_shares_nothing() -> None:
    assert share(text_sketch("dua kata saja"), text_sketch("dua kata saja")) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("SIPANDAI Modul Pajak", "SIPANDAI Modul 2 Pajak"), ("Gerai Akta tahap I", "Gerai Akta tahap II")],
)
def test_titles_of_parts_have_one_head(one: str, other: str) -> None:
    assert head_of(one) == head_of(other)


class TestAtHome:
    def test_finds_a_copy_with_moved_sentences(self, world: World) -> None:
        text = a_text(1)
        first = world.innovation("oki", title="Antar Akta", rancang_bangun=text)
        second = world.innovation("otto", title="Lapor Cepat", rancang_bangun=reworded(text, 5))
        world.innovation("otto", title="Lain Sekali", rancang_bangun=a_text(9))
        assert look_through(world.regions["17.71"]) == 1
        pair = Pair.objects.get()
        assert (pair.innovation, pair.other) == (first, second)
        assert kinds_of(pair) <= {Kind.NEAR_TEXT, Kind.PARTLY}

    def test_names_the_same_title_and_parts(self, world: World) -> None:
        world.innovation("oki", title="Gerai Akta Tahap I")
        world.innovation("oki", title="Gerai Akta Tahap II")
        world.innovation("oki", title="gerai akta: tahap I")
        look_through(world.regions["17.71"])
        found = {kind for pair in Pair.objects.all() for kind in pair.kinds}
        assert {Kind.SAME_TITLE, Kind.PARTS} <= found
        assert [len(group) for group in queries.groups_in(list(queries.pairs_for(world.actor("citra"))))] == [
            3
        ]

    def test_phrases_that_everybody_uses_say_nothing(self, world: World) -> None:
        phrases = a_text(77)
        for number in range(30):
            world.innovation(
                "oki", title=f"{a_text(number, 3)}", rancang_bangun=f"{phrases} {a_text(number, 80)}"
            )
        assert look_through(world.regions["17.71"]) == 0

    def test_a_neighbour_is_never_compared_with(self, world: World) -> None:
        text = a_text(1)
        world.innovation("oki", title="Antar Akta", rancang_bangun=text)
        world.innovation("omar", title="Antar Akta", rancang_bangun=text)
        assert look_through(world.regions["17.71"]) == 0

    def test_an_operator_sees_pairs_within_the_own_department_only(self, world: World) -> None:
        world.innovation("oki", title="Antar Akta Lahir")
        world.innovation("otto", title="Antar Akta Lahir")
        look_through(world.regions["17.71"])
        assert queries.pairs_for(world.actor("citra")).count() == 1
        assert queries.pairs_for(world.actor("oki")).count() == 0

    def test_a_change_is_looked_at_again_and_a_judgement_stays(self, world: World) -> None:
        first = world.innovation("oki", title="Antar Akta Lahir")
        world.innovation("oki", title="Antar Akta Lahir")
        region = world.regions["17.71"]
        look_through(region)
        actions.call_different(
            Pair.objects.get(), reason="Yang satu untuk bayi di rumah sakit.", by=world.actor("oki")
        )
        changes = {"tujuan": "x" * 70}
        save_fields(first, changes, versions={"tujuan": stamp_of(None)}, by=world.actor("oki"))
        assert list(outdated("17.71")) == [Innovation.objects.get(pk=first.pk)]
        look_now_or_later(region)
        assert Pair.objects.get().state == Pair.State.DIFFERENT

    def test_a_pair_that_is_no_longer_alike_goes(self, world: World) -> None:
        first = world.innovation("oki", title="Antar Akta Lahir")
        world.innovation("oki", title="Antar Akta Lahir")
        look_through(world.regions["17.71"])
        save_fields(
            first, {"nama": "Kebun Sekolah"}, versions={"nama": stamp_of(first.title)}, by=world.actor("oki")
        )
        look_through(world.regions["17.71"])
        assert not Pair.objects.exists()


def publish(world: World, title: str, text: str) -> None:
    """An entry of the neighbour, published."""
    world.entry("omar", state="submitted", title=title, rancang_bangun=text)
    world.to_phase("P")


class TestAbroad:
    def test_finds_what_another_region_published(self, world: World) -> None:
        text = a_text(1)
        publish(world, "Kebun Sekolah", text)
        world.innovation("oki", title="Lain Nama", rancang_bangun=reworded(text, 3))
        build(lambda done, whole: None)
        look_through(world.regions["17.71"])
        pair = queries.pairs_for(world.actor("oki")).get()
        assert pair.published and pair.published.title == "Kebun Sekolah"

    def test_drafts_of_others_are_not_looked_at(self, world: World) -> None:
        world.entry("omar", title="Kebun Sekolah", rancang_bangun=a_text(1))
        world.innovation("oki", title="Kebun Sekolah", rancang_bangun=a_text(1))
        build(lambda done, whole: None)
        assert look_through(world.regions["17.71"]) == 0

    def test_a_replication_is_registered_and_taken_back(self, world: World) -> None:
        publish(world, "Kebun Sekolah", a_text(1))
        world.innovation("oki", title="Kebun Sekolah", rancang_bangun=a_text(2))
        build(lambda done, whole: None)
        look_through(world.regions["17.71"])
        pair = actions.call_replication(Pair.objects.get(), by=world.actor("oki"))
        assert pair.state == Pair.State.REPLICATION
        actions.open_again(pair, by=world.actor("citra"))
        verbs = AuditEvent.objects.filter(verb__startswith="likeness.").values_list("verb", flat=True)
        assert list(verbs.order_by("pk")) == ["likeness.replication", "likeness.open_again"]

    def test_at_home_nothing_is_a_replication(self, world: World) -> None:
        world.innovation("oki", title="Antar Akta Lahir")
        world.innovation("oki", title="Antar Akta Lahir")
        look_through(world.regions["17.71"])
        with pytest.raises(Refused, match="daerah lain"):
            actions.call_replication(Pair.objects.get(), by=world.actor("oki"))

    def test_planted_copies_stand_among_the_first_three(self, world: World) -> None:
        texts = {number: a_text(number, 150) for number in range(200)}
        made = []
        for number, text in texts.items():
            one = sketch_of(a_text(1000 + number, 4), {"rancang_bangun": text})
            one.entry, one.region_id = world.entry("omar", title=f"E{number}"), "17.06"
            made.append(one)
        Sketch.objects.bulk_create(made)
        Posting.objects.bulk_create(
            Posting(sketch=one, number=number, is_published=True) for one in made for number in one.numbers
        )
        hits = 0
        for number in range(0, 200, 4):
            copy = sketch_of("Nama Lain", {"rancang_bangun": reworded(texts[number], number)})
            copy.region_id = "17.71"
            hits += made[number].pk in [one.sketch.pk for one in alike_abroad(copy)]
        assert hits >= 48  # of 50


class TestPages:
    def test_the_list_shows_pairs_groups_and_repeated_files(self, world: World) -> None:
        for part in ("I", "II", "III"):
            world.innovation("oki", title=f"Gerai Akta Tahap {part}")
        look_through(world.regions["17.71"])
        page = world.client("citra").get("/kemiripan/").content.decode()
        assert "mungkin bagian dari satu inovasi" in page and "3 inovasi saling menyerupai" in page

    def test_much_to_look_at_is_left_to_a_job(self, world: World) -> None:
        world.innovation("oki", title="Antar Akta")
        page = world.client("oki").get("/kemiripan/").content.decode()
        assert "sedang diperiksa ulang" in page
        assert Look.objects.get().asked_at

    def test_saying_they_differ_needs_a_reason_and_keeps_what_was_typed(self, world: World) -> None:
        world.innovation("oki", title="Antar Akta Lahir")
        world.innovation("oki", title="Antar Akta Lahir")
        look_through(world.regions["17.71"])
        pair = Pair.objects.get()
        answer = world.client("oki").post(
            f"/kemiripan/{pair.pk}/putuskan/", {"putusan": "different", "alasan": "ya"}
        )
        assert answer.status_code == 422 and ">ya</textarea>" in answer.content.decode()

    def test_two_of_the_own_bank_can_be_merged_from_their_page(self, world: World) -> None:
        first = world.innovation("oki", title="Antar Akta Lahir")
        other = world.innovation("oki", title="Antar Akta Lahir")
        look_through(world.regions["17.71"])
        page = world.client("oki").get(f"/kemiripan/{Pair.objects.get().pk}/").content.decode()
        assert f'href="/bank/{first.pk}/gabung/{other.pk}/"' in page
        assert world.client("oki").get(f"/bank/{first.pk}/gabung/{other.pk}/").status_code == 200

    def test_a_title_being_written_meets_its_namesakes(self, world: World) -> None:
        publish(world, "Kebun Sekolah Hijau", a_text(1))
        world.innovation("oki", title="Antar Akta Kelahiran")
        build(lambda done, whole: None)
        client = world.client("oki")
        assert "di bank Anda" in client.get("/kemiripan/nama/?title=antar+akta+kelahiran").content.decode()
        assert "Mukomuko" in client.get("/kemiripan/nama/?title=Kebun+Sekolah+Hijau").content.decode()
        assert client.get("/kemiripan/nama/?title=zzz").content.decode().strip() == ""

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_asks_the_same_however_long(
        self, world: World, count: int, django_assert_max_num_queries: pytest.FixtureRequest
    ) -> None:
        for number in range(count + 1):
            world.innovation("oki", title=f"Antar Akta Lahir {number}")
        look_through(world.regions["17.71"])
        client = world.client("citra")
        client.get("/kemiripan/")
        with django_assert_max_num_queries(22):
            client.get("/kemiripan/")


def test_shared_stretches_are_marked_on_both_sides() -> None:
    shared = "petugas mendatangi kelurahan dengan jadwal tetap setiap minggu"
    compared = compare(f"Awal. {shared}. Akhir.", f"Lain sama sekali, lalu {shared} dan selesai.")
    assert [one.is_shared for one in compared.mine] == [False, True, False]
    assert any(one.is_shared and "mendatangi" in one.text for one in compared.theirs)
    assert compare("", "apa saja").percent == 0
