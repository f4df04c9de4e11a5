#!/usr/bin/env bash
# A real MySQL server for tests, out of the distribution's own packages. Nothing on the machine is
# installed or changed, and no rights are needed. Debian and Ubuntu on x86-64 only.
#
#   mysql-server.sh install DIR           download the packages and unpack them into DIR
#   mysql-server.sh run DIR [OPTION...]   become the mysqld of DIR
#
# The packages come from the mirror that this machine's apt is set up with, and are verified with the
# distribution's archive keys. Debian keeps MySQL in unstable only, Ubuntu in each release.
set -euo pipefail

die() {
  echo "$*" >&2
  exit 1
}

# Prints the addresses that apt has sources for, without the security archives. Asks what an update
# would fetch, as images often come without package lists.
mirrors() {
  apt-get update --print-uris |
    sed -n "s|^'\(.*\)/dists/\([^/']*\)/InRelease'.*|\1 \2|p" |
    awk '$2 !~ /security/ && !seen[$1]++ { print $1 }'
}

# Writes to $1 an apt configuration of its own, so that neither the rights nor the state of the machine's apt matter.
# The status file is empty: apt then lists every library the server depends on, the C library included.
apt_home() {
  local home=$1 key=$2 source=$3
  rm -rf "$home"
  mkdir -p "$home"/{state/lists/partial,cache/archives/partial,etc/apt.conf.d,etc/preferences.d,etc/trusted.gpg.d}
  : >"$home/status"
  echo "deb [arch=amd64 signed-by=$key] $source main" >"$home/etc/sources.list"
  {
    apt-config dump | grep -E '^Acquire::(https?|ftp|socks)::' || true # proxies and certificates
    cat <<END
Dir "$home";
Dir::State "$home/state";
Dir::State::status "$home/status";
Dir::Cache "$home/cache";
Dir::Etc "$home/etc";
Dir::Etc::sourceparts "-";
Dir::Etc::netrc "/etc/apt/auth.conf";
Dir::Etc::netrcparts "/etc/apt/auth.conf.d/";
APT::Architecture "amd64";
APT::Architectures { "amd64"; };
APT::Install-Recommends "false";
APT::Sandbox::User "";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
Acquire::Retries "2";
Debug::NoLocking "true";
END
  } >"$home/apt.conf"
}

# Prints the packages to unpack. The server's helper scripts want perl and its libraries; the server does not.
packages() {
  local server
  server=$(apt-cache search --names-only '^mysql-server-core(-[0-9.]+)?$' | cut -d' ' -f1 | sort -V | tail -n 1)
  [ -n "$server" ] || die "no package mysql-server-core"
  apt-get -qq -y --print-uris install "$server" | awk '{ sub(/_.*/, "", $2); print $2 }' |
    grep -E '^(mysql-|lib|zlib)' |
    grep -Ev '^(libperl|libgdbm|libdb5|libc-gconv|libsasl2-modules)'
}

install() {
  local dir=$1 home=$1/apt key='' suite mirror='' found='' file
  [ "$(uname -sm)" = 'Linux x86_64' ] || die "MySQL's packages are for Linux on x86-64 only, this is $(uname -sm)"
  for file in apt-get apt-cache dpkg-deb; do
    command -v "$file" >/dev/null || die "$file not found: MySQL's packages need Debian or Ubuntu"
  done
  # shellcheck source=/dev/null
  . /etc/os-release
  case $ID in
    debian) suite=sid ;;
    ubuntu) suite=$VERSION_CODENAME ;;
    *) die "MySQL's packages need Debian or Ubuntu, this is $ID" ;;
  esac
  for file in /usr/share/keyrings/"$ID"-archive-keyring.{gpg,pgp}; do
    [ -z "$key" ] && [ -r "$file" ] && key=$file
  done
  [ -n "$key" ] || die "the archive keys are missing: install $ID-archive-keyring"

  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd) home=$dir/apt
  : >"$dir/log"
  for mirror in $(mirrors); do
    apt_home "$home" "$key" "$mirror $suite"
    export APT_CONFIG=$home/apt.conf
    if apt-get -qq update >>"$dir/log" 2>&1 && (packages) >"$home/packages" 2>>"$dir/log"; then
      found=$mirror
      break
    fi
    unset APT_CONFIG
  done
  [ -n "$mirror" ] || die "apt has no sources to download MySQL from"
  [ -n "$found" ] || die "no MySQL server in $ID $suite at any mirror that apt knows: $(tail -n 3 "$dir/log" | tr '\n' ' ')"
  (cd "$home/cache/archives" && xargs apt-get -qq download <"$home/packages") >>"$dir/log" 2>&1 ||
    die "cannot download MySQL's packages from $found: $(tail -n 3 "$dir/log" | tr '\n' ' ')"
  for file in "$home"/cache/archives/*.deb; do
    dpkg-deb -x "$file" "$dir"
  done
  rm -rf "$home" "$dir"/usr/bin "$dir"/usr/share/{doc,man} # tools, more than a third of the whole
}

# The packages' own loader and libraries: the machine's may be older than what the server was built for.
run() {
  local dir=$1 lib=$1/usr/lib/x86_64-linux-gnu
  shift
  exec "$lib/ld-linux-x86-64.so.2" --library-path "$lib" "$dir/usr/sbin/mysqld" --no-defaults \
    --basedir="$dir/usr" --lc-messages-dir="$dir/usr/share/mysql" \
    --character-sets-dir="$dir/usr/share/mysql/charsets" --plugin-dir="$dir/usr/lib/mysql/plugin" "$@"
}

[ $# -ge 2 ] || die "usage: mysql-server.sh install DIR | run DIR [OPTION...]"
case $1 in
  install | run) "$@" ;;
  *) die "usage: mysql-server.sh install DIR | run DIR [OPTION...]" ;;
esac
