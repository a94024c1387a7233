from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kring.app.web"
    label = "web"
