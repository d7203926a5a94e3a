"""Writes a mail from its parts, as text and as HTML: the ask, one link, the rest, why you get this."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naio_portal.notices.kinds import MailParts
from naio_portal.notices.links import absolute, preferences_link
from naio_portal.notices.recipients import Recipient

BLANK_LINES = re.compile(r"\n{3,}")
BASE = "notices/mail/base"


def write_mail(
    template: str = BASE,
    *,
    subject: str,
    ask: str,
    recipient: Recipient,
    link: str = "",
    link_label: str = "",
    lines: list[str] | tuple[str, ...] = (),
    why: str | Promise = "",
    context: dict | None = None,
    calendar: str = "",
    calendar_method: str = "",
    thread: str = "",
    is_optional: bool = False,
    group_code: str = "",
) -> MailParts:
    """The mail as `<template>.txt` and `<template>.html` say it, in the active language.

    `template`: its two files extend `notices/mail/base.txt` and `.html` and fill the block `body` (names
    of `context` are theirs); left out, `lines` are the paragraphs. `ask`: the first line, what the person
    is asked to do. `link`, `link_label`: the one link, a path or an address. `why`: why they get this.
    """
    language = get_language() or "ms"
    suffix = "en" if language.startswith("en") else "ms"
    names = {
        **(context or {}),
        "subject": subject,
        "ask": ask,
        "link": absolute(link) if link else "",
        "link_label": link_label or _("Open in the portal"),
        "lines": lines,
        "why": why or _("You get this mail because you have a part in the work of the working groups."),
        "is_optional": is_optional,
        "preferences_url": preferences_link(recipient),
        "recipient": recipient,
        "language": suffix,
        "organisation_name": settings.ORGANISATION[f"name_{suffix}"],
        "site_url": settings.SITE_URL,
    }
    text = BLANK_LINES.sub("\n\n", render_to_string(f"{template}.txt", names)).strip() + "\n"
    return MailParts(
        subject=" ".join(subject.split()),
        text=text,
        html=render_to_string(f"{template}.html", names),
        calendar=calendar,
        calendar_method=calendar_method,
        thread=thread,
        is_optional=is_optional,
        group_code=group_code,
    )
