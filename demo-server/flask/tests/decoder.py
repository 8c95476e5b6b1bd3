"""Reads batches of hops by the contract's own code, which runs in Node."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path
from threading import Lock
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[3]
_NODE = REPOSITORY / "node_modules/.bin/node"

Hop = dict[str, Any]


class Decoder:
    """One process of Node, which unpacks a batch and checks each of its hops."""

    def __init__(self) -> None:
        node = str(_NODE) if _NODE.exists() else shutil.which("node") or "node"
        self._node = subprocess.Popen(
            [node, Path(__file__).with_name("decode-hops.ts")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lock = Lock()

    def decode(self, batch: dict[str, Any]) -> list[Hop]:
        """The hops of a batch; raises when the contract does not know one of them."""
        stdin, stdout = self._node.stdin, self._node.stdout
        assert stdin is not None
        assert stdout is not None
        rows = base64.b64encode(batch["rows"]).decode()
        with self._lock:
            stdin.write(f"{json.dumps({**batch, 'rows': rows})}\n")
            stdin.flush()
            line = stdout.readline()
        assert line, f"the contract does not take the batch {batch}"
        hops: list[Hop] = json.loads(line)
        return hops

    def close(self) -> None:
        """Ends the process."""
        assert self._node.stdin is not None
        self._node.stdin.close()
        self._node.wait()
