import socketserver
import threading

import pytest

from piagam.commands.tests.running import wait_for


class Letterbox(socketserver.StreamRequestHandler):
    """Just enough of a mail server to take a letter in."""

    def handle(self):
        self.say("220 letterbox")
        lines = []
        for line in iter(self.rfile.readline, b""):
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self.say("354 go on")
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line)
                self.server.letters.append(b"".join(lines).decode())
            if word == b"QUIT":
                self.say("221 bye")
                return
            self.say("250 ok")

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


@pytest.mark.slow
def test_the_worker_inside_the_server_sends_what_waits(program):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Letterbox) as letterbox:
        letterbox.letters = []
        threading.Thread(target=letterbox.serve_forever, daemon=True).start()
        mail = {
            "PIAGAM_MAIL": "smtp",
            "PIAGAM_SMTP_HOST": "127.0.0.1",
            "PIAGAM_SMTP_PORT": str(letterbox.server_address[1]),
            "PIAGAM_SMTP_TLS": "0",
        }
        with program.serving(**mail):
            wait_for(lambda: letterbox.letters, seconds=15)
        letterbox.shutdown()
    assert "To: pertama@contoh.id" in letterbox.letters[0]
