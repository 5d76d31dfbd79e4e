"""The parameters of an address: one that is misspelled would be passed over, and more be found than was asked for."""

from __future__ import annotations

import difflib

from fastapi import Request
from starlette.exceptions import HTTPException

PREFIX = "/api/v1"


def check_parameters(request: Request) -> None:
    """Refuse a parameter that the description does not have for this address: 422, with the likely meant."""
    described, path = request.app.openapi()["paths"], request.scope["route"].path_format
    # Later versions of FastAPI (0.165 does) give the path as it is within the router.
    asked = (described.get(path) or described[PREFIX + path])[request.method.lower()]
    known = sorted(one["name"] for one in asked.get("parameters", ()) if one["in"] == "query")
    for name in request.query_params:
        if name not in known:
            raise HTTPException(422, tell_unknown(name, known))


def tell_unknown(name: str, known: list[str]) -> str:
    """That there is no such parameter, and which is meant or which there are.

    >>> tell_unknown("actr", ["actor", "limit"]), tell_unknown("x", ["a", "b"]), tell_unknown("x", [])
    ('no parameter actr; did you mean actor?', 'no parameter x: choose from a, b', 'no parameter x: none is taken here')
    """
    like = difflib.get_close_matches(name, known, 1)
    if like:
        return f"no parameter {name}; did you mean {like[0]}?"
    return f"no parameter {name}: " + (f"choose from {', '.join(known)}" if known else "none is taken here")
