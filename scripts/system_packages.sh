#!/bin/sh
# Installs what tests need beyond Python, where that is possible: on Debian as root. Elsewhere the tests that need it
# say so in the summary.
set -u
has_postgresql() {
    command -v initdb >/dev/null 2>&1 && return 0
    for program in /usr/lib/postgresql/*/bin/initdb; do
        [ -x "$program" ] && return 0
    done
    return 1
}
install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
        echo "could not install $1; the tests that need it will be skipped"
}
# The tests make their own server. Debian asks this file whether a service may start; one that stands there stays.
without_services() {
    policy=/usr/sbin/policy-rc.d
    [ -e "$policy" ] && { "$@"; return; }
    trap 'rm -f "$policy"' EXIT
    trap 'exit 1' INT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
    "$@"
    rm -f "$policy"
}
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
has_postgresql || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "not installed:$missing; the tests that need it will be skipped"
    exit 0
fi
echo "installing$missing"
apt-get update -qq >/dev/null || echo "could not ask which packages there are"
for package in $missing; do
    case "$package" in
        chromium) install chromium fonts-dejavu-core ;;
        postgresql) without_services install postgresql ;;
    esac
done
exit 0
