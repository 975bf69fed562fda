"""Red lines: what crosses one, and what else in the same text lifts it."""

from __future__ import annotations

from game.engine.package import Package
from game.engine.red_lines import crossed
from game.scenario.models.members import RedLineSpec
from tests.fixtures import small_setting

TABLE = small_setting().table


def _text(term: int, answer: int) -> Package:
    quo = TABLE.status_quo
    terms = (*quo.terms[:term], answer, *quo.terms[term + 1 :])
    return Package(terms, quo.levels, quo.caveats)


def _other(term: int) -> int:
    return next(
        n for n in range(len(TABLE.terms[term].answers)) if n != TABLE.terms[term].status_quo
    )


def test_a_forbidden_answer_crosses_unless_another_answer_lifts_it() -> None:
    """The same text is within the limit once the lifting answer stands in it."""
    choice = next(n for n, term in enumerate(TABLE.terms) if term.kind == "choice")
    other = next(n for n in range(len(TABLE.terms)) if n != choice)
    forbidden = TABLE.terms[choice].answers[_other(choice)].id
    lifting = TABLE.terms[other].answers[_other(other)].id
    line = RedLineSpec(
        id="limit",
        text="Not so, unless so.",
        term=TABLE.terms[choice].id,
        options=(forbidden,),
        unless={TABLE.terms[other].id: (lifting,)},
    )
    bare = _text(choice, _other(choice))
    terms = (*bare.terms[:other], _other(other), *bare.terms[other + 1 :])
    lifted = Package(terms, bare.levels, bare.caveats)

    assert crossed(TABLE, 0, (line,), bare) == (line,)
    assert crossed(TABLE, 0, (line,), lifted) == ()
    assert crossed(TABLE, 0, (line,), bare, waived={"limit"}) == ()
