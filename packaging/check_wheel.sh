#!/usr/bin/env bash
# Builds the wheel and uses it in an environment without checkout and test tools: a file left out of
# the package, or a library that only the tests bring, shows here and nowhere else.
# Usage: bash packaging/check_wheel.sh, after test.sh has made .venv
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=prepare.sh
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

place=$root/build/wheel
python=$venv/bin/python
rm -rf "$place/dist"
pip_wheel=(pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation)
"$python" -m "${pip_wheel[@]}" --wheel-dir "$place/dist" "$root"

venv=$place/venv
if ! is_installed wheel; then
  create_venv
  pip_install pip setuptools
  pip_install "$place"/dist/*.whl
  environment_key >"$venv/installed-wheel"
fi
pip_install --no-deps --force-reinstall "$place"/dist/*.whl

cd "$place"
venv/bin/reviewer --version
XDG_CACHE_HOME=$place/cache venv/bin/python "$root/packaging/try_program.py"
