"""What a deployment may set; whatever is wrong is one line that names its variable."""

from __future__ import annotations

import dataclasses
import stat
from pathlib import Path

import pytest

from settings import Settings, SettingsError, from_environment

SECRET = "0123456789abcdefghijklmnopqrstuvwxyz"
GOOD = {"FLOOR_SECRET_KEY": SECRET, "FLOOR_BASE_URL": "https://floor.example.org"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An instance folder that isn't there yet."""
    return tmp_path / "instance"


def read(folder: Path, **environ: str) -> Settings:
    return from_environment({**GOOD, "FLOOR_INSTANCE_PATH": str(folder), **environ})


def developing(folder: Path, **environ: str) -> Settings:
    return from_environment({"FLOOR_ENV": "development", "FLOOR_INSTANCE_PATH": str(folder), **environ})


def test_production_is_the_default_and_takes_few_words(folder: Path) -> None:
    found = read(folder)
    assert not found.development
    assert found.secret_key == SECRET.encode()
    assert found.database_url == f"sqlite:///{folder}/floor.sqlite3"
    assert (found.base_url, set(found.hosts)) == ("https://floor.example.org", {"floor.example.org"})
    assert (found.redis_url, found.trusted_proxies) == (None, 0)
    assert found.rate_limits
    assert 2 <= found.places <= 4
    assert found.secure_cookies


def test_settings_never_change(folder: Path) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        read(folder).development = True  # type: ignore[misc]


def test_each_key_is_derived_from_the_secret_and_no_two_are_alike(folder: Path) -> None:
    found = read(folder)
    assert len({found.secret_key, found.link_key, found.audit_key}) == 3
    assert found.link_key == read(folder).link_key
    assert found.link_key != read(folder, FLOOR_SECRET_KEY=SECRET[::-1]).link_key
    assert read(folder, FLOOR_LINK_KEY=SECRET * 2).link_key == (SECRET * 2).encode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FLOOR_ENV", "staging"),
        ("FLOOR_SECRET_KEY", ""),
        ("FLOOR_SECRET_KEY", "short"),
        ("FLOOR_SECRET_KEY", "a" * 64),
        ("FLOOR_SECRET_KEY", SECRET[:31]),
        ("FLOOR_LINK_KEY", "short"),
        ("FLOOR_AUDIT_KEY", "a" * 64),
        ("FLOOR_SECRET_KEY_FILE", "/nowhere/secret"),
        ("FLOOR_DATABASE_URL_FILE", "/"),
        ("FLOOR_DATABASE_URL", "mysql://floor@127.0.0.1/floor"),
        ("FLOOR_DATABASE_URL", "floor.sqlite3"),
        ("FLOOR_BASE_URL", ""),
        ("FLOOR_BASE_URL", "floor.example.org"),
        ("FLOOR_BASE_URL", "ftp://floor.example.org"),
        ("FLOOR_BASE_URL", "https://floor.example.org/floor"),
        ("FLOOR_BASE_URL", "https://"),
        ("FLOOR_TRUSTED_PROXIES", "-1"),
        ("FLOOR_TRUSTED_PROXIES", "11"),
        ("FLOOR_TRUSTED_PROXIES", "one"),
        ("FLOOR_TRUSTED_PROXIES", "²"),
        ("FLOOR_PLACES", "many"),
        ("FLOOR_PLACES", "5"),
        ("FLOOR_RATE_LIMITS", "off"),
    ],
)
def test_a_bad_setting_is_one_line_that_names_its_variable(folder: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(folder, **{name: value})
    message = str(refused.value)
    assert message.startswith(name)
    assert "\n" not in message
    assert len(message) < 200
    assert message.endswith(".")


def test_no_message_gives_a_secret_away(folder: Path) -> None:
    for name in ("FLOOR_SECRET_KEY", "FLOOR_LINK_KEY", "FLOOR_AUDIT_KEY"):
        with pytest.raises(SettingsError) as refused:
            read(folder, **{name: "hunter2"})
        assert "hunter2" not in str(refused.value)
    with pytest.raises(SettingsError) as refused:
        read(folder, FLOOR_DATABASE_URL="mysql://floor:hunter2@127.0.0.1/floor")
    assert "hunter2" not in str(refused.value)


def test_every_secret_may_be_a_file(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    environ = {name: value for name, value in GOOD.items() if name != "FLOOR_SECRET_KEY"}
    found = from_environment(
        {
            **environ,
            "FLOOR_INSTANCE_PATH": str(folder),
            "FLOOR_SECRET_KEY_FILE": str(file),
            "FLOOR_LINK_KEY_FILE": str(file),
            "FLOOR_AUDIT_KEY_FILE": str(file),
        }
    )
    assert found.secret_key == found.link_key == found.audit_key == SECRET.encode()


def test_a_file_that_is_no_text_is_named(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"^FLOOR_SECRET_KEY_FILE: .* \(not text\)\.$"):
        read(folder, FLOOR_SECRET_KEY_FILE=str(file))


def test_an_empty_file_is_no_secret(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"^FLOOR_SECRET_KEY is not set"):
        read(folder, FLOOR_SECRET_KEY_FILE=str(file))


def test_development_keeps_a_random_secret_of_its_own(folder: Path) -> None:
    found = developing(folder)
    assert len(found.secret_key) >= 32
    assert developing(folder).secret_key == found.secret_key
    (kept,) = folder.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_development_answers_the_machines_own_names_without_https(folder: Path) -> None:
    found = developing(folder)
    assert found.hosts == {"127.0.0.1", "localhost"}
    assert not found.secure_cookies
    assert not developing(folder, FLOOR_RATE_LIMITS="off").rate_limits
    assert developing(folder, FLOOR_SECRET_KEY="short").secret_key == b"short"


def test_an_instance_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a-file"
    file.touch()
    with pytest.raises(SettingsError, match=r"^FLOOR_INSTANCE_PATH: "):
        developing(file / "instance")


@pytest.mark.parametrize(
    "url", ["postgresql://floor@db/floor", "postgresql+psycopg://db/floor", "sqlite:////srv/x"]
)
def test_these_are_addresses_of_databases(folder: Path, url: str) -> None:
    assert read(folder, FLOOR_DATABASE_URL=url).database_url == url


def test_a_closing_slash_is_no_path(folder: Path) -> None:
    assert read(folder, FLOOR_BASE_URL="https://floor.example.org/").base_url == "https://floor.example.org"


def test_the_rest_is_read_as_it_is_written(folder: Path) -> None:
    found = read(
        folder, FLOOR_REDIS_URL="redis://cache/0", FLOOR_TRUSTED_PROXIES="2", FLOOR_DEMO="0", FLOOR_PLACES="3"
    )
    assert (found.redis_url, found.trusted_proxies, found.demo, found.places) == (
        "redis://cache/0",
        2,
        False,
        3,
    )


@pytest.mark.parametrize(
    "address",
    ["http://[::1", "https://floor.example?x=1", "https://me@floor.example", "https://floor.example:99999"],
)
def test_an_address_with_more_than_a_host_is_refused(tmp_path: Path, address: str) -> None:
    given = {"FLOOR_ENV": "development", "FLOOR_INSTANCE_PATH": str(tmp_path), "FLOOR_BASE_URL": address}
    with pytest.raises(SettingsError, match="FLOOR_BASE_URL"):
        from_environment(given)


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(SettingsError, match="FLOOR_INSTANCE_PATH"):
        from_environment({"FLOOR_ENV": "development", "FLOOR_INSTANCE_PATH": str(file)})


def test_limits_are_on_or_off(tmp_path: Path) -> None:
    given = {"FLOOR_ENV": "development", "FLOOR_INSTANCE_PATH": str(tmp_path)}
    with pytest.raises(SettingsError, match="FLOOR_RATE_LIMITS"):
        from_environment({**given, "FLOOR_RATE_LIMITS": "false"})
