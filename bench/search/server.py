"""A static server that counts what it sends."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Sent:
    """Files sent since the last reset: their paths, and their contents, which are only counted when somebody asks."""

    paths: list[str] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)

    def reset(self) -> None:
        """Forget all."""
        self.paths, self.contents = [], []

    @property
    def plain(self) -> int:
        """Bytes as they are."""
        return sum(map(len, self.contents))

    @property
    def gzipped(self) -> int:
        """Bytes as a server that compresses sends them; what gains nothing by it (Pagefind's own files) goes as it is."""
        return sum(min(len(content), len(gzip.compress(content, 6, mtime=0))) for content in self.contents)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Connections stay open and nothing waits for a full packet, as with a real server: else it would be the server that is measured."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, *args: Any, sent: Sent, **more: Any) -> None:
        self.sent = sent
        super().__init__(*args, **more)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's name)
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        content = source.read()
        self.sent.paths.append(self.path)
        self.sent.contents.append(content)
        outputfile.write(content)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Sent]]:
    """Serve a folder on a free port of this machine; yield (address, what was sent)."""
    sent = Sent()
    handler = functools.partial(_Handler, directory=str(folder), sent=sent)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()
        server.server_close()
