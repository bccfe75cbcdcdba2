"""How a protocol is submitted, adopted by somebody else, sent back, or withdrawn."""

from access.viewer import Viewer
from documents.models.protocol import ProtocolVersion
from workflows.fire import fire


def submit_protocol(version: ProtocolVersion, *, viewer: Viewer, expected_version: int) -> ProtocolVersion:
    return fire("protocol.submit", version, viewer=viewer, expected_version=expected_version)


def adopt_protocol(version: ProtocolVersion, *, viewer: Viewer, expected_version: int) -> ProtocolVersion:
    """By another project leader, or a process director where there is none; the version before it is replaced."""
    return fire("protocol.adopt", version, viewer=viewer, expected_version=expected_version)


def send_back_protocol(
    version: ProtocolVersion, *, viewer: Viewer, expected_version: int, reason: str
) -> ProtocolVersion:
    return fire("protocol.send_back", version, viewer=viewer, expected_version=expected_version, reason=reason)


def take_back_protocol(
    version: ProtocolVersion, *, viewer: Viewer, expected_version: int, reason: str
) -> ProtocolVersion:
    """By one of its makers, to change it once more."""
    return fire("protocol.take_back", version, viewer=viewer, expected_version=expected_version, reason=reason)


def withdraw_protocol(
    version: ProtocolVersion, *, viewer: Viewer, expected_version: int, reason: str
) -> ProtocolVersion:
    return fire("protocol.withdraw", version, viewer=viewer, expected_version=expected_version, reason=reason)
