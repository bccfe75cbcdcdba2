"""The addresses of cases and what is in them: case codes and random keys, never a name."""

from django.urls import path

from casefiles.views import (
    closing,
    explain,
    journal,
    membership,
    overview,
    papers,
    plan_decide,
    plan_progress,
    plan_read,
    plan_write,
    referral,
    referral_accept,
    replace,
    report_change,
    report_on_behalf,
    report_read,
    report_read_back,
    report_write,
    step,
    team,
    team_items,
    undirected,
    working,
)

app_name = "casefiles"

# What a team works with, each with a page and the answer to who sees it.
ITEMS = {
    "uitnodigingen": "invitation",
    "overdrachten": "handover",
    "opschalingen": "scaling",
    "vlaggen": "flag",
    "spoedtoegang": "emergency",
    "afsluitberichten": "closing_notice",
    "doelwijzigingen": "purpose",
}

urlpatterns = [
    path("casussen/<str:code>/", overview.overview, name="case"),
    path("casussen/<str:code>/waarom/", explain.why_case, name="why_case"),
    path("casussen/<str:code>/journaal/", journal.journal_page, name="journal"),
    path("casussen/<str:code>/melding/", report_write.write, name="write_report"),
    path("casussen/<str:code>/melding-namens/", report_on_behalf.write_on_behalf, name="write_on_behalf"),
    path("casussen/<str:code>/plan/", plan_read.plan, name="plan"),
    path("casussen/<str:code>/plan/beginnen/", plan_write.start, name="start_plan"),
    path("casussen/<str:code>/team/", team.team_page, name="team"),
    path("casussen/<str:code>/team/toegang-geven/", team.grant, name="grant"),
    path("casussen/<str:code>/stukken/", papers.documents, name="documents"),
    path("casussen/<str:code>/verloop/", papers.history_page, name="history"),
    path("meldingen/<str:key>/", report_read.report_page, name="report"),
    path("meldingen/<str:key>/schrijven/", report_write.edit, name="edit_report"),
    path("meldingen/<str:key>/teruglezen/", report_read_back.read_back, name="read_back"),
    path("meldingen/<str:key>/verbeteren/", report_write.correct, name="correct_report"),
    path("meldingen/<str:key>/nakijken/", report_change.check, name="check_report"),
    path("meldingen/<str:key>/kring/", report_change.narrow, name="narrow_report"),
    path("meldingen/<str:key>/waarom/", explain.why_report, name="why_report"),
    path("plannen/bestand/<str:key>/", plan_read.plan_file, name="plan_file"),
    path("plannen/<str:key>/", plan_read.plan_version, name="plan_version"),
    path("plannen/<str:key>/wijzigingen/", plan_read.plan_changes, name="plan_changes"),
    path("plannen/<str:key>/schrijven/", plan_write.write, name="write_plan"),
    path("plannen/<str:key>/vaststellen/", plan_decide.decide, name="decide_plan"),
    path("plannen/<str:key>/evaluatie/", plan_progress.evaluate, name="evaluate_plan"),
    path("plannen/<str:key>/waarom/", explain.why_plan, name="why_plan"),
    path("acties/<str:key>/stand/", plan_progress.progress, name="progress"),
    path("plaatsen/<str:key>/verlengen/", membership.extend, name="extend_membership"),
    path("plaatsen/<str:key>/beeindigen/", membership.end, name="end_membership"),
    path("plaatsen/<str:key>/zorgkring/", membership.care, name="care_membership"),
    path("waarneming/", replace.replace, name="replacement"),
    path("aanmeldingen/", referral.referral_list, name="referrals"),
    path("aanmeldingen/nieuw/", referral.write, name="write_referral"),
    path("aanmeldingen/<str:key>/", referral.referral_page, name="referral"),
    path("aanmeldingen/<str:key>/schrijven/", referral.edit, name="edit_referral"),
    path("aanmeldingen/<str:key>/aannemen/", referral_accept.accept, name="accept_referral"),
    path("zonder-regie/", undirected.undirected_list, name="undirected"),
    path("zonder-regie/<str:code>/", undirected.appoint, name="appoint"),
    path("casussen/<str:code>/afsluiten/", closing.closing_page, name="closing"),
    path("casussen/<str:code>/afsluiten/betrokkene/", working.closing_notice, name="record_closing_notice"),
    path("casussen/<str:code>/overdracht/", working.handover, name="offer_handover"),
    path("casussen/<str:code>/verhuizing/", working.move, name="move"),
    path("casussen/<str:code>/overlijden/", working.death, name="record_death"),
    path("casussen/<str:code>/doel/", working.purpose, name="change_purpose"),
    path("casussen/<str:code>/vlag/", working.flag, name="set_flag"),
    path("casussen/<str:code>/spoedtoegang/", working.emergency, name="start_emergency"),
    path("plaatsen/<str:key>/waarom/", explain.why_membership, name="why_membership"),
    *(
        route
        for prefix, kind in ITEMS.items()
        for route in (
            path(f"{prefix}/<str:key>/", team_items.item_page, {"kind": kind}, name=kind),
            path(f"{prefix}/<str:key>/waarom/", team_items.why_item, {"kind": kind}, name=f"why_{kind}"),
        )
    ),
    path("stap/<str:step_id>/<str:key>/", step.take_step, name="step"),
]
