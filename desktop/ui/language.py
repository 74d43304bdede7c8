"""The language of the window: chosen in the settings or the system's. Texts follow by ``desktop.ui.speaking``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from engine.resources import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

LANGUAGES = ("en", "de")
"""Languages with all texts; the first is spoken where the system's is not among them."""
NAME = "lookroom"


def language_of(choice: str, wanted: tuple[str, ...]) -> str:
    """The language to speak: ``choice`` if there is one, else the first of ``wanted`` (such as "de-AT") that is."""
    if choice in LANGUAGES:
        return choice
    return next((name for name in (tag.split("-")[0].lower() for tag in wanted) if name in LANGUAGES), LANGUAGES[0])


def speak(program: QApplication, choice: str) -> str:
    """Let the program speak ``choice`` ("system" or a language); returns the language that it speaks now.

    Numbers and dates follow the language, or the system's own region of it.
    """
    system = QLocale.system()
    language = language_of(choice, tuple(system.uiLanguages()))
    locale = system if system.name().split("_")[0] == language else QLocale(language)
    fall_silent(program)
    QLocale.setDefault(locale)
    program.setLayoutDirection(locale.textDirection())
    qt_words = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{language}", qt_words), (f"lookroom_{language}", str(resource("translations")))):
        translator = QTranslator(program)
        translator.setObjectName(NAME)
        if translator.load(name, folder):
            program.installTranslator(translator)
    return language


def fall_silent(program: QApplication) -> None:
    """Take away the translators that ``speak`` installed."""
    for translator in program.findChildren(QTranslator, NAME):
        program.removeTranslator(translator)
        translator.setParent(None)
