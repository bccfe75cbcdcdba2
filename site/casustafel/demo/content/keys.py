"""How do the files of the demo region name each other's things? By keys that must exist."""

from typing import Annotated

# A string that must be the key of something in the named part of the region.
MunicipalityKey = Annotated[str, "municipalities"]
OrganisationKey = Annotated[str, "organisations"]
PersonKey = Annotated[str, "people"]
MeetingTypeKey = Annotated[str, "meeting_types"]
CategoryKey = Annotated[str, "categories"]
