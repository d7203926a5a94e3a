"""gunicorn's settings: `gunicorn --config python:naio_portal.gunicorn_settings naio_portal.wsgi`.

No access log: paths may carry tokens. The portal's own log lines name the request's id instead.
"""

import gc
import os

bind = os.environ.get("BIND", "127.0.0.1:8000").split(",")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
if os.path.isdir("/dev/shm"):  # noqa: S108 (a heartbeat on a slow disk would get workers killed)
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def when_ready(server: object) -> None:
    """Before the workers are forked: what was loaded stays for good, so no collection walks through it
    again, and a page's thousands of short-lived objects do not start one every few hundred."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
