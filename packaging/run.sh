#!/usr/bin/env bash
# Starts 报告审阅台 on the given reports, or on the bundled sample; installs what is missing first.
# Without a display it checks them on the command line and writes their score sheets instead.
# Usage: bash packaging/run.sh [FILE…]
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=prepare.sh
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

reports=()
for argument in "$@"; do
  case $argument in
    -h | --help)
      say "用法：bash packaging/run.sh [报告文件…]    不给文件时打开自带的示例报告。"
      exit
      ;;
    /*) reports+=("$argument") ;;
    *) reports+=("./$argument") ;; # so that a report named “check” is no command
  esac
done
[ "${#reports[@]}" -gt 0 ] || reports=("$root"/resources/samples/*.txt)

# Why there is no window, or nothing when there can be one.
missing_display() {
  if [ -n "${WAYLAND_DISPLAY:-}" ]; then
    return
  elif [ -z "${DISPLAY:-}" ]; then
    say "没有图形显示（DISPLAY 和 WAYLAND_DISPLAY 都没有设置）"
  elif ! "$python" - <<'PYTHON'; then
import ctypes
import sys

try:
    xcb = ctypes.CDLL("libxcb.so.1")
except OSError:
    sys.exit(0)
xcb.xcb_connect.restype = ctypes.c_void_p
connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
sys.exit(xcb.xcb_connection_has_error(connection))
PYTHON
    say "图形显示 DISPLAY=$DISPLAY 连接不上"
  fi
}

# Checks the reports on the command line and names the score sheets.
check_without_window() {
  local target=$PWD
  [ -w "$target" ] || target=$HOME
  "$venv/bin/reviewer" check "${reports[@]}"
  "$venv/bin/reviewer" check "${reports[@]}" --export "$target"
}

find_python
make_environment run
libraries=ok
install_libraries || libraries=missing
install_chinese_font

reason=$(missing_display)
if [ -n "$reason" ]; then
  say "$reason，改为在命令行核对报告并导出评分表。" \
    "No display: checking on the command line instead."
  check_without_window
elif [ "$libraries" = missing ]; then
  stop "缺少系统库，窗口打不开。" "System libraries are missing; the window cannot open."
else
  exec "$venv/bin/reviewer" "${reports[@]}"
fi
