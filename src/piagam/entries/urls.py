"""Addresses of this slice."""

from django.urls import URLPattern, path

from piagam.entries.views import answering, evidence, moving, reports, submitting

app_name = "entries"
REPORT = "laporan/<slug:edition_id>/<str:region_code>/"
ROW = "isian/<str:indicator>/"
urlpatterns: list[URLPattern] = [
    path("laporan/", reports.my_report, name="my_report"),
    path(REPORT, reports.report_page, name="report"),
    path(f"{REPORT}ikutkan/<int:innovation_id>/", reports.enter, name="enter"),
    path(f"{REPORT}daerah/", answering.region_page, name="region_answers"),
    path(f"{REPORT}daerah/{ROW}", answering.save_regional, name="save_regional_claim"),
    path(f"{REPORT}daerah/{ROW}bukti/", evidence.add_regional, name="add_regional_evidence"),
    path(f"{REPORT}kirim/", submitting.submit_page, name="submit"),
    path(f"{REPORT}kirim/sekarang/", submitting.submit_now, name="submit_now"),
    path(f"{REPORT}tarik/", submitting.take_back, name="take_back"),
    path("tanda-terima/<str:number>.pdf", submitting.receipt_sheet, name="receipt_pdf"),
    path("tanda-terima/<str:number>.json", submitting.receipt_manifest, name="receipt_json"),
    path("tanda-terima/<path:number>/", submitting.receipt, name="receipt"),
    path("entri/<int:entry_id>/", answering.entry_page, name="entry"),
    path(f"entri/<int:entry_id>/{ROW}", answering.save, name="save_claim"),
    path(f"entri/<int:entry_id>/{ROW}bukti/", evidence.add, name="add_evidence"),
    path("bukti/<int:link_id>/lepas/", evidence.remove, name="remove_evidence"),
    path("entri/<int:entry_id>/ajukan/", moving.send, name="send"),
    path("entri/<int:entry_id>/kembalikan/", moving.send_back, name="return"),
    path("entri/<int:entry_id>/terima/", moving.accept, name="accept"),
]
