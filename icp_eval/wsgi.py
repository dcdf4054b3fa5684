"""The entry point of the web server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from icp_eval.own_files import keep_to_owner

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "icp_eval.settings")
application = get_wsgi_application()
keep_to_owner(settings.VAR)
