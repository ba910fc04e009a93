#!/usr/bin/env bash
# Puts a relocatable Asterisk into DIR and changes nothing else on this machine.
#
#   asterisk-install.sh DIR [--suite forky|bullseye]
#
# forky carries Asterisk 22 (chan_pjsip), bullseye Asterisk 16 (chan_pjsip and chan_sip). Packages come from the
# mirror this machine's apt already uses, or from $DEBIAN_MIRROR on a machine that is not Debian.
# A finished DIR answers at once; two installs into one DIR wait for each other.
set -euo pipefail
export LC_ALL=C
umask 022

fail() {
  echo "asterisk-install: $*" >&2
  exit 1
}

target=${1:?usage: asterisk-install.sh DIR [--suite forky|bullseye]}
suite=forky
if [ "${2:-}" = --suite ]; then suite=${3:?--suite needs a name}; fi
case $suite in forky | bullseye) ;; *) fail "suite must be forky or bullseye" ;; esac
# Bump when the module list below changes, so that an older DIR (or CI cache) is built again.
recipe="$suite recipe 3"

mkdir -p "$target"
target=$(cd "$target" && pwd)
exec 9>"$target/.lock"
flock -w 300 9 || fail "another install into $target takes too long"

if [ -f "$target/.recipe" ] && [ "$(cat "$target/.recipe")" = "$recipe" ]; then
  exec "$target/asterisk" -V
fi
rm -rf "$target/.recipe" "$target/asterisk" "$target/root"

keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -f "$keyring" ] || fail "$keyring is missing: install the package debian-archive-keyring"

# The main archive of this machine: the first source of a suite that is neither security nor updates.
find_mirror() {
  apt-get indextargets --format '$(ORIGIN) $(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
    awk '$1 == "Debian" && $3 !~ /[-\/](security|updates)/ { print $2; exit }'
}
mirror=${DEBIAN_MIRROR:-$(find_mirror)}
[ -n "$mirror" ] || fail "apt knows no Debian archive here: set DEBIAN_MIRROR"

work=$(mktemp -d "$target/build.XXXXXX")
trap 'rm -rf "$work"' EXIT

# --- 1. Let apt resolve the dependencies against an empty machine and download them --------------------------------
mkdir -p "$work"/etc/{apt.conf.d,preferences.d,sources.list.d,trusted.gpg.d} "$work"/lists/partial "$work"/debs/partial
: >"$work/status"
echo "deb [signed-by=$keyring] $mirror $suite main" >"$work/etc/sources.list"
arch=$(dpkg --print-architecture)
private_apt() {
  # The signature is checked; only the age is not, because a mirror may lag behind its own Valid-Until.
  apt-get -qq \
    -o Dir::Etc="$work/etc" -o Dir::State::Lists="$work/lists" -o Dir::State::status="$work/status" \
    -o Dir::Cache="$work" -o Dir::Cache::archives="$work/debs" \
    -o APT::Architecture="$arch" -o APT::Architectures="$arch" -o APT::Install-Recommends=false \
    -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Check-Valid-Until=false \
    -o Acquire::Retries=2 -o Debug::NoLocking=1 "$@"
}
private_apt update
private_apt install -y --download-only asterisk >/dev/null

# --- 2. Unpack without running a single maintainer script ----------------------------------------------------------
tree=$work/tree
mkdir -p "$tree"
for name in bin sbin lib lib64; do
  mkdir -p "$tree/usr/$name"
  ln -s "usr/$name" "$tree/$name" # one layout for suites before and after the /usr merge
done
for package in "$work"/debs/*.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar -x -C "$tree" --no-same-owner --keep-directory-symlink -f -
done
modules=$(find "$tree/usr/lib" -type d -path '*asterisk/modules' -print -quit)
loader=$(find "$tree/usr/lib" "$tree/usr/lib64" \( -name 'ld-linux*.so*' -o -name 'ld-2*.so' \) -print -quit)
[ -n "$modules" ] && [ -n "$loader" ] || fail "the packages of $suite have an unexpected layout"
system_libraries=$(dirname "$(find "$tree/usr/lib" -name 'libc.so.6' -print -quit)")

# --- 3. Keep the daemon, the modules the tests use, and what those are linked against ------------------------------
wanted=(
  # the two SIP stacks
  chan_pjsip chan_sip res_pjproject 'res_pjsip' res_pjsip_acl res_pjsip_authenticator_digest res_pjsip_caller_id
  res_pjsip_dlg_options res_pjsip_dtmf_info res_pjsip_empty_info 'res_pjsip_endpoint_identifier_*'
  res_pjsip_header_funcs res_pjsip_logger res_pjsip_maintenance res_pjsip_messaging res_pjsip_nat res_pjsip_path
  res_pjsip_outbound_authenticator_digest res_pjsip_pubsub res_pjsip_registrar res_pjsip_rfc3326 res_pjsip_sdp_rtp
  res_pjsip_refer res_pjsip_session res_http_websocket res_websocket_client
  # storage and timing they need
  'res_sorcery_*' res_timing_timerfd res_security_log res_limit
  # media: TLS keys, RTP, codecs, Echo and friends
  res_crypto res_rtp_asterisk 'res_format_attr_*' codec_ulaw codec_alaw codec_a_mu codec_g722 codec_gsm codec_resample
  'format_pcm' 'format_wav' 'format_sln' 'format_gsm' 'bridge_simple' bridge_native_rtp bridge_builtin_features bridge_holding
  app_dial app_echo app_stream_echo app_milliwatt app_playback app_playtones app_sendtext app_transfer app_verbose
  app_exec app_stack
  # dialplan
  func_groupcount func_timeout
  pbx_config func_base64 func_callerid func_channel func_logic func_math func_sprintf func_strings func_cut
)
unwanted='res_sorcery_realtime'
root=$target/root
mkdir -p "$root"/{lib,modules,data/sounds/en,data/keys,data/agi-bin}
cp -p "$tree/usr/sbin/asterisk" "$root/asterisk"
cp -pL "$loader" "$root/lib/ld.so"
for pattern in "${wanted[@]}"; do
  for module in "$modules"/$pattern.so; do
    [ -f "$module" ] || continue # a module may exist in one of the two suites only
    [[ $(basename "$module" .so) =~ ^($unwanted)$ ]] || cp -p "$module" "$root/modules/"
  done
done

linked() { "$root/lib/ld.so" --library-path "$1" --list "$2" 2>/dev/null || true; }
for object in "$root/asterisk" "$root"/modules/*.so; do linked "$system_libraries:$tree/usr/lib" "$object"; done |
  awk -v tree="$tree/" '$2 == "=>" && index($3, tree) == 1 { print $3 }' | sort -u |
  while read -r object; do cp -pL "$object" "$root/lib/"; done
# libc opens these by name: to end a thread and, before 2.34, to read the hosts file.
for object in libgcc_s.so.1 libnss_files.so.2 libnss_dns.so.2; do
  if [ -f "$system_libraries/$object" ]; then cp -pL "$system_libraries/$object" "$root/lib/"; fi
done
for object in "$root/asterisk" "$root"/modules/*.so; do
  if linked "$root/lib" "$object" | grep -q 'not found'; then fail "$(basename "$object") lacks a library"; fi
done

# PJSIP registers its options from the XML documentation: without it no endpoint can be configured.
cp -rp "$tree/usr/share/asterisk/documentation" "$root/data/"
sounds=$(find "$tree/usr/share/asterisk/sounds" -maxdepth 1 -type d -name 'en*' -print -quit)
for sound in hello-world demo-echotest beep; do
  cp -p "$sounds/$sound".* "$root/data/sounds/en/" 2>/dev/null || true
done

cat >"$target/asterisk" <<'LAUNCHER'
#!/bin/sh
# The daemon under its own loader and libraries, so that this machine's libc does not matter.
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/root/lib/ld.so" --library-path "$here/root/lib" "$here/root/asterisk" "$@"
LAUNCHER
chmod +x "$target/asterisk"
"$target/asterisk" -V
echo "$recipe" >"$target/.recipe"
