"""The colours of the app: dark, light, high contrast, and the terminal's own sixteen."""

from textual.theme import Theme

from flashcards.config import Settings

HIGH_CONTRAST = Theme(
    name="high-contrast", dark=True,
    background="#000000", surface="#000000", panel="#000000", boost="#000000", foreground="#ffffff",
    primary="#00ffff", secondary="#00ffff", accent="#ffff00", success="#00ff00", warning="#ffff00", error="#ff9090",
    text_alpha=1.0,
    variables={
        "text-primary": "#00ffff", "text-secondary": "#00ffff", "text-accent": "#ffff00", "text-success": "#00ff00",
        "text-warning": "#ffff00", "text-error": "#ff9090", "text-muted": "#ffffff", "text-disabled": "#ffffff",
        "block-cursor-background": "#ffffff", "block-cursor-foreground": "#000000",
        "input-cursor-background": "#ffffff", "input-cursor-foreground": "#000000",
        "scrollbar": "#ffffff", "scrollbar-hover": "#ffff00", "scrollbar-active": "#ffff00",
        "scrollbar-background": "#404040",
    },
)  # fmt: skip
"""White, and colours of at least 7:1, on black; dimmed text keeps 7:1 too."""

THEMES = {
    "dark": "textual-dark", "light": "textual-light", "high-contrast": HIGH_CONTRAST.name, "ansi": "ansi-dark",
}  # fmt: skip
"""Textual's name of each theme in the settings."""


def theme_of(settings: Settings, *, colourless: bool) -> str:
    """Return the theme to use: the settings', but where colour is declined the one that never mixes its own."""
    return "ansi" if colourless else str(settings["ui.theme"])
