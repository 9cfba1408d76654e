#!/usr/bin/env bash
# tools/dev fresh: proves that ./test and ./run work on a stock Debian 12 with nothing but git added.
#
#   --worktree     take the files as they stand, committed or not; else a clone of HEAD
#   --user         run as an ordinary user with sudo instead of as root
#   --only test|run   one of the two
#   --keep         leave the root folder for a look around
#   FOLDER         where to work; default build/fresh. The bare system is made once and kept there as base.tar
#
# The new root is a folder of its own, made by debootstrap from the mirror that this machine's apt uses (read at run
# time, with its proxy and certificate settings, and npm's registry). Mounts live in a mount namespace of their own and
# end with it; the root folder is removed only while nothing is mounted below it. Needs root, or sudo.
set -euo pipefail

suite=bookworm
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

if [[ $(id -u) != 0 ]]; then exec sudo "$0" "$@"; fi
# A namespace of our own: whatever happens, the mounts go away with the last process in it.
if [[ -z ${BAILIWICK_FRESH_UNSHARED:-} ]] && unshare --mount true 2>/dev/null; then
  BAILIWICK_FRESH_UNSHARED=1 exec unshare --mount --propagation private "$0" "$@"
fi

folder=$repository/build/fresh
from_worktree=0 as_user=0 keep=0 only="test run"
while [[ $# -gt 0 ]]; do
  case $1 in
    --worktree) from_worktree=1 ;;
    --user) as_user=1 ;;
    --keep) keep=1 ;;
    --only) only=$2; shift ;;
    -*) echo "fresh: unknown option $1" >&2; exit 2 ;;
    *) folder=$(realpath -m "$1") ;;
  esac
  shift
done
"$repository/tools/install" fresh
base=$folder/base.tar
root=$folder/root
mkdir -p "$folder"

say() { printf '\n== %s\n' "$*"; }

unmount_all() {
  if mountpoint -q "$root/proc"; then umount "$root/proc" || umount -l "$root/proc"; fi
}

remove_root() {
  if grep -q " $root/" /proc/self/mounts; then
    echo "Something is still mounted below $root: it is left alone." >&2
    return
  fi
  rm -rf --one-file-system "$root"
}

finish() {
  local status=$?
  unmount_all
  [[ $keep == 1 ]] || remove_root
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

# The stanzas of this machine's apt sources that serve the suite, one-line and deb822 form alike.
debian_sources() {
  local file
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [[ -f $file ]] && grep -E "^deb .* $suite(-updates|-security)? " "$file" || true
  done | sed 's/^/LINE /'
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -f $file ]] || continue
    awk -v RS= -v suite="$suite" '$0 ~ "(^|\n)Suites:[^\n]*" suite { print $0 "\n" }' "$file" | grep -v '^#' || true
  done
}

mirror() {
  debian_sources | awk -v suite="$suite" '
    /^LINE / { for (i = 1; i < NF; i++) if ($i ~ /^[a-z+]+:\/\// && $(i + 1) == suite) { print $i; exit } }
    /^URIs:/ { uri = $2 }
    /^Suites:/ { if ((" " $0 " ") ~ (" " suite " ")) { print uri; exit } }'
}

make_base() {
  say "Making a bare Debian 12 (once; kept as ${base#"$repository"/})"
  local from
  from=$(mirror)
  if [[ -z $from ]]; then
    echo "This machine's apt sources name no mirror of $suite." >&2
    return 1
  fi
  remove_root
  debootstrap --variant=minbase --include=git "$suite" "$root" "$from" | grep -E '^[WE]:|Base system' || true
  [[ -x $root/usr/bin/git ]] || { echo "debootstrap failed; see $root/debootstrap/debootstrap.log" >&2; return 1; }
  tar -C "$root" -cf "$base.part" .
  mv "$base.part" "$base"
  remove_root
}

configure_network() {
  rm -f "$root/etc/apt/sources.list"
  debian_sources | sed -n 's/^LINE //p' >"$root/etc/apt/sources.list.d/host.list"
  debian_sources | sed '/^LINE /d' >"$root/etc/apt/sources.list.d/host.sources"
  grep -rhE '^ *Acquire::' /etc/apt/apt.conf /etc/apt/apt.conf.d 2>/dev/null >"$root/etc/apt/apt.conf.d/90host" || true
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  # Behind a gateway with a certificate of its own, Node must know it.
  if [[ -f /etc/ssl/certs/ca-certificates.crt ]]; then
    mkdir -p "$root/etc/ssl"
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/host.crt"
  fi
}

# The environment inside: bare, but for what the way to the mirrors needs.
network_environment() {
  local name
  for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
    if [[ -n ${!name:-} ]]; then printf '%s=%s\n' "$name" "${!name}"; fi
  done
  if command -v npm >/dev/null; then
    printf 'npm_config_registry=%s\n' "$(cd / && npm config get registry 2>/dev/null)"
  fi
  if [[ -f $root/etc/ssl/host.crt ]]; then
    printf '%s=/etc/ssl/host.crt\n' NODE_EXTRA_CA_CERTS npm_config_cafile
  fi
}

put_repository() {
  local place=$root/srv/bailiwick
  if [[ $from_worktree == 1 ]]; then
    say "Copying the work tree"
    mkdir -p "$place"
    (cd "$repository" && git -c safe.directory='*' ls-files -z --cached --others --exclude-standard |
      tar --null --ignore-failed-read -T - -cf - 2>/dev/null) | tar -C "$place" -xf -
    inside "git init -q . && git add -A"
  else
    say "Cloning HEAD"
    git -C "$repository" -c safe.directory='*' bundle create -q "$root/srv/bailiwick.bundle" HEAD
    inside_at /srv "git clone -q bailiwick.bundle bailiwick && rm bailiwick.bundle"
  fi
  if [[ $as_user == 1 ]]; then inside_at /srv "chown -R planner: bailiwick"; fi
}

# Runs a command line in the new root, in a folder, as root.
inside_at() {
  local -a variables
  mapfile -t variables < <(network_environment)
  chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM="${TERM:-dumb}" \
    "${variables[@]}" bash -c "cd '$1' && $2" </dev/null
}
inside() { inside_at /srv/bailiwick "$1"; }

# The same as the one who tries Bailiwick: root, or a user with sudo.
as_newcomer() {
  if [[ $as_user == 1 ]]; then inside "setpriv --reuid planner --regid planner --init-groups env HOME=/home/planner $1"
  else inside "$1"; fi
}

add_user() {
  say "Adding an ordinary user with sudo"
  inside_at / "export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >/dev/null && apt-get install -y -qq sudo >/dev/null 2>&1
    useradd -m planner && echo 'planner ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/planner
    echo 'Defaults env_keep += \"http_proxy https_proxy no_proxy\"' >>/etc/sudoers.d/planner"
}

# ./run serves until it is stopped: it is there once the app's page and the API answer, and is stopped then. The new root shares this
# machine's network.
visit_run() {
  local port=18931 waited=0 server
  as_newcomer "./run --set server.port=$port" &
  server=$!
  until python3 - "$port" <<'PYTHON' 2>/dev/null
import json, sys, urllib.request
base = f"http://127.0.0.1:{sys.argv[1]}"
page = urllib.request.urlopen(urllib.request.Request(base + "/", headers={"Accept": "text/html"})).read().decode()
assert "/assets/" in page
assert json.load(urllib.request.urlopen(base + "/health/ready"))["status"] == "ok"
assert json.load(urllib.request.urlopen(base + "/api/v1/setup"))["needs_setup"] is False
PYTHON
  do
    sleep 3
    waited=$((waited + 3))
    if ! kill -0 "$server" 2>/dev/null || [[ $waited -gt 3600 ]]; then
      echo "./run does not answer at port $port." >&2
      return 1
    fi
  done
  say "The demonstration company is served; stopping it"
  # The one that listens there, by its process id.
  kill -INT "$(ss -ltnpH "sport = :$port" | grep -o 'pid=[0-9]*' | head -1 | cut -d= -f2)"
  wait "$server" || true
}

# Nothing in the repository but build/ and what npm and Vite make may be new or changed.
check_untouched() {
  local changed
  changed=$(inside "git -c safe.directory='*' status --porcelain --ignored" | grep -vE '^(!! (build|web/node_modules|web/dist|web/src/api/generated|tests/api/node_modules)/|A  )' || true)
  if [[ -n $changed ]]; then
    echo "These changed in the repository, besides build/:" >&2
    echo "$changed" >&2
    return 1
  fi
}

[[ -f $base ]] || make_base
say "Unpacking the bare system"
remove_root
mkdir -p "$root"
tar -C "$root" -xf "$base"
configure_network
mount -t proc proc "$root/proc"
[[ $as_user == 0 ]] || add_user
put_repository

for what in $only; do
  say "./$what"
  start=$SECONDS
  if [[ $what == run ]]; then visit_run; else as_newcomer "./$what"; fi
  say "./$what took $((SECONDS - start)) s"
  check_untouched
done

say "The second time nothing is left to install"
start=$(date +%s%N)
printed=$(as_newcomer "tools/install build ${only/run/demo}" | grep -v '^$' || true)
[[ -z $printed ]] || { echo "It installed again: $printed" >&2; exit 1; }
echo "Checked in $((($(date +%s%N) - start) / 1000000)) ms. Debian $(cat "$root/etc/debian_version"): proven."
