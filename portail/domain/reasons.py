"""Why something is refused. Each reason has its sentence in `portail.texts`."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a day cannot be booked, or why the service refused it."""

    WINDOW_NOT_OPEN = "window_not_open"
    WINDOW_CLOSED = "window_closed"
    OUT_OF_PERIOD = "out_of_period"
    PAST = "past"
    NOT_OPEN_THAT_DAY = "not_open_that_day"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    DEADLINE_PASSED = "deadline_passed"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    NO_GROUP = "no_group"
    ALREADY_BOOKED = "already_booked"
    FULL = "full"
    TYPE_NOT_OFFERED = "type_not_offered"
    TOO_MANY_DAYS = "too_many_days"
    NOTHING_CHOSEN = "nothing_chosen"
    NO_PLACE = "no_place"
    LATE_REQUEST = "late_request"
    FILE_INCOMPLETE = "file_incomplete"
    OTHER = "other"


SERVICE_REASONS = (
    Reason.NO_PLACE,
    Reason.LATE_REQUEST,
    Reason.FILE_INCOMPLETE,
    Reason.OTHER,
)
"""What an agent may pick when refusing; OTHER takes words of their own."""
