#!/bin/sh
# Has Postfix and Dovecot on a Debian machine for `make trial-mail`; neither is configured nor started for the system.
set -eu

say() { printf '%s\n' "$*" >&2; }

is_there() { command -v postfix >/dev/null && command -v dovecot >/dev/null; }

PATH="$PATH:/usr/sbin:/sbin"
if [ "$(id -u)" != 0 ]; then
    say "The trial starts Postfix and Dovecot, which only root may. Run it as root, in a container for instance."
    exit 77
fi
is_there && exit 0
if ! command -v apt-get >/dev/null; then
    say "The trial needs Postfix and Dovecot, and there is no apt-get to install them with."
    exit 69
fi
say "Installing Postfix and Dovecot with apt-get"
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then # what is installed must not be started
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
fi
echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
apt-get update -qq >&2
# --no-remove: another mail server of this machine stays what it is.
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --no-remove postfix dovecot-imapd >&2 || {
    say "apt-get could not install postfix and dovecot-imapd; is another mail server installed?"
    exit 69
}
is_there
