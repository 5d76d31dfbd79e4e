"""The API under /api/v1: what the pages show, for programs. Its description is /api/v1/openapi.json.

`paging` says how a table is given out, `parameters` what an address can ask, `tables` are the tables of an archive,
`stories` its stories, `doing` what is worked out on the spot. Filters have the names they have everywhere else.
"""

from fastapi import APIRouter, Depends

from dragoman.show.desk.api import doing, stories, tables
from dragoman.show.desk.api.paging import ERRORS
from dragoman.show.desk.api.parameters import PREFIX, check_parameters

router = APIRouter(prefix=PREFIX, responses=ERRORS, dependencies=[Depends(check_parameters)])
router.include_router(tables.router)
router.include_router(stories.router)
router.include_router(doing.router)
