"""Passwords: what bcrypt can hold, and nothing else."""

import pytest

from portail.services import passwords


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "ROUNDS", 4)


def test_a_password_of_72_bytes_is_read_to_its_last_byte() -> None:
    kept = passwords.hash_password("é" * 36)
    assert passwords.matches("é" * 36, kept)
    assert not passwords.matches("é" * 35 + "e", kept)


@pytest.mark.parametrize("password", ["a" * 73, "é" * 37, "a\0b"])
def test_a_password_that_bcrypt_would_cut_is_refused_when_it_is_chosen(password: str) -> None:
    with pytest.raises(passwords.UnusablePassword):
        passwords.hash_password(password)


def test_what_follows_the_72nd_byte_never_opens_an_account() -> None:
    assert not passwords.matches("a" * 73, passwords.hash_password("a" * 72))


@pytest.mark.parametrize("kept", [None, "", "*"])
@pytest.mark.parametrize("password", ["nobody", "", "a" * 5000, "a\0b", "\ud800"])
def test_without_a_password_to_compare_nothing_matches(password: str, kept: str | None) -> None:
    assert not passwords.matches(password, kept)


def test_a_password_too_long_to_read_stands_for_no_other() -> None:
    for stand_in in ("unusable", "nobody"):
        assert not passwords.matches("a" * 73, passwords.hash_password(stand_in))
