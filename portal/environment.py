"""Readers of the environment. A secret may also lie in a file, whose path NAME_FILE says.

So systemd's credentials, secrets of containers and agents of a vault can hand it over: what
stands in a file is not in the environment, which every child of a process gets.
"""

import os
from pathlib import Path
from typing import Any

from environs import Env, EnvError


class SecretEnv(Env):
    """Reads secrets: from the file that NAME_FILE names, or else as any other setting."""

    def _get_value(self, env_key: str, default: Any) -> Any:
        named = f"{env_key}_FILE"
        path = os.environ.get(named, "")
        if not path:
            return super()._get_value(env_key, default)
        if os.environ.get(env_key):
            raise EnvError(f"Both {env_key} and {named} are set: take one of them away.")
        return _only_line(named, Path(path))


def _only_line(named: str, path: Path) -> str:
    """What the file says. Without it the portal doesn't start: no default is as secret."""
    try:
        said = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        why = getattr(problem, "strerror", "") or "it is no text"
        raise EnvError(f"{named} names {path}, which can't be read: {why}.") from problem
    if not said:
        raise EnvError(f"{named} names {path}, which is empty.")
    if len(said.splitlines()) > 1:
        raise EnvError(f"{named} names {path}, which has more than one line.")
    return said
