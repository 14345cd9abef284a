"""scripts.screenshots draws what README and cards show, twice the same, and says what stops it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts import screenshots


def test_the_pictures_are_light_and_the_same_each_time(browser: Browser, real_site: Path) -> None:
    first = screenshots.draw(browser, real_site)
    assert screenshots.draw(browser, real_site) == first
    for file, content in first.items():
        assert 10_000 < len(content) <= screenshots.LIMITS[file.suffix], file


def test_a_folder_that_is_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert screenshots.main([str(tmp_path)]) == 2
    assert "不是生成好的网站" in capsys.readouterr().err


def test_a_picture_that_is_too_large_saves_none(capsys: pytest.CaptureFixture[str]) -> None:
    kept = screenshots.CARD.read_bytes()
    assert screenshots.save({screenshots.CARD: b"small", screenshots.IMAGES / "front.webp": bytes(150_001)}) == 1
    assert "images/front.webp：150001 字节" in capsys.readouterr().err and screenshots.CARD.read_bytes() == kept
