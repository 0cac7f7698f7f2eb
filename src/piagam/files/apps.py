from django.apps import AppConfig


class Files(AppConfig):
    name = "piagam.files"
    label = "files"
