"""Things: noun phrases with a quantity, an amount or a known item, as typed spans."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ledger.parse.actors import Actor
from ledger.parse.dates import When
from ledger.parse.lexicon import Lexicon
from ledger.parse.quantities import Quantity, longest_prep_of
from ledger.parse.scan import Hit, Hits, longest
from ledger.parse.tokens import Token
from ledger.parse.verbs import Group

_STOPS = (
    "prep", "via", "and", "rel", "sub", "we", "it", "including", "instead", "worth", "way", "if",
    "have", "be", "do", "future", "future_not", "not", "to", "per_unit", "det", "maker", "total",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun phrase at tokens [i, j), quantity included.

    `first` is the first token after the quantity, `name` the token range of the item's own words.
    `elliptic` has a number but no noun: "six of them". `unit` is a stated unit code or "".
    """

    i: int
    j: int
    name: tuple[int, int]
    quantity: Quantity | None
    item: str
    unit: str
    elliptic: bool
    known: bool
    ignored: bool
    article: bool
    such: bool
    rows: tuple[str, ...] = ()
    more: bool = False
    worth: Quantity | None = None

    @property
    def money(self) -> bool:
        """Whether it is an amount of money."""
        return self.quantity is not None and self.quantity.money


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with its typed spans: what the later rules read."""

    tokens: tuple[Token, ...]
    hits: Hits
    lexicon: Lexicon
    actors: tuple[Actor, ...]
    dates: tuple[When, ...]
    quantities: tuple[Quantity, ...]
    groups: tuple[Group, ...]

    def has(self, i: int, *kinds: str) -> Hit | None:
        """The longest hit of some kinds at token i, None beyond the ends."""
        if not 0 <= i < len(self.hits):
            return None
        here = self.hits[i]
        return longest(here, *kinds) if here else None

    def actor_at(self, i: int) -> Actor | None:
        """The actor whose span holds token i."""
        return next((a for a in self.actors if a.i <= i < a.j), None)

    def low(self, i: int) -> str:
        """The lower-case token at i, "" beyond the ends."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""


def things(scene: Scene) -> tuple[Thing, ...]:
    """All things of a sentence, left to right: first the counted ones, then other known items."""
    taken = [False] * len(scene.tokens)
    for when in scene.dates:
        taken[when.i : when.j] = [True] * (when.j - when.i)
    found: list[Thing] = []
    for quantity in scene.quantities:
        if (
            any(taken[quantity.i : quantity.j])
            or _is_year(scene, quantity)
            or (_in_name(scene, quantity))
        ):
            continue
        thing = _counted(scene, quantity)
        if thing is not None:
            thing = replace(thing, more=_is_more(scene, quantity))
            found.append(thing)
            taken[thing.i : thing.j] = [True] * (thing.j - thing.i)
    for group in scene.groups:
        taken[group.head : group.j] = [True] * (group.j - group.head)
    for here in scene.hits:
        cue = longest(here, *_STOPS)
        if cue is not None and cue.j - cue.i > 1:
            taken[cue.i : cue.j] = [True] * (cue.j - cue.i)
    found.extend(_uncounted(scene, taken))
    ordered = _without_restarts(sorted(found, key=lambda t: t.i))
    return tuple(_valued(scene, ordered))


def _same(left: Thing, right: Thing) -> bool:
    one, two = left.quantity, right.quantity
    return bool(one and two) and (one.low, one.high) == (two.low, two.high)  # type: ignore[union-attr]


def _valued(scene: Scene, found: list[Thing]) -> list[Thing]:
    """Joins amounts to what they pay for: "aid worth X", "X for the purchase of 30 vaccines"."""
    kept: list[Thing] = []
    for thing in found:
        last = kept[-1] if kept else None
        if last is None:
            kept.append(thing)
        elif thing.money and not last.money and _is_worth(scene, last, thing):
            kept[-1] = _with_worth(last, thing)
        elif last.money and not thing.money and thing.quantity and _pays_for(scene, last, thing):
            kept[-1] = replace(thing, i=last.i, worth=last.quantity)
        else:
            kept.append(thing)
    return kept


def _is_worth(scene: Scene, left: Thing, money: Thing) -> bool:
    """Whether only a word for value, and small words, stand between thing and amount."""
    between = range(left.j, money.i)
    if len(between) > 10 or any(g.head in between and g.tense != "participle" for g in scene.groups):
        return False
    return any(
        (cue := scene.has(k, "worth")) is not None
        and all(scene.has(x, "det", "total", "adverb", "qualifier") for x in range(cue.j, money.i))
        for k in between
    )


def _with_worth(thing: Thing, money: Thing) -> Thing:
    if thing.quantity is None and not thing.article:
        return replace(thing, j=money.j, quantity=money.quantity)
    return replace(thing, j=money.j, worth=money.quantity)


def _pays_for(scene: Scene, money: Thing, thing: Thing) -> bool:
    """ "$200 million for the purchase of 30 million vaccines", "€5m to buy 20 ambulances"."""
    between = range(money.j, thing.i)
    return 0 < len(between) <= 5 and any(scene.has(k, "purchase") for k in between)


def _without_restarts(found: list[Thing]) -> list[Thing]:
    """Speech that starts again: "one million more - one million more doses" counts once."""
    kept: list[Thing] = []
    for thing in found:
        last = kept[-1] if kept else None
        near = last is not None and thing.i - last.j <= 3
        if near and last and last.money and thing.money and _same(last, thing):
            continue
        if near and last and last.elliptic and last.quantity and thing.quantity:
            if _same(last, thing):
                kept.pop()
        kept.append(thing)
    return kept


def _counted(scene: Scene, quantity: Quantity) -> Thing | None:
    j = _skip_fillers(scene, quantity.j)
    if quantity.money:
        return _amount(scene, quantity)
    parts = scene.has(quantity.j, "instalment") or scene.has(quantity.j + 1, "instalment")
    if scene.low(quantity.j) == "%" or parts or _is_label(scene, quantity):
        return None
    if longest_prep_of(scene.hits, j):
        return _partitive(scene, quantity, j)
    end = extent(scene, j)
    if end == j:
        return _elliptic(scene, quantity, j)
    return _phrase(scene, quantity, j, end)


def _is_more(scene: Scene, quantity: Quantity) -> bool:
    """ "Another 12", "12 more": an addition to what was there."""
    return quantity.additional or scene.has(quantity.j, "additional") is not None


def _is_label(scene: Scene, quantity: Quantity) -> bool:
    """ "No. 5", "Article 5", "Leopard 2": a digit glued to a name before it is part of the name."""
    i = quantity.i
    if quantity.core != i or i == 0 or not scene.tokens[i].text.isdigit():
        return False
    before = scene.tokens[i - 1]
    named = before.upper and before.text.isalpha() and not scene.actor_at(i - 1)
    return (
        named
        and len(scene.tokens[i].text) <= 4
        and i > 1
        and not scene.has(i - 1, *_STOPS)
        and (not any(g.i <= i - 1 < g.j for g in scene.groups))
    )


def _in_name(scene: Scene, quantity: Quantity) -> bool:
    """ "Last One Mile Support": a number word with a capital amid a name."""
    token = scene.tokens[quantity.i]
    if not (token.upper and token.text.isalpha() and 0 < quantity.i < len(scene.tokens) - 1):
        return False
    return (
        scene.tokens[quantity.i - 1].upper
        and scene.tokens[quantity.i - 1].text.isalpha()
        and (quantity.j < len(scene.tokens) and scene.tokens[quantity.j].upper)
    )


def _is_year(scene: Scene, quantity: Quantity) -> bool:
    """Four digits without a separator and without a noun right after them."""
    text = scene.tokens[quantity.core].text
    if quantity.j != quantity.core + 1 or len(text) != 4 or not text.isdigit():
        return False
    return 1900 <= int(text) <= 2100 and extent(scene, quantity.j) == quantity.j


def _skip_fillers(scene: Scene, j: int) -> int:
    """Words between number and noun: "more", "such", "similar"."""
    while j < len(scene.tokens):
        hit = scene.has(j, "additional", "such")
        if hit is None or scene.has(j, "item"):
            break
        j = hit.j
    return j


def extent(scene: Scene, j: int) -> int:
    """The end of the noun phrase that starts at token j: the first token that cannot belong."""
    start, reach = j, j
    while j < len(scene.tokens):
        item = scene.has(j, "item")
        if item is not None and item.j > max(reach, j + 1):
            reach = item.j
        if j < reach:
            j += 1
            continue
        if _stops(scene, j, start):
            break
        j += 1
    return _trimmed(scene, start, j)


def _stops(scene: Scene, j: int, start: int) -> bool:
    token = scene.tokens[j]
    if token.text == "&":
        return False
    if not token.text[0].isalnum():
        return token.low != "'s" or j == start
    if scene.has(j, *_STOPS) or (token.text[0].isdigit() and not _model_number(scene, j, start)):
        return True
    if any(g.i <= j < g.j for g in scene.groups) or any(w.i == j for w in scene.dates):
        return True
    actor = scene.actor_at(j)
    if actor is not None and actor.i == j:
        return not (actor.kind == "demonym" or scene.low(actor.j) == "'s" or j == start)
    return any(q.i == j for q in scene.quantities if q.low is None and q.j > j)


def _model_number(scene: Scene, j: int, start: int) -> bool:
    """Hydra 70 rockets: a number inside a name, or a size such as 155-mm."""
    text = scene.tokens[j].text
    return not text.replace(",", "").isdigit() or (
        j > start and scene.tokens[j - 1].upper and len(text) <= 4
    )


def _trimmed(scene: Scene, start: int, j: int) -> int:
    """Leaves adverbs and loose participles at the end outside."""
    while j > start and scene.has(j - 1, "adverb", "additional", "qualifier"):
        item = any(scene.has(k, "item") and scene.has(k, "item").j == j for k in range(start, j))  # type: ignore[union-attr]
        if item:
            break
        j -= 1
    return j


def _amount(scene: Scene, quantity: Quantity) -> Thing:
    """Money, with the noun that follows it: "$725 million security assistance package"."""
    quantity = _times(scene, quantity)
    j = _skip_fillers(scene, quantity.j)
    if scene.low(j) == "'":
        j += 1
    start = j
    link = scene.has(j, "prep", "worth")
    if link is not None and (link.row in ("prep.in", "prep.of") or link.kind == "worth"):
        start = link.j
        while scene.has(start, "det") and not scene.has(start, "item"):
            start += 1
    end = extent(scene, start)
    if end == start or scene.has(start, "date.relation"):
        return Thing(
            quantity.i, quantity.j, (quantity.j, quantity.j), quantity, "", "", False, False,
            False, False, False, quantity.rows,
        )  # fmt: skip
    item = item_in(scene, start, end)
    return Thing(
        quantity.i, end, (start, end), quantity, item.value if item else "", "", False,
        item is not None, False, False, False, quantity.rows,
    )  # fmt: skip


def _times(scene: Scene, quantity: Quantity) -> Quantity:
    """ "Three disbursements of 50 million": the sum of the parts."""
    k = quantity.i - 1
    if k < 2 or not longest_prep_of(scene.hits, k) or not scene.has(k - 1, "instalment"):
        return quantity
    parts = next((q for q in scene.quantities if q.j in (k - 1, k - 2) and not q.money), None)
    if parts is None or not parts.low or quantity.low is None or quantity.high is None:
        return quantity
    low, high = quantity.low * parts.low, quantity.high * parts.low
    return replace(quantity, i=parts.i, low=low, high=high)


def _elliptic(scene: Scene, quantity: Quantity, j: int) -> Thing | None:
    if quantity.low is None and quantity.high is None:
        return None
    such = j > quantity.j
    return Thing(
        quantity.i, j, (j, j), quantity, "", "", True, False, False, False, such, quantity.rows
    )


def _partitive(scene: Scene, quantity: Quantity, j: int) -> Thing | None:
    """ "four of them", "3 of the 12 buses", "two of which"."""
    k = j + 1
    if scene.has(k, "pronoun") and not scene.has(k + 1, "item"):
        return Thing(
            quantity.i, k + 1, (k, k), quantity, "", "", True, False, False, False, True,
            quantity.rows,
        )  # fmt: skip
    while scene.has(k, "det", "additional") and not scene.has(k, "item"):
        k += 1
    inner = next((q for q in scene.quantities if q.i == k and not q.money), None)
    k = inner.j if inner else k
    end = extent(scene, k)
    if end == k:
        return None
    thing = _phrase(scene, quantity, k, end)
    return replace(thing, i=quantity.i) if thing else None


def _phrase(scene: Scene, quantity: Quantity, start: int, end: int) -> Thing | None:
    """A counted noun phrase, its unit resolved: "5 units of X", "25,000 sets of body armor"."""
    end = _across_and(scene, start, end)
    unit = _unit(scene, start, end)
    such = start > quantity.j and scene.has(start - 1, "such") is not None
    name, item, whole = (start, end), item_in(scene, start, end), end
    if item is None and unit and longest_prep_of(scene.hits, end) or _measures(scene, unit, end):
        inner = _inner(scene, end + 1)
        if inner is not None:
            name, whole = inner, inner[1]
            item = item_in(scene, *inner)
    whole = max(whole, _load(scene, item, whole))
    ignored = item is None and _ignored(scene, name[0], name[1], unit)
    return Thing(
        quantity.i, whole, name, quantity, item.value if item else "", unit.value if unit else "",
        False, item is not None, ignored, False, such,
        (*quantity.rows, *((item.row,) if item else ())),
    )  # fmt: skip


def _across_and(scene: Scene, start: int, end: int) -> int:
    """ "Safe and effective vaccine doses": adjectives joined by "and" before one known noun."""
    link = scene.has(end, "and")
    if link is None or item_in(scene, start, end) or _unit(scene, start, end):
        return end
    if _ignored(scene, start, end, None):
        return end
    more = extent(scene, link.j)
    counted = any(q.i == link.j for q in scene.quantities)
    known = item_in(scene, link.j, more)
    return more if known and known.j == more and not counted else end


def _load(scene: Scene, item: Hit | None, end: int) -> int:
    """The end of what a carrier carries: "three trucks with diaper kits, kits for newborns"."""
    if item is None or not any(scene.has(k, "carrier") for k in range(item.i, end)):
        return end
    if not any(
        h.row in _LOADED for h in (scene.hits[end].values() if end < len(scene.hits) else ())
    ):
        return end
    reach = end
    k = end + 1
    while k < len(scene.tokens) and not any(q.i == k and q.low for q in scene.quantities):
        inner = extent(scene, k)
        if inner == k or not item_in(scene, k, inner):
            break
        reach, k = inner, inner
        while k < len(scene.tokens) and (scene.tokens[k].text == "," or scene.has(k, "and", "det")):
            k += 1
    return reach


_LOADED = frozenset("prep.with prep.of".split())


def _measures(scene: Scene, unit: Hit | None, end: int) -> bool:
    return unit is not None and longest_prep_of(scene.hits, end)


def _inner(scene: Scene, k: int) -> tuple[int, int] | None:
    """The noun phrase after "of", over articles and further joined nouns."""
    while scene.has(k, "det", "additional") and not scene.has(k, "item"):
        k += 1
    end = extent(scene, k)
    if end == k:
        return None
    while scene.has(end, "and") and not scene.has(end + 1, "det"):
        after = scene.has(end, "and").j  # type: ignore[union-attr]
        more = extent(scene, after)
        if (
            more == after
            or not item_in(scene, after, more)
            or any(q.i == after for q in scene.quantities)
        ):
            break
        end = more
    return k, end


def _unit(scene: Scene, start: int, end: int) -> Hit | None:
    """The unit that ends the phrase, such as tonnes; a rival only before "of"."""
    for k in range(start, end):
        hit = scene.has(k, "unit")
        if hit is not None and hit.j == end:
            return hit
        rival = scene.has(k, "unit.rival")
        if rival is not None and rival.j == end and longest_prep_of(scene.hits, end):
            return Hit("unit", rival.value.partition("|")[0], rival.row, rival.i, rival.j)
    return None


def item_in(scene: Scene, start: int, end: int) -> Hit | None:
    """The item named in tokens [start, end): the longest name that ends the phrase, else the last."""
    at_head: Hit | None = None
    inside: Hit | None = None
    for k in range(start, end):
        hit = scene.has(k, "item")
        if hit is None or hit.j > end:
            continue
        if hit.j == end:
            at_head = at_head or hit
        else:
            inside = hit
    if at_head is not None or inside is None:
        return at_head
    return inside if not _ignored(scene, start, end, None) else None


def _ignored(scene: Scene, start: int, end: int, unit: Hit | None) -> bool:
    """Whether the head is a word that is never aid: people, places, events."""
    for k in range(start, end):
        hit = scene.has(k, "non_item", "item.ignored", "no_aid")
        if hit is not None and hit.j == end and (unit is None or unit.j != end):
            return True
    return False


def _uncounted(scene: Scene, taken: list[bool]) -> list[Thing]:
    """Known items without a number, extended to the left over the words that describe them."""
    found: list[Thing] = []
    k = 0
    while k < len(scene.tokens):
        hit = scene.has(k, "item")
        if hit is None or any(taken[k : hit.j]):
            k += 1
            continue
        end = max(hit.j, extent(scene, k))
        if any(taken[k:end]):
            end = hit.j
        head = item_in(scene, k, end)
        start = _leftmost(scene, k, taken)
        if head is not None and not _hidden(scene, k, end):
            found.append(_bare(scene, start, end, head))
        k = end
    return found


def _hidden(scene: Scene, start: int, end: int) -> bool:
    actor = scene.actor_at(start)
    return actor is not None and actor.kind != "demonym"


def _leftmost(scene: Scene, k: int, taken: list[bool]) -> int:
    start = k
    while start > 0 and not taken[start - 1] and not _stops(scene, start - 1, -1) and start > k - 6:
        actor = scene.actor_at(start - 1)
        start = actor.i if actor else start - 1
    return start


def _bare(scene: Scene, start: int, end: int, head: Hit) -> Thing:
    article = start > 0 and scene.has(start - 1, "number.article") is not None
    return Thing(
        start - 1 if article else start, end, (start, end), None, head.value, "", False, True,
        _ignored(scene, start, end, None), article, False, (head.row,),
    )  # fmt: skip
