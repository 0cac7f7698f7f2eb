"""Addresses of this slice."""

from django.urls import URLPattern, path

from piagam.innovations.views import attaching, bank, library, profile

app_name = "innovations"
ONE = "bank/<int:innovation_id>/"
FIELD = f"{ONE}isian/<slug:field>/"
DOCUMENT = "dokumen/<int:document_id>/"
urlpatterns: list[URLPattern] = [
    path("bank/", bank.bank_list, name="list"),
    path("bank/baru/", bank.create, name="create"),
    path(ONE, bank.page, name="page"),
    path(f"{ONE}ubah/", profile.edit, name="edit"),
    path(f"{ONE}simpan/", profile.save_field, name="save_field"),
    path(f"{FIELD}dokumen/", attaching.attach, name="attach"),
    path(f"{FIELD}dokumen/pilih/", attaching.choose, name="choose_document"),
    path(f"{ONE}riwayat/", bank.history, name="history"),
    path(f"{ONE}riwayat/<int:change_id>/kembalikan/", profile.put_back, name="put_back"),
    path(f"{ONE}arsipkan/", bank.archive, name="archive"),
    path(f"{ONE}pulihkan/", bank.unarchive, name="unarchive"),
    path("dokumen/", library.library, name="library"),
    path("dokumen/baru/", library.add, name="add_document"),
    path(DOCUMENT, library.document_page, name="document"),
    path(f"{DOCUMENT}berkas/", library.add_version, name="add_version"),
    path(f"{DOCUMENT}berkas/<int:position>/", library.download, name="download"),
    path(f"{DOCUMENT}halaman/<int:page>/", library.page_picture, name="page_image"),
    path(f"{DOCUMENT}keterangan/", library.correct, name="correct"),
]
