from django.urls import path

from deliverables.views import comments, review_links, rounds

app_name = "reviews"
urlpatterns = [
    path("new/<uuid:reference>/", rounds.round_create, name="round-create"),
    path("by-link/<str:token>/", review_links.review_by_link, name="review-by-link"),
    path("by-link/<str:token>/file/", review_links.file_by_link, name="file-by-link"),
    path("comments/<uuid:reference>/", comments.comment_detail, name="comment-detail"),
    path("comments/<uuid:reference>/edit/", comments.comment_update, name="comment-update"),
    path("comments/<uuid:reference>/withdraw/", comments.comment_withdraw, name="comment-withdraw"),
    path("comments/<uuid:reference>/answer/", comments.answer_create, name="answer-create"),
    path("comments/<uuid:reference>/disposition/", comments.comment_dispose, name="comment-dispose"),
    path("<uuid:reference>/", rounds.round_detail, name="round-detail"),
    path("<uuid:reference>/comments/", comments.comment_list, name="comment-list"),
    path("<uuid:reference>/dispositions/", comments.comments_dispose, name="comments-dispose"),
    path("<uuid:reference>/comment/", comments.comment_create, name="comment-create"),
    path("<uuid:reference>/no-comments/", comments.round_no_comments, name="round-no-comments"),
    path("<uuid:reference>/people/", rounds.round_people, name="round-people"),
    path("<uuid:reference>/people/add/", rounds.round_invite, name="round-invite"),
    path("<uuid:reference>/times/", rounds.round_reschedule, name="round-reschedule"),
    path("<uuid:reference>/cancel/", rounds.round_cancel, name="round-cancel"),
    path("<uuid:reference>/file/", rounds.round_file, name="round-file"),
    path("<uuid:reference>/export/<slug:kind>/", rounds.round_export, name="round-export"),
    path("<uuid:reference>/history/", rounds.round_history, name="round-history"),
]
