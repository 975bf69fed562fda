"""Makes a model of a TOML source, or says everything that is wrong with it at once.

Works with any pydantic model; what a scenario must be beyond its models is given as checks.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from game.scenario.complaints import complaints
from game.scenario.findings import Finding, in_order
from game.scenario.locate import Locator
from game.scenario.names import check_names
from game.scenario.toml_source import TomlSource

M = TypeVar("M", bound=BaseModel)
Check = Callable[[M, Locator], Iterable[Finding]]
_NOTHING: Mapping[str, Collection[str]] = MappingProxyType({})


def validate(
    source: TomlSource,
    model: type[M],
    checks: Sequence[Check[M]] = (),
    known: Mapping[str, Collection[str]] = _NOTHING,
) -> tuple[M | None, list[Finding]]:
    """Return the model's instance, or None if there is any error, and all findings in order.

    Keys and values are judged by pydantic, then names by their marks (`known`: names defined
    elsewhere, by kind). `checks` run only when there is no error so far, so that a check may rely
    on every reference; all of them run, and their findings come together.
    """
    findings = list(source.findings)
    if source.data is None:
        return None, in_order(findings)
    instance: M | None = None
    try:
        instance = model.model_validate(source.data)
    except ValidationError as error:
        findings += complaints(error, model, source.data, source.locator)
    # A name already refused for its form is one mistake, not two.
    refused = {(finding.line, finding.column) for finding in findings}
    named = check_names(model, source.data, source.locator, known)
    findings += [finding for finding in named if (finding.line, finding.column) not in refused]
    if instance is not None and not _has_error(findings):
        for check in checks:
            findings += check(instance, source.locator)
    return (None if _has_error(findings) else instance), in_order(findings)


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)
