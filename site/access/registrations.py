"""The nouns of the two rooms below, which cannot register themselves."""

from access.registry import internal, public
from accounts.models import Municipality, Notice, Organisation, RoleAssignment, User
from audit.models import AccessLogCase, AccessLogEntry

public("names of organisations are known to every partner")(Organisation)
public("names of municipalities are known to every partner")(Municipality)
internal("people are shown through what they do")(User)
internal("a mail without content; no page shows who was told when")(Notice)
internal("roles are shown through the person who holds them")(RoleAssignment)
internal("read through the pages of the access log, which check for themselves")(AccessLogEntry)
internal("one case of a line")(AccessLogCase)
