"""gunicorn's settings: `gunicorn --config python:naio_portal.gunicorn_settings naio_portal.wsgi`.

No access log: paths may carry tokens. The portal's own log lines name the request's id instead.
"""

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
