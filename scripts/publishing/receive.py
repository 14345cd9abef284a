"""The hooks of the repository: judge a push, make its release, make it live; and bring branch and site together again.

A push that git accepts is never lost: its release is complete before git moves the branch, and whatever stops us after
that, `reconcile` finds branch and live release apart and finishes the work.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Sequence

from scripts.publishing import git
from scripts.publishing.disk import Busy, locked, remove
from scripts.publishing.place import Place, Settings, pusher_name
from scripts.publishing.releases import NotMade, make
from wenku.publish import push
from wenku.publish.paths import tree_refusals
from wenku.publish.plan import of_commit, surplus, wanted
from wenku.publish.refusal import MIB, Limits, Refusal, shown
from wenku.publish.servers import CADDY, NGINX_HEADERS, NGINX_REDIRECTS

BUILD_LOCK, SWITCH_LOCK = "build.lock", "switch.lock"
_SWITCH_SECONDS = 60
BUSY = Refusal("", "别人的推送还在发布，等了很久", "过几分钟再推送一次；改动还在您的电脑里")


def say(line: str) -> None:
    """Tell the pusher; git puts `remote:` before it."""
    print(line, file=sys.stderr, flush=True)


def pre_receive(place: Place, lines: Iterable[str]) -> int:
    """Judge and build what is pushed; return 0 to let git accept it. The branch has not moved yet, whatever happens here."""
    settings = place.settings()
    pusher = pusher_name()
    admin = pusher in settings.admins
    updates = push.updates_from(lines)
    refusals = push.ref_refusals(updates, settings.branch, admin)
    if refusals:
        return _refuse(refusals)
    update = next((u for u in updates if u.ref == f"refs/heads/{settings.branch}"), None)
    if update is None:
        return 0
    try:
        with locked(place.top / BUILD_LOCK, settings.limits.wait_seconds, lambda: say("别人的推送正在发布，请稍候……")):
            return _judged(place, settings, update, admin, pusher)
    except Busy:
        return _refuse([BUSY])


def _judged(place: Place, settings: Settings, update: push.Update, admin: bool, pusher: str) -> int:
    if git.head(place.repository, settings.branch) != ("" if update.creates else update.old):
        return _refuse([push.overtaken(settings.branch)])
    refusals = content_refusals(place, settings, update, admin, pusher)
    if refusals:
        return _refuse(refusals)
    begun = time.monotonic()
    say("正在检查并生成网站……")
    try:
        release = make(place, settings, update.new, say)
    except NotMade as problem:
        return _refuse([problem])
    say(f"检查通过，{release.name} 已经做好，用时 {time.monotonic() - begun:.0f} 秒。")
    return 0


def content_refusals(place: Place, settings: Settings, update: push.Update, admin: bool, pusher: str) -> list[Refusal]:
    """Return why the pushed commits can't be taken: too much, rewound history, files of others, names and kinds of files."""
    limits, repository = settings.limits, place.repository
    if not git.is_commit(repository, update.new):
        return [Refusal(settings.branch, "推送的不是提交", f"运行 git push 〈仓库〉 HEAD:{settings.branch}")]
    try:
        return _size_refusals(git.sizes(repository, update.new, limits.objects), limits) or _file_refusals(settings, place, update, admin, pusher)
    except git.TooMuch:
        return [Refusal("", f"推送的提交和文件太多（上限：新对象 {limits.objects} 个，全库 {limits.files} 个文件）", "分几次推送，或者请管理员调高 conf/publish.json 里的 objects、files")]
    except git.GitError as error:
        return [Refusal("", f"推送的内容读不出来（{error}）", "在本机运行 git fsck，修好后再推送")]


def _size_refusals(sizes: tuple[int, int, str], limits: Limits) -> list[Refusal]:
    total, largest, name = sizes
    if largest > limits.file_bytes:
        where = name[:120] or "有一个提交"
        right = "从提交里去掉它，连同历史（git reset --soft origin/〈分支〉 后重新提交）；大的原始材料不放进文库"
        return [Refusal(where, f"这次推送带来一个 {largest / MIB:.0f} MB 的文件，上限 {limits.file_bytes / MIB:.0f} MB", right)]
    if total > limits.push_bytes:
        return [Refusal("", f"这次推送一共 {total / MIB:.0f} MB，上限 {limits.push_bytes / MIB:.0f} MB", "分几次推送")]
    return []


def _file_refusals(settings: Settings, place: Place, update: push.Update, admin: bool, pusher: str) -> list[Refusal]:
    limits, repository = settings.limits, place.repository
    if update.creates:
        return tree_refusals(git.tree(repository, update.new, limits.files), limits)
    if not admin and not git.is_ancestor(repository, update.old, update.new):
        return [push.rewound(settings.branch)]
    changed = git.changed(repository, update.old, update.new, limits.changed)
    refusals = push.change_refusals(changed, admin, pusher, limits)
    if len(changed) > limits.changed:
        return refusals
    between = [] if admin else tree_refusals_between(place, update, limits)
    final = tree_refusals(git.tree(repository, update.new, limits.files), limits)
    return list(dict.fromkeys([*refusals, *final, *between]))


def tree_refusals_between(place: Place, update: push.Update, limits: Limits) -> list[Refusal]:
    """Judge what any commit in between brought, even if a later one took it away: it would stay in everybody's copy."""
    found = dict.fromkeys(git.introduced(place.repository, update.new, limits.objects))
    single = (refusal for entry in found for refusal in tree_refusals([entry], limits))
    code = push.change_refusals([entry.path for entry in found][: limits.changed], False, pusher_name(), limits)
    return [*single, *code]


def _refuse(reasons: Sequence[Refusal | NotMade]) -> int:
    say("没有发布：")
    for reason in reasons[:1] if isinstance(reasons[0], NotMade) else shown(reasons):  # type: ignore[arg-type]
        say(str(reason))
    return 1


def post_receive(place: Place) -> int:
    """Make the accepted push live. Git has reported it accepted, whatever is returned."""
    if not switch(place, place.settings(), say):
        say("这次推送已经收下，网站稍后更新：服务器会自动补上（管理员也可以运行 reconcile）。")
    return 0


def switch(place: Place, settings: Settings, tell=say) -> bool:
    """Make the wanted release live if it is complete; return whether the site now is what the branch says."""
    try:
        with locked(place.top / SWITCH_LOCK, _SWITCH_SECONDS, lambda: None):
            head = git.head(place.repository, settings.branch)
            hold = place.hold()
            release = wanted(place.all_releases(), head, hold) if head else None
            if release is None:
                return not head
            if hold and hold.head != head:
                place.set_hold(None)
            if place.live() != release.name:
                _go_live(place, settings, release.name, tell)
            clean(place, settings)
            return True
    except Busy:
        return False


def _go_live(place: Place, settings: Settings, name: str, tell) -> None:
    before = _server_parts(place)
    place.switch(name)
    tell(f"网站已更新：{name}")
    if before != _server_parts(place):
        _after(settings, tell)


def _server_parts(place: Place) -> list[bytes]:
    parts = [place.current / name for name in (NGINX_HEADERS, NGINX_REDIRECTS, CADDY)]
    return [part.read_bytes() if part.is_file() else b"" for part in parts]


def _after(settings: Settings, tell) -> None:
    """Let the web server read its configuration again: redirects or headers differ."""
    if not settings.after:
        tell("转址或响应头有变化：请管理员让网页服务器重新读配置（如 nginx -s reload）。")
        return
    try:
        subprocess.run(settings.after, capture_output=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        tell(f"网页服务器没有重新读配置（{type(error).__name__}）：请管理员手工运行 {' '.join(settings.after)}")


def clean(place: Place, settings: Settings) -> list[str]:
    """Delete the releases that may go; return their names. The caller holds the switch lock."""
    releases = place.all_releases()
    hold = place.hold()
    head = of_commit(releases, git.head(place.repository, settings.branch))
    protected = frozenset({place.live(), hold.release if hold else "", head.name if head else ""})
    gone = surplus(releases, time.time(), protected)
    for release in gone:
        doomed = place.releases / f".gone-{release.name}"
        (place.releases / release.name).rename(doomed)
        remove(doomed)
    for rest in place.releases.glob(".gone-*"):
        remove(rest)
    return [release.name for release in gone]


def reconcile(place: Place, tell=say) -> bool:
    """Bring the site to what the branch says, building anew if its release is missing. Raises NotMade, Busy."""
    settings = place.settings()
    if switch(place, settings, tell):
        return True
    with locked(place.top / BUILD_LOCK, settings.limits.wait_seconds, lambda: tell("正在等另一次发布结束……")):
        head = git.head(place.repository, settings.branch)
        if not head or not git.is_commit(place.repository, head):
            raise NotMade(f"仓库里没有 {settings.branch} 分支，或者它的提交不完整 → 从一份完整的仓库推送回来；网站没有变")
        make(place, settings, head, tell)
    return switch(place, settings, tell)


def rebuild(place: Place, tell=say) -> None:
    """Make the branch's head anew with the installed code and bring it live. Raises NotMade, Busy."""
    settings = place.settings()
    with locked(place.top / BUILD_LOCK, settings.limits.wait_seconds, lambda: tell("正在等另一次发布结束……")):
        head = git.head(place.repository, settings.branch)
        if not head:
            raise NotMade("还没有推送过 → 先由管理员推送一次")
        make(place, settings, head, tell)
    place.set_hold(None)
    switch(place, settings, tell)
