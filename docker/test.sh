#!/usr/bin/env bash
# Builds docker/Dockerfile with podman and sees that the first page answers from inside the container, with a read-only root file system.
# The public images are replaced by stand-ins of the same names, made from Debian's packages and this machine's .NET and Node.js; nothing is pulled.
# Needs root and: podman runc buildah debootstrap catatonit, for compose also podman-compose netavark aardvark-dns iptables. Exit code 77: cannot run here, the reason is printed.
set -eu

root=$(dirname "$(dirname "$(readlink -f "$0")")")
skip() { echo "skipped: $*"; exit 77; }
[ "$(id -u)" -eq 0 ] || skip "the container test needs root"
for tool in podman runc buildah debootstrap; do command -v $tool >/dev/null || skip "$tool is not installed"; done

work=$(mktemp -d "${TMPDIR:-/var/tmp}/tradeforge-container.XXXXXX")
export CONTAINERS_CONF=$work/containers.conf BUILDAH_ISOLATION=chroot
cat >"$CONTAINERS_CONF" <<CONF
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=20000:20000"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_backend = "netavark"
CONF
store=(--root "$work/store" --runroot "$work/run" --storage-driver overlay)
container=
finish() {
  [ -z "$container" ] || podman "${store[@]}" rm -f "$container" >/dev/null 2>&1 || true
  podman "${store[@]}" unshare true 2>/dev/null || true
  umount "$work/store/overlay" 2>/dev/null || true
  rm -rf "$work" 2>/dev/null || true
}
trap finish EXIT
say() { echo "$(date +%T) $*"; }

stand_in() { # stand_in NAME PATH…: the base system and these paths of the machine
  local name=$1 from
  shift
  from=$(buildah "${store[@]}" from "$base")
  for path; do buildah "${store[@]}" add --quiet "$from" "$path" "$path" >/dev/null; done
  [ ! -d /usr/share/dotnet ] || buildah "${store[@]}" run --isolation chroot "$from" ln -sf /usr/share/dotnet/dotnet /usr/bin/dotnet
  local variable
  for variable in NODE_EXTRA_CA_CERTS SSL_CERT_FILE NUGET_CERT_REVOCATION_MODE; do # how this machine reaches its registries
    [ -z "${!variable:-}" ] || buildah "${store[@]}" config --env "$variable=${!variable}" "$from"
  done
  buildah "${store[@]}" commit --quiet --rm "$from" "$name" >/dev/null
}

say "making the stand-in system"
debootstrap --variant=minbase --include=ca-certificates,libicu72,tzdata bookworm "$work/system" >"$work/debootstrap.log" 2>&1 || { tail -n 5 "$work/debootstrap.log"; skip "debootstrap found no Debian mirror"; }
cp -L /usr/local/share/ca-certificates/* "$work/system/usr/local/share/ca-certificates/" 2>/dev/null || true
cp -L /etc/ssl/certs/ca-certificates.crt "$work/system/etc/ssl/certs/ca-certificates.crt"
base=localhost/tradeforge-base
from=$(buildah "${store[@]}" from scratch)
buildah "${store[@]}" add --quiet "$from" "$work/system" / >/dev/null
buildah "${store[@]}" commit --quiet --rm "$from" $base >/dev/null
rm -rf "$work/system"
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
modules=$(npm root --global)
stand_in docker.io/library/node:22-bookworm-slim "$(readlink -f "$(command -v node)")" "$modules"
stand_in mcr.microsoft.com/dotnet/sdk:10.0 "$dotnet"
stand_in mcr.microsoft.com/dotnet/aspnet:10.0 "$dotnet"
npm_link=$(buildah "${store[@]}" from docker.io/library/node:22-bookworm-slim)
buildah "${store[@]}" run --isolation chroot "$npm_link" sh -c "ln -sf $modules/npm/bin/npm-cli.js /usr/bin/npm"
buildah "${store[@]}" commit --quiet --rm "$npm_link" docker.io/library/node:22-bookworm-slim >/dev/null

say "building the image"
mounts=()
for settings in "$HOME/.nuget/NuGet" "$HOME/.npmrc" /etc/npmrc /usr/etc/npmrc; do # of this machine, for the build only: never in a layer
  [ -e "$settings" ] && mounts+=(-v "$settings:${settings/#$HOME//root}:ro")
done
timeout 1200 buildah "${store[@]}" build --pull-never --network host --isolation chroot "${mounts[@]}" -f "$root/docker/Dockerfile" -t tradeforge "$root" >"$work/build.log" 2>&1 ||
  { tail -n 40 "$work/build.log"; echo "the image was not built"; exit 1; }

# answers NAME: the first page answers from inside the container
answers() {
  local page=
  for _ in $(seq 120); do
    page=$(podman "${store[@]}" exec "$1" bash -c 'exec 3<>/dev/tcp/127.0.0.1/5080 && printf "GET /account/sign-in HTTP/1.0\r\nHost: localhost\r\n\r\n" >&3 && cat <&3' 2>/dev/null || true)
    [[ $page == *"200 OK"*TradeForge* ]] && return
    sleep 1
  done
  podman "${store[@]}" logs "$1" 2>&1 | tail -n 30
  echo "the first page did not answer"
  exit 1
}

say "starting the container"
container=tradeforge-test-$$
podman "${store[@]}" run -d --name $container --network none --read-only --tmpfs /tmp -v /data tradeforge >/dev/null
answers $container
[ "$(podman "${store[@]}" exec $container id -u)" != 0 ] || { echo "the container runs as root"; exit 1; }
if podman "${store[@]}" exec $container touch /opt/tradeforge/x 2>/dev/null; then echo "the root file system can be written"; exit 1; fi
podman "${store[@]}" stop -t 20 $container >/dev/null
say "the first page answered from inside the container, as user app, with a read-only root file system"

command -v podman-compose >/dev/null || { say "compose.single.yml was not started: podman-compose is not installed"; exit 0; }
say "starting docker/compose.single.yml"
port=$(comm -23 <(seq 20000 20999) <(ss -Htan 2>/dev/null | awk '{sub(".*:", "", $4); print $4}' | sort -u) | shuf -n 1) # never a fixed port
sed "s/127.0.0.1:5080:5080/127.0.0.1:$port:5080/" "$root/docker/compose.single.yml" >"$work/compose.yml"
compose=(podman-compose -f "$work/compose.yml" -p "tradeforge-test-$$" --podman-args "${store[*]}")
timeout 120 "${compose[@]}" up -d --no-build >"$work/compose.log" 2>&1 || { cat "$work/compose.log"; echo "compose did not start"; exit 1; }
composed=$(podman "${store[@]}" ps --format '{{.Names}}' | grep "tradeforge-test-$$.tradeforge" | head -n 1)
[ -n "$composed" ] || { cat "$work/compose.log"; echo "compose started no container"; exit 1; }
answers "$composed"
page=$(exec 3<>"/dev/tcp/127.0.0.1/$port" && printf "GET /account/sign-in HTTP/1.0\r\nHost: localhost\r\n\r\n" >&3 && cat <&3)
[[ $page == *"200 OK"*TradeForge* ]] || { echo "the published port did not answer"; exit 1; }
timeout 60 "${compose[@]}" down -v >>"$work/compose.log" 2>&1 || true
say "the first page answered inside and at the published port of the container that compose started"
