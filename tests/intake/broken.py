"""Broken files of records, each with what must be said of it. Data for test_broken.py.

A case is (name, bytes, problem code, rows that it names). A code in STOPS stops the file; any other
keeps only its rows out, or lets them in with a word.
"""

import gzip
import io
import zipfile

HEAD = "id,delivered_on,donor,recipient,item,quantity,unit,amount,currency,place,stage,url\n"
GOOD = "1,2023-05-12,Norway,Ukraine,generators,40,,,,,,https://example.org/1\n"

STOPS = {
    "date-order-unclear", "file-empty", "file-is-binary", "file-undecodable", "header-only",
    "header-too-long", "json-broken", "json-without-rows", "mapping-unknown", "parquet-damaged",
    "quote-unclosed", "workbook-bomb", "workbook-damaged", "file-missing", "file-is-folder",
}  # fmt: skip


def _rows(*rows: str) -> bytes:
    return (HEAD + "".join(f"{row}\n" for row in rows)).encode()


def _cell(column: str, value: str) -> bytes:
    """A good row with one cell changed."""
    names, cells = HEAD.strip().split(","), GOOD.strip().split(",")
    cells[names.index(column)] = value
    return _rows(",".join(cells))


def _zip(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open(name, "w") as part:
            for _ in range(size >> 20):
                part.write(bytes(1 << 20))
    return out.getvalue()


FILES: list[tuple[str, bytes, str, list[int]]] = [
    ("nothing", b"", "file-empty", []),
    ("blank lines", b"\n\n \n", "file-empty", []),
    ("a byte order mark alone", b"\xef\xbb\xbf", "file-empty", []),
    ("a header alone", HEAD.encode(), "header-only", []),
    ("a header and blank rows", (HEAD + ",,,,,,,,,,,\n\n").encode(), "header-only", []),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "file-is-binary", []),
    ("a PDF", b"%PDF-1.7\n%\xe2\xe3\n", "file-is-binary", []),
    ("gzip", gzip.compress(HEAD.encode()), "file-is-binary", []),
    ("zero bytes in text", HEAD.encode() + b"1,2023-05-12,Nor\0way,UA,tent,4,,,,,,\n" * 9,
     "file-is-binary", []),
    ("a zip that is no workbook", _zip("x", 0), "workbook-damaged", []),
    ("a workbook cut short", _zip("xl/worksheets/sheet1.xml", 0)[:80], "workbook-damaged", []),
    ("a workbook that unpacks without end", _zip("xl/worksheets/sheet1.xml", 200 << 20),
     "workbook-bomb", []),
    ("an old workbook cut short", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
     "workbook-damaged", []),
    ("Parquet cut short", b"PAR1" + bytes(99), "parquet-damaged", []),
    ("JSON cut short", b'[{"donor": "Norway", "item": "tents"', "json-broken", []),
    ("JSON of numbers", b"[1, 2, 3]", "json-without-rows", []),
    ("JSON nested without end", b"[" * 100_000, "json-broken", []),
    ("a JSON line that is none", b'{"donor": "Norway", "item": "tents"}\n{"donor": \n',
     "json-line-broken", [2]),
    ("bytes of no encoding", HEAD.encode() + b"1,2023,\x98\x81\x8d,UA,tent,4,,,,,,\n",
     "file-undecodable", []),
    ("UTF-8 with one wrong byte", HEAD.encode() + b"1,2023-05-12,T\xfcrkiye,UA,tent,4,,,,,,\n",
     "encoding-guessed", []),
    ("UTF-16 of an odd length", HEAD.encode("utf-16")[:-1], "file-undecodable", []),
    ("a line of a million characters", b"a," * 600_000 + b"\n1\n", "header-too-long", []),
    ("ten million columns", b"a," * 10_000_000, "header-too-long", []),
    ("a quotation mark that never closes", _rows(GOOD.strip(), '2,2023-05-12,"Norway,UA,tent,4'),
     "quote-unclosed", []),
    ("a quotation mark within a quoted cell", _rows('1,2023-05-12,"Nor"way,UA,tent,4,,,,,,'),
     "quote-misplaced", [2]),
    ("a quotation mark left open in the header", b'"donor,item\nNorway,tent\n', "quote-unclosed",
     []),
    ("a cell too many", _rows("1,2023-05-12,Norway,UA,1,200 tents,4,,,,,,x"), "cell-count", [2]),
    ("cells too few", _rows("1,2023-05-12,Norway"), "cell-count", [2]),
    ("a footer", _rows(GOOD.strip(), "Total: 40"), "cell-count", [3]),
    ("a line end within a cell", _rows('1,2023-05-12,Norway,UA,"te\nnts",4,,,,,,', "2"),
     "cell-count", [3]),
    ("columns of nobody", b"a,b\n1,2\n", "mapping-unknown", []),
    ("a column twice", HEAD.replace("unit", "item").encode() + GOOD.encode(), "column-twice", [1]),
    ("a header twice", (HEAD + GOOD + HEAD + GOOD).encode(), "header-repeated", [3]),
    ("titles above the header", ("Our aid\n\n" + HEAD + GOOD).encode(), "preamble", []),
    ("day and month in no order", _cell("delivered_on", "03/04/2023"), "date-order-unclear", []),
    ("a day that is none", _cell("delivered_on", "31 June 2023"), "date-unreadable", [2]),
    ("a date in words", _cell("delivered_on", "soon"), "date-unreadable", [2]),
    ("a year of four nines", _cell("delivered_on", "9999-12-31"), "date-unreadable", [2]),
    ("a day to come", _cell("delivered_on", "2199-01-01"), "date-future", [2]),
    ("no day", _cell("delivered_on", ""), "date-missing", [2]),
    ("a number in words", _cell("quantity", "a dozen or so"), "number-unreadable", [2]),
    ("thousands or decimals", _cell("quantity", "1.200"), "number-ambiguous", [2]),
    ("two points", _cell("quantity", "1.000.00"), "number-unreadable", [2]),
    ("less than nothing", _cell("quantity", "-5"), "number-negative", [2]),
    ("a number in brackets", _cell("amount", "(500)"), "number-negative", [2]),
    ("a number without end", _cell("quantity", "9" * 40), "number-too-large", [2]),
    ("a range upside down", _cell("quantity", "12-8"), "number-unreadable", [2]),
    ("a percentage", _cell("quantity", "50%"), "quantity-unit-unknown", [2]),
    ("an error of a spreadsheet", _cell("quantity", "#REF!"), "number-unreadable", [2]),
    ("a unit within the number that is none", _cell("quantity", "25 flurps"),
     "quantity-unit-unknown", [2]),
    ("a currency within the amount that is none", _cell("amount", "5m flurps"),
     "amount-currency-unknown", [2]),
    ("a unit that is none", _cell("unit", "flurps"), "unit-unknown", [2]),
    ("money of no currency", _cell("amount", "500"), "currency-missing", [2]),
    ("money of an unknown currency", _rows("1,2023-05-12,Norway,UA,,,,5,XQQ,,,"),
     "currency-unknown", [2]),
    ("a stage that is none", _cell("stage", "teleported"), "stage-unknown", [2]),
    ("no item", _cell("item", ""), "item-missing", [2]),
    ("no donor", _cell("donor", ""), "donor-missing", [2]),
    ("a donor that nobody knows", _cell("donor", "Freedonia"), "party-unlisted", [2]),
    ("an item that nobody knows", _cell("item", "flux capacitors"), "item-unlisted", [2]),
    ("a place that nobody knows", _cell("place", "Atlantis"), "place-unlisted", [2]),
    ("a formula", _cell("item", "=1+1"), "item-unlisted", [2]),
    ("a formula in a number", _cell("quantity", "=SUM(A1:A9)"), "number-unreadable", [2]),
]  # fmt: skip

# Files that look broken and are not: name, bytes, rows that go in.
FINE: list[tuple[str, bytes, int]] = [
    ("UTF-8 with its mark", b"\xef\xbb\xbf" + (HEAD + GOOD).encode(), 1),
    ("UTF-16", (HEAD + GOOD).encode("utf-16"), 1),
    ("UTF-16 without its mark", (HEAD + GOOD * 9).encode("utf-16-le"), 9),
    ("Windows-1251", (HEAD + GOOD.replace("generators", "генератори")).encode("cp1251"), 1),
    ("Latin-1", (HEAD + GOOD.replace("Norway", "Türkiye")).encode("latin-1"), 1),
    ("semicolons", (HEAD + GOOD).replace(",", ";").encode(), 1),
    ("tabs", (HEAD + GOOD).replace(",", "\t").encode(), 1),
    ("bars", (HEAD + GOOD).replace(",", "|").encode(), 1),
    ("line ends of old", (HEAD + GOOD).replace("\n", "\r").encode(), 1),
    ("line ends of two", (HEAD + GOOD).replace("\n", "\r\n").encode(), 1),
    ("no line end at the end", (HEAD + GOOD).rstrip("\n").encode(), 1),
    ("empty rows between", (HEAD + "\n" + GOOD + ",,,,,,,,,,,\n" + GOOD).encode(), 2),
    ("empty columns at the end", (HEAD + GOOD).replace("\n", ",,\n").encode(), 1),
    ("equal rows", (HEAD + GOOD * 3).encode(), 3),
    ("a very long cell", (HEAD + GOOD.replace("generators", "x" * 1_000_000)).encode(), 1),
    ("columns in another order", b"item,donor,delivered_on\ntents,Norway,2023\n", 1),
    ("names of other columns", b"Donor country;Goods;Qty;Arrival date\nNorway;tents;~50;May 2023\n",
     1),
    ("hashtags below the names", b"Wer,Was,Wie viel\n#org+funder,#item+name,#item+quantity\n"
     b"Norway,tents,8-12\n", 1),
    ("hashtags alone", b"#org+funder,#item+name,#item+quantity\nNorway,tents,>50\n", 1),
    ("groups above the names", b",,pledged,,delivered,\ndonor,item,quantity,date,quantity,date\n"
     b"Norway,tents,5,2023-01-02,4,2023-02-03\n", 1),
    ("JSON", b'{"ok": true, "rows": [{"donor": "Norway", "item": "tents", "quantity": 40}]}', 1),
    ("JSON Lines", b'{"donor": "Norway", "item": "tents"}\n{"donor": "Poland", "item": "tents"}\n',
     2),
]  # fmt: skip
