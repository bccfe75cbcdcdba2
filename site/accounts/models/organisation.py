"""Which organisations and municipalities take part."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.keys import random_key


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality")
    POLICE = "police", _("police")
    GGZ = "ggz", _("mental health care")
    SAFETY_HOUSE = "safety_house", _("safety house")
    SAFETY_REGION = "safety_region", _("safety region")
    PUBLIC_PROSECUTOR = "public_prosecutor", _("public prosecutor")
    PROBATION = "probation", _("probation")
    PRISON_SERVICE = "prison_service", _("prison service")
    CHILD_PROTECTION = "child_protection", _("child protection")
    YOUTH_PROTECTION = "youth_protection", _("youth protection")
    OUTREACH_TEAM = "outreach_team", _("outreach team")
    CARE_PROVIDER = "care_provider", _("care provider")
    HOUSING = "housing", _("housing association")
    ADDICTION_CARE = "addiction_care", _("addiction care")
    SOCIAL_DISTRICT_TEAM = "social_district_team", _("social district team")
    SCHOOL_ATTENDANCE = "school_attendance", _("school attendance")
    OTHER = "other", _("other")


class Municipality(models.Model):
    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    # In a small place little is needed to recognise somebody; none: not known.
    inhabitants = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    name = models.CharField(_("name"), max_length=160, unique=True)
    kind = models.CharField(_("kind"), max_length=32, choices=OrganisationKind)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
