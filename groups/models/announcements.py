from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.querysets import PublishedQuerySet
from naio_portal.audit import audited
from naio_portal.languages import BilingualField


@audited
class Call(models.Model):
    """A dated invitation to apply to serve. Applications come with a later step."""

    slug = models.SlugField(_("slug"), unique=True)
    title_en = models.CharField(_("title (English)"), max_length=200)
    title_ms = models.CharField(_("title (Malay)"), max_length=200)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    summary_ms = models.TextField(_("summary (Malay)"), blank=True)
    when_en = models.CharField(_("when (English)"), max_length=100)
    when_ms = models.CharField(_("when (Malay)"), max_length=100)
    published_on = models.DateField(_("published on"), null=True, blank=True)

    title = BilingualField("title")
    summary = BilingualField("summary")
    when = BilingualField("when")

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for participation")
        verbose_name_plural = _("calls for participation")
        ordering = ["-published_on", "slug"]

    def __str__(self) -> str:
        return self.title


@audited
class Announcement(models.Model):
    """A public release. Each language where the office gave it; the source language is marked."""

    slug = models.SlugField(_("slug"), unique=True)
    title_en = models.CharField(_("title (English)"), max_length=200)
    title_ms = models.CharField(_("title (Malay)"), max_length=200, blank=True)
    body_en = models.TextField(_("text (English)"))
    body_ms = models.TextField(_("text (Malay)"), blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    issued_by_en = models.CharField(_("issued by (English)"), max_length=200, blank=True)
    issued_by_ms = models.CharField(_("issued by (Malay)"), max_length=200, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)

    title = BilingualField("title")
    body = BilingualField("body")
    issued_by = BilingualField("issued_by")

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-published_on", "slug"]

    def __str__(self) -> str:
        return self.title
