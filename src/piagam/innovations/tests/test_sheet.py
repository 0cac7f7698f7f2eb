"""One page on paper, whatever was written; its code leads to the page of the innovation."""

from datetime import UTC, datetime

import pypdfium2
import pytest

from piagam.innovations.sheet import Sheet, data_of, pages_in, sheet_pdf
from tests.cast import World

AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


def sheet(**changed) -> Sheet:
    kept = {"title": "Antar Akta", "owner": "Dinas · Kota", "state": "", "facts": (), "texts": (),
            "address": "https://piagam.example/bank/1/", "address_note": "Versi terkini", "as_of": "1 Mar 2026",
            "at": AT}  # fmt: skip
    return Sheet(**{**kept, **changed})


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", " ")


@pytest.mark.parametrize("words", [0, 3, 300, 2_000, 20_000])
def test_it_is_one_page_however_much_was_written(words: int) -> None:
    texts = [("Rancang bangun", "kata " * words), ("Tujuan", "satu dua tiga\n\nempat")]
    assert pages_in(sheet_pdf(sheet(texts=texts))) == 1


def test_a_long_name_and_many_long_facts_stay_on_the_page() -> None:
    facts = [(f"Isian {number}", "keterangan panjang sekali " * 8) for number in range(24)]
    made = sheet_pdf(
        sheet(title="Nama yang amat panjang " * 13, facts=facts, texts=[("Tujuan", "kata " * 900)])
    )
    assert pages_in(made) == 1


def test_what_was_left_out_is_counted() -> None:
    data = data_of(sheet(texts=[("Tujuan", "a b c d\ne f g h"), ("Hasil", "i j")]), budget=5)
    goal, outcome = data["texts"]
    assert goal["paragraphs"] == ["a b c d"] and goal["more"].startswith("4 ")
    assert outcome["paragraphs"] == ["i …"] and outcome["more"].startswith("1 ")
    whole = data_of(sheet(texts=[("Tujuan", "a b")]), budget=5)["texts"][0]
    assert whole == {"title": "Tujuan", "paragraphs": ["a b"], "more": ""}


def test_the_same_content_is_the_same_bytes() -> None:
    assert sheet_pdf(sheet(texts=[("Tujuan", "satu")])) == sheet_pdf(sheet(texts=[("Tujuan", "satu")]))


def test_the_sheet_says_what_the_bank_holds(world: World) -> None:
    innovation = world.innovation("oki", title="Antar #Akta *ke* $rumah$ [x]")
    innovation.profile = {"tujuan": "Akta tiba di rumah #let x = 1.", "jenis": "digital"}
    innovation.save()
    response = world.client("oki").get(f"/bank/{innovation.pk}/lembar.pdf")
    assert response.status_code == 200 and response["Content-Type"] == "application/pdf"
    text = text_of(response.content)
    assert "Antar #Akta *ke* $rumah$ [x]" in text and "Akta tiba di rumah #let x = 1." in text
    assert "Digital" in text and innovation.department.name in text


def test_a_neighbour_gets_no_sheet(world: World) -> None:
    innovation = world.innovation("oki")
    assert world.client("omar").get(f"/bank/{innovation.pk}/lembar.pdf").status_code == 404
