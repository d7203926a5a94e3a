"""Pages of 50, counted no further than 10,000: a long history must not slow its own list."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

COUNT_LIMIT = 10_000


class CappedPage(Page):
    @property
    def elided_numbers(self) -> list[int | str]:
        """`1 … 4 5 6 … 20`: the page numbers to show around this one."""
        return list(self.paginator.get_elided_page_range(self.number, on_each_side=1, on_ends=1))


class CappedPaginator(Paginator):
    """Counts at most one row past COUNT_LIMIT; beyond that a person narrows the filters."""

    @cached_property
    def counted(self) -> int:
        if isinstance(self.object_list, QuerySet):
            return self.object_list.order_by()[: COUNT_LIMIT + 1].count()
        return len(self.object_list)

    def _get_page(self, *args, **kwargs) -> CappedPage:
        return CappedPage(*args, **kwargs)

    @property
    def is_capped(self) -> bool:
        return self.counted > COUNT_LIMIT

    @cached_property
    def count(self) -> int:
        return min(self.counted, COUNT_LIMIT)

    @property
    def count_text(self) -> str:
        """`1,234`, or `10,000+` when there are more than are counted."""
        return f"{self.count:,}{'+' if self.is_capped else ''}"


def paginate(request: HttpRequest, rows: QuerySet | list, *, per_page: int = 50) -> Page:
    """The page that `?page=` names: the nearest one when it is out of range or no number."""
    return CappedPaginator(rows, per_page).get_page(request.GET.get("page"))
