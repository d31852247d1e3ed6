"""Every refusal and every state has its words."""

from portail import texts
from portail.domain.presence import PresenceState
from portail.domain.reasons import SERVICE_REASONS, Reason


def test_every_reason_has_one_sentence() -> None:
    assert set(texts.REASON) == set(Reason)
    assert len(set(texts.REASON.values())) == len(Reason)


def test_every_reason_that_closes_a_day_fits_in_a_cell() -> None:
    outside_the_grid = {Reason.TYPE_NOT_OFFERED, Reason.TOO_MANY_DAYS, Reason.NOTHING_CHOSEN}
    assert set(texts.REASON_SHORT) == set(Reason) - set(SERVICE_REASONS) - outside_the_grid
    assert all(len(words) <= 18 for words in texts.REASON_SHORT.values())


def test_every_state_has_its_words() -> None:
    assert set(texts.STATE) == set(texts.STATE_SHORT) == set(PresenceState)


def test_no_sentence_lets_a_line_break_before_its_punctuation() -> None:
    for sentence in (*texts.REASON.values(), *texts.STATE.values()):
        assert not any(f" {mark}" in sentence for mark in ":;!?»")
