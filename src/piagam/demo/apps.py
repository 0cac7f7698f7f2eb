from django.apps import AppConfig


class Demo(AppConfig):
    name = "piagam.demo"
    label = "demo"
