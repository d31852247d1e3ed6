"""What a browser may send for an id: a number that some row may have, or nothing."""

LARGEST_ID = 2**31 - 1
"""What the databases hold; a larger number would make them fail rather than find nothing."""


def id_of(text: object) -> int:
    """Read an id written in digits, as forms and addresses do; 0, which nothing has, if it is not.

    Nothing longer than ten characters is read: no id is.
    """
    if not isinstance(text, str) or len(text) > 10 or not (text.isascii() and text.isdecimal()):
        return 0
    return int(text) if int(text) <= LARGEST_ID else 0
