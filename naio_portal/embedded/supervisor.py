"""`make run`: brings up every part of the portal, watches it, and takes all of it down again."""

import json
import os
import select
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from naio_portal.database_roles import make_database
from naio_portal.embedded import children, given, inside
from naio_portal.embedded.children import Child
from naio_portal.embedded.environment import APP, DATABASE, OWNER, ROOT, Remembered, Wishes
from naio_portal.embedded.failures import CannotStart
from naio_portal.embedded.postgresql import PostgresServer
from naio_portal.embedded.redis_server import RedisServer, free_port, is_free

READY_WITHIN = 60  # seconds from the start of the web server
WORKERS = 2
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked the portal to end. Not an Exception: nothing on the way may swallow it."""


class Supervisor:
    """Starts the parts in order, keeps them running, ends them in the opposite order."""

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.run_dir = wishes.var_dir / "run"
        self.remembered = Remembered(self.run_dir / "secrets.json")
        self.stages: list[list[Child]] = []
        self.environment: dict[str, str] = {}
        self.stopping = False
        self.wake_up = 0

    # --- words ----------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        print(f"naio: {text}", flush=True)

    # --- signals --------------------------------------------------------------------------------

    def listen(self) -> None:
        """Turn the signals that end us into Stopped; wake up when a child ends."""
        self.wake_up, writing = os.pipe()
        for end in (self.wake_up, writing):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in STOPS:
            signal.signal(number, self.stop_asked)

    def stop_asked(self, number: int, frame: object) -> None:
        if not self.stopping:
            self.stopping = True
            raise Stopped

    # --- up -------------------------------------------------------------------------------------

    def up(self) -> None:
        """Start everything and wait until /readyz answers 200. Raises CannotStart."""
        begun = time.monotonic()
        children.end_leftovers(self.run_dir / "children.json", self.say)
        if not is_free(self.wishes.port):
            raise CannotStart(f"Port {self.wishes.port} is in use (or not allowed to you): set another PORT.")
        given.check(self.wishes)
        self.environment = self.base_environment()
        self.start_database()
        self.start_queue()
        self.start_mail()
        inside.remember(self.wishes, self.environment)
        self.prepare()
        self.start_portal()
        self.wait_until_ready()
        self.say(f"ready after {time.monotonic() - begun:.0f} s")

    def base_environment(self) -> dict[str, str]:
        """The variables of every child: those given, else those of a demonstration on this machine."""
        return {
            "ENVIRONMENT": "demo",
            "REQUIRE_STAFF_MFA": "0",
            "SITE_URL": f"http://localhost:{self.wishes.port}",
            "SECRET_KEY": self.remembered.secret("SECRET_KEY"),
            **{name: value for name, value in os.environ.items() if value},
            "VAR_DIR": str(self.wishes.var_dir),
            "BIND": f"127.0.0.1:{self.wishes.port}",
            "PYTHONUNBUFFERED": "1",
        }

    def start_database(self) -> None:
        if self.wishes.database_url:
            self.environment["DATABASE_OWNER_URL"] = self.wishes.owner_url
            self.say("database: the server of DATABASE_URL")
            return
        password = self.remembered.secret("postgresql")
        server = PostgresServer(self.wishes.var_dir / "postgresql", password=password)
        if server.make_data():
            self.say(f"database: made in {server.data}")
        server.stop()
        self.start_stage(
            Child(
                name="postgresql",
                command=server.command(),
                log=self.log("postgresql"),
                environment={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
                end_with=signal.SIGINT,  # "fast": sessions are ended, nothing is lost
                patience=30,
                identity=server.as_user(),
            )
        )
        server.wait()
        owner_url, app_url = (
            server.url(role=role, database=DATABASE, password=self.remembered.secret(role))
            for role in (OWNER, APP)
        )
        make_database(admin_url=server.admin_url, owner_url=owner_url, app_url=app_url)
        self.environment |= {"DATABASE_OWNER_URL": owner_url, "DATABASE_URL": app_url}
        self.say(f"database: PostgreSQL {server.programs.version}, embedded")

    def start_queue(self) -> None:
        if self.wishes.redis_url:
            self.say("queue: the server of REDIS_URL")
            return
        server = RedisServer(
            self.wishes.var_dir / "redis",
            port=self.own_port("redis_port"),
            password=self.remembered.secret("redis"),
        )
        self.start_stage(
            Child("redis", server.command(), self.log("redis"), {"PATH": os.environ.get("PATH", "")})
        )
        server.wait()
        self.environment["REDIS_URL"] = server.url
        self.say("queue: Redis, embedded")

    def start_mail(self) -> None:
        if self.wishes.email_url:
            self.say("mail: the server of EMAIL_URL")
            return
        port, folder = self.own_port("smtp_port"), self.wishes.var_dir / "mail"
        command = self.python("-m", "naio_portal.embedded.smtp_sink", "--port", str(port))
        self.start_stage(
            Child("mail", [*command, "--folder", str(folder)], self.log("mail"), self.environment)
        )
        self.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        self.say(f"mail: nothing leaves this machine, messages are in {folder}")

    def own_port(self, name: str) -> int:
        """A loopback port of ours: the one of the last run where it is free."""
        port = free_port(int(self.remembered.values.get(name, "0")))
        self.remembered.set(name, str(port))
        return port

    def prepare(self) -> None:
        """Migrate as the owner, seed as the app. Raises CannotStart when a step fails."""
        command = self.python(str(ROOT / "manage.py"), "prepare", "--files")
        if self.wishes.demo and not (self.wishes.var_dir / "demo-accounts.json").exists():
            command.append("--demo")
        environment = self.environment | {"USE_OWNER_ROLE": "1"}
        log = self.log("prepare")
        with log.open("ab") as output:
            done = subprocess.run(command, check=False, env=environment, stdout=output, stderr=output)
        if done.returncode != 0:
            lines = log.read_text(errors="replace").strip().splitlines() or ["no output"]
            reason = lines[-1].removeprefix("CommandError: ")
            raise CannotStart(f"The portal could not be prepared: {reason} (all of it: {log})")

    def start_portal(self) -> None:
        """Web server, worker and beat."""
        celery = self.python("-m", "celery", "--app", "naio_portal", "--quiet")
        log_level = ["--loglevel", "INFO"]
        web = self.python(
            *("-m", "gunicorn", "--config", "python:naio_portal.gunicorn_settings", "naio_portal.wsgi")
        )
        # What serves people does not know the owner's address.
        environment = {
            name: value for name, value in self.environment.items() if name != "DATABASE_OWNER_URL"
        }
        web_environment = {"DATABASE_POOL_SIZE": "4"} | environment
        schedule = str(self.run_dir / "celerybeat-schedule")
        self.start_stage(
            Child("web", web, self.log("web"), web_environment, patience=25),
            Child(
                "worker",
                [*celery, "worker", *log_level, "--concurrency", str(WORKERS)],
                self.log("worker"),
                environment,
                patience=15,
            ),
            Child(
                "beat",
                [*celery, "beat", *log_level, "--schedule", schedule, "--pidfile="],
                self.log("beat"),
                environment,
            ),
        )

    def python(self, *arguments: str) -> list[str]:
        return [sys.executable, *arguments]

    def log(self, name: str) -> Path:
        return self.wishes.var_dir / "log" / f"{name}.log"

    def start_stage(self, *stage: Child) -> None:
        """Start servers that end together, before those of earlier stages."""
        self.stages.append(list(stage))
        for child in stage:
            child.start()
        self.remember()

    def remember(self) -> None:
        children.remember(self.run_dir / "children.json", (child for stage in self.stages for child in stage))

    def wait_until_ready(self) -> None:
        """Return when every part of /readyz is ok; degraded will do when the time is over."""
        end = time.monotonic() + READY_WITHIN
        while (status := self.ask_readyz()) != "ok":
            for child in self.stages[-1]:
                if not child.is_running:
                    raise CannotStart(f"The {child.name} ended at its start: see {child.log}.")
            if time.monotonic() > end:
                if status == "degraded":
                    return self.say("no sign of beat or of Redis yet: mail waits")
                raise CannotStart(f"The portal is not ready after {READY_WITHIN} s: see {self.log('web')}.")
            time.sleep(0.1)
        return None

    def ask_readyz(self) -> str:
        """What /readyz says of the whole; empty as long as nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.wishes.port}/readyz", timeout=5) as response:
                return json.load(response)["status"]
        except (urllib.error.URLError, ConnectionError, TimeoutError, ValueError):
            return ""

    def greet(self) -> None:
        """The address and the sign-ins, last, so that they stay in sight."""
        accounts = self.wishes.var_dir / "demo-accounts.json"
        if self.wishes.demo and accounts.exists():
            rows = json.loads(accounts.read_text(encoding="utf-8"))
            self.say("sign-ins of the demonstration (second factor off):")
            for row in rows:
                print(f"  {row['role']:<24} {row['email']:<44} {row['password']}")
        else:
            self.say(f"no account yet? {self.shown_python()} manage.py invite_administrator EMAIL")
        self.say(f"open http://localhost:{self.wishes.port} · Ctrl-C ends everything")

    def shown_python(self) -> str:
        """What to type before a command, as short as it works from here."""
        python, here = Path(sys.executable), Path.cwd()
        short = python.relative_to(here) if python.is_relative_to(here) else python
        return f"{short} -m naio_portal.embedded.inside"

    # --- watch ----------------------------------------------------------------------------------

    def watch(self) -> None:
        """Start again what ends by itself, after a pause that grows; until Stopped."""
        everyone = [child for stage in self.stages for child in stage]
        while True:
            now = time.monotonic()
            for child in everyone:
                if child.restart_at is None and not child.is_running:
                    code = child.process.returncode if child.process else 0
                    pause = child.plan_restart()
                    self.say(f"{child.name} ended with code {code}; again in {pause} s (see {child.log})")
                elif child.restart_at is not None and child.restart_at <= now:
                    children.signal_session(child.process.pid, signal.SIGKILL)
                    child.start()
                    self.remember()
                    self.say(f"{child.name} runs again")
            due = [child.restart_at for child in everyone if child.restart_at is not None]
            timeout = max(0.0, min(due) - time.monotonic()) if due else None
            select.select([self.wake_up], [], [], timeout)
            with suppress(BlockingIOError):
                os.read(self.wake_up, 4096)

    # --- down -----------------------------------------------------------------------------------

    def down(self) -> None:
        """End everything, the last started first."""
        self.stopping = True
        for stage in reversed(self.stages):
            children.end_all(stage)
        (self.run_dir / "children.json").unlink(missing_ok=True)
