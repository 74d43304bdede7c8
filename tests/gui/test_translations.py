"""The window speaks English and German completely, and the engine's sentences with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from desktop.ui.language import LANGUAGES, fall_silent, language_of, speak
from desktop.ui.words import said
from engine.errors import InvalidImageFormat
from installer.translations import FOLDER, PATTERNS, collected, lupdate, messages, sentences, unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

MARK = re.compile(r"\{[a-z_]+\}|%n|%\d")


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """The program speaks German during the test."""
    before = QLocale()
    assert speak(qapp, "de") == "de"
    yield
    fall_silent(qapp)
    QLocale.setDefault(before)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_untranslated(language: str) -> None:
    assert unfinished(FOLDER / f"lookroom_{language}.ts") == []


def test_every_text_of_the_code_is_listed(tmp_path: Path) -> None:
    words, patterns = collected()
    lupdate(words, patterns, tmp_path)
    for language in LANGUAGES:
        found, known = ({message[:2] for message in messages(folder / f"lookroom_{language}.ts")}
                        for folder in (tmp_path, FOLDER))
        assert found - known == set(), "run python -m installer.translations and translate what it lists"
    assert (tmp_path / PATTERNS.name).read_text(encoding="utf-8") == PATTERNS.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_inserted_values_survive_translation(language: str) -> None:
    for context, source, done, forms in messages(FOLDER / f"lookroom_{language}.ts"):
        wanted = set(MARK.findall(source))
        for form in forms if done else ():
            lost = wanted - set(MARK.findall(form)) - ({"%2"} if "unknown name%2" in source else set())
            assert not lost, f"{context}: {source!r} became {form!r}"
            assert set(MARK.findall(form)) <= wanted, f"{context}: {form!r} inserts what {source!r} does not have"


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_file_says_what_the_source_says(language: str, qapp: QApplication) -> None:
    compiled = QTranslator()
    assert compiled.load(f"lookroom_{language}", str(FOLDER)), "run python -m installer.translations"
    for context, source, done, forms in messages(FOLDER / f"lookroom_{language}.ts"):
        if done and len(forms) == 2:
            assert [compiled.translate(context, source, "", count) for count in (1, 2)] == list(forms)
        elif done and forms[0] != source:
            assert compiled.translate(context, source) == forms[0]


def test_patterns_have_enough_words_of_their_own() -> None:
    for line in PATTERNS.read_text(encoding="utf-8").splitlines():
        assert len(re.sub(r"%\d|\W", "", line)) >= 8, f"{line!r} would match any sentence"


def test_the_systems_language_is_spoken_where_it_is_known() -> None:
    assert language_of("system", ("de-AT", "en")) == "de"
    assert language_of("system", ("fr-FR", "de-DE")) == "de"
    assert language_of("system", ("ja-JP",)) == "en"
    assert language_of("de", ("en-US",)) == "de"
    assert language_of("nonsense", ("en-US",)) == "en"


def test_engine_words_are_german(german: None) -> None:
    assert said("Cut out") == "Freistellen"
    assert said("No hair was found on this person.") == "An dieser Person nicht gefunden: Haare."
    fault = InvalidImageFormat("The file Größe 2.txt is empty.", "Choose a smaller photo.")
    assert said(fault.what) == "Die Datei Größe 2.txt ist leer."
    assert "Wählen Sie" in said(fault.remedy)
    assert said("Nobody knows this sentence.") == "Nobody knows this sentence."
    both = said("Choose a smaller photo. The file Größe 2.txt is empty.")
    assert both == f"{said('Choose a smaller photo.')} Die Datei Größe 2.txt ist leer.", "sentences put together"


def test_qts_own_words_are_german(german: None, qapp: QApplication) -> None:
    if not QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath):
        pytest.skip("this Qt came without its translations")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_english_knows_one_from_many(qapp: QApplication) -> None:
    before = QLocale()
    speak(qapp, "en")
    assert qapp.translate("StripView", "%n pictures", "", 1) == "1 picture"
    assert qapp.translate("StripView", "%n pictures", "", 3) == "3 pictures"
    assert said("Use --mode draft.") == "Choose the draft.", "no command line options in the window"
    fall_silent(qapp)
    QLocale.setDefault(before)


def test_sentences_are_found_in_code() -> None:
    code = '"""A docstring is not one."""\nraise E(f"The file {name} is empty.", "Choose another.")\nlog.info("A b.")\n'
    assert set(sentences(code)) == {"The file %1 is empty.", "Choose another."}
