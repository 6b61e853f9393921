"""Addresses to which a letter can arrive, and the settings of the server that takes it."""

from __future__ import annotations

import pytest

from ess_shop.domain.mail import MailSettings, Security, checked_address, mail_settings, plain_mail
from ess_shop.errors import Refused

SET = MailSettings("smtp.example.org", 465, Security.TLS, "till", "till@example.org", "La Boutique")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("marie@example.org", "marie@example.org"),
        ("  Marie.Dupont@Example.ORG \n", "Marie.Dupont@example.org"),
        ("o'brien+till/1=2@sub.example.org", "o'brien+till/1=2@sub.example.org"),
        ("jörg@bücher.example", "jörg@xn--bcher-kva.example"),
        ("zoe@ÉCOLE.example", "zoe@xn--cole-9oa.example"),
        ("zoe@e\N{COMBINING ACUTE ACCENT}cole.example", "zoe@xn--cole-9oa.example"),
        ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
        ("x" * 64 + "@example.org", "x" * 64 + "@example.org"),
    ],
)
def test_addresses_as_servers_write_them(typed: str, written: str) -> None:
    assert checked_address(typed) == written
    assert checked_address(written) == written


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "marie",
        "@example.org",
        "marie@",
        "marie@example",
        "marie@example.",
        "marie@.example.org",
        "marie@exa mple.org",
        "marie dupont@example.org",
        "marie@example.org, paul@example.org",
        "marie@example.org\r\nBcc: all@example.org",
        "marie\x00@example.org",
        "marie\N{ZERO WIDTH SPACE}@example.org",
        "marie\N{RIGHT-TO-LEFT OVERRIDE}@example.org",
        "<marie@example.org>",
        '"marie dupont"@example.org',
        "marie@[127.0.0.1]",
        "marie@127.0.0.1",
        ".marie@example.org",
        "marie.@example.org",
        "marie..dupont@example.org",
        "marie@-example.org",
        "marie@exa_mple.org",
        "marie@" + "x" * 64 + ".org",
        "x" * 65 + "@example.org",
        "a@" + ".".join(["x" * 60] * 5) + ".org",
        "marie@example。org",
    ],
)
def test_where_no_letter_can_arrive(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_address(typed)
    assert refused.value.code == "bad_address"
    assert len(str(refused.value.facts["value"])) <= 30


def test_a_domain_that_old_rules_would_change_is_refused() -> None:
    """`straße` became `strasse` in 2003, which belongs to somebody else."""
    with pytest.raises(Refused):
        checked_address("marie@straße.example")


def test_settings_go_into_plain_data_and_back() -> None:
    assert mail_settings(plain_mail(SET)) == SET
    assert mail_settings(None) == MailSettings()
    assert not MailSettings().ready
    assert SET.ready
    assert mail_settings({**plain_mail(SET), "unknown": 1}) == SET
    assert "password" not in plain_mail(SET)


@pytest.mark.parametrize(
    "plain",
    [[], "x", {"port": "465"}, {"port": True}, {"security": "ssl"}, {"server": None}, {"sender": 1}],
)
def test_plain_data_that_make_no_sense(plain: object) -> None:
    with pytest.raises(Refused) as refused:
        mail_settings(plain)
    assert refused.value.code == "mail_unreadable"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("server", "smtp example"),
        ("server", "smtp.example.org\r\nEHLO x"),
        ("server", "-"),
        ("port", 0),
        ("port", 65_536),
        ("user", "a\nb"),
        ("sender", ""),
        ("sender", "till"),
        ("sender", "Till@EXAMPLE.org"),
        ("sender_name", "a\r\nBcc: b@example.org"),
        ("sender_name", "x" * 101),
        ("security", "none"),
    ],
)
def test_the_wrong_setting_is_named(name: str, value: object) -> None:
    with pytest.raises(Refused) as refused:
        mail_settings({**plain_mail(SET), name: value})
    assert refused.value.code == f"mail_{name}"


def test_on_this_machine_a_password_needs_no_protection() -> None:
    MailSettings("localhost", 25, Security.NONE, "till", "till@example.org")
