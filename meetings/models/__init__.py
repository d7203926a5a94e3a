from meetings.models.agenda import AgendaItem, AgendaItemGrant, Presenter
from meetings.models.meetings import Meeting, MeetingGroup

__all__ = ["AgendaItem", "AgendaItemGrant", "Meeting", "MeetingGroup", "Presenter"]
