# shellcheck shell=bash
# What run.sh and test.sh share: find a Python, make .venv, install what is missing on the system.
# Sourced, never run. Sets `root` (the checkout), `venv` and, after `find_python`, `python`.
# Nothing here touches the network when everything is in place already.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv
constraints=$root/packaging/constraints.txt
python=

# Library to load -> Debian package that brings it. Looked for by loading, not by asking dpkg, so
# that it is right on every system, whatever its packages are called.
drawing_libraries=(
  libGL.so.1=libgl1
  libEGL.so.1=libegl1
  libxkbcommon.so.0=libxkbcommon0
  libdbus-1.so.3=libdbus-1-3
  libfontconfig.so.1=libfontconfig1
  libglib-2.0.so.0=libglib2.0-0
)
x11_libraries=(
  libxcb-cursor.so.0=libxcb-cursor0
  libxcb-icccm.so.4=libxcb-icccm4
  libxcb-keysyms.so.1=libxcb-keysyms1
  libxkbcommon-x11.so.0=libxkbcommon-x11-0
  libxcb-shape.so.0=libxcb-shape0
  libxcb-randr.so.0=libxcb-randr0
)

# Qt and Python want a UTF-8 locale; a bare machine has none set.
if [ "$(locale charmap 2>/dev/null || true)" != UTF-8 ]; then
  export LC_ALL=C.UTF-8
fi

say() { printf '%s\n' "$@"; }

complain() { printf '%s\n' "$@" >&2; }

stop() {
  complain "$@"
  exit 1
}

# --- Python -----------------------------------------------------------------------------------

# Whether the command is a Python for which every pinned dependency has a wheel.
is_usable_python() {
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null
}

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11; do
    if is_usable_python "$name"; then
      python=$(command -v "$name")
      return
    fi
  done
  stop "没有找到 Python 3.11、3.12 或 3.13（找过 python3、python3.13、python3.12、python3.11）。" \
    "本机的 python3：$(python3 --version 2>&1 || true)" \
    "请先安装其中一个版本，例如：sudo apt-get install -y python3 python3-venv，再运行本脚本。" \
    "This program needs Python 3.11, 3.12 or 3.13; none was found on PATH."
}

# --- System packages ----------------------------------------------------------------------------

is_root() { [ "$(id -u)" -eq 0 ]; }

can_install() {
  command -v apt-get >/dev/null && { is_root || sudo -n true 2>/dev/null; }
}

apt_get() {
  local command=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@")
  if is_root; then "${command[@]}"; else sudo -n "${command[@]}"; fi
}

# install_packages WHAT PACKAGE…: true when they are installed afterwards. Where that is not
# allowed it prints the command instead.
install_packages() {
  local what=$1 log
  shift
  if ! can_install; then
    complain "缺少：${what}。请让管理员运行下面的命令，然后再运行本脚本：" \
      "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    return 1
  fi
  say "正在安装：${what}（$*）"
  log=$(mktemp)
  apt_get update -q >"$log" 2>&1 || { sleep 3 && apt_get update -q >"$log" 2>&1; } ||
    complain "apt-get update 没有成功，按现有的软件目录继续。"
  if apt_get install -y -q --no-install-recommends "$@" >>"$log" 2>&1; then
    rm -f "$log"
    return 0
  fi
  complain "没有装上：${what}。apt-get 的最后几行是：" "$(tail -n 8 "$log")"
  rm -f "$log"
  return 1
}

# Prints the packages of those LIBRARY=PACKAGE pairs whose library cannot be loaded.
packages_of_missing_libraries() {
  "$python" - "$@" <<'PYTHON'
import ctypes
import sys

for pair in sys.argv[1:]:
    library, package = pair.split("=")
    try:
        ctypes.CDLL(library)
    except OSError:
        print(package)
PYTHON
}

# True when Qt can draw afterwards.
install_libraries() {
  local packages
  mapfile -t packages < <(packages_of_missing_libraries "${drawing_libraries[@]}" "${x11_libraries[@]}")
  [ "${#packages[@]}" -eq 0 ] || install_packages 图形系统库 "${packages[@]}"
}

has_chinese_font() {
  if command -v fc-list >/dev/null; then
    [ -n "$(fc-list :lang=zh family)" ]
  else
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts ~/.local/share/fonts ~/.fonts -type f \
      \( -iname '*cjk*' -o -iname 'wqy*' -o -iname '*sourcehan*' -o -iname 'simsun*' \) \
      2>/dev/null)" ]
  fi
}

# Noto has full-width Chinese punctuation; WenQuanYi is there where Noto is not offered.
install_chinese_font() {
  has_chinese_font || install_packages 中文字体 fonts-noto-cjk ||
    { can_install && install_packages 中文字体 fonts-wqy-zenhei; } ||
    complain "没有中文字体，窗口里的汉字会显示成方框。"
}

# --- Python packages ------------------------------------------------------------------------------

# Changes when what has to be installed changes, or when the checkout has moved.
environment_key() {
  { cat "$root/pyproject.toml" "$constraints" && printf '%s' "$root"; } | sha256sum
}

is_installed() {
  is_usable_python "$venv/bin/python" &&
    [ "$(cat "$venv/installed-$1" 2>/dev/null)" = "$(environment_key)" ]
}

create_venv() {
  local package=python3-venv
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    [ "$python" = /usr/bin/python3 ] || package=$(basename "$python")-venv
    install_packages "Python 的 venv 组件" "$package" ||
      stop "没有 venv 组件，无法建立运行环境。" "Python's venv module is missing; cannot go on."
  fi
  rm -rf "$venv"
  "$python" -m venv "$venv" || stop "无法在 $venv 建立运行环境，请检查目录权限和磁盘空间。"
}

pip_install() {
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-build-isolation \
    --constraint "$constraints" "$@" ||
    stop "Python 依赖没有装上：请检查网络；内网请先设置 PIP_INDEX_URL 指向本单位的镜像。" \
      "Installing the pinned dependencies failed; see the lines above."
}

# make_environment run|test: .venv with the pinned dependencies, with or without the test tools.
make_environment() {
  local extra=
  if is_installed test || is_installed "$1"; then return; fi
  [ "$1" = run ] || extra="[test]"
  if ! is_usable_python "$venv/bin/python" || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1
  then
    create_venv
  fi
  say "正在安装 Python 依赖（只在第一次和依赖变化后需要，约 1 分钟）…"
  # The build tools are pinned like everything else, so no build fetches newer ones by itself.
  pip_install pip setuptools hatchling editables
  pip_install --editable "$root$extra"
  environment_key >"$venv/installed-$1"
}
