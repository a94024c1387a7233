from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    name = "kring.app.discovery"
    label = "discovery"
