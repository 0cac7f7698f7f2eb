"""Public addresses."""

from django.urls import path

from piagam.showcase import views

app_name = "showcase"
urlpatterns = [
    path("", views.home, name="home"),
    path("peringkat/<slug:edition_id>/", views.ranking, name="ranking"),
    path("daerah/<slug:edition_id>/<str:region_code>/", views.region, name="region"),
    path("daerah/<slug:edition_id>/<str:region_code>/penjelasan/", views.explanation, name="explanation"),
    path("inovasi/<int:entry_id>/", views.innovation, name="innovation"),
    path("piagam/", views.check, name="check"),
    path("piagam/<str:code>.pdf", views.certificate_pdf, name="certificate_pdf"),
    path("piagam/<str:code>/", views.certificate, name="certificate"),
]
