"""Reads what a deployment is told: `.env.example`, `docker-compose.yml`, and the variables of the code."""

import ast
import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("naio_portal", "members", "groups", "meetings", "deliverables")
VARIABLE = re.compile(r"\$\{([A-Z_]+)(?:(:?-)((?:[^{}]|\{[^{}]*\})*))?\}")
# Of the system, not of the portal.
SYSTEM = {"PATH"}


def variables_of_code() -> dict[str, object]:
    """Each variable that the code reads, with its default where that is a literal, else None."""
    found: dict[str, object] = {}
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                name = variable_name(node)
                if name and name not in SYSTEM:
                    found[name] = found.get(name) or default_of(node)
    return found


def variable_name(node: ast.AST) -> str:
    """The variable that an expression reads, as the code of this project writes it; else empty."""
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
        return constant(node.slice)
    if isinstance(node, ast.Call) and node.args:
        function = ast.unparse(node.func)
        if re.fullmatch(r"env\.\w+|required|(os\.environ|variables)\.get|os\.getenv", function):
            name = constant(node.args[0])
            return name if re.fullmatch(r"[A-Z][A-Z0-9_]+", name) else ""
    return ""


def constant(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def default_of(node: ast.AST) -> object:
    """The default written in a call of `env`; None where there is none or where it is computed."""
    if not isinstance(node, ast.Call) or not ast.unparse(node.func).startswith("env."):
        return None
    for keyword in node.keywords:
        if keyword.arg == "default" and not any(isinstance(n, ast.Name) for n in ast.walk(keyword.value)):
            return eval(compile(ast.Expression(keyword.value), "default", "eval"))
    return None


def example() -> dict[str, tuple[str, str]]:
    """`.env.example`: variable → its sentence and its value."""
    found: dict[str, tuple[str, str]] = {}
    before = ""
    for line in (ROOT / ".env.example").read_text().splitlines():
        match = re.fullmatch(r"#?([A-Z][A-Z0-9_]+)=(.*)", line)
        if match:
            assert match[1] not in found
            found[match[1]] = (before.removeprefix("# "), match[2])
        before = line
    return found


def interpolate(text: str, variables: dict[str, str]) -> str:
    """`${NAME}`, `${NAME:-default}`, `${NAME-default}` as docker compose reads them; `$$` is a dollar."""

    def value(match: re.Match[str]) -> str:
        name, sign, default = match[1], match[2], match[3]
        given = variables.get(name)
        if given is None or (sign == ":-" and not given):
            return interpolate(default or "", variables)
        return given

    return VARIABLE.sub(value, text).replace("$$", "$")


def compose(**variables: str) -> dict:
    """`docker-compose.yml` as docker compose would see it with those variables."""

    def filled(part):
        if isinstance(part, dict):
            return {key: filled(value) for key, value in part.items()}
        if isinstance(part, list):
            return [filled(value) for value in part]
        return interpolate(part, variables) if isinstance(part, str) else part

    return filled(yaml.safe_load((ROOT / "docker-compose.yml").read_text()))


def variables_of_compose() -> set[str]:
    """Each variable that `docker-compose.yml` takes from its surroundings."""
    lines = (ROOT / "docker-compose.yml").read_text().splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    return set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", text))
