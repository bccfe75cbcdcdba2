"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casustafel.settings.production")
application = get_wsgi_application()

# After the setup above: what a restored backup brought back is destroyed before anybody is served.
from casefiles.actions.destroy import destroy_what_returned  # noqa: E402

destroy_what_returned()
