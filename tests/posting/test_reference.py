"""What posting looks up: item tree and policies, and the messages when they are broken."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from ledger.errors import UsageError
from ledger.posting.reference import ancestor_rows, policy_names, policy_rows, read_policy
from validation.vocabulary import Vocabulary, load_vocabulary


def test_every_item_knows_what_stands_above_it() -> None:
    rows = set(ancestor_rows(load_vocabulary()))
    assert ("eod-kit", "demining-equipment") in rows
    assert ("eod-kit", "equipment") in rows  # a word that leaves the kind open
    assert not any(code == above for code, above in rows)
    assert not any(above == "equipment" for code, above in rows if code == "financial-aid")


def test_a_circle_in_the_item_tree_is_named() -> None:
    words = load_vocabulary()
    items = dict(words.items)
    items["bridge"] = items["bridge"]._replace(parent="pontoon-bridge")
    with pytest.raises(UsageError, match=r"runs in a circle: .*bridge > .*bridge") as caught:
        ancestor_rows(cast("Vocabulary", SimpleNamespace(items=items)))
    assert "items.csv" in caught.value.hint


def test_a_policy_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(UsageError, match="no policy called generous") as caught:
        read_policy("generous")
    assert all(name in caught.value.hint for name in policy_names())


def test_a_policy_that_lacks_a_choice_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "half.csv").write_text("key,value,meaning\nname,half,x\n")
    monkeypatch.setattr("ledger.posting.reference.data_folder", lambda: tmp_path)
    with pytest.raises(UsageError, match="half does not say: .*word") as caught:
        read_policy("half")
    assert "half.csv" in caught.value.hint


def test_every_policy_says_the_same_things() -> None:
    keys: dict[object, set[object]] = {}
    for name, key, _, _ in policy_rows():
        keys.setdefault(name, set()).add(key)
    assert set(keys) >= {"cautious", "recipient-word", "donor-word", "latest"}
    assert len({frozenset(one) for one in keys.values()}) == 1
