"""Production settings of the portal, with the floor beside its pages."""

from naio_portal.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
