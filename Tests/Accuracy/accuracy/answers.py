"""Everything that was read, a JSON object a line: for a closer look, and for other tools."""

import json
from collections.abc import Iterable
from pathlib import Path

from accuracy.measuring import Measured


def write(file: Path, measured: Iterable[Measured]) -> None:
    with file.open("w", encoding="utf-8") as lines:
        for one in measured:
            for name, way in one.ways.items():
                for reading, score in zip(way.readings, way.scores, strict=True):
                    line = {
                        "dataset": one.dataset.name,
                        "path": score.sample.path,
                        "preprocess": name,
                        "cer": round(score.cer, 4),
                        "f1": round(score.f1, 4),
                        "seconds": reading.seconds,
                        "confidence": reading.confidence,
                        "text": reading.text,
                        "words": [word._asdict() for word in reading.words],
                        "failure": reading.failure,
                    }
                    print(json.dumps(line, ensure_ascii=False), file=lines)
