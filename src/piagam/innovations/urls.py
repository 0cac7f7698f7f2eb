"""Addresses of this slice."""

from django.urls import URLPattern, path

from piagam.innovations.views import (
    attaching,
    bank,
    document,
    library,
    listing,
    merging,
    people,
    printing,
    profile,
    reports,
    talking,
)

app_name = "innovations"
ONE = "bank/<int:innovation_id>/"
FIELD = f"{ONE}isian/<slug:field>/"
DOCUMENT = "dokumen/<int:document_id>/"
urlpatterns: list[URLPattern] = [
    path("bank/", listing.bank_list, name="list"),
    path("bank/rekap/", reports.reports, name="reports"),
    path("bank/dihapus/", merging.deleted, name="deleted"),
    path("bank/saringan/", listing.keep_filter, name="keep_filter"),
    path("bank/saringan/<int:filter_id>/hapus/", listing.forget_filter, name="forget_filter"),
    path("bank/baru/", bank.create, name="create"),
    path(ONE, bank.page, name="page"),
    path(f"{ONE}lembar.pdf", printing.sheet, name="sheet"),
    path(f"{ONE}ubah/", profile.edit, name="edit"),
    path(f"{ONE}simpan/", profile.save_field, name="save_field"),
    path(f"{FIELD}dokumen/", attaching.attach, name="attach"),
    path(f"{FIELD}dokumen/pilih/", attaching.choose, name="choose_document"),
    path(f"{ONE}riwayat/", bank.history, name="history"),
    path(f"{ONE}riwayat/<int:change_id>/kembalikan/", profile.put_back, name="put_back"),
    path(f"{ONE}kolaborator/", people.collaborators, name="collaborators"),
    path(
        f"{ONE}kolaborator/<int:collaborator_id>/akhiri/", people.end_collaboration, name="end_collaboration"
    ),
    path(f"{ONE}hadir/", people.here, name="here"),
    path(f"{ONE}gabung/", merging.choose, name="merge"),
    path(f"{ONE}gabung/<int:other_id>/", merging.compare, name="compare"),
    path(f"{ONE}hapus/", merging.delete, name="delete"),
    path(f"{ONE}arsipkan/", bank.archive, name="archive"),
    path(f"{ONE}pulihkan/", bank.unarchive, name="unarchive"),
    path(f"{ONE}percakapan/<slug:field>/", talking.field_talk, name="field_talk"),
    path("dokumen/", library.library, name="library"),
    path("dokumen/baru/", library.add, name="add_document"),
    path(DOCUMENT, document.document_page, name="document"),
    path(f"{DOCUMENT}berkas/", document.add_version, name="add_version"),
    path(f"{DOCUMENT}berkas/<int:position>/", document.download, name="download"),
    path(f"{DOCUMENT}berkas/<int:position>/lihat/", document.view_pages, name="view_pages"),
    path(f"{DOCUMENT}berkas/<int:position>/<int:page>/", document.version_page_picture, name="version_page"),
    path(f"{DOCUMENT}halaman/<int:page>/", document.page_picture, name="page_image"),
    path(f"{DOCUMENT}percakapan/", talking.document_talk, name="document_talk"),
    path(f"{DOCUMENT}keterangan/", document.correct, name="correct"),
    path(f"{DOCUMENT}istirahatkan/", document.retire, name="retire_document"),
    path(f"{DOCUMENT}pulihkan/", document.restore, name="restore_document"),
]
