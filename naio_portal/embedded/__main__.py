"""`python -m naio_portal.embedded`: what `make run` runs once the environment is installed."""

import os
import signal
import sys

from naio_portal.embedded import children, environment
from naio_portal.embedded.failures import CannotStart
from naio_portal.embedded.supervisor import Stopped, Supervisor


def main() -> int:
    """Run the portal until somebody ends it; the exit code."""
    if "--with-parent" in sys.argv:  # `make` itself may be killed
        children.die_with_parent(os.getppid(), signal.SIGTERM)
    # A shell that starts us in the background has it ignored; later the supervisor listens for it as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        wishes = environment.read_wishes(dict(os.environ))
        held = environment.lock(wishes.var_dir)
    except CannotStart as error:
        print(f"naio: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    with held:
        supervisor = Supervisor(wishes)
        supervisor.listen()
        try:
            supervisor.up()
            supervisor.greet()
            supervisor.watch()
        except Stopped:
            supervisor.say("ending …")
        except CannotStart as error:
            print(f"naio: {error}", file=sys.stderr)
            return 1
        finally:
            supervisor.down()
    supervisor.say("ended; your data stays in " + str(wishes.var_dir))
    return 0


if __name__ == "__main__":
    sys.exit(main())
