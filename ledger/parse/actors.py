"""Who and where: states, bodies and places named in a sentence."""

from __future__ import annotations

from typing import NamedTuple

from ledger.parse.lexicon import Lexicon
from ledger.parse.scan import Hit, Hits, longest
from ledger.parse.tokens import Token

_NAMED = ("*geo", "party", "*place", "ignored")


class Actor(NamedTuple):
    """A state, body or place at tokens [i, j).

    `code` is the party as named, `counts` what it acts for. `kind` is name, demonym, people,
    capital, government, party, body or place. `prep` is the role of the word before ("from").
    """

    i: int
    j: int
    code: str
    counts: str
    kind: str
    prep: str
    possessive: bool
    place: str
    precision: str


def actors(tokens: tuple[Token, ...], hits: Hits, lexicon: Lexicon) -> tuple[Actor, ...]:
    """All actors and places, left to right, none overlapping."""
    found: list[Actor] = []
    reach = 0
    for i in [k for k, here in enumerate(hits) if "*actor" in here]:
        if i < reach:
            continue
        actor = _actor(tokens, hits, i, lexicon)
        if actor is None:
            hidden = longest(hits[i], "ignored")
            reach = hidden.j if hidden else i + 1
            continue
        found.append(actor)
        reach = actor.j
    return _places_in_lists(tuple(found), tokens, hits, lexicon)


def _actor(tokens: tuple[Token, ...], hits: Hits, i: int, lexicon: Lexicon) -> Actor | None:
    hit = longest(hits[i], *_NAMED)
    if hit is None:
        return _after_country(tokens, hits, i, lexicon)
    if "ignored" in hits[i] and hits[i]["ignored"].j >= hit.j:
        return None
    family, _, kind = hit.kind.partition(".")
    place, precision = _place(hits[i], hit)
    code = _country_of(hit, hits[i], lexicon)
    actor = Actor(
        i, hit.j, code, lexicon.vocabulary.counts_as(code), kind or family,
        _prep(tokens, hits, i, lexicon), _possessive(tokens, hit.j, lexicon), place, precision,
    )  # fmt: skip
    if family == "place" or kind == "city":  # a town is where things go, and never acts
        actor = actor._replace(kind="place")
    return _with_body(tokens, hits, actor, lexicon)


def _place(here: dict[str, Hit], hit: Hit) -> tuple[str, str]:
    place = longest(here, "*place")
    if place is None or place.j < hit.j:
        return "", ""
    return place.value, place.kind.partition(".")[2]


def _country_of(hit: Hit, here: dict[str, Hit], lexicon: Lexicon) -> str:
    if not hit.kind.startswith("place."):
        return hit.value
    geo = longest(here, "*geo")
    if geo is not None and geo.j == hit.j:
        return geo.value
    return lexicon.vocabulary.places[hit.value].country


def _possessive(tokens: tuple[Token, ...], j: int, lexicon: Lexicon) -> bool:
    return j < len(tokens) and tokens[j].low in lexicon.ends["possessives"]


def _prep(tokens: tuple[Token, ...], hits: Hits, i: int, lexicon: Lexicon) -> str:
    """The role of the preposition before token i, articles and adjectives of place skipped."""
    k = i - 1
    while (
        k >= 0
        and i - k <= 4
        and (
            longest(hits[k], "det", "date.part")
            and not longest(hits[k], "prep", "via")
            or tokens[k].low.endswith(lexicon.ends["place_endings"])
        )
    ):
        k -= 1
    for start in range(max(0, k - 3), k + 1):
        via = longest(hits[start], "via", "maker", "instead")
        if via and via.j == k + 1:
            return via.kind
    if k < 0:
        return ""
    hit = longest(hits[k], "prep", "to")
    return hit.value if hit and hit.j == k + 1 else ""


def _with_body(tokens: tuple[Token, ...], hits: Hits, actor: Actor, lexicon: Lexicon) -> Actor:
    """Joins "Czech" with "defence ministry": the body acts for the country."""
    j = actor.j + 1 if actor.possessive else actor.j
    while j < len(tokens) and j < actor.j + 2 and longest(hits[j], "adverb"):
        j += 1
    if j >= len(tokens) or actor.kind in ("party", "place"):
        return actor
    body = longest(hits[j], "body.demonym")
    if body is None:
        return actor
    return actor._replace(j=body.j, kind="body", possessive=_possessive(tokens, body.j, lexicon))


def _after_country(tokens: tuple[Token, ...], hits: Hits, i: int, lexicon: Lexicon) -> Actor | None:
    """As in "Ministry of Defence of Ukraine": the country follows."""
    body = hits[i].get("body.country_after")
    if body is None:
        return None
    k = body.j
    for _ in range(2):
        if k < len(tokens) and longest(hits[k], "det", "prep"):
            k += 1
    geo = longest(hits[k], "*geo") if k < len(tokens) else None
    if geo is None or geo.kind == "geo.city":
        return None
    return Actor(
        i, geo.j, geo.value, geo.value, "body", _prep(tokens, hits, i, lexicon),
        _possessive(tokens, geo.j, lexicon), "", "",
    )  # fmt: skip


def _places_in_lists(
    found: tuple[Actor, ...], tokens: tuple[Token, ...], hits: Hits, lexicon: Lexicon
) -> tuple[Actor, ...]:
    """As in "Kyiv, Cherkasy, and Kharkiv regions".

    One word for regions makes the whole list places.
    """
    result = list(found)
    word = ""
    for index in range(len(result) - 1, -1, -1):
        actor = result[index]
        after = longest(hits[actor.j], "place_word") if actor.j < len(tokens) else None
        linked = (
            index + 1 < len(result)
            and result[index + 1].kind == "place"
            and (_listed(actor, result[index + 1], tokens, hits))
        )
        word = tokens[actor.j].low if after else word if linked else ""
        if actor.place and (after or linked or actor.prep in _WHERE):
            result[index] = _as_division(actor._replace(kind="place"), word, tokens, lexicon)
    return _share_prep(tuple(result), tokens, hits)


def _as_division(actor: Actor, word: str, tokens: tuple[Token, ...], lexicon: Lexicon) -> Actor:
    """The division of that name when a word for divisions stands with it, at a distance too."""
    if not word:
        return actor
    name = tuple(t.low for t in tokens[actor.i : actor.j])
    stems = [word[: -len(p)] + s if p else word for p, s in lexicon.endings if word.endswith(p)]
    for ending in (word, *stems, *lexicon.division_words):
        for entry in lexicon.table.get((*name, ending), ()):
            if entry.kind.startswith("place."):
                return actor._replace(place=entry.value, precision="admin1")
    return actor


_WHERE = frozenset({"in", "into"})


def _share_prep(
    found: tuple[Actor, ...], tokens: tuple[Token, ...], hits: Hits
) -> tuple[Actor, ...]:
    """The preposition before the first of a list holds for all of it."""
    result = list(found)
    for index, actor in enumerate(found):
        if actor.prep or index == 0:
            continue
        members = cluster(found, index, tokens, hits)
        if members[0] is not actor and members[0].prep:
            result[index] = actor._replace(prep=members[0].prep)
    return tuple(result)


def _listed(left: Actor, right: Actor, tokens: tuple[Token, ...], hits: Hits) -> bool:
    """Whether only commas, "and" and articles stand between two actors of the same make.

    "Denmark and Estonia", not "in Chad and the Chinese companies".
    """
    between = range(left.j, right.i)
    if (right.kind == "demonym") != (left.kind == "demonym") and left.prep and not right.prep:
        return False
    return (
        len(between) <= 4
        and len(between) > 0
        and all(tokens[k].text == "," or longest(hits[k], "and", "det") for k in between)
    )


def cluster(
    found: tuple[Actor, ...], index: int, tokens: tuple[Token, ...], hits: Hits
) -> tuple[Actor, ...]:
    """The actors that are listed together with the one at `index`: "Denmark and Estonia"."""
    first = last = index
    while first > 0 and _listed(found[first - 1], found[first], tokens, hits):
        first -= 1
    while last + 1 < len(found) and _listed(found[last], found[last + 1], tokens, hits):
        last += 1
    members = found[first : last + 1]
    closed = any(
        longest(hits[k], "and")
        for left, right in zip(members, members[1:], strict=False)
        for k in range(left.j, right.i)
    )
    tail = members[-1].j
    comma = tail < len(tokens) and tokens[tail].text == ","
    others = tail + comma < len(hits) and longest(hits[tail + comma], "and") is not None
    counted = tail < len(tokens) and tokens[tail].text[0].isdecimal()
    counted = counted and not (closed and _is_object(hits, members[0]))
    enough = closed or len(members) > 2 or others
    if not enough or counted or (len(members) == 2 and _new_clause(members, tokens, hits)):
        return (found[index],)
    return members


def _is_object(hits: Hits, actor: Actor) -> bool:
    """As in "gave Sudan and Chad 20 tents", "attacked Ukraine, and": right behind a verb."""
    return actor.i > 0 and "*verb" in hits[actor.i - 1]


def _new_clause(pair: tuple[Actor, ...], tokens: tuple[Token, ...], hits: Hits) -> bool:
    """As in "to Pakistan, and the UK has given": comma and "and" between two open a clause."""
    left, right = pair
    if (
        not (left.prep or _is_object(hits, left))
        or tokens[left.j].text != ","
        or not longest(hits[left.j + 1], "and")
    ):
        return False
    reach = range(right.j, min(right.j + 4, len(tokens)))
    return any("*verb" in hits[k] or "*helper" in hits[k] for k in reach)
