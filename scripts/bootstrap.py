"""Make .venv and install one of the locks into it, with hashes; do nothing when that is done already.

Debian's python3 has neither ensurepip nor pip, so pip's own wheel (MIT licence, inside the wheel) lies
beside this file and installs from there. Where packages come from is pip's configuration, not ours.
"""

from __future__ import annotations

import fcntl
import hashlib
import platform
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
KINDS = ("runtime", "dev", "bench")
PIP_WHEEL = ROOT / "scripts" / "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"


def main(kind: str) -> None:
    """Bring .venv up to the lock of that kind: each of KINDS holds all of the one before it."""
    with (ROOT / "requirements" / "dev.lock").open("rb") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)  # two makes at once: the second waits and finds all done
        if not _is_current(kind):
            _make_venv()
            _install(kind)
            _stamp(kind).write_text(_fingerprint(kind))


def _is_current(kind: str) -> bool:
    enough = KINDS[KINDS.index(kind) :]
    return any(_stamp(done).is_file() and _stamp(done).read_text() == _fingerprint(done) for done in enough)


def _stamp(kind: str) -> Path:
    return VENV / f"{kind}.stamp"


def _fingerprint(kind: str) -> str:
    lock = (ROOT / "requirements" / f"{kind}.lock").read_bytes()
    return f"{hashlib.sha256(lock).hexdigest()} {_version()}"


def _version() -> str:
    return f"{platform.python_implementation()} {sys.version_info[0]}.{sys.version_info[1]}"


def _make_venv() -> None:
    if _runs_our_version():
        return
    _say("making .venv")
    try:
        venv.create(VENV, clear=True, symlinks=True, with_pip=False)
    except OSError as error:
        _give_up(
            f".venv can't be made ({error}): free the disk or the folder's permissions, then run make again"
        )


def _runs_our_version() -> bool:
    if not PYTHON.exists():
        return False
    probe = "import platform, sys; print(platform.python_implementation(), '%d.%d' % sys.version_info[:2])"
    answer = subprocess.run([PYTHON, "-c", probe], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == _version()


def _install(kind: str) -> None:
    if hashlib.sha256(PIP_WHEEL.read_bytes()).hexdigest() != PIP_SHA256:
        _give_up(f"{PIP_WHEEL.name} was changed: `git checkout scripts`, then run make again")
    _say(f"fetching the packages of requirements/{kind}.lock (once; takes a minute)")
    pip = [
        str(PYTHON),
        str(PIP_WHEEL / "pip"),
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
    ]
    lock = ["--retries=2", "--require-hashes", "--only-binary=:all:", "-r", f"requirements/{kind}.lock"]
    result = subprocess.run([*pip, *lock], cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    if result.returncode:
        _give_up(_reason(result.stderr))


def _reason(stderr: str) -> str:
    errors = [line for line in stderr.splitlines() if line.startswith("ERROR:")]
    last = errors[-1].removeprefix("ERROR:").strip() if errors else "no answer"
    if "hash" in stderr.lower() and "THESE PACKAGES DO NOT MATCH" in stderr:
        return "a package differs from its locked hash: don't use it; check your mirror, or run `make lock`"
    return (
        f"the locked packages can't be had ({last[:160]}): connect to the network once, then run make again"
    )


def _say(line: str) -> None:
    print(f"set-up: {line}", flush=True)


def _give_up(line: str) -> None:
    sys.exit(f"set-up: {line}")


if __name__ == "__main__":
    main(sys.argv[1])
