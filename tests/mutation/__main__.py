"""`make mutate`: how many small mistakes in the rules, the tables of moves and the reminders tests notice.

`SAMPLE=20`: so many mutants of each module, always the same ones. `ONLY=rules`: modules whose name that
matches.
"""

import os
import re
import sys

import pytest

from tests.mutation.trying import Target, Trying

ENOUGH = 85
TABLE = "tests/security/test_rules.py"
MOVES = ("tests/repo/test_workflows.py", "")
REMINDERS = (
    *(
        (f"tests/notices/{name}.py", "")
        for name in (
            "test_sweep",
            "test_sweep_recipients",
            "test_reckoning",
            "test_forecast",
            "test_mornings",
        )
    ),
    ("tests/deliverables/test_decision_reminders.py", ""),
    ("tests/groups/test_liaison_reminders.py", ""),
)
TARGETS = [
    Target("naio_portal.workflow", (MOVES,)),
    *(Target(f"{app}.workflow", (MOVES,)) for app in ("groups", "meetings", "deliverables")),
    Target("naio_portal.notices.workflow", (MOVES,)),
    Target("members.rules", ((TABLE, "members"), ("tests/members/test_rules.py", ""))),
    Target("groups.rules", ((TABLE, "groups"), ("tests/groups/test_rules.py", ""))),
    Target("meetings.rules", ((TABLE, "meetings"), ("tests/meetings/test_rules.py", ""))),
    *(
        Target(
            f"deliverables.rules.{part}",
            ((TABLE, "deliverables"), ("tests/deliverables/test_rules.py", "")),
        )
        for part in ("plans", "recommendations", "reviews", "applications", "attachments")
    ),
    Target("naio_portal.notices.rules", ((TABLE, "notices"), ("tests/notices/test_rules.py", ""))),
    Target("naio_portal.notices.workdays", (("tests/notices/test_workdays.py", ""),)),
    Target("naio_portal.notices.instants", (("tests/notices/test_workdays.py", ""),)),
    Target("naio_portal.notices.mornings", (("tests/notices/test_mornings.py", ""),)),
    Target("naio_portal.notices.reckoning", REMINDERS),
]


def main() -> int:
    only = os.environ.get("ONLY", "")
    targets = [target for target in TARGETS if re.search(only, target.module)]
    trying = Trying(targets, int(os.environ.get("SAMPLE") or 0))
    files = sorted({file for target in targets for file, _text in target.tests})
    options = ["-q", "--no-header", "-n0", "-p", "no:randomly", "-p", "no:cacheprovider", "--tb=native"]
    code = pytest.main([*options, "--hypothesis-seed=0", *files], plugins=[trying])
    print(f"\n{'module':34}{'mutants':>9}{'tried':>7}{'killed':>8}{'score':>8}{'seconds':>9}")
    for result in trying.results:
        print(result)
    poor = [r for r in trying.results if r.broken or r.score < ENOUGH]
    return 1 if code or poor or len(trying.results) < len(targets) else 0


if __name__ == "__main__":
    sys.exit(main())
