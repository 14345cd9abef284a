"""The files to import: named ones, those in folders and .zip archives; each read only when its turn comes, never beyond a limit."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scripts import soffice
from scripts.importwork import Outcome
from scripts.tables import why
from wenku.importing import archive
from wenku.importing.model import Refused
from wenku.importing.pipeline import READABLE

KNOWN = READABLE | soffice.OLD
MAX_FILES = 100_000
_SKIPPED = (".report.txt", ".report.json")


@dataclass(frozen=True)
class Source:
    """A file to import. name: as shown. stem: the folder of its drafts. member: its name in the archive `path`, "" for a plain file."""

    path: Path
    name: str
    stem: str
    member: str = ""

    @property
    def suffix(self) -> str:
        """Its ending in small letters."""
        return PurePosixPath(self.member or self.name).suffix.lower()

    def read(self, limit: int) -> bytes | str:
        """Return its bytes, or in Chinese why not; never more than one byte beyond the limit."""
        try:
            if self.member:
                with self.path.open("rb") as file:
                    raw = file.read(archive.MAX_TOTAL + 1)
                found = next((m for m in archive.members(raw) if m.name == self.member), None)
                return found.why or found.raw if found else "压缩包里没有这个文件了"
            if not self.path.is_file():
                return "不是普通文件"
            with self.path.open("rb") as file:
                raw = file.read(limit + 1)
        except Refused as error:
            return str(error)
        except OSError as error:
            return why(error)
        return raw if len(raw) <= limit else f"文件超过 {limit // 1024 // 1024} MB，没有读：拆成几个文件再试"


def sources(paths: Sequence[Path], out: Path) -> tuple[list[Source], list[Outcome]]:
    """Return the files to import, each once, and what of the paths cannot be. Links are not followed in folders; the folder of drafts is passed over."""
    plain: list[tuple[Path, str]] = []
    refused: list[Outcome] = []
    for path in paths:
        if path.is_dir():
            plain += _in_folder(path, out, refused)
        elif path.exists():
            plain.append((path, path.name))
        else:
            broken = path.is_symlink()
            refused.append(Outcome(str(path), why="符号链接绕成了圈，或者指向没有的文件" if broken else "没有这个文件"))
    found: list[Source] = []
    seen: dict[Path, str] = {}
    for path, name in plain:
        if path.resolve() in seen:
            refused.append(Outcome(name, said=f"与“{seen[path.resolve()]}”是同一个文件，只导入一次"))
            continue
        seen[path.resolve()] = name
        ending = path.suffix.lower()
        if ending == ".zip":
            found += _in_archive(path, name, refused)
        elif ending in KNOWN:
            found.append(Source(path, name, _stem(name)))
        else:
            refused.append(Outcome(name, why=f"不认识 {ending or '没有扩展名'} 的文件：只读 .txt、.md、.html、.docx、.doc、.wps、.rtf、.zip"))
    return _apart(found), refused


def _in_folder(folder: Path, out: Path, refused: list[Outcome]) -> list[tuple[Path, str]]:
    found: list[tuple[Path, str]] = []

    def failed(error: OSError) -> None:
        refused.append(Outcome(str(error.filename), why=why(error)))

    for place, folders, files in os.walk(folder, onerror=failed, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and (Path(place) / name).resolve() != out.resolve())
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = Path(place) / name
            shown = path.relative_to(folder).as_posix()
            if name.startswith((".", "~$")) or name.endswith(_SKIPPED):
                continue
            if path.is_symlink():
                refused.append(Outcome(shown, why="是符号链接，没有读"))
            elif path.suffix.lower() in KNOWN or path.suffix.lower() == ".zip":
                found.append((path, shown))
            else:
                refused.append(Outcome(shown, why=f"不认识 {path.suffix or '没有扩展名'} 的文件"))
        if len(found) > MAX_FILES:
            break
    return found


def _in_archive(path: Path, name: str, refused: list[Outcome]) -> list[Source]:
    try:
        with path.open("rb") as file:
            raw = file.read(archive.MAX_TOTAL + 1)
        if len(raw) > archive.MAX_TOTAL:
            raise Refused(f"压缩包超过 {archive.MAX_TOTAL // 1024 // 1024} MB，没有打开")
        members = archive.names(raw)
    except (Refused, OSError) as error:
        refused.append(Outcome(name, why=why(error) if isinstance(error, OSError) else str(error)))
        return []
    found = []
    for member in members:
        ending = PurePosixPath(member).suffix.lower()
        if ending in KNOWN:
            found.append(Source(path, f"{name}/{member}", f"{_stem(name)}/{_stem(member)}", member))
        else:
            refused.append(Outcome(f"{name}/{member}", why="压缩包里的压缩包不打开" if ending == ".zip" else f"不认识 {ending or '没有扩展名'} 的文件"))
    return found


def _stem(name: str) -> str:
    """Return a path for a file's drafts: its own without ending, with nothing that leads elsewhere or that a file system refuses."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    parts[-1:] = [PurePosixPath(parts[-1]).stem] if parts else []
    clean = ["".join("_" if char in '<>:"|?*\0' or not char.isprintable() else char for char in part).strip(" .")[:80] for part in parts]
    return "/".join(part or "_" for part in clean)


def _apart(found: list[Source]) -> list[Source]:
    """Give files of the same stem (a.txt, a.docx) folders of their own."""
    seen: dict[str, int] = {}
    result = []
    for source in found:
        key = source.stem.lower()
        seen[key] = seen.get(key, 0) + 1
        result.append(source if seen[key] == 1 else Source(source.path, source.name, f"{source.stem}-{source.suffix[1:]}{seen[key] if seen[key] > 2 else ''}", source.member))
    return result
