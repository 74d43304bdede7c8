"""What the packaged program tells macOS of itself: its version, and the photos that the Finder may send to it.

Types are named by Apple's identifiers (Uniform Type Identifiers: "System-declared uniform type identifiers", and those
that Image I/O declares for raw photos), and by endings, which hold where a system knows no identifier yet.
"""

from __future__ import annotations

from typing import Any

IDENTIFIER = "app.lookroom.studio"
PHOTOS = {
    "JPEG image": (("public.jpeg",), ("jpg", "jpeg", "jpe")),
    "PNG image": (("public.png",), ("png",)),
    "TIFF image": (("public.tiff",), ("tif", "tiff")),
    "WebP image": (("org.webmproject.webp",), ("webp",)),
    "AVIF image": (("public.avif",), ("avif",)),
    "HEIF image": (("public.heic", "public.heif"), ("heic", "heif", "hif")),
    "GIF image": (("com.compuserve.gif",), ("gif",)),
    "Windows bitmap image": (("com.microsoft.bmp",), ("bmp",)),
    "Raw photo": (("com.adobe.raw-image", "com.canon.cr2-raw-image", "com.canon.cr3-raw-image", "com.nikon.raw-image",
                   "com.sony.arw-raw-image", "com.fuji.raw-image", "com.olympus.raw-image",
                   "com.panasonic.rw2-raw-image"),
                  ("dng", "cr2", "cr3", "nef", "arw", "raf", "orf", "rw2")),
}
"""Name of a kind of photo -> its identifiers and its endings: every format that is read."""


def document_types() -> list[dict[str, Any]]:
    """CFBundleDocumentTypes: Lookroom edits all of them, and takes none of them away from another program."""
    return [{"CFBundleTypeName": name, "CFBundleTypeRole": "Editor", "LSHandlerRank": "Alternate",
             "LSItemContentTypes": list(identifiers), "CFBundleTypeExtensions": list(endings)}
            for name, (identifiers, endings) in PHOTOS.items()]


def info_plist(version: str, executable: str) -> dict[str, Any]:
    """The entries of Info.plist beside PyInstaller's own. ``executable``: which of the programs an icon starts."""
    return {
        "CFBundleName": "Lookroom",
        "CFBundleDisplayName": "Lookroom",
        "CFBundleVersion": version,
        "CFBundleShortVersionString": version,
        "CFBundleExecutable": executable,
        "CFBundleDocumentTypes": document_types(),
        "CFBundleLocalizations": ["en", "de"],
        "LSApplicationCategoryType": "public.app-category.photography",
        "LSBackgroundOnly": False,
        "NSHighResolutionCapable": True,
        "NSSupportsAutomaticGraphicsSwitching": True,
    }
