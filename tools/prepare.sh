#!/bin/sh
# Makes .venv ready for one purpose and does nothing when it already is.
#   sh tools/prepare.sh run|test|dev
# Needs Python 3.11 or newer with its venv module. PYTHON=… names another one.
set -eu

purpose=$1
cd "$(dirname "$0")/.."
venv=.venv
say() { printf '%s\n' "$*" >&2; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
can_make_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

find_python() {
    too_old='' without_venv=''
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3.14 python3 python}; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        if ! new_enough "$candidate"; then
            too_old="$too_old $("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || :)"
        elif ! can_make_venv "$candidate"; then
            without_venv=$candidate
        else
            command -v "$candidate"
            return
        fi
    done
    if [ -n "$without_venv" ]; then
        say "$without_venv is here, but its venv module is not. On Debian and Ubuntu: sudo apt install python3-venv"
    elif [ -n "$(echo $too_old)" ]; then
        say "Python 3.11 or newer is needed; found only Python$(printf ' %s' $too_old)."
        say "Install a newer one, or name it: make run PYTHON=/path/to/python3.11"
    else
        say "Python 3.11 or newer is needed, and no Python was found. On Debian and Ubuntu: sudo apt install python3 python3-venv"
    fi
    return 1
}

# What is installed is named by its place, its Python and the files that say what to install.
fingerprint() {
    { pwd; "$venv/bin/python" -VV; cat "requirements/$1.txt" pyproject.toml setup.py; } | cksum
}
ready() {
    [ -x "$venv/bin/python" ] && new_enough "$venv/bin/python" &&
        [ "$(cat "$venv/ready-$1" 2>/dev/null)" = "$(fingerprint "$1")" ]
}

ready "$purpose" && exit 0

if ! { [ -x "$venv/bin/python" ] && new_enough "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }; then
    python=$(find_python)
    say "Making $venv with $("$python" -V) …"
    "$python" -m venv --clear "$venv"
fi
say "Installing what \"make $([ "$purpose" = dev ] && echo check || echo "$purpose")\" needs (once; up to a minute or two) …"
rm -f "$venv"/ready-*
install() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@"; }
install --require-hashes -r "requirements/$purpose.txt" && install --no-deps --no-build-isolation --editable . || {
    say "The installation did not finish; the reason stands above. The same command tries again."
    exit 1
}

# A larger list holds the smaller ones at the same versions.
case $purpose in
    dev) covered='run test dev' ;;
    test) covered='run test' ;;
    *) covered=run ;;
esac
for name in $covered; do fingerprint "$name" >"$venv/ready-$name"; done
