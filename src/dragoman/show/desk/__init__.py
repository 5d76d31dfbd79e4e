"""The desk: an archive as pages in the browser and as an API, served to whoever sits at this machine.

`desk` says what the pages are given, `guard` who is let in and what no page may do, `render` how a page is made,
`pages` has one file a page, `app` puts them together. Needs the extra `desk`; imported by `dragoman desk` alone.
"""

from dragoman.show.desk.app import make_app
from dragoman.show.desk.desk import Archive, Desk, Work
from dragoman.show.desk.guard import Rules

__all__ = ["Archive", "Desk", "Rules", "Work", "make_app"]
