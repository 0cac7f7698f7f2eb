"""Addresses of this slice."""

from django.urls import URLPattern, path

from piagam.conversations import views

app_name = "conversations"
urlpatterns: list[URLPattern] = [
    path("percakapan/", views.talk_list, name="list"),
    path("percakapan/ucapan/<int:comment_id>/ubah/", views.edit, name="edit"),
    path("percakapan/ucapan/<int:comment_id>/sembunyikan/", views.hide, name="hide"),
]
