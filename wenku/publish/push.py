"""What a push may do to the branches, and which files it may change, by who pushes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wenku.publish.paths import is_text_or_data
from wenku.publish.refusal import Limits, Refusal, visible

NO_COMMIT = "0"
"""What an object id of zeros consists of: the branch is new, or is being deleted."""
MOST_REFS = 50


@dataclass(frozen=True)
class Update:
    """One line that git gives to pre-receive: object ids before and after (zeros for none), and the name of the ref."""

    old: str
    new: str
    ref: str

    @property
    def creates(self) -> bool:
        """The ref does not exist yet."""
        return set(self.old) == {NO_COMMIT}

    @property
    def deletes(self) -> bool:
        """The ref shall go."""
        return set(self.new) == {NO_COMMIT}


def updates_from(lines: Iterable[str]) -> list[Update]:
    """Read what git writes to the hook, at most MOST_REFS + 1 lines. Raises ValueError for what git would not write."""
    updates = []
    for line in lines:
        parts = line.rstrip("\n").split(" ", 2)
        if len(parts) != 3:
            raise ValueError(line[:80])
        updates.append(Update(*parts))
        if len(updates) > MOST_REFS:
            break
    return updates


def ref_refusals(updates: Sequence[Update], branch: str, admin: bool) -> list[Refusal]:
    """Judge the refs of a push: only the publishing branch, never deleted. An administrator may push other branches and tags."""
    if len(updates) > MOST_REFS:
        return [Refusal("", f"一次推送了超过 {MOST_REFS} 个分支或标签", f"只推送 {branch}：git push 〈仓库〉 {branch}")]
    found = []
    for update in updates:
        name = update.ref.removeprefix("refs/heads/")[:80]
        if update.ref == f"refs/heads/{branch}":
            if update.deletes:
                found.append(Refusal(name, "这是发布用的分支，不能删除", "网站要退回旧版，请管理员运行 rollback"))
            elif update.creates and not admin:
                found.append(Refusal(name, "第一次推送连同程序一起收下，只能由管理员做", "请管理员先推送一次"))
        elif not admin:
            found.append(Refusal(name, f"这里只收 {branch} 分支", f"把改动合并到 {branch} 再推送：git push 〈仓库〉 HEAD:{branch}"))
    return found


def rewound(branch: str) -> Refusal:
    """Refuse a push that would drop commits others have."""
    return Refusal(branch, "这次推送会丢掉别人已经发布的提交（强制推送，或者本地落后了）", "先运行 git pull --rebase，解决冲突后再推送，不要加 --force")


def overtaken(branch: str) -> Refusal:
    """Refuse a push that waited while another one moved the branch."""
    return Refusal(branch, "排队的时候别人先发布了", "先运行 git pull --rebase，再推送一次；您的提交还在本机，没有丢")


def change_refusals(paths: Sequence[bytes], admin: bool, pusher: str, limits: Limits) -> list[Refusal]:
    """Judge the paths that a push adds, changes or deletes: how many, and whether the pusher may change them."""
    if len(paths) > limits.changed:
        return [Refusal("", f"一次推送改动了超过 {limits.changed} 个文件", "分几次推送；确有需要的，请管理员调高 conf/publish.json 里的 changed")]
    if admin:
        return []
    code = [path for path in paths if not _free(path)]
    right = f"撤销这一处改动（git checkout 〈发布版〉 -- 〈文件〉），只提交 docs 里的文本和数据；确要改程序，请管理员推送（现在的推送人是 {pusher or '没有登记的人'}）"
    return [Refusal(visible(path), "这是程序或者配置，您不能改", right) for path in code]


def _free(path: bytes) -> bool:
    """Names that are odd are told as such by the rules on names; only what is surely outside the texts counts here."""
    try:
        text = path.decode("utf-8")
    except UnicodeDecodeError:
        return path.startswith(b"docs/")
    return is_text_or_data(text) or (text.startswith("docs/") and not text.startswith("docs/_data/"))
