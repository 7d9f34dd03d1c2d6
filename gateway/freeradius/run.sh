#!/bin/sh
# Starts the gateway where systemd does not: `run.sh server`, and beside it `run.sh watch`. Reads the settings that stand beside
# it, and goes on as the gateway's own user.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
set -a
. "$here/settings"
set +a

as=''
if [ "$(id -u)" = 0 ] && [ -n "${CORDON_GATEWAY_USER:-}" ]; then
	install -d -m 0700 -o "$CORDON_GATEWAY_USER" -g "$CORDON_GATEWAY_USER" "$CORDON_GATEWAY_RUN"
	as="setpriv --reuid=$CORDON_GATEWAY_USER --regid=$CORDON_GATEWAY_USER --init-groups"
else
	install -d -m 0700 "$CORDON_GATEWAY_RUN"
fi
PATH=$PATH:/usr/sbin

case ${1:-} in
server) exec $as freeradius -f -l stdout -d "$here" ;;
watch) exec $as "$here/watch.sh" ;;
*)
	echo "Say which: $0 server, or $0 watch" >&2
	exit 2
	;;
esac
