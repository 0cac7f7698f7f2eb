"""Public addresses."""

from django.urls import path

from piagam.showcase import certificate_pages, region_pages, views

app_name = "showcase"
urlpatterns = [
    path("", views.home, name="home"),
    path("peringkat/<slug:edition_id>/", views.ranking, name="ranking"),
    path("daerah/<slug:edition_id>/<str:region_code>/", region_pages.region, name="region"),
    path(
        "daerah/<slug:edition_id>/<str:region_code>/penjelasan/", region_pages.explanation, name="explanation"
    ),
    path("inovasi/<int:entry_id>/", region_pages.innovation, name="innovation"),
    path("inovasi/<int:entry_id>/lembar.pdf", region_pages.sheet, name="sheet"),
    path("inovasi/<int:entry_id>/surat.pdf", region_pages.letter, name="letter"),
    path("piagam/", certificate_pages.check, name="check"),
    path("piagam/<str:code>.pdf", certificate_pages.certificate_pdf, name="certificate_pdf"),
    path("piagam/<str:code>/", certificate_pages.certificate, name="certificate"),
]
