"""Names that no vocabulary knows: runs of capitalised words that look like a body or a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ledger.parse.scene import Scene

_LONGEST = 9  # words
_NO_NAME = (
    *("item", "*date", "currency", "currency.shared", "*number", "unit", "we", "it", "det"),
    "ignored",
)


class Run(NamedTuple):
    """Capitalised words at tokens [i, j); `body` when one of them is a word for bodies."""

    i: int
    j: int
    body: bool


def runs(scene: Scene) -> Iterator[Run]:
    """The runs of a sentence, left to right; those of listed parties alone are left out."""
    k = 0
    while k < len(scene.tokens):
        if not _opens(scene, k):
            k += 1
            continue
        end = _end(scene, k)
        run = Run(k, end, end - k > 1 and any(scene.has(x, "org_word") for x in range(k, end)))
        k = end
        if _is_name(scene, run):
            yield run


def _opens(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    if not token.upper or not token.text[0].isalpha() or scene.has(k, "det", "prep", "sub", "and"):
        return False
    actor = scene.actor_at(k)
    if actor is not None and actor.possessive:
        return False  # "USAID's Office": the owner acts
    return not scene.has(k, *_NO_NAME)


def _end(scene: Scene, start: int) -> int:
    """The end of a run: small words stay inside it when a capital follows."""
    end = k = start + 1
    while k < len(scene.tokens) and k - start < _LONGEST:
        token = scene.tokens[k]
        if token.upper and token.text[0].isalpha() and not scene.has(k, *_CLOSES):
            end = k = k + 1
        elif token.text in "&-'" or token.low in scene.lexicon.ends["possessives"]:
            k += 1  # "Doctors' Union"
        elif k == end and _goes_on(scene, start, k) or scene.has(k, "det") and k == end + 1:
            k += 1
        else:
            break
    return end


_CLOSES = ("date.month", "sub", "currency", "currency.shared", "we")
_INSIDE = frozenset({"of", "for"})


def _goes_on(scene: Scene, start: int, k: int) -> bool:
    """As in "Ministry of Health" and "Fund for Peace", not "CEO of the Fund"."""
    small = scene.has(k, "prep", "and")
    if small is None:
        return False
    if small.kind == "and":
        return scene.tokens[k].text == "&" or _body(scene, start, k)
    return small.value in _INSIDE and _body(scene, start, k)


def _body(scene: Scene, start: int, end: int) -> bool:
    return any(scene.has(x, "org_word") for x in range(start, end))


def _is_name(scene: Scene, run: Run) -> bool:
    """Whether a run names somebody: not all of it is listed, nor a single word that opens."""
    if any(scene.has(k, "rank") for k in range(run.i, run.j)):
        return True
    covered = [scene.actor_at(k) is not None for k in range(run.i, run.j)]
    if all(covered):
        return False
    if run.body:
        return True
    if any(covered) or any(scene.has(k, "item", "*noun") for k in range(run.i, run.j)):
        return False
    return run.j - run.i > 1 or _is_word(scene, run.i)


def _is_word(scene: Scene, k: int) -> bool:
    """Whether a single capitalised word is a name: capitals only, or a word that no list knows."""
    word = scene.tokens[k].text
    if len(word) < 3 or (k and scene.tokens[k - 1].text in "-/"):
        return False
    if scene.hits[k] or not word.isalpha():
        return False
    acts = any(g.i == k + 1 for g in scene.groups)
    before = scene.has(k - 1, "prep", "to")
    given = before is not None and before.value in ("from", "by", "to")
    return word.isupper() or acts or given
