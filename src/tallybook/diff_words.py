"""What the comparison of two rulebooks looks at, and what it calls it: field → Indonesian, English."""

from collections.abc import Mapping

Words = Mapping[str, tuple[str, str]]

EDITION: Words = {
    "title": ("judul", "title"),
    "year": ("tahun", "year"),
    "award": ("penghargaan", "award"),
    "index_name": ("nama indeks", "name of the index"),
    "organiser": ("penyelenggara", "organiser"),
    "legal": ("dasar hukum", "legal base"),
    "scale": ("skala", "scale"),
}
CLAIMS: Words = {
    "levels": ("tingkat tertinggi", "highest level"),
    "without_evidence_is_zero": ("isian tanpa bukti dihitung 0", "a claim without evidence counts 0"),
    "rejected_in_divisor": (
        "inovasi ditolak tetap menjadi pembagi",
        "a rejected innovation stays in the divisor",
    ),
    "rejected_in_count": (
        "inovasi ditolak tetap dihitung jumlahnya",
        "a rejected innovation stays in the count",
    ),
    "without_innovations": ("daerah tanpa inovasi", "a region without innovations"),
}
ELIGIBILITY: Words = {
    "applied_from": ("diterapkan sejak", "applied from"),
    "applied_to": ("diterapkan sampai", "applied to"),
    "or_developed_within": ("atau dikembangkan dalam rentang itu", "or developed within"),
    "stage": ("tahapan", "stage"),
}
PART: Words = {
    "label": ("nama", "label"),
    "kind": ("cara hitung", "kind"),
    "set": ("perangkat indikator", "indicator set"),
    "maximum": ("maksimum", "maximum"),
    "minimum_divisor": ("pembagi terkecil", "minimum divisor"),
    "points_each": ("nilai tiap inovasi", "points for each"),
    "cap": ("batas jumlah", "cap"),
    "requires": ("syarat", "requirement"),
}
INDEX: Words = {
    "kind": ("cara hitung indeks", "kind of index"),
    "maximum": ("jumlah tertinggi", "highest total"),
    "scale": ("skala indeks", "scale of the index"),
    "decimals": ("angka desimal", "decimals"),
    "rounding": ("pembulatan", "rounding"),
}
PREDICATE: Words = {
    "label": ("nama", "label"),
    "from_": ("mulai", "from"),
    "to": ("sampai", "to"),
    "certificate": ("mendapat piagam", "carries a certificate"),
}
INDICATOR: Words = {
    "number": ("nomor", "number"),
    "label": ("nama", "label"),
    "variable": ("variabel", "variable"),
    "weight": ("bobot", "weight"),
    "mandatory": ("wajib", "mandatory"),
    "effort": ("perkiraan upaya", "estimated effort"),
}
EVIDENCE: Words = {
    "text": ("bukti", "evidence"),
    "formats": ("format bukti", "formats of evidence"),
    "years": ("tahun bukti", "years of evidence"),
    "window": ("rentang bukti", "window of evidence"),
    "per_event": ("bukti tiap kejadian", "evidence for each event"),
    "highlight": ("bukti ditandai", "evidence highlighted"),
    "signed_by": ("ditandatangani oleh", "signed by"),
    "valid": ("masa bukti", "time of evidence"),
}
CALENDAR: Words = {"label": ("nama", "label"), "opens": ("dibuka", "opens"), "closes": ("ditutup", "closes")}
CATEGORY: Words = {
    "label": ("nama", "label"),
    "quota_nominees": ("jumlah nominator", "nominees"),
    "quota_winners": ("jumlah pemenang", "winners"),
}
FIELD: Words = {
    "label": ("nama", "label"),
    "kind": ("jenis", "kind"),
    "required": ("wajib", "required"),
    "min_words": ("kata paling sedikit", "fewest words"),
    "max_words": ("kata paling banyak", "most words"),
}
NAMED: Words = {"label": ("nama", "label")}
