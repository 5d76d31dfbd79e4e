"""Accounts of one meeting side by side in a terminal: are they of one meeting, then what each says, thing by thing.

Nothing of a document is ever read as markup: all is put into `rich.text.Text` after `clean_text`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.accounts import Account, Comparison, Matter, Part, Sameness, Statement
from dragoman.show.words import clean_text, count_words, make_line, name_side

_ANSWERS = {
    "same": "one meeting",
    "different": "different meetings",
    "cannot tell": "cannot tell whether they are of one meeting",
}
_VERDICTS = {"agrees": ("=", "green"), "differs": ("≠", "bold red"), "not told": ("?", "dim")}
_KINDS = {"agenda": "discussed", "outcome": "outcome", "event": "act", "sentence": "told", "position": "said"}


def name_account(number: int) -> str:
    """The letter of an account: A, B, ...; a number behind Z."""
    return ascii_uppercase[number] if number < len(ascii_uppercase) else str(number + 1)


def describe_account(account: Account) -> str:
    """Whose report it is and of when, as far as it says."""
    side = f"for {name_side(account.side)}" if account.side else None
    return " · ".join(part for part in (account.publisher, side, account.published) if part)


def describe_answer(one: Sameness) -> str:
    """The answer in words, with the chance that both are of one meeting, and the reason.

    >>> describe_answer(Sameness(0, 1, "same", 0.97, "people agree", ()))
    'one meeting (chance 0.97): people agree'
    """
    chance = "under 0.01" if one.chance < 0.01 else "over 0.99" if one.chance > 0.99 else f"{one.chance:.2f}"
    return f"{_ANSWERS[one.answer]} (chance {chance}): {one.reason}"


def describe_statement(one: Statement) -> str:
    """Who says it and with what force: "GRC reject", "discussed"."""
    return " · ".join(part for part in (", ".join(one.sides), describe_force(one)) if part)


def describe_force(one: Statement) -> str:
    """With what force, or as what, it is told; an outcome is named as one."""
    force = one.force if one.force and one.kind != "agenda" else _KINDS[one.kind]
    return f"{force} · outcome" if one.kind == "outcome" and one.force else force


def print_comparison(comparison: Comparison, console: Console) -> None:
    """Print all of a comparison: accounts, whether they are of one meeting, what both have, what one alone has."""
    for number, account in enumerate(comparison.accounts):
        line = Text(f"{name_account(number)}  ", "bold cyan").append_text(_text(make_line(account), "bold"))
        _print(console, line)
        if told := describe_account(account):
            _print(console, Text("   ").append_text(_text(told, "dim")))
    for one in comparison.sameness:
        _print_sameness(one, comparison, console)
    _print_people(comparison, console)
    shared = [matter for matter in comparison.matters if matter.match != "only"]
    if shared:
        _heading("TOPICS IN BOTH" if len(comparison.accounts) == 2 else "TOPICS IN SEVERAL", len(shared), console)
        _print_matters(shared, comparison, console)
    for number in range(len(comparison.accounts)):
        _print_alone(number, comparison, console)
    _print_parts(comparison, console)


def _print_sameness(one: Sameness, comparison: Comparison, console: Console) -> None:
    pair = f"{name_account(one.a)} and {name_account(one.b)}" if len(comparison.accounts) > 2 else "ONE MEETING?"
    console.print()
    _print(console, Text(f"{pair}  ", "bold").append_text(_text(describe_answer(one))))
    table = _table(["", "", name_account(one.a), name_account(one.b)], box_style=None)
    for check in one.checks:
        if check.a is None and check.b is None:
            continue
        sign, style = _VERDICTS[check.verdict]
        table.add_row(Text(sign, style), Text(check.field, "cyan"), _text(check.a or "—"), _text(check.b or "—"))
    console.print(table)


def _print_people(comparison: Comparison, console: Console) -> None:
    one_sided = [row for row in comparison.participants if None in row.names]
    if not one_sided:
        return
    _heading("NAMED BY ONE SIDE ONLY", len(one_sided), console)
    for row in one_sided:
        for number, name in enumerate(row.names):
            if name:
                side = f" ({row.side})" if row.side and row.side not in name else ""
                _print(console, Text(f"  {name_account(number)}  ", "cyan").append_text(_text(name + side)))


def _print_matters(matters: Sequence[Matter], comparison: Comparison, console: Console) -> None:
    """A row for each matter: its number, how the accounts have it, and each one's words."""
    table = _table(["", *(name_account(n) for n in range(len(comparison.accounts)))])
    firsts = {id: name_account(n) for n, id in enumerate(comparison.first) if id}
    for matter in matters:
        style = "bold yellow" if matter.match == "differ" else "green"
        mark = Text(f"{matter.id[1:]} ", "bold").append("≠" if matter.match == "differ" else "=", style)
        if matter.id in firsts:
            mark.append(f"\n{firsts[matter.id]} 1st", "dim")
        table.add_row(mark, *(_cell(one) for one in matter.told))
        if matter.differences:
            table.add_row(Text(), _text("; ".join(matter.differences), "yellow"), *[""] * (len(matter.told) - 1))
        table.add_section()
    console.print(table)


def _cell(one: Statement | None) -> Text:
    if one is None:
        return Text("—", "dim")
    return Text().append_text(_text(describe_statement(one), "magenta")).append("\n").append_text(_text(one.text))


def _print_alone(number: int, comparison: Comparison, console: Console) -> None:
    """What one account alone has; each on a line of its own."""
    matters = comparison.only_in(number)
    if not matters:
        return
    _heading(f"ONLY IN {name_account(number)}", len(matters), console)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=False)
    for _ in range(3):
        table.add_column(overflow="fold")
    for matter in matters:
        one = matter.told[number]
        assert one is not None
        first = " 1st" if comparison.first[number] == matter.id else ""
        table.add_row(
            Text(f"  {matter.id[1:]}{first}", "bold"), _text(describe_statement(one), "magenta"), _text(one.text)
        )
    console.print(table)


def list_parts(comparison: Comparison) -> list[tuple[Matter, Part]]:
    """Who asked, agreed and refused, with the matter; a refusal only beside somebody who asked or agreed."""
    return [
        (matter, part)
        for matter in comparison.matters
        for part in matter.parts
        if part.role != "refused" or len({one.role for one in matter.parts}) > 1
    ]


def name_accounts(part: Part) -> str:
    """The letters of the accounts that tell it.

    >>> name_accounts(Part("asked", ("KEN",), "to open the crossing", (0, 2)))
    'A, C'
    """
    return ", ".join(map(name_account, part.accounts))


def _print_parts(comparison: Comparison, console: Console) -> None:
    rows = list_parts(comparison)
    if not rows:
        return
    _heading("WHO ASKED, WHO AGREED", None, console)
    table = _table(["", "in", "who", "", "to what"], box_style=None)
    for matter, part in rows:
        cells = (name_accounts(part), ", ".join(part.sides), part.role, part.words)
        table.add_row(Text(f"  {matter.id[1:]}", "bold"), *map(_text, cells))
    console.print(table)


def _table(headings: Iterable[str], box_style: box.Box | None = box.SIMPLE_HEAD) -> Table:
    table = Table(box=box_style, header_style="bold cyan", padding=(0, 2, 0, 0), pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold", ratio=None)
    return table


def _heading(words: str, count: int | None, console: Console) -> None:
    console.print()
    line = Text(words, "bold")
    if count is not None:
        line.append(f"  {count}", "dim")
    _print(console, line)


def _text(words: str, style: str = "") -> Text:
    return Text(clean_text(words), style=style)


def _print(console: Console, line: Text) -> None:
    console.print(line, soft_wrap=False)


def summarize(comparison: Comparison) -> str:
    """The counts of a comparison in a line.

    >>> summarize(Comparison((), (), (), (), ()))
    '0 topics in both'
    """
    both = len([matter for matter in comparison.matters if matter.match != "only"])
    alone = [
        f"{len(comparison.only_in(n))} only in {name_account(n)}"
        for n in range(len(comparison.accounts))
        if comparison.only_in(n)
    ]
    where = "both" if len(comparison.accounts) < 3 else "several"
    return ", ".join([f"{count_words(both, 'topic')} in {where}", *alone])
