"""Addresses that the kernel turns away by itself, unseen by this process: a filter on the listening socket (Linux, IPv4).

Cutting a connection off costs little, but each takes the interpreter from whoever is at work in it; a flood of them made
everybody else wait four times as long. What the filter names costs nothing here. Elsewhere all goes on as without it.
"""

from __future__ import annotations

import ctypes
import socket
import struct
import sys

SO_ATTACH_FILTER, SO_DETACH_FILTER = 26, 27
LOAD, EQUALS, RETURN = 0x20, 0x15, 0x06
"""Of classic BPF: the word at a place, a jump where it equals a constant, the verdict."""
SOURCE = (-0x100000 + 12) & 0xFFFFFFFF
"""Of an IPv4 packet, counted from where its own head begins."""
PASS, DROP = 0xFFFFFFFF, 0
MOST = 100
"""Jumps are one byte long, and a hundred comparisons a packet are enough."""


class Filter:
    """What is dropped on its way to one listening socket."""

    def __init__(self, listening: socket.socket) -> None:
        self._listening = listening
        self._works = sys.platform == "linux" and listening.family == socket.AF_INET
        self._addresses: set[str] = set()

    def drops(self, address: str) -> bool:
        """Whether connections from this address are dropped now."""
        return address in self._addresses

    def add(self, address: str) -> bool:
        """From now on connections from this address are dropped; False where that cannot be done."""
        if not self._works or len(self._addresses) >= MOST:
            return False
        self._addresses.add(address)
        return self._applied()

    def remove(self, address: str) -> None:
        """They are let through again."""
        self._addresses.discard(address)
        self._applied()

    def _applied(self) -> bool:
        try:
            if self._addresses:
                _attach(self._listening, program(sorted(self._addresses)))
            else:
                self._listening.setsockopt(socket.SOL_SOCKET, SO_DETACH_FILTER, 0)
        except OSError:  # a kernel that has none, or a socket that is closed
            self._works = False
        return self._works


def program(addresses: list[str]) -> list[tuple[int, int, int, int]]:
    """Drop what comes from these IPv4 addresses, and let everything else pass."""
    count = len(addresses)
    numbers = [struct.unpack("!I", socket.inet_aton(address))[0] for address in addresses]
    tests = [(EQUALS, count - place, 0, number) for place, number in enumerate(numbers)]
    return [(LOAD, 0, 0, SOURCE), *tests, (RETURN, 0, 0, PASS), (RETURN, 0, 0, DROP)]


def _attach(listening: socket.socket, instructions: list[tuple[int, int, int, int]]) -> None:
    packed = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *one) for one in instructions))
    pointing = struct.pack("HL", len(instructions), ctypes.addressof(packed))
    listening.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, pointing)
