"""Amounts as reports word them."""

from __future__ import annotations

import pytest

from summitry.amounts import Amount, amount


@pytest.mark.parametrize(
    ("text", "number", "unit", "bound"),
    [
        ("almost three hours", 180, "minutes", ""),
        ("more than two and a half hours", 150, "minutes", "over"),
        ("2 hours 45 minutes", 165, "minutes", ""),
        ("about two hours and 45 minutes", 165, "minutes", ""),
        ("a little over 12 minutes", 12, "minutes", "over"),
        ("an hour and a half", 90, "minutes", ""),
        ("2½ hours", 150, "minutes", ""),
        ("nearly a decade", 10, "years", ""),
        ("up to 99 years", 99, "years", "under"),
        ("about $7.5 billion", 7.5e9, "dollars", ""),
        ("€1,200", 1200, "euros", ""),
        ("$3bn", 3e9, "dollars", ""),
        ("32 km", 32_000, "metres", ""),
        ("at least seven", 7, "", "over"),
        ("twenty-four", 24, "", ""),
        ("14%", 14, "percent", ""),
    ],
)
def test_what_an_amount_says(text: str, number: float, unit: str, bound: str) -> None:
    assert amount(text) == Amount(number, unit, bound)


@pytest.mark.parametrize("text", ["2031", "the 5th", "several", "", "$", "two-handed"])
def test_what_is_none(text: str) -> None:
    assert amount(text) is None
