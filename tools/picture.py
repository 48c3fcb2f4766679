"""Draw the top of a summit's brief as a small PNG, for the README: ``python tools/picture.py SUMMIT OUT.png``.

Needs Chromium or Chrome on PATH; the brief must have been made (``make picture`` does).
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTH, HEIGHT = 1000, 760  # CSS pixels: one screen, read without zooming on a code host
MAX_BYTES = 300_000


def screenshot(browser: str, page: Path) -> bytes:
    """The page's first screen as PNG, drawn at twice the size so that scaling down keeps the text clear."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "page.png"
        command = [browser, "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
        command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        command += [f"--user-data-dir={folder}/profile", "--force-device-scale-factor=2"]
        command += [f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={out}"]
        if os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium has none for root; the page is our own and runs no script
        subprocess.run([*command, page.resolve().as_uri()], check=True, capture_output=True, timeout=120)
        return out.read_bytes()


def shrunk(png: bytes) -> bytes:
    """The picture at 1.5 times the CSS size, in as many colours as fit ``MAX_BYTES``."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image = image.resize((WIDTH * 3 // 2, image.height * WIDTH * 3 // 2 // image.width), Image.Resampling.LANCZOS)
    for colours in (256, 128, 64, 32):
        buffer = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
        if buffer.tell() <= MAX_BYTES:
            break
    return buffer.getvalue()


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print("usage: picture.py SUMMIT OUT.png", file=sys.stderr)
        return 2
    summit, out = arguments[0], Path(arguments[1])
    page = Path("reports") / summit / "brief.html"
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None or not page.is_file():
        missing = f"{page}; run: make report SUMMIT={summit}" if browser else "Chromium; e.g. apt install chromium"
        print(f"picture: there is no {missing}", file=sys.stderr)
        return 2
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(shrunk(screenshot(browser, page)))
    print(f"{out} ({out.stat().st_size // 1000} KB)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
