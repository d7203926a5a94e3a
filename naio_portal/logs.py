"""Logs: one JSON object a line on stderr, with the request's id. Never paths: they may carry tokens."""

import structlog

SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def without_path(logger: object, method: str, event: dict) -> dict:
    """Django names the path of a request in its messages: the view's name and the status tell enough."""
    record = event["_record"]
    request = getattr(record, "request", None)
    given = event.pop("positional_args", None)
    if request is not None and given:
        arguments = ["-" if isinstance(value, str) and value.startswith("/") else value for value in given]
        event["event"] = record.msg % tuple(arguments)
    if request is not None:
        match = getattr(request, "resolver_match", None)
        event["view"] = match.view_name if match else None
        event["status"] = getattr(record, "status_code", None)
    return event


def configure(level: str) -> dict:
    """Set structlog up and answer Django's LOGGING."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "pass_foreign_args": True,
                "foreign_pre_chain": SHARED,
                "processors": [
                    without_path,
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(),
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own handlers mail the administrators and print in DEBUG: the console has it all.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
        },
    }
