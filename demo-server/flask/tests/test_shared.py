"""What every host reads from the contract."""

from __future__ import annotations

import pytest

from roundtrip_flask.contract.shared import fill, sentence


def test_a_sentence_has_its_values_in_it_as_node_writes_them() -> None:
    assert sentence("placeOfError", file="app.py", line=3) == "app.py, line 3"
    assert fill("{a}{b}", a="{b}", b=0.5) == "{b}0.5"
    assert fill("{a}, {b}", a=1_000.0, b=1_000_000) == "1000, 1000000"


def test_a_sentence_is_not_told_where_a_value_is_missing() -> None:
    with pytest.raises(KeyError):
        fill("{a} and {b}", a=1)
