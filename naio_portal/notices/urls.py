from django.urls import path

from naio_portal.notices.views import days, forecasts, outbox, preferences, rules

app_name = "notices"
urlpatterns = [
    path("preferences/", preferences.preferences, name="preferences"),
    path("preferences/<str:token>/", preferences.preferences_by_link, name="preferences-by-link"),
    path("secretariat/outbox/", outbox.outbox, name="outbox"),
    path("secretariat/outbox/export.<str:kind>", outbox.outbox_export, name="outbox-export"),
    path("secretariat/outbox/resend/", outbox.outbox_resend, name="outbox-resend"),
    path("secretariat/outbox/<uuid:pk>/", outbox.message_detail, name="message-detail"),
    path("secretariat/outbox/<uuid:pk>/html/", outbox.message_html, name="message-html"),
    path("secretariat/outbox/<uuid:pk>/resend/", outbox.message_resend, name="message-resend"),
    path("secretariat/outbox/<uuid:pk>/send-now/", outbox.message_send_now, name="message-send-now"),
    path("secretariat/outbox/<uuid:pk>/cancel/", outbox.message_cancel, name="message-cancel"),
    path("secretariat/forecast/", forecasts.forecast, name="forecast"),
    path("secretariat/forecast/export.<str:kind>", forecasts.forecast_export, name="forecast-export"),
    path("secretariat/reminder-rules/", rules.rule_list, name="rule-list"),
    path("secretariat/reminder-rules/new/", rules.rule_create, name="rule-create"),
    path("secretariat/reminder-rules/<slug:code>/", rules.rule_edit, name="rule-edit"),
    path("secretariat/reminder-rules/<slug:code>/history/", rules.rule_history, name="rule-history"),
    path("secretariat/days-off/", days.day_list, name="day-list"),
    path("secretariat/days-off/new/", days.day_create, name="day-create"),
    path("secretariat/days-off/<int:pk>/remove/", days.day_remove, name="day-remove"),
    path("secretariat/days-off/history/", days.day_history, name="day-history"),
]
