#!/usr/bin/env python
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naio_portal.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        inside = "python -m naio_portal.embedded.inside manage.py"
        sys.exit(f"naio: {problem}\nIn the portal that `make run` started: {inside} {' '.join(sys.argv[1:])}")
