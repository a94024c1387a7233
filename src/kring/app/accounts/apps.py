from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kring.app.accounts"
    label = "accounts"
