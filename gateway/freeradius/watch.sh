#!/bin/sh
# Stands beside FreeRADIUS and asks Cordon, once a second, what of the gateway's memory is no longer good. What was withdrawn
# it passes on at once; while Cordon does not answer it says so, and that is what lets the gateway use its memory. An answer
# that refuses this gateway (a renewed token, say) is no absence. memory.conf has the other half.
# Needs curl and radclient; reads the settings that FreeRADIUS has.
set -u
umask 077

work=$(mktemp -d "$CORDON_GATEWAY_RUN/watch.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 0' TERM INT
printf '%s\n' "$CORDON_GATEWAY_WATCH_SECRET" > "$work/secret"
# a file, so that the token does not stand in the list of processes
printf 'header = "Authorization: Bearer %s"\n' "$CORDON_GATEWAY_TOKEN" > "$work/curl"

tell() {
	radclient -q -r 3 -t 1 -p 32 -f "$1" -S "$work/secret" "127.0.0.1:$CORDON_GATEWAY_WATCH_PORT" auth > /dev/null 2>&1
}

keeper=''
since=0
while :; do
	status=$(curl -s -m 2 -K "$work/curl" -o "$work/said" -w '%{http_code}' \
		"$CORDON_INGEST_URL/api/radius/watch?since=$since") || status=000
	case $status in
	200)
		read -r word now moment < "$work/said"
		if [ "$word" = keeper ]; then
			# another keeper knows nothing of what this gateway remembers, and what it withdraws it counts anew
			if [ "$now" = "$keeper" ] || [ "$since" = 0 ]; then
				awk '$1 == "withdrawn" && $2 ~ /^[0-9a-f-]+$/ && $3 ~ /^[0-9]+$/ {
					printf "Filter-Id = \"withdrawn\"\nUser-Name = \"%s\"\nConnect-Info = \"%s\"\nMessage-Authenticator = 0x00\n\n", $2, $3
				}' "$work/said" > "$work/withdrawn"
				if [ ! -s "$work/withdrawn" ] || tell "$work/withdrawn"; then
					keeper=$now
					since=$moment
				else
					# FreeRADIUS did not hear it: nothing may be used until it has
					keeper=''
					since=0
				fi
			else
				keeper=''
				since=0
			fi
		fi
		;;
	000 | 5??)
		if [ -n "$keeper" ]; then
			printf 'Filter-Id = "away"\nUser-Name = "%s"\nMessage-Authenticator = 0x00\n' "$keeper" > "$work/away"
			tell "$work/away"
		fi
		;;
	esac
	sleep 1 &
	wait $!
done
