"""What a reading may depend on: the text, its heading and the context handed on; nothing else."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ledger.parse import Source, read, reader
from ledger.parse.context import Context, opening_context
from ledger.parse.lexicon import load_lexicon
from ledger.parse.reader import read_announcement, read_scene, scene_of, trace
from ledger.parse.tokens import normalise

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests" / "cases").glob("*.toml"))
STORY = (
    "Norway has sent 20 tents to Sudan. It will also send 30 stoves. "
    "A further 15 are planned for the autumn.\n\nWe have delivered 40 beds since May 2022."
)
TEXTS = {
    "story": STORY,
    "roles": "Aid from Norway and Denmark reached Chad: 300 beds (Oman), 20 tents and 5 trucks.",
    "nobody": "20 tents were delivered, and 30 stoves will be sent as aid.",
    "money": "Sweden gave €1.5 million to Chad and Kenya, of which $200,000 each was for schools.",
}
SCRIPT = """
import sys
from datetime import date
from ledger.parse import Source, claim_to_json, explain, read
for text in sys.argv[1:]:
    source = Source(text, date(2023, 6, 1), "UNICEF", "Floods in Sudan, Chad, Niger and Mali")
    for claim in read(source).claims:
        print(claim_to_json(claim, text))
    print(explain(source))
"""


def cases():
    """The announcements of our own cases, with their heading."""
    assert FILES
    for path in FILES:
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            heading = (case.get("publisher", ""), case.get("title", ""))
            yield Source(
                case["text"], case.get("published"), *heading, "", case.get("language", "en")
            )


SOURCES = [source for source in cases() if len(source.text) > 120]


@pytest.fixture
def steps(monkeypatch):
    """Reads a source and keeps each sentence with the context it was read in and what it gave."""

    def record(source):
        kept = []

        def noted(scene, sentence, context):
            outcome, after = read_scene(scene, sentence, context)
            kept.append((sentence, context, outcome, after))
            return outcome, after

        monkeypatch.setattr(reader, "read_scene", noted)
        list(trace(source))
        monkeypatch.undo()
        return kept

    return record


def alone(source, sentence):
    """The text with all but one sentence blanked, so that the offsets stay."""
    text = normalise(source.text)
    blank = " " * sentence.start + text[sentence.start : sentence.end]
    return blank + " " * (len(text) - sentence.end)


def test_there_are_long_announcements_in_every_language():
    assert {source.language for source in SOURCES} >= {"en", "de", "uk"}
    assert len(SOURCES) > 50


def test_a_sentence_alone_with_its_context_gives_what_it_gave_in_the_text(steps):
    """The rest of the text is blanked: whatever it told must stand in the context."""
    replayed = 0
    for source in SOURCES:
        lexicon = load_lexicon(source.language)
        for sentence, context, outcome, after in steps(source):
            scene = scene_of(alone(source, sentence), sentence, context.published, lexicon)
            assert read_scene(scene, sentence, context) == (outcome, after)
            replayed += 1
    assert replayed > len(SOURCES)


def test_reading_a_sentence_does_not_change_the_context_it_was_given(steps):
    for _, context, _, after in steps(Source(STORY)):
        before = Context(*context)
        assert after != context
        assert before == context


def test_a_later_sentence_without_its_context_gives_less():
    """Else the tests above would hold even if the context were empty."""
    whole = read(Source(STORY)).claims
    second = next(c for c in whole if c.quantity_low == 30)
    assert second.recipients == ("SDN",)
    start, end = second.sentence
    lone = read(Source(STORY[start:end])).claims
    assert not any(claim.recipients for claim in lone)


def test_what_stands_far_above_in_another_announcement_is_not_remembered():
    first, second = Source(STORY), Source(TEXTS["money"])
    alone_first, alone_second = read(first), read(second)
    assert [read(first), read(second), read(first)] == [alone_first, alone_second, alone_first]


@pytest.mark.parametrize("name", TEXTS)
def test_the_trace_holds_the_claims_of_the_reading_in_order(name):
    source = Source(TEXTS[name])
    told = [claim for step in trace(source) for claim in step.outcome.claims]
    assert [claim.evidence for claim in told] == [c.evidence for c in read(source).claims]


def test_the_heading_alone_makes_the_opening_context():
    found = opening_context("Norway sends aid to Sudan", "UNICEF", None, load_lexicon("en"))
    assert (found.title_donors, found.title_recipients) == (("NOR",), ("SDN",))
    assert found.title_aid and found.speaker
    assert (found.block, found.items, found.event) == (-1, (), None)


def printed(seed):
    """What a fresh process prints of the texts under a hash seed."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *TEXTS.values()],
        cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return done.stdout


def test_the_order_of_sets_does_not_change_a_reading():
    one, two = printed("1"), printed("2")
    assert "CLAIM" in one
    assert one == two


def work(text):
    """How many functions are called to read a text: a measure that no other process disturbs."""
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        read_announcement(Source(text))
    finally:
        sys.setprofile(before)
    return count


PLAIN = "Norway has sent {n} tents and 3 stoves to Sudan. The weather was fine. "


@pytest.mark.parametrize(
    ("piece", "glue", "number"),
    [
        (PLAIN, "\n\n", 60),
        ("The weather was fine in Norway. ", "", 240),
        ("{n} tents", ", ", 240),  # as many as the longest sentence allowed holds
        ("- {n} tents", "\n", 240),
        ("Norway ({n} tents)", ", ", 130),
        ("The Foo{n} Agency (FA{n}) sent {n} tents. ", "", 60),
    ],
)
def test_twice_the_text_is_twice_the_work(piece, glue, number):
    read(Source(STORY))  # what is loaded once is no work of a text
    small, large = (
        work("Norway sent to Sudan: " + glue.join(piece.format(n=n) for n in range(20, 20 + size)))
        for size in (number, 2 * number)
    )
    assert 1.7 < large / small < 2.3
