"""Which kinds of agreements there are: what an address or a row calls them, and their versions."""

from typing import Any

from documents.models.covenant import CovenantVersion
from documents.models.matrix import MatrixVersion
from documents.models.protocol import ProtocolVersion

MODELS: dict[str, Any] = {"covenant": CovenantVersion, "matrix": MatrixVersion, "protocol": ProtocolVersion}


def kind_of(version: Any) -> str:
    """As the field is called that leads to the series of this version."""
    return str(version._meta.model_name).removesuffix("version")
