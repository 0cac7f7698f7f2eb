"""Addresses of this slice."""

from django.urls import URLPattern, path

from piagam.exchange import filling_in, packages, taking_along

app_name = "exchange"
REPORT = "laporan/<slug:edition_id>/<str:region_code>/"
urlpatterns: list[URLPattern] = [
    path("lembar/", filling_in.sheets, name="sheets"),
    path("lembar/templat.xlsx", filling_in.template, name="template"),
    path("lembar/masukkan/", filling_in.send_in, name="send_sheet"),
    path("lembar/<int:sheet_id>/", filling_in.sheet, name="sheet"),
    path("lembar/<int:sheet_id>/periksa/", filling_in.look_again, name="look_again"),
    path("lembar/<int:sheet_id>/simpan/", filling_in.take_in, name="take_in_sheet"),
    path("bank/lembar.xlsx", taking_along.bank, name="bank_xlsx"),
    path("bank/lembar.csv", taking_along.bank, name="bank_csv"),
    path("dokumen/lembar.xlsx", taking_along.library, name="library_xlsx"),
    path("dokumen/lembar.csv", taking_along.library, name="library_csv"),
    path("entri/<int:entry_id>/isian.xlsx", taking_along.claims, name="claims_xlsx"),
    path("entri/<int:entry_id>/isian.csv", taking_along.claims, name="claims_csv"),
    path(f"{REPORT}isian.xlsx", taking_along.report, name="report_xlsx"),
    path(f"{REPORT}isian.csv", taking_along.report, name="report_csv"),
    path(f"{REPORT}paket/", packages.page, name="package"),
    path(f"{REPORT}paket/unduh/", packages.download, name="download_package"),
    path(f"{REPORT}paket/masukkan/", packages.send_in, name="import_package"),
]
