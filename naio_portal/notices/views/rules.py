"""The reminder rules: in plain words, editable, with a preview of what a change would send."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naio_portal.access import require
from naio_portal.errors import EditConflict
from naio_portal.history import history_page
from naio_portal.notices.explanations import explain_rule, whom
from naio_portal.notices.forecast import AHEAD, Coming, Forecast, Question
from naio_portal.notices.forms import RuleForm
from naio_portal.notices.models import ReminderRule
from naio_portal.notices.services.rules import change_rule, create_rule, fingerprint
from naio_portal.notices.subjects import SUBJECTS

SHOWN = 8


@dataclass
class Effect:
    """What a rule sends in the next 14 days: mails' lines, people, the first of them."""

    sentence: str
    lines: int = 0
    people: int = 0
    first: list[Coming] | None = None


def effect_of(rule: ReminderRule, *, shown: int = SHOWN) -> Effect:
    """Of a rule as it stands, saved or not. An inactive one sends nothing."""
    if not rule.is_active or rule.subject_kind not in SUBJECTS:
        return Effect(explain_rule(rule))
    forecast = Forecast.ahead(timezone.now(), Question(rules=[rule], with_digests=False))
    lines, people = forecast.summary()
    return Effect(explain_rule(rule), lines, people, forecast[0:shown] if shown and lines else [])


def subject_title(rule: ReminderRule) -> str:
    """What the rule is about; the bare name of what the portal does not know any more."""
    kind = rule.subject_kind
    return str(SUBJECTS[kind].title) if kind in SUBJECTS else kind


@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """Every rule in plain words."""
    require(request.user, "notices.see_rules")
    rules = [
        {
            "rule": rule,
            "subject": subject_title(rule),
            "whom": whom(rule),
            "sentence": explain_rule(rule),
        }
        for rule in ReminderRule.objects.all()
    ]
    return render(request, "notices/rule_list.html", {"rules": rules})


@require_http_methods(["GET", "HEAD", "POST"])
def rule_create(request: HttpRequest) -> HttpResponse:
    require(request.user, "notices.change_rule")
    form = RuleForm(request.POST or None, initial={"is_active": True})
    effect = None
    if request.method == "POST" and form.is_valid():
        fields = form.rule_fields | {"subject_kind": form.cleaned_data["subject_kind"]}
        if "preview" in request.POST:
            effect = effect_of(ReminderRule(**fields))
        else:
            try:
                create_rule(by=request.user, **fields)
            except ValidationError as error:
                show(form, error)
            else:
                messages.success(request, _("The rule is added."))
                return redirect("notices:rule-list")
    return answer(request, form, None, effect)


@require_http_methods(["GET", "HEAD", "POST"])
def rule_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a rule. “Preview” says what it would send, and saves nothing."""
    require(request.user, "notices.change_rule")
    rule = get_object_or_404(ReminderRule, code=code)
    form = RuleForm(request.POST or None, rule=rule, initial={"seen": fingerprint(rule)})
    effect = now = None
    conflicts = []
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            effect, now = effect_of(changed(rule, form.rule_fields)), effect_of(rule, shown=0)
        else:
            try:
                change_rule(rule=rule, seen=form.cleaned_data["seen"], by=request.user, **form.rule_fields)
            except ValidationError as error:
                show(form, error)
            except EditConflict as conflict:
                conflicts = differences(form, conflict.theirs)
                form.data = form.data.copy()
                form.data["seen"] = fingerprint(conflict.theirs)
            else:
                messages.success(request, _("The rule is saved. It counts from the next sweep on."))
                return redirect("notices:rule-list")
    return answer(request, form, rule, effect, now=now, conflicts=conflicts)


def answer(request, form, rule, effect=None, *, now=None, conflicts=()) -> HttpResponse:
    context = {
        "form": form,
        "rule": rule,
        "subject": subject_title(rule) if rule else "",
        "sentence": explain_rule(rule) if rule else "",
        "effect": effect,
        "now": now,
        "conflicts": conflicts,
        "days": AHEAD,
    }
    status = 409 if conflicts else 422 if form.errors else 200
    return render(request, "notices/rule_form.html", context, status=status)


def changed(rule: ReminderRule, fields: dict) -> ReminderRule:
    """The rule as it would be, unsaved."""
    would_be = ReminderRule.objects.get(pk=rule.pk)
    for name, value in fields.items():
        setattr(would_be, name, value)
    return would_be


def differences(form: RuleForm, theirs: ReminderRule) -> list[tuple[str, str, str]]:
    """(label, what the other saved, what this person typed) where they differ, as the form says it."""
    saved = RuleForm(rule=theirs)
    found = []
    for field in form.visible_fields():
        their_value, own_value = saved.initial.get(field.name), form.cleaned_data.get(field.name)
        if isinstance(own_value, list):
            order = reversed(own_value) if field.name == "before" else own_value
            own_value = ", ".join(map(str, order))
        if (their_value or "") != (own_value or ""):
            found.append((str(field.label), _said(field, their_value), _said(field, own_value)))
    return found


def _said(field, value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(getattr(field.field, "choices", ())).get(value, value or ""))


def show(form: RuleForm, error: ValidationError) -> None:
    """A service's errors beside the form's fields."""
    for name, errors in error.message_dict.items():
        form.add_error(name if name in form.fields else None, errors)


@require_safe
def rule_history(request: HttpRequest, code: str) -> HttpResponse:
    require(request.user, "notices.see_rules")
    rule = get_object_or_404(ReminderRule, code=code)
    return history_page(request, "notices/rule_history.html", trails=[rule], heading=rule.name, rule=rule)
