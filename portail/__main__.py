"""`python -m portail …`"""

from portail.cli import cli

cli(prog_name="python -m portail")
