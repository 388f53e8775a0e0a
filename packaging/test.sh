#!/usr/bin/env bash
# Runs the five checks (format, lint, types, layers, tests) and the test of the built package;
# installs what is missing first. With root or sudo a skipped test fails the run.
# Usage: bash packaging/test.sh
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=prepare.sh
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

# Calc opens the exported workbooks in the tests, Writer makes and reads documents. True when both
# are there afterwards; each is looked for by its own library, since one comes without the other.
install_libreoffice() {
  has_libreoffice || install_packages "LibreOffice，约 150 MB，请稍候" libreoffice-calc libreoffice-writer
}

has_libreoffice() {
  local office program
  office=$(command -v soffice) || return 1
  program=$(dirname "$(readlink -f "$office")")
  [ -e "$program/libsclo.so" ] && [ -e "$program/libswlo.so" ]
}

step() {
  say "" "── $1 ──"
  shift
  "$@"
}

run_tests() {
  local output skipped=0
  output=$(mktemp)
  python -m pytest -r s "$@" | tee "$output"
  tail -n 1 "$output" | grep -q ' skipped' && skipped=1
  rm -f "$output"
  if [ "$skipped" -eq 1 ] && can_install; then
    stop "有测试被跳过：这台机器上本该全部运行，见上面的 SKIPPED 行。" \
      "Tests were skipped on a machine that can install what they need."
  fi
}

find_python
make_environment test
install_libraries || complain "缺少系统库，窗口的测试会失败。"
install_chinese_font
install_libreoffice || complain "没有 LibreOffice，用到它的测试会跳过。"

cd "$root"
export PATH=$venv/bin:$PATH
step "格式 ruff format" ruff format --check .
step "静态检查 ruff check" ruff check .
step "类型 mypy" mypy
step "分层 import-linter" lint-imports
step "安装包 wheel" bash packaging/check_wheel.sh
step "测试 pytest" run_tests
