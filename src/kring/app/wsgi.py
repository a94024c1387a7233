"""The entry that the server calls for each request."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.app.settings")
application = get_wsgi_application()

if os.environ.get("KRING_JOBS") == "here":
    from kring.app.sources.jobs import start_worker

    start_worker()
