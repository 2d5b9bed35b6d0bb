"""parse: texts to claims on stdout, without a ledger."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.commands import options
from ledger.commands.output import json_line, json_object, talk
from ledger.errors import InputError, UsageError
from validation.datafiles import languages
from validation.wording import counted

if TYPE_CHECKING:
    from ledger.parse import Source

__all__ = ["parse", "read_source"]


def parse(
    file: Annotated[str, typer.Argument(help="A text file, or - for standard input.")] = "-",
    published: options.Published = "",
    publisher: options.Publisher = "",
    title: options.Title = "",
    url: options.Url = "",
    lang: options.Language = "en",
    encoding: options.Encoding = "",
    cases: Annotated[
        Path | None, typer.Option(help="Passages, one JSON object a line; one line out for each.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="How it was read.")] = False,
    as_json: options.AsJson = False,
    ndjson: Annotated[
        bool, typer.Option("--ndjson", help="One claim a line, the default.")
    ] = False,
    fail_empty: options.FailEmpty = False,
) -> None:
    """Read a text and print its claims; nothing is written.

    aid-ledger parse release.txt --published 2022-12-30

    cat release.txt | aid-ledger parse - --json
    """
    if as_json and ndjson:
        raise UsageError("--json and --ndjson exclude each other.", "Give one of them.")
    if cases is not None:
        _parse_cases(cases)
        return
    source, _ = read_source(file, published, publisher, title, url, lang, encoding)
    if explain:
        from ledger.parse import explain as explained

        print(explained(source))
        return
    count = _print_claims(source, as_json)
    if fail_empty and not count:
        raise typer.Exit(5)


def read_source(
    file: str, published: str, publisher: str, title: str, url: str, lang: str, encoding: str
) -> "tuple[Source, str]":
    """The announcement that the options describe, and the sha256 of the bytes received.

    Raises:
        InputError: the text cannot be read, or holds nothing that could be.
        UsageError: an option has no such value.
    """
    from ledger.intake.files import read_text
    from ledger.intake.source import text_problems
    from ledger.parse import Source

    day = options.day_of(published, "--published")
    language = options.language_of(lang)
    text, found = read_text(file, encoding)
    for guess in found.problems:
        talk(f"warning: {guess.found} {guess.fix}")
    source = Source(text, day, publisher, title, url, language)
    for trouble in text_problems(source):
        raise InputError(f"{file}: {trouble.found}", trouble.fix)
    return source, found.sha256


def _print_claims(source: "Source", as_json: bool) -> int:
    from ledger.parse import PARSER_VERSION, claim_to_json, read

    reading = read(source)
    claims = [claim_to_json(claim, source.text) for claim in reading.claims]
    if as_json:
        json_object(
            {
                "published": source.published,
                "publisher": source.publisher,
                "title": source.title,
                "url": source.url,
                "language": source.language,
                "parser": PARSER_VERSION,
                "claims": claims,
                "unread": [_unread(one) for one in reading.unread],
            }
        )
    else:
        for claim in claims:
            json_line(claim)
    unread = f", {counted(len(reading.unread), 'sentence')} not read" if reading.unread else ""
    talk(f"{counted(len(claims), 'claim')}{unread}")
    return len(claims)


def _unread(one: Any) -> dict[str, Any]:
    span = {"start": one.span.start, "end": one.span.end}
    return {**span, "reason": one.reason, "text": one.text}


def _parse_cases(path: Path) -> None:
    from ledger.intake.files import read_text

    text, _ = read_text(str(path))
    count = 0
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            json_line(_case(path, number, line))
            count += 1
    talk(counted(count, "passage"))


def _case(path: Path, number: int, line: str) -> dict[str, Any]:
    from ledger.parse import Source, read_case

    try:
        case = json.loads(line)
        text, name = case["text"], case["id"]
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(
            f"{path}, line {number}: no passage ({error}).",
            'Each line is a JSON object with "id" and "text".',
        ) from error
    day = options.day_of(case.get("published") or "", f"{path}, line {number}")
    heading = (case.get("publisher") or "", case.get("title") or "", case.get("url") or "")
    language = case.get("language") or "en"
    if language not in languages():
        talk(f"{path}, line {number}: no rules for reading the language ‹{language}›; no claims.")
        return {"id": name, "claims": []}
    return {"id": name, "claims": read_case(Source(text, day, *heading, language))}
