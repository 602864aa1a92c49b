"""`flashcards config`: the settings, each with its meaning."""

import click

from flashcards.cli import output
from flashcards.cli.invocation import Invocation
from flashcards.language import _


def _keys(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    from flashcards.config import KEYS

    return [name for name in KEYS if name.startswith(incomplete)]


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("key", required=False, shell_complete=_keys)
@click.argument("value", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print every setting as JSON.")
@click.pass_obj
def command(invocation: Invocation, *, key: str | None, value: str | None, as_json: bool) -> None:
    """List the settings, show the one named KEY, or set it to VALUE.

    \b
    Examples:
      flashcards config
      flashcards config schedule.rollover 3
    """
    from flashcards import config

    if key is not None and value is not None:
        wanted = config.parsed(key, value)
        config.save_setting(invocation.paths.settings, key, wanted)
        output.narrate(
            _("{key} = {value}, in {path}", key=key, value=config.written(wanted), path=invocation.paths.settings)
        )
        return
    if key is not None:
        config.find_key(key)
        output.data(config.written(invocation.settings[key]))
        return
    names = {name: invocation.settings[name] for name in config.KEYS}
    if as_json:
        output.show_json(
            [
                {
                    "key": name,
                    "value": names[name],
                    "default": one.default,
                    "meaning": one.meaning,
                    "range": one.range(),
                }
                for name, one in config.KEYS.items()
            ]
        )
        return
    for name, one in config.KEYS.items():
        output.line(f"{name} = {config.written(names[name])}", bold=True)
        output.line(f"    {_(one.meaning)} ({one.range()})")
