"""Merkle tree of RFC 9162, section 2.1: roots, paths and their verification."""

import hashlib
from collections.abc import Iterable, Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()


def hash_leaf(data: bytes) -> bytes:
    """Return the hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of the tree: roots of its perfect subtrees, the largest first.

    It is all that is needed to append: at most log2(size) + 1 hashes.
    """

    __slots__ = ("nodes", "size")

    def __init__(self, size: int = 0, nodes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.nodes = list(nodes)

    @classmethod
    def parse(cls, size: int, text: str) -> "Frontier":
        """Read the text that `text()` wrote.

        Raises:
            ValueError: the text does not hold the edge of a tree of this size.
        """
        nodes = [bytes.fromhex(part) for part in text.split()]
        if len(nodes) != size.bit_count() or any(len(node) != 32 for node in nodes):
            message = f"not the frontier of {size} leaves"
            raise ValueError(message)
        return cls(size, nodes)

    def text(self) -> str:
        """Return the hashes as hex, separated by spaces."""
        return " ".join(node.hex() for node in self.nodes)

    def append(self, data: bytes) -> None:
        """Add the leaf that holds `data`."""
        node = hashlib.sha256(b"\x00" + data).digest()
        nodes = self.nodes
        size = self.size
        while size & 1:
            node = hashlib.sha256(b"\x01" + nodes.pop() + node).digest()
            size >>= 1
        nodes.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the whole tree."""
        if not self.nodes:
            return EMPTY_ROOT
        root = self.nodes[-1]
        for node in reversed(self.nodes[:-1]):
            root = hash_node(node, root)
        return root


def compute_root(leaves: Iterable[bytes]) -> bytes:
    """Return the root over the data of the leaves."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def compute_inclusion_path(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the path that proves the leaf at `index` (RFC 9162, 2.1.3.1)."""
    if len(leaves) == 1:
        return ()
    split = _split(len(leaves))
    if index < split:
        rest = compute_root(leaves[split:])
        return (*compute_inclusion_path(leaves[:split], index), rest)
    rest = compute_root(leaves[:split])
    return (*compute_inclusion_path(leaves[split:], index - split), rest)


def compute_consistency_path(leaves: Sequence[bytes], size: int) -> tuple[bytes, ...]:
    """Return the path that proves the first `size` leaves (RFC 9162, 2.1.4.1)."""
    return _consistency(leaves, size, whole=True)


def verify_inclusion(
    data: bytes, index: int, size: int, *, path: Sequence[bytes], root: bytes
) -> bool:
    """Tell whether `data` is leaf `index` of the tree of `size` (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, node = index, size - 1, hash_leaf(data)
    for other in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = hash_node(other, node)
            place, last = _climb_to_right(place, last)
        else:
            node = hash_node(node, other)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def verify_consistency(
    first: int,
    second: int,
    *,
    path: Sequence[bytes],
    first_root: bytes,
    second_root: bytes,
) -> bool:
    """Tell whether the tree of `second` leaves continues that of `first` (2.1.4.2)."""
    if first == second:
        return not path and first_root == second_root
    if not 0 < first < second or not path:
        return False
    steps = list(path)
    if first & (first - 1) == 0:
        steps.insert(0, first_root)
    place, last = _skip_right(first - 1, second - 1)
    old = new = steps[0]
    for other in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = hash_node(other, old), hash_node(other, new)
            place, last = _climb_to_right(place, last)
        else:
            new = hash_node(new, other)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _split(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)


def _skip_right(place: int, last: int) -> tuple[int, int]:
    while place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _climb_to_right(place: int, last: int) -> tuple[int, int]:
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _consistency(
    leaves: Sequence[bytes], size: int, *, whole: bool
) -> tuple[bytes, ...]:
    if size == len(leaves):
        return () if whole else (compute_root(leaves),)
    split = _split(len(leaves))
    if size <= split:
        rest = compute_root(leaves[split:])
        return (*_consistency(leaves[:split], size, whole=whole), rest)
    rest = compute_root(leaves[:split])
    return (*_consistency(leaves[split:], size - split, whole=False), rest)
