"""Addresses of this slice."""

from django.urls import URLPattern, path

from piagam.exchange import packages

app_name = "exchange"
REPORT = "laporan/<slug:edition_id>/<str:region_code>/"
urlpatterns: list[URLPattern] = [
    path(f"{REPORT}paket/", packages.page, name="package"),
    path(f"{REPORT}paket/unduh/", packages.download, name="download_package"),
    path(f"{REPORT}paket/masukkan/", packages.send_in, name="import_package"),
]
