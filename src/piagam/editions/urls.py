"""Addresses of this slice."""

from django.urls import URLPattern, path

from piagam.editions.views import making, managing, rules

app_name = "editions"
EDITION = "edisi/<slug:edition_id>/"
urlpatterns: list[URLPattern] = [
    path("edisi/", making.editions, name="list"),
    path("edisi/baru/", making.create, name="create"),
    path("edisi/pedoman/<slug:name>/", making.rulebook, name="rulebook"),
    path(EDITION, managing.manage, name="manage"),
    path(f"{EDITION}pedoman/", making.change_rules, name="change_rules"),
    path(f"{EDITION}kalender/", managing.calendar, name="calendar"),
    path(f"{EDITION}tahap/", managing.ask_next_phase, name="ask_next_phase"),
    path(f"{EDITION}usulan/<int:proposal_id>/", managing.decide, name="decide"),
    path(f"{EDITION}aturan/", rules.rules, name="rules"),
    path(f"{EDITION}aturan/pedoman.zip", rules.download, name="download_rules"),
]
