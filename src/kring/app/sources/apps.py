from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "kring.app.sources"
    label = "sources"
