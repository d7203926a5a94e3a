"""Following links from page to page, one of each shape: for tests of every page there is."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.db import transaction
from django.urls import resolve, reverse
from django.utils import timezone

from deliverables.enums import REVIEW_LINK, DeliverableState, RecommendationState, RoundState
from deliverables.models import (
    ApplicationFigure,
    Deliverable,
    Milestone,
    Recommendation,
    ReviewRound,
    SectorApplication,
    Version,
)
from deliverables.services.response_links import give_link as link_of_a_response
from deliverables.services.response_links import give_report_link as link_of_a_report
from deliverables.services.review_links import give_links
from groups.enums import LiaisonState
from groups.models import LiaisonRequest, Objective, SectoralTeam, WorkingGroup
from groups.services.request_links import give_link as link_of_a_request
from meetings.models import AgendaItem, Meeting
from members.models import Member, User
from members.services.addresses import address_token
from members.services.invitations import invite_user, open_invitation_of
from naio_portal.access import actions, public_routes
from naio_portal.notices.links import preferences_link
from naio_portal.notices.models import ActionLink, ReminderRule
from naio_portal.notices.recipients import recipient_of
from naio_portal.notices.services import token_of
from tests.factories.deliverables import (
    RequestAttachmentFactory,
    VersionFactory,
    VersionReaderFactory,
    WorkPlanFactory,
)
from tests.factories.groups import AppointmentFactory, ObjectiveFactory
from tests.factories.imports import received, uploaded
from tests.factories.liaison import SectorOfficerFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.notices import ContactFactory, ExtraHolidayFactory, OutboxMessageFactory
from tests.factories.reviews import CommentFactory, ReviewerFactory
from tests.markup import is_english, read_texts

# Not pages: files, the Django admin (in English, tests/browser/test_admin.py), what ends the session.
NOT_FOLLOWED = re.compile(
    r"^/(admin|static|media)/|/logout/|/3rdparty/|[./](csv|xlsx|ics|txt|pdf|svg|docx)/?$|/export/|/letter/|/file/"
)
REFERENCE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=/)\d+(?=/)")
GROUP = re.compile(r"/(ai-[a-z-]+)(?=/)")

# Routes that answer with no page of their own: acts, files, parts of a page, what a machine reads.
NO_PAGES = {
    "home:language", "home:theme", "livez", "readyz",
    "members:consent-edit", "members:invitation-send", "members:photo",
    "groups:group-roster-csv", "groups:group-roster-xlsx", "groups:roster-csv", "groups:roster-xlsx",
    "groups:roster-import-apply", "groups:roster-import-leave-out", "groups:roster-import-look-again",
    "groups:roster-import-restart", "groups:roster-import-progress",
    "groups:roster-import-template-csv", "groups:roster-import-template-xlsx",
    "requests:message-create", "requests:request-export", "sectors:application-export",
    "meetings:agenda-item-create", "meetings:agenda-order", "meetings:agenda-text", "meetings:grant-create",
    "meetings:grant-remove", "meetings:meeting-calendar", "meetings:meeting-export",
    "meetings:meeting-send-now", "meetings:people-search", "meetings:presenter-create",
    "meetings:presenter-remove",
    "deliverables:board-export", "deliverables:date-change-approve", "deliverables:date-change-withdraw",
    "deliverables:evidence-file", "deliverables:rag-override-clear", "deliverables:version-file",
    "deliverables:version-reader-revoke", "recommendations:recommendation-export",
    "deliverables:plan-export", "deliverables:plan-import-apply", "deliverables:plan-import-leave-out",
    "deliverables:plan-import-look-again", "deliverables:plan-import-progress",
    "deliverables:plan-import-restart", "deliverables:plan-import-template-csv",
    "deliverables:timeline-export", "reviews:answer-create", "reviews:file-by-link", "reviews:round-export",
    "reviews:comments-dispose", "reviews:comment-withdraw",
    "reviews:round-file", "reviews:round-no-comments", "deliverables:change-approve",
    "deliverables:change-withdraw", "deliverables:dependency-remove",
    "requests:attachment-file", "requests:attachment-file-by-link", "requests:attachment-remove",
    "deliverables:overlaps", "deliverables:related-remove", "recommendations:overlaps",
    "recommendations:related-remove", "deliverables:plan-import-template-xlsx",
    "recommendations:letter", "recommendations:letter-by-link",
    "notices:forecast-export", "notices:message-cancel", "notices:message-html", "notices:message-resend",
    "notices:message-send-now", "notices:outbox-export", "notices:outbox-resend",
}  # fmt: skip
VISITORS = {
    "home:front", "groups:group-list", "groups:group-detail", "deliverables:board",
    "deliverables:deliverable-detail", "account_login", "account_request_login_code",
}  # fmt: skip
BEHIND_MAILS = {
    "members:address-confirm", "members:invitation-accept", "notices:preferences-by-link",
    "requests:request-by-link", "requests:attachment-by-link", "recommendations:response-by-link",
    "recommendations:report-by-link", "reviews:review-by-link",
}  # fmt: skip
BY_REVIEWERS = {"reviews:comment-create", "reviews:comment-update"}
# Opened where a job has run: tests/groups/imports/ and tests/deliverables/imports/.
AFTER_A_JOB = {
    "groups:roster-import-undo",
    "deliverables:plan-import-abandon", "deliverables:plan-import-absent", "deliverables:plan-import-columns",
    "deliverables:plan-import-detail", "deliverables:plan-import-history",
    "deliverables:plan-import-questions", "deliverables:plan-import-row", "deliverables:plan-import-undo",
}  # fmt: skip


def shape(address: str) -> str:
    """The address without what names one object: pages of the same shape come from the same view."""
    return GROUP.sub("/group", REFERENCE.sub("one", urlsplit(address).path))


def follow(
    starts: list[str],
    visit: Callable[[str], tuple[Iterable[str], list[str]]],
    afterwards: Callable[[], list[str]] = list,
) -> tuple[set[str], list[str]]:
    """Names of the routes behind all pages reached from `starts`, one of each shape, then behind those
    that `afterwards()` makes and what they alone lead to; and all problems.

    `visit(address)` answers the addresses that the page leads to and what is wrong with it.
    """
    seen, routes, problems = {shape(start) for start in starts}, set(), []
    for begin in (starts.copy, afterwards):
        waiting = begin()
        while waiting:
            address = waiting.pop(0)
            links, found = visit(address)
            routes.add(resolve(urlsplit(address).path).view_name)
            problems += found
            for link in links:
                if not NOT_FOLLOWED.search(urlsplit(link).path) and shape(link) not in seen:
                    seen.add(shape(link))
                    waiting.append(link)
    return routes, problems


def every_page() -> set[str]:
    """Names of the routes of our own that show a page to a person."""
    routes = {name for action in actions() for name in action.routes} | public_routes()
    return routes - NO_PAGES


def beside_the_links() -> list[str]:
    """Addresses of what the demonstration has not, or not on the first page of its shape."""
    texts = Version.objects.filter(number=2).first().deliverable
    closed = VersionReaderFactory(version__deliverable=texts).version
    draft = Recommendation.objects.filter(state=RecommendationState.DRAFT).first()
    planned = Deliverable.objects.filter(
        group__work_plans__state="approved", state=DeliverableState.ACTIVE, objective__isnull=False
    ).first()
    objective = ObjectiveFactory()
    proposed = AppointmentFactory(proposed=True, group=texts.group)
    meetings = [MeetingFactory(state=state) for state in ("draft", "in_progress", "held")]
    return [
        texts.get_absolute_url(),
        # What a plan approved changes by request; without a plan, or while it is a draft, by its form.
        reverse("deliverables:deliverable-change-create", args=[planned.reference]),
        WorkPlanFactory().get_absolute_url(),
        reverse("groups:objective-update", args=[objective.group.slug, objective.number]),
        reverse("groups:objective-remove", args=[objective.group.slug, objective.number]),
        reverse("deliverables:version-list", args=[texts.reference]),
        closed.get_absolute_url(),
        reverse("deliverables:version-readers", args=[closed.reference]),
        draft.get_absolute_url(),
        LiaisonRequest.objects.filter(state=LiaisonState.DRAFT).first().get_absolute_url(),
        *(meeting.get_absolute_url() for meeting in meetings),
        *(
            reverse(f"meetings:meeting-{move}", args=[meeting.reference])
            for meeting, move in zip(meetings, ("notify", "hold", "close"), strict=True)
        ),
        reverse("groups:appointment-detail", args=[proposed.reference]),
        reverse("notices:day-remove", args=[ExtraHolidayFactory().pk]),
        OutboxMessageFactory().get_absolute_url(),
        reverse("reviews:comment-dispose", args=[CommentFactory(round__closed=True).reference]),
        uploaded(["Siti Aminah", "siti@example.org", "AI Safety", "Ahli", "28/2/2025"]).get_absolute_url(),
        received().get_absolute_url(),
    ]


@transaction.atomic
def behind_mails() -> list[str]:
    """Addresses of links that mails bring: they open without a sign-in."""
    invited = User.objects.create_user("invited@naio.example")
    token = invite_user(user=invited, by=None)
    member = Member.objects.filter(user__isnull=False).first()
    submitted = Recommendation.objects.filter(state=RecommendationState.SUBMITTED).first()
    submitted.addressee.contact = ContactFactory()
    submitted.addressee.save()
    asked = LiaisonRequest.objects.filter(to_team__isnull=False).exclude(state=LiaisonState.DRAFT).first()
    officer = SectorOfficerFactory(team=asked.to_team, by_mail=True)
    new = address_token(user=member.user, address="new@naio.example")
    answer = link_of_a_response(submitted, by=None)
    responded = Recommendation.objects.filter(state=RecommendationState.RESPONDED).first()
    responded.addressee.contact = ContactFactory()
    responded.addressee.save()
    report = link_of_a_report(responded, by=None)
    work = Deliverable.objects.filter(group=asked.from_group, versions=None).first()
    attached = RequestAttachmentFactory(request=asked, version=VersionFactory(deliverable=work)).version
    asked_by_mail = token_of(link_of_a_request(asked, officer))
    reviewer = ReviewerFactory(round=running_round(), member=None, officer=officer)
    give_links(reviewer.round, [reviewer], by=None)
    to_review = ActionLink.objects.get(purpose=REVIEW_LINK, object_id=reviewer.pk)
    return [
        reverse("members:invitation-accept", args=[open_invitation_of(invited.pk).pk, token]),
        reverse("members:address-confirm", args=[new]),
        urlsplit(preferences_link(recipient_of(member=member))).path,
        reverse("requests:request-by-link", args=[asked_by_mail]),
        reverse("requests:attachment-by-link", args=[asked_by_mail, attached.reference]),
        reverse("recommendations:response-by-link", args=[token_of(answer)]),
        reverse("recommendations:report-by-link", args=[token_of(report)]),
        reverse("reviews:review-by-link", args=[token_of(to_review)]),
    ]


def by_reviewers(user: User) -> list[str]:
    """Addresses of what opens to people alone who are asked to comment, as this one is."""
    comment = CommentFactory(round=running_round(), author=user)
    return [
        reverse("reviews:comment-create", args=[comment.round.reference]),
        reverse("reviews:comment-update", args=[comment.reference]),
    ]


def running_round() -> ReviewRound:
    """The one of the demonstration that is open."""
    return ReviewRound.objects.get(state=RoundState.CALLED, closes_at__gt=timezone.now())


def texts_of_people() -> set[str]:
    """What people wrote and are called: in one language, wherever a page shows it."""
    fields = {
        Meeting: ("title",),
        AgendaItem: ("title",),
        Deliverable: ("title", "description", "acceptance_criteria"),
        Milestone: ("title",),
        Version: ("note",),
        SectorApplication: ("title", "tried", "place", "result", "lessons"),
        ApplicationFigure: ("name", "unit", "source"),
        Objective: ("statement",),
        SectoralTeam: ("name_en",),
        WorkingGroup: ("mandate_en", "scope_en", "decision_rule_en", "reporting_line_en"),
        Member: ("full_name", "organisation", "position"),
        ReminderRule: ("name_en",),
    }
    rows = (row for model, names in fields.items() for row in model.objects.values_list(*names))
    return {text for row in rows for text in row if text}


def english_left(html: str, written: set[str]) -> list[str]:
    """Texts of ours that are still in English; what people wrote (`texts_of_people`) is theirs."""
    texts = [text for text in read_texts(html) if is_english(text)]
    return [text for text in texts if not any(part in text for part in written)]
