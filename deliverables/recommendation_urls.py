"""The register of recommendations, the instruments they feed, and the authorities they go to."""

from django.urls import path

from deliverables.views import (
    instruments,
    letters,
    recommendation_forms,
    recommendation_moves,
    recommendations,
    related,
    response_links,
    threads,
)

app_name = "recommendations"
urlpatterns = [
    path("", recommendations.recommendation_list, name="recommendation-list"),
    path("export/<slug:kind>/", recommendations.recommendation_export, name="recommendation-export"),
    path("flow/", threads.register_flow, name="register-flow"),
    path("new/", recommendation_forms.recommendation_start, name="recommendation-start"),
    path("new/<slug:slug>/", recommendation_forms.recommendation_create, name="recommendation-create"),
    path("answer/<str:token>/", response_links.response_by_link, name="response-by-link"),
    path(
        "answer/<str:token>/letter/<slug:language>/<slug:form>/",
        letters.letter_by_link,
        name="letter-by-link",
    ),
    path("report/<str:token>/", response_links.report_by_link, name="report-by-link"),
    path("instruments/", instruments.instrument_list, name="instrument-list"),
    path("instruments/new/", instruments.instrument_create, name="instrument-create"),
    path("instruments/<slug:slug>/", threads.instrument_detail, name="instrument-detail"),
    path("instruments/<slug:slug>/edit/", instruments.instrument_update, name="instrument-update"),
    path("authorities/", instruments.authority_list, name="authority-list"),
    path("authorities/new/", instruments.authority_create, name="authority-create"),
    path("authorities/<slug:slug>/edit/", instruments.authority_update, name="authority-update"),
    path("<uuid:reference>/", recommendations.recommendation_detail, name="recommendation-detail"),
    path("<uuid:reference>/thread/", threads.recommendation_thread, name="recommendation-thread"),
    path("<uuid:reference>/history/", recommendations.recommendation_history, name="recommendation-history"),
    path("<uuid:reference>/letter/<slug:language>/<slug:form>/", letters.letter, name="letter"),
    path("<uuid:reference>/edit/", recommendation_forms.recommendation_update, name="recommendation-update"),
    path("overlaps/<slug:slug>/", related.recommendation_overlaps, name="overlaps"),
    path("<uuid:reference>/related/", related.recommendation_related, name="related"),
    path(
        "<uuid:reference>/related/<uuid:other>/remove/",
        related.recommendation_related_remove,
        name="related-remove",
    ),
    path(
        "<uuid:reference>/moves/<slug:move>/",
        recommendation_moves.recommendation_move,
        name="recommendation-move",
    ),
]
