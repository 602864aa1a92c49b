"""`flashcards config`: the settings, each with its meaning."""

import click

from flashcards.cli import output
from flashcards.cli.invocation import Invocation
from flashcards.language import _


def _keys(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    from flashcards.config import Settings
    from flashcards.tui.preferences import preferences

    return [one.name for one in preferences(Settings()) if one.name.startswith(incomplete)]


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("key", required=False, shell_complete=_keys)
@click.argument("value", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print every setting as JSON.")
@click.pass_obj
def command(invocation: Invocation, *, key: str | None, value: str | None, as_json: bool) -> None:
    """List the settings, show the one named KEY, or set it to VALUE; the VALUE `default` takes the default again.

    The settings that begin with `keys.` are the keys of the terminal app: one or more, with spaces between them.

    \b
    Examples:
      flashcards config
      flashcards config schedule.rollover 3
      flashcards config keys.review.flag F
    """
    from flashcards.config import save_setting, written
    from flashcards.tui.keymap import read_keymap_of
    from flashcards.tui.preferences import changed, preference, preferences

    path = invocation.paths.settings
    if key is not None and value is not None:
        settings, wanted = changed(invocation.settings, key, value)
        save_setting(path, key, wanted)
        now = written(preference(settings, key).value)
        output.narrate(_("{key} = {value}, in {path}", key=key, value=now, path=path))
        return
    if key is not None:
        output.data(written(preference(invocation.settings, key).value))
        return
    read_keymap_of(invocation.settings, path)
    found = preferences(invocation.settings)
    if as_json:
        names = ("value", "default", "meaning", "range")
        output.show_json([{"key": one.name, **{name: getattr(one, name) for name in names}} for one in found])
        return
    for one in found:
        output.line(f"{one.name} = {written(one.value)}", bold=True)
        output.line(f"    {_(one.meaning)} ({one.range})")
