from functools import partial

import pymerkle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    compute_consistency_path,
    compute_inclusion_path,
    compute_root,
    verify_consistency,
    verify_inclusion,
)

# The vectors of the Certificate Transparency reference implementation.
CT_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
CT_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [f"leaf {number}".encode() for number in range(48)]
ROOTS = [compute_root(LEAVES[:size]) for size in range(len(LEAVES) + 1)]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    assert compute_root(CT_LEAVES[:size]).hex() == CT_ROOTS[size - 1]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert compute_root([]) == EMPTY_ROOT
    assert EMPTY_ROOT.hex().startswith("e3b0c44298fc1c149afbf4c8996fb924")


def test_roots_are_those_of_pymerkle() -> None:
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for size, leaf in enumerate(LEAVES, start=1):
        tree.append_entry(leaf)

        assert tree.get_root(size) == ROOTS[size]


def test_inclusion_paths_are_those_of_pymerkle() -> None:
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for leaf in LEAVES:
        tree.append_entry(leaf)

    for size in range(1, len(LEAVES) + 1):
        for index in range(size):
            theirs = tree.prove_inclusion(index + 1, size).serialize()["path"]
            ours = compute_inclusion_path(LEAVES[:size], index)

            assert [node.hex() for node in ours] == theirs[1:]


def test_every_leaf_of_every_tree_has_a_path_that_proves_it() -> None:
    for size in range(1, 33):
        for index in range(size):
            path = compute_inclusion_path(LEAVES[:size], index)
            proves = partial(verify_inclusion, path=path, root=ROOTS[size])

            assert proves(LEAVES[index], index, size)
            assert not proves(b"another", index, size)
            assert not proves(LEAVES[index], index + 1, size)


def test_every_tree_is_proved_to_continue_every_earlier_one() -> None:
    for second in range(1, 33):
        for first in range(1, second + 1):
            path = compute_consistency_path(LEAVES[:second], first)
            proves = partial(verify_consistency, path=path, second_root=ROOTS[second])

            assert proves(first, second, first_root=ROOTS[first])
            assert not proves(first, second, first_root=ROOTS[first - 1])


def test_a_path_of_another_length_proves_nothing() -> None:
    path = compute_inclusion_path(LEAVES[:7], 3)
    proved = {"root": ROOTS[7]}

    assert not verify_inclusion(LEAVES[3], 3, 7, path=path[:-1], **proved)
    assert not verify_inclusion(LEAVES[3], 3, 7, path=[*path, path[0]], **proved)
    assert not verify_inclusion(LEAVES[3], -1, 7, path=path, **proved)


def test_a_path_for_an_empty_or_larger_tree_proves_nothing() -> None:
    root = {"first_root": ROOTS[4], "second_root": ROOTS[7]}
    path = compute_consistency_path(LEAVES[:7], 4)

    assert not verify_consistency(0, 7, path=path, **root)
    assert not verify_consistency(8, 7, path=path, **root)
    assert not verify_consistency(4, 7, path=[], **root)
    assert not verify_consistency(4, 7, path=[*path, path[0]], **root)


@given(st.lists(st.binary(max_size=40), max_size=70), st.data())
def test_the_frontier_read_back_grows_as_the_whole_tree(
    leaves: list[bytes], data: st.DataObject
) -> None:
    stop = data.draw(st.integers(0, len(leaves)))
    first = Frontier()
    for leaf in leaves[:stop]:
        first.append(leaf)

    second = Frontier.parse(stop, first.text())
    for leaf in leaves[stop:]:
        second.append(leaf)

    assert second.size == len(leaves)
    assert second.root() == _plain_root(leaves)


@pytest.mark.parametrize("text", ["", "00", "00" * 32 + " 11", "zz" * 32])
def test_a_text_that_is_no_frontier_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"frontier|hexadecimal"):
        Frontier.parse(1, text)


def _plain_root(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word."""
    from hashlib import sha256

    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = _plain_root(leaves[:split]), _plain_root(leaves[split:])
    return sha256(b"\x01" + left + right).digest()
