from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "kring.app.matching"
    label = "matching"
