"""The licence ledger: every package that the program runs on and every model has a licence that allows selling it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import distribution
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement

from engine.weights import read_catalogue
from installer.lock import normal

if TYPE_CHECKING:
    from pathlib import Path

FORBIDDEN = re.compile(r"(?<!L)GPL|AGPL|NC-|-NC|NonCommercial|SSPL|BUSL|Proprietary|Unknown", re.IGNORECASE)
"""Licences that a sold program cannot be built on. The LGPL is none of them: its libraries are linked dynamically."""


@dataclass(frozen=True)
class Ledger:
    """Licence by distribution and by model, and the sentences that say why each is all right."""

    distributions: dict[str, str]
    models: dict[str, str]
    reasons: tuple[str, ...]


@pytest.fixture(scope="session")
def ledger(repository: Path) -> Ledger:
    with (repository / "resources" / "legal" / "licences.toml").open("rb") as file:
        content = tomllib.load(file)
    special = {entry["name"]: entry["licence"] for entry in content["special"]}
    assert not special.keys() & content["permissive"]["distributions"].keys()
    return Ledger(
        content["permissive"]["distributions"] | special,
        {entry["id"]: entry["licence"] for entry in content["model"]},
        (content["permissive"]["why"], *(entry["why"] for entry in [*content["special"], *content["model"]])),
    )


def closure(lines: list[str]) -> set[str]:
    """Names of the distributions that ``lines`` and, in turn, what they require bring into this environment."""
    found: dict[str, set[str]] = {}
    waiting = [(Requirement(line), {""}) for line in lines]
    while waiting:
        asked, extras = waiting.pop()
        name = normal(asked.name)
        if asked.marker is not None and not any(asked.marker.evaluate({"extra": extra}) for extra in extras):
            continue
        if name in found and asked.extras <= found[name]:
            continue
        found[name] = found.get(name, set()) | asked.extras
        waiting += [(Requirement(line), found[name] | {""}) for line in distribution(name).requires or []]
    return set(found)


@pytest.fixture(scope="session")
def runtime(repository: Path) -> set[str]:
    """Everything that the base install brings, and the ``gpu`` extra too where it is installed."""
    with (repository / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    gpu = project["optional-dependencies"]["gpu"] if find_spec("torch") else []
    return closure([*project["dependencies"], *gpu])


def test_every_runtime_package_is_in_the_ledger(runtime: set[str], ledger: Ledger) -> None:
    assert {"mediapipe", "numpy", "rembg", "scipy"} <= runtime
    assert runtime - ledger.distributions.keys() == set()


def test_no_licence_forbids_selling_the_program(ledger: Ledger) -> None:
    for name, licence in {**ledger.distributions, **ledger.models}.items():
        assert not FORBIDDEN.search(licence), f"{name}: {licence}"


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "AGPL-3.0", "CC-BY-NC-SA-4.0", "MIT AND GPL-2.0-only"])
def test_such_a_licence_would_be_seen(licence: str) -> None:
    assert FORBIDDEN.search(licence)


def test_the_lgpl_is_accepted_with_its_reason(ledger: Ledger) -> None:
    assert not FORBIDDEN.search("LGPL-3.0-only")
    assert ledger.distributions["pyside6-essentials"] == "LGPL-3.0-only"
    assert any("linked dynamically" in reason for reason in ledger.reasons)


def test_the_ledger_agrees_with_what_the_packages_say(runtime: set[str], ledger: Ledger) -> None:
    for name in sorted(runtime):
        stated = distribution(name).metadata.get("License-Expression")
        if stated is not None:
            assert ledger.distributions[name] == stated, name


def test_every_model_is_in_the_ledger_with_the_catalogues_licence(repository: Path, ledger: Ledger) -> None:
    catalogue = read_catalogue(repository / "resources" / "models" / "catalogue.toml")
    assert ledger.models == {model.id: model.licence for model in catalogue.values()}
    assert all(model.commercial for model in catalogue.values())


def test_every_special_case_has_a_reason(ledger: Ledger) -> None:
    assert all(len(reason) > 20 for reason in ledger.reasons)
