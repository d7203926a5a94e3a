"""Which pages are measured, as whom. Addresses are found in the loaded data."""

from dataclasses import dataclass

from django.urls import reverse

from deliverables.models import Deliverable, Recommendation, ReviewRound, SectorApplication, Version, WorkPlan
from groups.models import Appointment, LiaisonRequest, WorkingGroup
from meetings.models import Meeting

FLOOR, PUBLIC, LIST, DETAIL, EXPORT = "floor", "public", "list", "detail", "export"
VISITOR, MEMBER, CHAIR, SECRETARIAT, LEADERSHIP = "", "member", "chair", "secretariat", "leadership"


@dataclass(frozen=True)
class Page:
    """One line of the table. `kind`: what limits it has. `role`: the local part of a bench sign-in."""

    name: str
    kind: str
    url: str
    role: str

    @property
    def is_floor(self) -> bool:
        return self.kind == FLOOR


def pages() -> list[Page]:
    """The pages in the order of the table; the first is the floor."""
    group = WorkingGroup.objects.order_by("position").first()
    meeting = Meeting.objects.filter(groups=group).order_by("starts_at").last()
    deliverable = Deliverable.objects.filter(group=group, state="active").order_by("number").first()
    recommendation = Recommendation.objects.filter(group=group, state="responded").order_by("number").first()
    advice, register = {"reference": recommendation.reference}, reverse("recommendations:recommendation-list")
    clause = reverse("recommendations:instrument-detail", args=["bench-1"])
    plan = WorkPlan.objects.filter(group=group).first()
    appointment = Appointment.objects.in_force().filter(group=group).select_related("member").first()
    member = appointment.member
    of_group, roster = {"slug": group.slug}, reverse("groups:group-roster", args=[group.slug])
    everybody = reverse("groups:roster")
    review_round = ReviewRound.objects.order_by("pk").first()
    commented = review_round.comments.order_by("number").first()
    in_round = {"reference": review_round.reference}
    in_deliverables = {"reference": deliverable.reference}
    asked = LiaisonRequest.objects.filter(to_team__isnull=False).order_by("-id").first()
    application = SectorApplication.objects.order_by("-id").first()

    version = Version.objects.select_related("deliverable").order_by("-number").first()
    of_versions = {"reference": version.deliverable.reference}

    def at(name: str, **arguments: object) -> str:
        return reverse(name, kwargs=arguments)

    return [
        Page("floor", FLOOR, "/bench-floor/", MEMBER),
        Page("front", PUBLIC, at("home:front"), VISITOR),
        Page("groups", PUBLIC, at("groups:group-list"), VISITOR),
        Page("group", PUBLIC, at("groups:group-detail", **of_group), VISITOR),
        Page("published deliverables", PUBLIC, at("deliverables:board"), VISITOR),
        Page("home", LIST, at("home:home"), MEMBER),
        Page("home", LIST, at("home:home"), CHAIR),
        Page("home", LIST, at("home:home"), LEADERSHIP),
        Page("home", LIST, at("home:secretariat"), SECRETARIAT),
        Page("groups", LIST, at("groups:group-list"), MEMBER),
        Page("group", DETAIL, at("groups:group-detail", **of_group), MEMBER),
        Page("group", DETAIL, at("groups:group-detail", **of_group), SECRETARIAT),
        Page("group history", LIST, at("groups:group-history", **of_group), SECRETARIAT),
        Page("roster", LIST, roster, MEMBER),
        Page("roster", LIST, roster, SECRETARIAT),
        Page("roster, filtered, as of a day", LIST, f"{roster}?role=member&as_of=2025-03-01", SECRETARIAT),
        Page("roster of all groups", LIST, everybody, SECRETARIAT),
        Page("roster of all groups, as of 2024", LIST, f"{everybody}?as_of=2024-01-01", SECRETARIAT),
        Page("roster, last page", LIST, f"{everybody}?page=1000", SECRETARIAT),
        Page(
            "appointment",
            DETAIL,
            at("groups:appointment-detail", reference=appointment.reference),
            SECRETARIAT,
        ),
        Page("people", LIST, at("members:member-list"), SECRETARIAT),
        Page("person", DETAIL, at("members:member-detail", reference=member.reference), SECRETARIAT),
        Page("person history", LIST, at("members:member-history", reference=member.reference), SECRETARIAT),
        Page("invitations", LIST, at("members:invitation-list"), SECRETARIAT),
        Page("my profile", DETAIL, at("members:profile"), MEMBER),
        Page("meetings", LIST, at("meetings:meeting-list"), MEMBER),
        Page("meetings, past", LIST, at("meetings:meeting-list") + "?tab=past", SECRETARIAT),
        Page("meeting", DETAIL, meeting.get_absolute_url(), MEMBER),
        Page("meeting", DETAIL, meeting.get_absolute_url(), CHAIR),
        Page("agenda builder", DETAIL, at("meetings:meeting-agenda", reference=meeting.reference), CHAIR),
        Page("meeting history", LIST, at("meetings:meeting-history", reference=meeting.reference), CHAIR),
        Page("deliverables board", LIST, at("deliverables:board"), MEMBER),
        Page("board, every state", LIST, at("deliverables:board") + "?state=all", SECRETARIAT),
        Page("board of a group", LIST, at("deliverables:board") + f"?group={group.code}", SECRETARIAT),
        Page("timeline of all groups", LIST, at("deliverables:timeline"), MEMBER),
        Page("work plans", LIST, at("deliverables:work-plan-list"), MEMBER),
        Page("work plan", DETAIL, plan.get_absolute_url(), CHAIR),
        Page("health of the groups", LIST, at("deliverables:health"), SECRETARIAT),
        Page("dates to approve", LIST, at("deliverables:approvals"), SECRETARIAT),
        Page("deliverable", DETAIL, deliverable.get_absolute_url(), MEMBER),
        Page("deliverable", DETAIL, deliverable.get_absolute_url(), CHAIR),
        Page("deliverable history", LIST, at("deliverables:deliverable-history", **in_deliverables), CHAIR),
        Page("progress form", DETAIL, at("deliverables:progress-update-create", **in_deliverables), CHAIR),
        Page("liaison requests", LIST, at("requests:request-list"), MEMBER),
        Page("liaison requests, all", LIST, at("requests:request-list") + "?state=all", SECRETARIAT),
        Page("liaison request", DETAIL, asked.get_absolute_url(), SECRETARIAT),
        Page("groups and sectors", LIST, at("sectors:matrix"), MEMBER),
        Page("groups and sectors", LIST, at("sectors:matrix"), SECRETARIAT),
        Page("sectoral teams", LIST, at("sectors:team-list"), MEMBER),
        Page("sectoral team", DETAIL, asked.to_team.get_absolute_url(), SECRETARIAT),
        Page("applications", LIST, at("sectors:application-list"), MEMBER),
        Page("applications, by words", LIST, at("sectors:application-list") + "?q=clinic", SECRETARIAT),
        Page("application", DETAIL, application.get_absolute_url(), MEMBER),
        Page("register of 1,000", LIST, register, MEMBER),
        Page("register of 1,000", LIST, register, SECRETARIAT),
        Page("register, words", LIST, f"{register}?q=chatbots", SECRETARIAT),
        Page("flow of the register", LIST, at("recommendations:register-flow"), SECRETARIAT),
        Page("instruments", LIST, at("recommendations:instrument-list"), MEMBER),
        Page("clause", LIST, clause, MEMBER),
        Page("clause", LIST, clause, SECRETARIAT),
        Page("recommendation", DETAIL, recommendation.get_absolute_url(), MEMBER),
        Page("recommendation", DETAIL, recommendation.get_absolute_url(), SECRETARIAT),
        Page("thread", DETAIL, at("recommendations:recommendation-thread", **advice), MEMBER),
        Page("related and overlapping", DETAIL, at("recommendations:related", **advice), SECRETARIAT),
        Page("register", PUBLIC, register, VISITOR),
        Page("flow of the register", PUBLIC, at("recommendations:register-flow"), VISITOR),
        Page("versions", LIST, at("deliverables:version-list", **of_versions), CHAIR),
        Page("version", DETAIL, version.get_absolute_url(), CHAIR),
        Page(
            "versions compared",
            DETAIL,
            at("deliverables:version-compare", **of_versions) + "?old=19&new=20",
            CHAIR,
        ),
        Page("draft with 200 comments", DETAIL, review_round.get_absolute_url(), MEMBER),
        Page("200 comments on a draft", LIST, at("reviews:comment-list", **in_round), MEMBER),
        Page("who is asked in a review", LIST, at("reviews:round-people", **in_round), CHAIR),
        Page("comment form", DETAIL, at("reviews:comment-create", **in_round) + "?paragraph=8", MEMBER),
        Page("thread of a comment", DETAIL, commented.get_absolute_url(), MEMBER),
        Page("notices by mail", DETAIL, at("notices:preferences"), MEMBER),
        Page("roster imports", LIST, at("groups:roster-import-list"), SECRETARIAT),
        Page("mail to come", LIST, at("notices:forecast"), SECRETARIAT),
        Page("outbox", LIST, at("notices:outbox"), SECRETARIAT),
        Page("roster as CSV", EXPORT, at("groups:roster-csv"), SECRETARIAT),
        Page("roster as XLSX", EXPORT, at("groups:roster-xlsx"), SECRETARIAT),
        Page("board as CSV", EXPORT, at("deliverables:board-export", kind="csv") + "?state=all", SECRETARIAT),
        Page(
            "board as XLSX", EXPORT, at("deliverables:board-export", kind="xlsx") + "?state=all", SECRETARIAT
        ),
        Page("dispositions as XLSX", EXPORT, at("reviews:round-export", kind="xlsx", **in_round), CHAIR),
        Page("dispositions as PDF", EXPORT, at("reviews:round-export", kind="pdf", **in_round), CHAIR),
        Page("meetings as CSV", EXPORT, at("meetings:meeting-export", form="csv") + "?tab=past", SECRETARIAT),
        Page(
            "meetings as XLSX", EXPORT, at("meetings:meeting-export", form="xlsx") + "?tab=past", SECRETARIAT
        ),
    ]
