"""Addresses of this slice."""

from django.urls import URLPattern, path

from piagam.entries.views import (
    again,
    answering,
    differing,
    evidence,
    heads,
    last_year,
    linking_many,
    moving,
    promising,
    reports,
    submitting,
    talking,
)

app_name = "entries"
REPORT = "laporan/<slug:edition_id>/<str:region_code>/"
ROW = "isian/<str:indicator>/"
urlpatterns: list[URLPattern] = [
    path("laporan/", reports.my_report, name="my_report"),
    path("laporan/dokumen-tahun-lalu/", last_year.my_last_year, name="my_last_year"),
    path(REPORT, reports.report_page, name="report"),
    path(f"{REPORT}dokumen-tahun-lalu/", last_year.last_year, name="last_year"),
    path(f"{REPORT}masa-bukti/", last_year.this_year, name="this_year"),
    path(f"{REPORT}dokumen-tahun-lalu/pakai/", last_year.reuse, name="reuse"),
    path(f"{REPORT}ikutkan/<int:innovation_id>/", reports.enter, name="enter"),
    path(f"{REPORT}daerah/", answering.region_page, name="region_answers"),
    path(f"{REPORT}daerah/{ROW}", answering.save_regional, name="save_regional_claim"),
    path(f"{REPORT}daerah/{ROW}bukti/", evidence.add_regional, name="add_regional_evidence"),
    path(f"{REPORT}kirim/", submitting.submit_page, name="submit"),
    path(f"{REPORT}kirim/sekarang/", submitting.submit_now, name="submit_now"),
    path(f"{REPORT}tarik/", submitting.take_back, name="take_back"),
    path("tanda-terima/<str:number>.pdf", submitting.receipt_sheet, name="receipt_pdf"),
    path("tanda-terima/<str:number>.json", submitting.receipt_manifest, name="receipt_json"),
    path("tanda-terima/<str:number>/beda/", differing.between_submissions, name="receipt_difference"),
    path(f"{REPORT}pernyataan/", heads.statement, name="statement"),
    path(f"{REPORT}pernyataan/tanda-tangan/", heads.sign, name="sign_statement"),
    path(f"{REPORT}undur/", heads.withdraw, name="withdraw"),
    path("tanda-terima/<path:number>/", submitting.receipt, name="receipt"),
    path("entri/<int:entry_id>/", answering.entry_page, name="entry"),
    path(f"entri/<int:entry_id>/{ROW}", answering.save, name="save_claim"),
    path(f"entri/<int:entry_id>/{ROW}bukti/", evidence.add, name="add_evidence"),
    path(f"entri/<int:entry_id>/{ROW}janji/", promising.promise, name="promise"),
    path(f"{REPORT}daerah/{ROW}janji/", promising.promise_regional, name="promise_regional"),
    path(f"{REPORT}janji/", promising.owed, name="owed"),
    path("janji/<int:promise_id>/", promising.deliver, name="deliver"),
    path("janji/<int:promise_id>/batalkan/", promising.take_back, name="take_back_promise"),
    path("dokumen/<int:document_id>/tautkan/", linking_many.choose, name="link_many"),
    path(
        "dokumen/<int:document_id>/versi-terbaru/",
        linking_many.newest_everywhere,
        name="use_newest_everywhere",
    ),
    path("bukti/<int:link_id>/versi-terbaru/", linking_many.newest, name="use_newest"),
    path(f"entri/<int:entry_id>/{ROW}percakapan/", talking.row_talk, name="row_talk"),
    path("entri/<int:entry_id>/percakapan/", talking.entry_talk, name="entry_talk"),
    path(f"{REPORT}daerah/{ROW}percakapan/", talking.region_row_talk, name="region_row_talk"),
    path("bukti/<int:link_id>/lepas/", evidence.remove, name="remove_evidence"),
    path("entri/<int:entry_id>/pengembangan/", again.developed, name="developed"),
    path("entri/<int:entry_id>/ambil-alih/", again.take, name="take_over"),
    path("entri/<int:entry_id>/batalkan/", moving.drop, name="drop"),
    path("entri/<int:entry_id>/ajukan/", moving.send, name="send"),
    path("entri/<int:entry_id>/kembalikan/", moving.send_back, name="return"),
    path("entri/<int:entry_id>/terima/", moving.accept, name="accept"),
]
