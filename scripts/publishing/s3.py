"""Upload a release to storage that speaks S3, in an order in which no reader ever sees half a site; an upload cut off goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from scripts.command import Stop
from wenku.publish.manifest import NAME, Damaged, FileRecord, Manifest, from_json
from wenku.publish.sync import ASSETS, Plan, cache_control, content_type, plan, stage, total

_HASH = "sha256"
"""Name of the metadata that keeps a file's hash: an object store's own ETag is no hash of the content."""
_DELETED_AT_ONCE = 500


def synchronise(site: Path, bucket: str, endpoint: str | None, prefix: str) -> int:
    """Bring a bucket to hold a packed site; return 0. Credentials come from where boto3 looks for them. Raises Stop."""
    try:
        manifest = from_json((site / NAME).read_text("utf-8"))
    except (OSError, Damaged, UnicodeDecodeError) as error:
        raise Stop(f"“{site}”里没有可以上传的版本（{error}）：先发布一次，或者运行 python -m scripts.publish pack。") from error
    try:
        client = boto3.client("s3", endpoint_url=endpoint, config=Config(retries={"max_attempts": 5, "mode": "standard"}))
        return _synchronise(_Store(client, bucket, prefix.strip("/") + "/" if prefix.strip("/") else ""), site, manifest)
    except (BotoCoreError, ClientError, ValueError) as error:
        raise Stop(f"上传没有做完：{str(error)[:300]}。检查网络、桶名和密钥后再运行一次，已经传上去的不会重传。") from error


class _Store:
    """One folder of a bucket."""

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self._client, self._bucket, self._prefix = client, bucket, prefix

    def listed(self) -> dict[str, int]:
        """Return path → size of all objects."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._prefix)
        return {o["Key"][len(self._prefix) :]: o["Size"] for page in pages for o in page.get("Contents", ())}

    def text(self, path: str) -> str:
        """Return an object's text. Raises ClientError."""
        return self._client.get_object(Bucket=self._bucket, Key=self._prefix + path)["Body"].read().decode("utf-8", "replace")

    def hash_of(self, path: str) -> str:
        """Return the hash that we stored with an object, or ""."""
        return self._client.head_object(Bucket=self._bucket, Key=self._prefix + path).get("Metadata", {}).get(_HASH, "")

    def put(self, path: str, content: bytes, sha256: str) -> None:
        """Store a file with its type, how long it may be kept, and its hash."""
        self._client.put_object(
            Bucket=self._bucket, Key=self._prefix + path, Body=content, ContentType=content_type(path), CacheControl=cache_control(path), Metadata={_HASH: sha256},
        )  # fmt: skip

    def delete(self, paths: list[str]) -> None:
        """Delete objects. Raises Stop when the store keeps one."""
        for at in range(0, len(paths), _DELETED_AT_ONCE):
            keys = [{"Key": self._prefix + path} for path in paths[at : at + _DELETED_AT_ONCE]]
            answer = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": keys, "Quiet": True})
            if answer.get("Errors"):
                raise Stop(f"有 {len(answer['Errors'])} 个旧文件删不掉：检查密钥有没有删除的权限，再运行一次。")


def _synchronise(store: _Store, site: Path, manifest: Manifest) -> int:
    there = _present(store, manifest)
    todo = plan(manifest, there)
    size = total(manifest, todo.upload)
    with _bar(size) as advance:
        _upload(store, site, manifest, todo, advance)
    store.put(NAME, (site / NAME).read_bytes(), "")
    store.delete(list(todo.delete))
    print(f"已经上传 {len(todo.upload)} 个文件（{size / 1_000_000:.1f} MB），删去 {len(todo.delete)} 个旧文件，{len(there) - len(todo.delete)} 个没有变。")
    return 0


def _present(store: _Store, manifest: Manifest) -> dict[str, FileRecord]:
    """Return what the store holds as far as it is ours: named by its manifest, or of this release and uploaded before we were cut off.

    Only the manifest says what may be deleted; what an upload cut off has replaced is asked for file by file.
    """
    listed = store.listed()
    before = from_json(store.text(NAME)).files if NAME in listed else {}
    found: dict[str, FileRecord] = {}
    for path, size in listed.items():
        wanted, known = manifest.files.get(path), before.get(path)
        if wanted and wanted.size == size and (known != wanted or stage(path) != ASSETS):
            found[path] = wanted if store.hash_of(path) == wanted.sha256 else FileRecord("", size)
        elif wanted or known:
            found[path] = known or FileRecord("", size)
    return found


def _upload(store: _Store, site: Path, manifest: Manifest, todo: Plan, advance: Callable[[int], None]) -> None:
    for path in todo.upload:
        content = (site / path).read_bytes()
        store.put(path, content, manifest.files[path].sha256)
        advance(len(content))


@contextmanager
def _bar(size: int) -> Iterator[Callable[[int], None]]:
    """Show progress in bytes to somebody who watches a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("正在上传"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=size)
        yield lambda count: progress.advance(task, count)
