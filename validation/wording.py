"""Counts in sentences: one row, two rows. Every message of the program takes its plurals from here.

Knows English nouns as far as the program's own sentences need them, and nothing of what is counted.
"""

__all__ = ["Told", "counted", "plural"]


def counted(count: int, one: str, many: str = "") -> str:
    """A count with what it counts.

    Args:
        count: zero or more.
        one: a noun, or the words for exactly one of it, which may go on with a verb.
        many: the words for any other number; the plural of `one` if not given.

    >>> counted(1, "row"), counted(1200, "row"), counted(0, "batch")
    ('1 row', '1,200 rows', '0 batches')
    >>> counted(1, "line is", "lines are"), counted(3, "line is", "lines are")
    ('1 line is', '3 lines are')
    """
    return f"{count:,} {one if count == 1 else many or plural(one)}"


def plural(noun: str) -> str:
    """The plural of a regular noun; of several words the last one takes it.

    >>> plural("batch"), plural("country"), plural("day"), plural("other value")
    ('batches', 'countries', 'days', 'other values')
    """
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


class Told(str):
    """A value of a template that may be a count: `{rows:row}` gives "1 row", `{rows}` the value.

    >>> "{n:different date} in {column}".format_map({"n": Told("1"), "column": Told("Due")})
    '1 different date in Due'
    """

    __slots__ = ()

    def __format__(self, noun: str) -> str:
        """The value itself, or counted with the noun; what is no number takes the plural."""
        if not noun:
            return str(self)
        return counted(int(self), noun) if self.isdecimal() else f"{self} {plural(noun)}"
