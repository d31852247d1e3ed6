"""Pages, events and HTTP routes on one port, from what `frontend.build` left."""

import logging
import os

from reflex.utils import exec as reflex_exec
from reflex_base.config import get_config
from reflex_base.constants import Env, LogLevel
from reflex_base.environment import environment


def serve(host: str, port: int) -> None:
    """Serve until stopped; one worker, or several when REDIS_URL lets them share what they know.

    GRANIAN_WORKERS sets how many.
    """
    environment.REFLEX_ENV_MODE.set(Env.PROD)
    # The pages are built: a worker that starts has nothing to compile.
    environment.REFLEX_SKIP_COMPILE.set(True)
    if not get_config().redis_url:
        os.environ["GRANIAN_WORKERS"] = "1"
    logging.getLogger("granian").setLevel(logging.WARNING)
    reflex_exec.run_backend_prod(host, port, LogLevel.WARNING, True)
