from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from naio_portal.audit import audited


@audited
class Contact(models.Model):
    """Somebody outside the portal who is written to: no sign-in, no member; an address and a language."""

    name = models.CharField(_("name"), max_length=200, help_text=_("As it stands in a letter, with titles."))
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("ms", _("Bahasa Melayu")), ("en", _("English"))],
        default="ms",
    )
    is_demo = models.BooleanField(_("demo person"), default=False, editable=False)

    class Meta:
        verbose_name = _("outside contact")
        verbose_name_plural = _("outside contacts")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="contact_email_unique",
                violation_error_message=_("Another contact has this e-mail address."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
