# The image of web, worker, beat and the two one-shots of docker-compose.yml.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements/base.txt /tmp/requirements.txt
# Wheels alone: nothing is compiled, here or later.
RUN pip install --require-hashes --only-binary=:all: -r /tmp/requirements.txt
WORKDIR /app
COPY . .
# Outside production no secret is asked for; static files do not depend on any.
RUN ENVIRONMENT=demo VAR_DIR=/var/lib/naio python manage.py compile_catalogues \
 && ENVIRONMENT=demo VAR_DIR=/var/lib/naio python manage.py collectstatic --no-input \
 && python -m compileall -q .

FROM python:3.11-slim-bookworm
RUN groupadd --system --gid 10001 naio \
 && useradd --system --uid 10001 --gid naio --no-create-home --shell /usr/sbin/nologin naio \
 # Volumes mounted here begin with these owners.
 && install -d -o naio -g naio -m 0700 /secrets/owner /secrets/app /var/lib/naio/media
COPY --from=build /opt/venv /opt/venv
COPY --from=build /var/lib/naio/static /var/lib/naio/static
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    ENVIRONMENT=production VAR_DIR=/var/lib/naio BIND=0.0.0.0:8000
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/livez', timeout=4)"]
CMD ["gunicorn", "--config", "python:naio_portal.gunicorn_settings", "naio_portal.wsgi"]
