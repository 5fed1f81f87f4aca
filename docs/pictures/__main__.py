"""``make pictures``: serves the demo and takes every picture of the guides and the README anew."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from docs.pictures.scenes import SCENES, Scene
from docs.pictures.site import Site, demo_site
from tests.conftest import CHROMIUM

HERE = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def take(browser: Browser, site: Site, scene: Scene) -> None:
    """Walk to the scene as the person whom it shows, and keep what the window shows."""
    width, height = scene.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scene.theme,
        reduced_motion="reduce",
        locale="en-GB",
        device_scale_factor=1,
    )
    page = context.new_page()
    if scene.who is not None:
        site.sign_in(page, scene.who)
    scene.walk(page, site)
    page.screenshot(path=HERE / f"{scene.name}.png", full_page=scene.whole)
    context.close()


def main() -> int:
    """Take all pictures, or those named on the command line."""
    if CHROMIUM is None:
        print("make pictures needs Chromium: install it, on Debian the package chromium", file=sys.stderr)
        return 1
    wanted = set(sys.argv[1:])
    unknown = wanted - {scene.name for scene in SCENES}
    if unknown:
        print(f"there is no scene {', '.join(sorted(unknown))}", file=sys.stderr)
        return 1
    chosen = [scene for scene in SCENES if not wanted or scene.name in wanted]
    with TemporaryDirectory() as folder, demo_site(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for number, scene in enumerate(chosen, start=1):
            take(browser, site, scene)
            print(f"{number} of {len(chosen)}: {scene.name}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
