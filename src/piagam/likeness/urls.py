"""Addresses of this slice."""

from django.urls import URLPattern, path

from piagam.likeness import views

app_name = "likeness"
urlpatterns: list[URLPattern] = [
    path("kemiripan/", views.pairs, name="pairs"),
    path("kemiripan/nama/", views.namesakes, name="namesakes"),
    path("kemiripan/<int:pair_id>/", views.side_by_side, name="pair"),
    path("kemiripan/<int:pair_id>/putuskan/", views.judge, name="judge"),
    path("bank/<int:innovation_id>/kemiripan/", views.of_innovation, name="of"),
]
