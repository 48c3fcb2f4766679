"""Scores of the extraction on annotated texts, overall and by genre: ``make score``.

Reads ``../shared/gold`` (or the folder given) in place: its score.py, the annotations in dev/, the texts, and the
genres in SOURCES.csv. Nothing of it is kept.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from summitry.cli.reading import extract_file

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"


def main(arguments: list[str]) -> int:
    gold = Path(arguments[0]) if arguments else GOLD
    if not (gold / "score.py").is_file():
        print(f"score: there is no {gold / 'score.py'}; name the folder of the annotated texts", file=sys.stderr)
        return 2
    with (gold / "SOURCES.csv").open(encoding="utf-8") as file:
        genre_of = {row["file"]: row["genre"] for row in csv.DictReader(file)}
    annotations = {path: json.loads(path.read_text(encoding="utf-8"))["file"] for path in (gold / "dev").glob("*.json")}
    by_genre: dict[str, list[Path]] = defaultdict(list)
    for path, name in annotations.items():
        by_genre["all"].append(path)
        by_genre[genre_of.get(name, "other")].append(path)
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder, "predictions.jsonl")
        with predictions.open("w", encoding="utf-8") as file:
            for name in sorted(annotations.values()):
                found, message, _ = extract_file(str(gold / "texts" / name), "rules")
                if found is None:
                    raise SystemExit(message)
                file.write(json.dumps(found) + "\n")
        for number, (genre, paths) in enumerate(by_genre.items()):
            chosen = Path(folder, str(number))
            chosen.mkdir()
            for path in paths:
                shutil.copy(path, chosen)
            print(f"\n{genre} ({len(paths)} sources)", flush=True)
            command = [sys.executable, str(gold / "score.py"), str(chosen), str(predictions)]
            subprocess.run([*command, "--texts", str(gold / "texts")], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
