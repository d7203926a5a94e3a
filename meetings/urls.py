from django.urls import path, re_path

from meetings.views import agenda, details, files, items, lists, moves, people

app_name = "meetings"
ITEM = "<uuid:reference>/agenda/items/<uuid:item>/"
urlpatterns = [
    path("", lists.meeting_list, name="meeting-list"),
    re_path(r"^export\.(?P<form>csv|xlsx)$", lists.meeting_export, name="meeting-export"),
    path("new/", details.meeting_create, name="meeting-create"),
    path("<uuid:reference>/", details.meeting_detail, name="meeting-detail"),
    path("<uuid:reference>/edit/", details.meeting_update, name="meeting-update"),
    path("<uuid:reference>/notify/", moves.meeting_move, {"move": "notify"}, name="meeting-notify"),
    path("<uuid:reference>/start/", moves.meeting_move, {"move": "start"}, name="meeting-start"),
    path("<uuid:reference>/hold/", moves.meeting_move, {"move": "hold"}, name="meeting-hold"),
    path("<uuid:reference>/close/", moves.meeting_move, {"move": "close"}, name="meeting-close"),
    path("<uuid:reference>/cancel/", moves.meeting_cancel, name="meeting-cancel"),
    path("<uuid:reference>/send-now/", moves.meeting_send_now, name="meeting-send-now"),
    path("<uuid:reference>/history/", details.meeting_history, name="meeting-history"),
    path("<uuid:reference>/meeting.ics", files.meeting_calendar, name="meeting-calendar"),
    path("<uuid:reference>/agenda.txt", files.agenda_text, name="agenda-text"),
    path("<uuid:reference>/agenda/print/", files.agenda_print, name="agenda-print"),
    path("<uuid:reference>/agenda/", agenda.meeting_agenda, name="meeting-agenda"),
    path("<uuid:reference>/agenda/order/", agenda.agenda_order, name="agenda-order"),
    path("<uuid:reference>/agenda/items/", agenda.agenda_item_create, name="agenda-item-create"),
    path(ITEM, items.agenda_item_update, name="agenda-item-update"),
    path(f"{ITEM}remove/", items.agenda_item_remove, name="agenda-item-remove"),
    path(f"{ITEM}people/", people.people_search, name="people-search"),
    path(f"{ITEM}presenters/", people.presenter_create, name="presenter-create"),
    path(f"{ITEM}presenters/<int:presenter>/remove/", people.presenter_remove, name="presenter-remove"),
    path(f"{ITEM}readers/", people.grant_create, name="grant-create"),
    path(f"{ITEM}readers/<int:grant>/remove/", people.grant_remove, name="grant-remove"),
]
