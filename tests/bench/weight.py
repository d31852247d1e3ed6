"""What a phone has to download: the weight of a first load, and Lighthouse's opinion."""

import json
import subprocess
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.community import PASSWORD, email
from tests.browsers import FLAGS, chromium

LIGHTHOUSE = "lighthouse@13.5.0"


def first_load(address: str, path: str) -> float:
    """Return the kB that a signed-in first visit of a page downloads, as sent over the wire."""
    received: list[float] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = browser.new_context(viewport={"width": 390, "height": 844})
        # The session comes from a request of its own, so that the cache of the page is empty.
        answer = context.request.post(
            f"{address}/session",
            form={"email": email(1), "password": PASSWORD},
            headers={"Origin": address},
            max_redirects=0,
        )
        assert answer.status == 303, answer.status
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda e: received.append(e["encodedDataLength"]))
        wire.on(
            "Network.webSocketFrameReceived",
            lambda e: received.append(len(e["response"]["payloadData"])),
        )
        page.goto(f"{address}{path}", wait_until="networkidle")
        page.get_by_role("grid").or_(page.get_by_role("list")).first.wait_for()
        page.wait_for_timeout(1000)
        browser.close()
    return sum(received) / 1000


def lighthouse_score(address: str, folder: Path) -> int:
    """Return Lighthouse's mobile performance score of a page, the median of three visits."""
    scores = sorted(_visit(address, folder / f"lighthouse-{n}.json") for n in range(3))
    return scores[1]


def _visit(address: str, report: Path) -> int:
    flags = " ".join(["--headless", *FLAGS])
    subprocess.run(
        ["npx", "--yes", LIGHTHOUSE, address, "--quiet", "--only-categories=performance",
         "--output=json", f"--output-path={report}", f"--chrome-flags={flags}"],
        check=True,
        capture_output=True,
        env=_environment(),
    )  # fmt: skip
    return round(json.loads(report.read_text())["categories"]["performance"]["score"] * 100)


def _environment() -> dict[str, str]:
    import os

    return os.environ | {"CHROME_PATH": chromium()}
