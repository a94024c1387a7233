from django.apps import AppConfig


class BriefsConfig(AppConfig):
    name = "kring.app.briefs"
    label = "briefs"
