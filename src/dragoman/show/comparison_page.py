"""Accounts of one meeting as a page for the browser: texts side by side, what is of one thing linked, and a ledger.

The page holds all it needs, fetches nothing and has no script: words of one thing are links to each other, and light
up together under the pointer by style alone. Text is hostile: all of it is escaped, and the policy lets no script run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dragoman.accounts import Account, Comparison, Matter, Sameness, Statement
from dragoman.show.comparison import (
    describe_account,
    describe_answer,
    describe_force,
    list_parts,
    name_account,
    name_accounts,
    summarize,
)
from dragoman.show.marks import Mark, Piece, cut_pieces
from dragoman.show.markup import bdi, escape, fingerprint, read_part
from dragoman.show.words import clean_text, make_line, name_side

_GAP = re.compile(r"\s*\n\s*\n\s*")
_CODE = re.compile(r"\b[A-Z][A-Z0-9]{2,}\b")
_PARAGRAPH = '<span class="par"></span>'
_NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight"}
_HEADS = {"same": "accounts of one meeting", "different": "accounts of different meetings", "cannot tell": "accounts"}


def render_comparison(comparison: Comparison) -> str:
    """One whole HTML page."""
    style = read_part("comparison.css") + read_part("accounts.css") + light_up(m.id for m in comparison.matters)
    title = f"{make_heading(comparison)}: {' / '.join(make_line(one) for one in comparison.accounts)}"
    policy = f"default-src 'none'; style-src '{fingerprint(style)}'; base-uri 'none'; form-action 'none'"
    return "".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"<title>{escape(clean_text(title))}</title>\n<style>{style}</style>\n</head>\n<body>\n",
            _render_masthead(comparison),
            "<main>\n",
            render_accounts(comparison),
            "</main>\n",
            '<p class="colophon">Words underlined in both texts are of one thing, matched by meaning; press them to go '
            "to the other account. A number is the same thing wherever it stands.</p>\n",
            "</body>\n</html>\n",
        ]
    )


def render_accounts(comparison: Comparison, hrefs: Sequence[str | None] = ()) -> str:
    """What stands below the heading: the texts, and all tables of what they share and do not.

    `hrefs` are addresses that the titles of the accounts lead to. Needs the styles `accounts.css` and `light_up`.
    """
    return "".join(
        [
            _render_texts(comparison, [*hrefs, *[None] * (len(comparison.accounts) - len(hrefs))]),
            *_render_ledger(comparison),
            *(_render_alone(comparison, number) for number in range(len(comparison.accounts))),
            *_render_parts(comparison),
            *_render_people(comparison),
            *(_render_checks(one, comparison) for one in comparison.sameness),
        ]
    )


def make_heading(comparison: Comparison) -> str:
    """What the page is about: so many accounts of one meeting, or of which that cannot be said.

    >>> make_heading(Comparison((), (), (), (), ()))
    'No accounts'
    """
    answers = {one.answer for one in comparison.sameness}
    how_many = _NUMBERS.get(
        len(comparison.accounts), "No" if not comparison.accounts else str(len(comparison.accounts))
    )
    worst = next((answer for answer in ("different", "cannot tell", "same") if answer in answers), "cannot tell")
    return f"{how_many} {_HEADS[worst]}"


def light_up(ids: Iterable[str]) -> str:
    """The rules by which all words of one matter light up together: under the pointer, in focus, or led to."""
    rules = []
    for id in ids:
        key = f"k{id}"
        states = ",".join(f"body:has(.{key}{state}) .m.{key}" for state in (":hover", ":focus-visible", ":target"))
        rules.append(f"{states}{{background:var(--lit);color:var(--lit-ink)}}")
    return "\n".join(rules)


def _render_masthead(comparison: Comparison) -> str:
    return (
        f'<header class="masthead"><h1>{escape(make_heading(comparison))}</h1>\n'
        f'<p class="standfirst">{escape(make_standfirst(comparison))}</p></header>\n'
    )


def make_standfirst(comparison: Comparison) -> str:
    """In a sentence or two: are they of one meeting, and how much do they share."""
    answers = "; ".join(
        (f"{name_account(one.a)} and {name_account(one.b)}: " if len(comparison.accounts) > 2 else "")
        + describe_answer(one)
        for one in comparison.sameness
    )
    return f"{answers[:1].upper()}{answers[1:]}. {summarize(comparison)[:1].upper()}{summarize(comparison)[1:]}."


def _render_texts(comparison: Comparison, hrefs: Sequence[str | None]) -> str:
    count = len(comparison.accounts)
    columns = "".join(
        _render_account(comparison, number, one, hrefs[number]) for number, one in enumerate(comparison.accounts)
    )
    key = (
        '<p class="key"><span class="m same">in both</span><span class="m differ">in both, said otherwise</span>'
        '<span class="m">in one alone</span></p>\n'
    )
    return f'<section class="texts n{count}" aria-label="The texts">\n{columns}</section>\n{key}'


def _render_account(comparison: Comparison, number: int, account: Account, href: str | None) -> str:
    title = make_line(account)
    heading = f'<a href="{escape(href)}">{bdi(title)}</a>' if href else bdi(title)
    start = _skip_title(comparison, number, title)
    body = "".join(_render_pieces(comparison, number, start))
    told = describe_account(account)
    return (
        f'<article class="account" aria-labelledby="a{number}"><p class="label"><b>{name_account(number)}</b>'
        f"{' · ' + bdi(told) if told else ''}</p>\n"
        f'<h3 id="a{number}">{heading}</h3>\n<div class="body">{_trim(body)}</div></article>\n'
    )


def _skip_title(comparison: Comparison, number: int, title: str) -> int:
    """Where the text goes on behind a title that opens it and stands above it; 0 where something is told in it."""
    text = comparison.accounts[number].text
    told = (one for matter in comparison.matters if (one := matter.told[number]))
    is_heading = text.startswith(f"{title}\n") and not any(one.span.start < len(title) for one in told)
    return len(title) if is_heading else 0


def _render_pieces(comparison: Comparison, number: int, start: int) -> Iterator[str]:
    """The text from an offset on, each piece under the shortest statement that holds it."""
    text = comparison.accounts[number].text
    matters = {matter.id: matter for matter in comparison.matters if matter.told[number] is not None}
    marks = [Mark(one.span, id, matter.match) for id, matter in matters.items() if (one := matter.told[number])]
    kept = [mark for mark in marks if 0 <= mark.span.start < mark.span.end <= len(text)]
    pieces = [piece for piece in cut_pieces(len(text), kept) if piece.span.end > start]
    seen: set[str] = set()
    for piece in pieces:
        words = _GAP.sub(_PARAGRAPH, escape(text[max(start, piece.span.start) : piece.span.end]))
        yield _render_piece(piece, words, number, matters, seen) if piece.marks else words


def _trim(body: str) -> str:
    """A text without the gap that its title left."""
    return body.strip().removeprefix(_PARAGRAPH).removesuffix(_PARAGRAPH)


def _render_piece(piece: Piece, words: str, number: int, matters: dict[str, Matter], seen: set[str]) -> str:
    """Words of a matter; a link to the other account where it has it too, and its number behind the last of them."""
    id = piece.marks[0].key
    matter = matters[id]
    keys = " ".join(f"k{mark.key}" for mark in piece.marks)
    letter = name_account(number).lower()
    new = [mark.key for mark in piece.marks if mark.key not in seen]
    seen.update(new)
    name = f' id="{letter}-{id}"' if id in new else ""
    # A matter whose words all lie under shorter ones is led to by an empty mark before them.
    stops = "".join(f'<span class="m k{key}" id="{letter}-{key}"></span>' for key in new if key != id)
    last = next((mark for mark in piece.marks if mark.span.end == piece.span.end), None)
    sup = f"<sup>{last.key[1:]}</sup>" if last else ""
    target = _find_target(matter, number)
    if target is None:
        return f'{stops}<span class="m only {keys}"{name}>{words}{sup}</span>'
    return f'{stops}<a class="m {matter.match} {keys}"{name} href="#{target}">{words}{sup}</a>'


def _find_target(matter: Matter, number: int) -> str | None:
    """Where the next account that has the matter has it, after the last the first."""
    count = len(matter.told)
    others = ((number + step) % count for step in range(1, count))
    return next((f"{name_account(n).lower()}-{matter.id}" for n in others if matter.told[n] is not None), None)


def _render_ledger(comparison: Comparison) -> Iterator[str]:
    shared = [matter for matter in comparison.matters if matter.match != "only"]
    if not shared:
        return
    where = "both" if len(comparison.accounts) == 2 else "several"
    yield f'<section><h2>In {where}<small>{len(shared)}</small></h2>\n<table class="ledger"><thead><tr>'
    yield '<th class="no" scope="col" aria-label="number"></th>'
    yield from (f'<th scope="col">{name_account(n)}</th>' for n in range(len(comparison.accounts)))
    yield '<th class="how" scope="col">how they differ</th></tr></thead>\n<tbody>\n'
    for matter in shared:
        yield _ledger_row(comparison, matter)
    yield "</tbody></table></section>\n"


def _ledger_row(comparison: Comparison, matter: Matter) -> str:
    cells = "".join(
        f'<td data-account="{name_account(number)}">{_cell(comparison, matter, number, one)}</td>'
        for number, one in enumerate(matter.told)
    )
    how = (
        "<br>".join(escape(_name_sides(line)) for line in matter.differences)
        or '<span class="is-same">no difference found</span>'
    )
    return f'<tr><td class="no {matter.match}">{matter.id[1:]}</td>{cells}<td class="how">{how}</td></tr>\n'


def _name_sides(line: str) -> str:
    """A line of differences with the names of the sides for their codes."""
    if not line.startswith("said by "):
        return line
    return _CODE.sub(lambda code: name_side(code.group()), line)


def _cell(comparison: Comparison, matter: Matter, number: int, one: Statement | None) -> str:
    if one is None:
        return "—"
    link = f"#{name_account(number).lower()}-{matter.id}"
    return f'<span class="said">{_said(comparison, matter, number, one)}</span><a href="{link}">{bdi(one.text)}</a>'


def _said(comparison: Comparison, matter: Matter, number: int, one: Statement) -> str:
    first = " · put first" if comparison.first[number] == matter.id else ""
    sides = f"<b>{_sides(one.sides)}</b> " if one.sides else ""
    return f"{sides}{escape(describe_force(one))}{first}"


def _render_alone(comparison: Comparison, number: int) -> str:
    matters = comparison.only_in(number)
    if not matters:
        return ""
    rows = "".join(_alone_row(comparison, number, matter) for matter in matters)
    heading = f"Only in {name_account(number)}<small>{len(matters)}</small>"
    return f'<section><h2>{heading}</h2>\n<ol class="alone">\n{rows}</ol></section>\n'


def _alone_row(comparison: Comparison, number: int, matter: Matter) -> str:
    one = matter.told[number]
    assert one is not None
    return f'<li><span class="no">{matter.id[1:]}</span>{_cell(comparison, matter, number, one)}</li>\n'


def _render_parts(comparison: Comparison) -> Iterator[str]:
    rows = list_parts(comparison)
    if not rows:
        return
    yield "<section><h2>Who asked, who agreed</h2>\n<table><thead><tr>"
    yield '<th class="no" scope="col" aria-label="number"></th><th scope="col">in</th><th scope="col">who</th>'
    yield '<th scope="col" aria-label="asked, agreed or refused"></th><th scope="col">what</th></tr></thead><tbody>\n'
    for matter, part in rows:
        cells = f"<td>{name_accounts(part)}</td><td>{_sides(part.sides)}</td><td>{part.role}</td>"
        yield f'<tr><td class="no {matter.match}">{matter.id[1:]}</td>{cells}<td>{bdi(part.words)}</td></tr>\n'
    yield "</tbody></table></section>\n"


def _sides(codes: tuple[str, ...]) -> str:
    return escape(", ".join(name_side(code) for code in codes)) or "—"


def _render_people(comparison: Comparison) -> Iterator[str]:
    if not comparison.participants:
        return
    heads = "".join(f'<th scope="col">{name_account(n)}</th>' for n in range(len(comparison.accounts)))
    yield f'<section><h2>Who was there</h2>\n<table><thead><tr><th scope="col">side</th>{heads}</tr></thead><tbody>\n'
    for row in comparison.participants:
        names = "".join(f"<td>{bdi(name) if name else '<i>not named</i>'}</td>" for name in row.names)
        yield f"<tr><td>{escape(name_side(row.side)) if row.side else '—'}</td>{names}</tr>\n"
    yield "</tbody></table></section>\n"


def _render_checks(one: Sameness, comparison: Comparison) -> str:
    a, b = name_account(one.a), name_account(one.b)
    rows = "".join(
        f"<tr><td>{check.field}</td><td>{bdi(check.a or '—')}</td><td>{bdi(check.b or '—')}</td>"
        f'<td class="verdict {check.verdict.split()[0]}">{check.verdict}</td></tr>\n'
        for check in one.checks
    )
    return (
        f"<section><h2>One meeting?<small>{escape(describe_answer(one))}</small></h2>\n"
        f'<table class="checks"><thead><tr><th scope="col" aria-label="what"></th><th scope="col">{a}</th>'
        f'<th scope="col">{b}</th><th class="verdict" scope="col" aria-label="verdict"></th></tr></thead>'
        f"<tbody>\n{rows}</tbody></table></section>\n"
    )
