"""A vacation robot: answers the message on its input, whatever it is. `robot.py PORT ADDRESS [Header: value]…`."""

from __future__ import annotations

import sys
from email import message_from_binary_file
from email.message import EmailMessage
from email.utils import make_msgid, parseaddr
from smtplib import SMTP


def main() -> None:
    """Answer, with these headers."""
    port, own, *headers = sys.argv[1:]
    asked = message_from_binary_file(sys.stdin.buffer)
    answer = EmailMessage()
    answer["From"] = own
    answer["To"] = parseaddr(asked["Reply-To"] or asked["From"])[1]
    answer["Subject"] = f"Absence: {asked['Subject']}"
    answer["Message-ID"] = make_msgid(domain="absent.example")
    answer["In-Reply-To"] = asked["Message-ID"]
    for header in headers:
        name, _colon, value = header.partition(": ")
        answer[name] = value
    answer.set_content("Je suis absent jusqu'au 7 janvier.")
    with SMTP("127.0.0.1", int(port)) as smtp:
        smtp.send_message(answer)


if __name__ == "__main__":
    main()
