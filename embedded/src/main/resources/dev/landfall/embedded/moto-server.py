# Runs moto's server for as long as standard input stays open: when whoever holds the other end of that pipe dies, in
# whatever way, the pipe ends and so does this process. Argument: the port of 127.0.0.1.
import os
import sys
import threading

from moto.server import main


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
main(["--host", "127.0.0.1", "--port", sys.argv[1]])
