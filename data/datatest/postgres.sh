#!/bin/sh
# Starts and stops a PostgreSQL server of its own in a folder, for tests.
#
#   postgres.sh start DIR [OPTIONS]   makes DIR, starts a server there on a free port of 127.0.0.1 and prints its URL
#   postgres.sh stop DIR              stops it and removes DIR
#
# It takes the newest PostgreSQL under /usr/lib/postgresql, or what is on the PATH. PostgreSQL refuses to run as root:
# root runs it as nobody. What it holds is lost in a power cut, which makes tests quick, unless OPTIONS for the server say
# otherwise: "-c fsync=on -c full_page_writes=on".
set -eu

die() {
	echo "postgres.sh: $*" >&2
	exit 1
}

[ $# -eq 2 ] || [ $# -eq 3 ] || die "use: postgres.sh start DIR [OPTIONS] | stop DIR"
dir=$2
options=${3:-}

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -V | tail -n 1)
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then
	initdb=$(command -v initdb) || die "no PostgreSQL here: install the package postgresql"
	bin=$(dirname "$initdb")
fi

# as runs a command as a user who may run PostgreSQL.
as() {
	if [ "$(id -u)" -eq 0 ]; then
		(cd / && runuser -u nobody -- "$@")
	else
		"$@"
	fi
}

# freeport prints a port that nothing listens on. Between this and the start another may take it: start tries again.
freeport() {
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
		hex=$(printf ':%04X ' "$port")
		cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -q "$hex" || break
	done
	echo "$port"
}

start() {
	[ ! -e "$dir/data/PG_VERSION" ] || die "$dir holds a server already: stop it first"
	mkdir -p "$dir"
	dir=$(cd "$dir" && pwd)
	chmod 755 "$dir"
	[ "$(id -u)" -ne 0 ] || chown nobody "$dir"
	as "$bin/initdb" -D "$dir/data" -U meent -A trust --locale=C.UTF-8 -E UTF8 -N >"$dir/initdb.log" 2>&1 ||
		die "initdb: $(cat "$dir/initdb.log")"
	for _ in 1 2 3 4 5; do
		port=$(freeport)
		if as "$bin/pg_ctl" -D "$dir/data" -l "$dir/data/server.log" -w -t 30 -s -o \
			"-p $port -k '$dir/data' -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c max_connections=300 $options" \
			start >/dev/null 2>&1; then
			echo "postgres://meent@127.0.0.1:$port/postgres?sslmode=disable"
			return
		fi
	done
	cat "$dir/data/server.log" >&2
	stop
	die "the server does not start"
}

stop() {
	[ -e "$dir" ] || return 0
	dir=$(cd "$dir" && pwd)
	if [ -e "$dir/data/postmaster.pid" ]; then
		as "$bin/pg_ctl" -D "$dir/data" -m immediate -w -s stop || true
	fi
	[ -e "$dir/initdb.log" ] || die "$dir is not a folder that start made: left alone"
	rm -rf "$dir"
}

case $1 in
start) start ;;
stop) stop ;;
*) die "use: postgres.sh start DIR [OPTIONS] | stop DIR" ;;
esac
