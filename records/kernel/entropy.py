"""Where chance comes from: the system, or a fixed seed in the demonstration."""

import hashlib
import secrets
from typing import Protocol


class Entropy(Protocol):
    """A source of random bytes handed to the actions that need one."""

    def take(self, count: int) -> bytes:
        """Return `count` fresh random bytes."""
        ...


class SystemEntropy:
    """The operating system's generator; the only one a real home may use."""

    def take(self, count: int) -> bytes:
        """Return `count` bytes of `secrets`."""
        return secrets.token_bytes(count)


class SeededEntropy:
    """A SHA-256 counter stream: the same seed gives the same demonstration."""

    def __init__(self, seed: str) -> None:
        self._seed = seed.encode()
        self._step = 0

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes of the stream."""
        out = b""
        while len(out) < count:
            block = self._seed + self._step.to_bytes(8, "big")
            out += hashlib.sha256(block).digest()
            self._step += 1
        return out[:count]
