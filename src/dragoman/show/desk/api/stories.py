"""Stories: one happening with all its reports, as they were joined last."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dragoman.show.desk.api.paging import AS_PAGE, TheAsked, give_page
from dragoman.show.desk.desk import Day, TheDesk

router = APIRouter(tags=["archive"])


@router.get("/stories", responses=AS_PAGE)
def list_stories(
    request: Request,
    desk: TheDesk,
    asked: TheAsked,
    who: Annotated[
        list[str] | None, Query(description="codes of parties; several times: all of them", max_length=20)
    ] = None,
    type: Annotated[list[str] | None, Query(description="PLOVER type; several times: any", max_length=20)] = None,
    since: Annotated[Day | None, Query(description="still told on that day or later")] = None,
    until: Annotated[Day | None, Query(description="first told on that day or before")] = None,
    place_country: Annotated[list[str] | None, Query(description="where, ISO3", max_length=20)] = None,
    min_reports: Annotated[int, Query(ge=1, le=100_000, description="told by so many documents or more")] = 1,
) -> Response:
    """Stories, the latest first. Where none were joined there are none: `dragoman stories ARCHIVE` joins them."""
    total, items = desk.work.stories(
        who=who or [],
        type=type or [],
        since=since,
        until=until,
        place_country=place_country or [],
        min_reports=min_reports,
        limit=asked.limit,
        offset=asked.offset,
    )
    return give_page(request, desk, items, total, asked)
