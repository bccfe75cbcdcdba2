"""How the rooms are plugged together: what upper rooms know, lower rooms are told here."""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

import casefiles.actions.destruction
import casefiles.actions.extract
import casefiles.actions.fall_back
import casefiles.actions.restrict
import casefiles.actions.seal
import casefiles.checklist_effects
import casefiles.effects
import casefiles.plan_effects
import casefiles.rights_effects
import casefiles.team_effects
import documents.effects
import documents.letter_effects
import documents.mapping_effects
from access import grants
from access.sources import PeopleSource
from accounts.models import User
from accounts.news import register_news
from audit.middleware import origin_of
from audit.models import Event
from audit.trail import Identity, Trail, record_session
from casefiles.closing import closes_in_cases
from casefiles.ending_machines import ENDING_MACHINES
from casefiles.fallbacks import FallbackSource, OpenFallbacks
from casefiles.gaps import cases_touched, gaps_in_open_cases
from casefiles.machines import MACHINES as CASE_MACHINES
from casefiles.mapped_members import members_touched
from casefiles.rights_machine import RightsRequestMachine
from casefiles.role_source import RoleSource
from casefiles.searchable import SEARCHABLES as CASE_SEARCHABLES
from casefiles.searchable_dossier import SEARCHABLES as DOSSIER_SEARCHABLES
from casefiles.searchable_referral import SEARCHABLES as REFERRAL_SEARCHABLES
from casefiles.searchable_statements import SEARCHABLES as STATEMENT_SEARCHABLES
from casefiles.searchable_team import SEARCHABLES as TEAM_SEARCHABLES
from casefiles.team_machines import TEAM_MACHINES
from casefiles.team_source import TeamSource
from casefiles.telling import has_unheard
from casefiles.token_source import CaseSource
from documents.clauses import MatrixClauses
from documents.gaps import register_gap_source
from documents.machines import MACHINES as DOCUMENT_MACHINES
from documents.searchable import SEARCHABLES as DOCUMENT_SEARCHABLES
from documents.selectors.closing import register_closing_source
from documents.selectors.mapping_page import register_members_source
from documents.selectors.step_changes import register_touched_source
from documents.sources import PartnersSource
from search.actions.alert import has_new_found
from search.registry import Searchable
from search.registry import register as register_searchable
from workflows.authority import register_clauses, register_machine
from workflows.fallback import register_fallbacks

# Importing these registers what follows from a step.
EFFECTS = (
    casefiles.checklist_effects,
    casefiles.effects,
    casefiles.actions.destruction,
    casefiles.actions.extract,
    casefiles.actions.fall_back,
    casefiles.actions.restrict,
    casefiles.actions.seal,
    casefiles.plan_effects,
    casefiles.rights_effects,
    casefiles.team_effects,
    documents.effects,
    documents.letter_effects,
    documents.mapping_effects,
)


SEARCHABLES: tuple[Searchable, ...] = (
    *DOCUMENT_SEARCHABLES,
    *CASE_SEARCHABLES,
    *DOSSIER_SEARCHABLES,
    *REFERRAL_SEARCHABLES,
    *STATEMENT_SEARCHABLES,
    *TEAM_SEARCHABLES,
)


def connect() -> None:
    """Called once, when all models are loaded."""
    for source in (PeopleSource(), PartnersSource(), CaseSource(), RoleSource(), TeamSource(), FallbackSource()):
        grants.register(source)
    for machine in (*DOCUMENT_MACHINES, *CASE_MACHINES, *ENDING_MACHINES, *TEAM_MACHINES, RightsRequestMachine()):
        register_machine(machine)
    register_clauses(MatrixClauses())
    register_fallbacks(OpenFallbacks())
    register_gap_source(gaps_in_open_cases)
    register_touched_source(cases_touched)
    register_closing_source(closes_in_cases)
    register_news("reports", has_unheard)
    register_news("searches", has_new_found)
    register_members_source(members_touched)
    for searchable in SEARCHABLES:
        register_searchable(searchable)
    user_logged_in.connect(_signed_in, dispatch_uid="audit.login")
    user_logged_out.connect(_signed_out, dispatch_uid="audit.logout")
    user_login_failed.connect(_sign_in_failed, dispatch_uid="audit.login_failed")


def _signed_in(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    record_session(_trail(request, user), Event.LOGIN)


def _signed_out(sender: object, request: HttpRequest, user: User | None, **kwargs: object) -> None:
    if user is not None:
        record_session(_trail(request, user), Event.LOGOUT)


def _sign_in_failed(sender: object, request: HttpRequest | None = None, **kwargs: object) -> None:
    """Without the name that was typed: people type passwords there."""
    record_session(Trail(origin=origin_of(request)) if request else Trail(), Event.LOGIN_FAILED)


def _trail(request: HttpRequest, user: User) -> Trail:
    return Trail(Identity(user.key, user.organisation.key), origin_of(request))
