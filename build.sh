#!/usr/bin/env bash
# Builds Gateway. Installs what the machine lacks through apt when it may; see README.md.
set -euo pipefail
cd "$(dirname "$0")"

# These need the .NET SDK alone.
small=0
for argument in "$@"; do
  case ${argument,,} in --target=checkconfig | --target=agent | --target=clean) small=1 ;; esac
done

declare -A needs=(
  [mmdebstrap]=mmdebstrap
  [qemu-system-x86_64]=qemu-system-x86
  [/usr/share/OVMF/OVMF_CODE_4M.fd]=ovmf
  [newuidmap]=uidmap
  [/usr/share/keyrings/debian-archive-keyring.gpg]=debian-archive-keyring
  [ssh]=openssh-client
  [mcopy]=mtools
  [qemu-img]=qemu-utils
  [setpriv]=util-linux
)
[ $small = 0 ] || needs=()
missing=()
for need in "${!needs[@]}"; do
  case $need in
    /*) [ -e "$need" ] || missing+=("${needs[$need]}") ;;
    *) command -v "$need" >/dev/null || missing+=("${needs[$need]}") ;;
  esac
done
if [ ${#missing[@]} -gt 0 ]; then
  install="apt-get install --yes --no-install-recommends ${missing[*]}"
  if [ "$(id -u)" = 0 ]; then
    echo "Installing ${missing[*]} …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive $install -qq; } >/dev/null ||
      { echo "Installing failed. Run by hand: apt-get update && $install" >&2; exit 1; }
  else
    echo "This machine lacks ${missing[*]}. Run once: sudo apt-get update && sudo $install" >&2
    exit 1
  fi
fi
if [ $small = 0 ] && [ "$(id -u)" != 0 ]; then
  me=$(id -un)
  if ! grep -q "^$me:" /etc/subuid || ! grep -q "^$me:" /etc/subgid; then
    echo "The user $me has no subordinate ids, which building without root needs. Run once:" >&2
    echo "  sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $me" >&2
    exit 1
  fi
  if ! unshare --user true 2>/dev/null; then
    echo "This machine does not let ordinary users make user namespaces. Build as root, or let them, with that of" >&2
    echo "these which exists: sudo sysctl -w user.max_user_namespaces=10000" >&2
    echo "                    sudo sysctl -w kernel.unprivileged_userns_clone=1" >&2
    echo "                    sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0" >&2
    exit 1
  fi
fi
command -v dotnet >/dev/null || { echo "The .NET SDK 10 is missing: see README.md, 'What you need'." >&2; exit 1; }

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet tool restore >/dev/null
dotnet build build/Gateway.Build --configuration Release --nologo --verbosity quiet
exec dotnet cake build.cake "$@"
