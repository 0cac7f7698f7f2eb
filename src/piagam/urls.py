"""All addresses, slice by slice."""

from django.urls import include, path

urlpatterns = [
    path("", include("piagam.web.urls")),
    path("", include("piagam.people.urls")),
    path("", include("piagam.regions.urls")),
    path("", include("piagam.editions.urls")),
    path("", include("piagam.uploads.urls")),
    path("", include("piagam.conversations.urls")),
    path("", include("piagam.innovations.urls")),
    path("", include("piagam.entries.urls")),
    path("", include("piagam.mentoring.urls")),
    path("", include("piagam.likeness.urls")),
    path("", include("piagam.verification.urls")),
    path("", include("piagam.scoring.urls")),
    path("", include("piagam.exchange.urls")),
    path("", include("piagam.results.urls")),
    path("", include("piagam.desks.urls")),
    path("", include("piagam.demo.urls")),
    path("", include("piagam.showcase.urls")),
]

handler400 = "piagam.web.pages.bad_request"
handler403 = "piagam.web.pages.forbidden"
handler404 = "piagam.web.pages.not_found"
handler500 = "piagam.web.pages.server_error"
