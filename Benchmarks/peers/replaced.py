"""The service that Lector replaces, rebuilt from its description to measure against: FastAPI, slowapi, pytesseract.

A cache by SHA-256 in the process's memory, a fixed threshold before Tesseract, the mean confidence of the words. The
description leaves open whether text and confidences came from two Tesseract runs; one is the kinder reading. The
endpoint is a plain function, so that FastAPI runs it on a thread and requests overlap.

`RATE_LIMIT=off` switches the limiter off; the default is the service's own, 10 a minute for each client.
"""

import hashlib
import io
import os
import time
from typing import Any

import pytesseract
from fastapi import FastAPI, File, HTTPException, Request, UploadFile
from PIL import Image
from slowapi import Limiter, _rate_limit_exceeded_handler
from slowapi.errors import RateLimitExceeded
from slowapi.util import get_remote_address

UPLOAD_LIMIT = 10 * 1024 * 1024
FORMATS = {"JPEG", "PNG", "GIF", "BMP"}
THRESHOLD = [0] * 129 + [255] * 127
RATE = os.environ.get("RATE_LIMIT", "10/minute")

limiter = Limiter(key_func=get_remote_address, enabled=RATE != "off")
app = FastAPI()
app.state.limiter = limiter
app.add_exception_handler(RateLimitExceeded, _rate_limit_exceeded_handler)
cache: dict[str, dict[str, Any]] = {}


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "healthy"}


@app.post("/extract-text")
@limiter.limit("10/minute" if RATE == "off" else RATE)
def extract_text(request: Request, image: UploadFile = File(...)) -> dict[str, Any]:
    start = time.perf_counter()
    content = image.file.read()
    if len(content) > UPLOAD_LIMIT:
        raise HTTPException(413, "The image is larger than 10 MB.")
    key = hashlib.sha256(content).hexdigest()
    cached = key in cache
    if not cached:
        cache[key] = recognize(content)
    elapsed = int((time.perf_counter() - start) * 1000)
    return {**cache[key], "cached": cached, "processing_time_ms": elapsed}


def recognize(content: bytes) -> dict[str, Any]:
    picture = decode(content)
    grey = picture.convert("L").point(THRESHOLD)
    words = pytesseract.image_to_data(grey, output_type=pytesseract.Output.DICT)
    read = [i for i, word in enumerate(words["text"]) if word.strip() and float(words["conf"][i]) >= 0]
    confidence = sum(float(words["conf"][i]) for i in read) / len(read) / 100 if read else 0.0
    return {
        "success": True,
        "text": join(words, read),
        "confidence": round(confidence, 4),
        "metadata": {"width": picture.width, "height": picture.height, "format": picture.format},
    }


def decode(content: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content))
        picture.load()
    except Exception:
        raise HTTPException(400, "This is not an image.") from None
    if picture.format not in FORMATS:
        raise HTTPException(400, "This format is not supported.")
    return picture


def join(words: dict[str, list[Any]], read: list[int]) -> str:
    """The words that were read, with a line break wherever Tesseract's numbering of lines changes."""
    lines: dict[tuple[int, ...], list[str]] = {}
    for i in read:
        line = tuple(words[level][i] for level in ("block_num", "par_num", "line_num"))
        lines.setdefault(line, []).append(words["text"][i])
    return "\n".join(" ".join(line) for line in lines.values())
