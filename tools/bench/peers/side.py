"""What both peers share: their settings, MNIST, and the answers to the parent's requests."""

import gzip
import json
import resource
import sys
import time

import numpy as np

SETTINGS = json.loads(sys.argv[1])  # written by peers.ts
BATCH, LATENT = 64, 100


def read_images():
    """All training images, float32 [60000, 784] in 0..1."""
    with open(SETTINGS["images"], "rb") as file:
        content = file.read()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    pixels = np.frombuffer(content, np.uint8, offset=16).reshape(-1, 784).astype(np.float32)
    pixels /= 255
    return pixels


def serve(step):
    """Runs a round of steps for each line of the parent. A step returns both losses as numbers."""
    answer({"ready": True})
    for _ in sys.stdin:
        start = time.perf_counter()
        for _ in range(SETTINGS["steps"]):
            losses = step()
        ms = (time.perf_counter() - start) * 1000 / SETTINGS["steps"]
        if not np.isfinite(losses).all():
            raise ValueError(f"the losses are {losses}")
        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        answer({"ms": ms, "peakMemoryMb": kilobytes / (1024 * 1024 if sys.platform == "darwin" else 1024)})


def answer(value):
    print(json.dumps(value), flush=True)
