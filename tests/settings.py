"""The portal's own settings, after the servers of the test run have been started."""

import os

from tests import servers
from tests.templates import Undefined

servers.start()

from naio_portal.settings import *  # noqa: E402, F403
from naio_portal.settings import PASSWORD_HASHERS, TEMPLATES  # noqa: E402

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()
# Playwright's loop runs in the thread of the tests; Django would take it for an asynchronous view.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
# Second factors are tested where they are meant: the other tests sign staff in by one step.
REQUIRE_STAFF_MFA = False
# A test that signs in by password waits for no Argon2; tests/security holds the real hasher.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
