"""Every route of the house, with who gets what: written from the domain. A route that is not here turns the sweep red.

`Route(thing, **statuses)`: who gets which status on GET; everybody else 404, who is not signed in the redirect to the
sign-in page. A value is a set of personas.
"""

from tests.sweep.back_room_routes import BACK_ROOM_ROUTES
from tests.sweep.route import EVERYONE, Route, case_page, for_all, page, part_page
from tests.sweep.scene import ANONYMOUS, PERSONAS, SEEN_BY, SEES_CASE, TEAM
from tests.sweep.team import SEEN_IN_TEAM
from tests.sweep.triage import WEIGH

REPORTS = [name for name in SEEN_BY if name.endswith("report")]


PUBLIC = Route({}, {200: set(PERSONAS)}, public=True)
READERS = TEAM | {"winding"}

FULL = TEAM
DIRECTORS = {"director", "coordinator"}
POST_ONLY = {405: EVERYONE}
# Who leads the writing of the draft plan, and who was asked to write its police section.
WRITERS = {"coordinator", "elsewhere"}
LEADERS_PARTS = ("analysis", "goals", "actions", "quality_owner")
# Who watches over the terms of keeping in this municipality.
OVERSEERS = {"director", "manager", "privacy"}


CHECKLIST_ROUTES: list[tuple[str, Route]] = [
    ("casefiles:checklist", case_page(SEES_CASE)),
    ("casefiles:start_checklist", Route({"code": "case"}, POST_ONLY)),
    *[
        (f"casefiles:{route}", page(name, SEEN_BY[name]))
        for route in ("checklist_version", "why_checklist")
        for name in ("checklist", "old_checklist", "draft_checklist")
    ],
    ("casefiles:write_checklist", page("draft_checklist", {"coordinator"}, s302={"director"})),
    ("casefiles:write_checklist", page("checklist", set(), s302=SEEN_BY["checklist"])),
    ("casefiles:propose_for_checklist", page("checklist", set(), s302=SEEN_BY["checklist"])),
    ("casefiles:propose_for_checklist", page("draft_checklist", set(), s302=DIRECTORS)),
    ("casefiles:step", Route({"step_id": "=checklist.align", "key": "draft_checklist"}, {200: DIRECTORS})),
    (
        "casefiles:seal_item",
        Route({"noun": "=checklist", "key": "checklist"}, {200: {*DIRECTORS, "privacy"}, 403: {*FULL, "desk"}}),
    ),
    (
        "casefiles:restrict_item",
        Route({"noun": "=checklist", "key": "checklist"}, {200: {"director", "privacy"}, 403: {*FULL, "desk"}}),
    ),
    ("casefiles:restrict_item", Route({"noun": "=checklist", "key": "draft_checklist"}, {200: set()})),
]
ENDING_ROUTES: list[tuple[str, Route]] = [
    ("casefiles:seals", for_all({"privacy"})),
    ("casefiles:seal", page("seal", {*DIRECTORS, "privacy"})),
    ("casefiles:step", Route({"step_id": "=seal.erase", "key": "seal"}, {200: {*DIRECTORS, "privacy"}})),
    (
        "casefiles:seal_item",
        Route({"noun": "=report", "key": "new_report"}, {200: {*DIRECTORS, "member", "privacy"}, 403: FULL}),
    ),
    ("casefiles:seal_item", Route({"noun": "=report", "key": "care_report"}, {200: {"coordinator", "privacy"}})),
    ("casefiles:seal_item", Route({"noun": "=planversion", "key": "draft_plan"}, {200: set()})),
    ("casefiles:restrictions", for_all({"privacy"})),
    ("casefiles:restriction", page("restriction", {*DIRECTORS, "member", "privacy"})),
    (
        "casefiles:step",
        Route({"step_id": "=restriction.announce", "key": "restriction"}, {200: {*DIRECTORS, "member", "privacy"}}),
    ),
    (
        "casefiles:restrict_item",
        Route({"noun": "=report", "key": "new_report"}, {200: {"director", "privacy"}, 403: FULL}),
    ),
    (
        "casefiles:restrict_item",
        Route({"noun": "=report", "key": "care_report"}, {200: {"privacy"}, 403: {"coordinator"}}),
    ),
    (
        "casefiles:restrict_item",
        Route({"noun": "=planversion", "key": "plan"}, {200: {"director", "privacy"}, 403: READERS}),
    ),
    ("casefiles:restrict_item", Route({"noun": "=planversion", "key": "draft_plan"}, {200: set()})),
    ("casefiles:fallback", page("fallback", {*DIRECTORS, "stranger"})),
    (
        "casefiles:ask_fallback",
        Route({"noun": "=noticepostponement", "key": "postponement"}, {200: DIRECTORS, 403: {*TEAM, "stranger"}}),
    ),
    ("casefiles:attach_plan_statement", page("plan", DIRECTORS, s403=READERS)),
    ("casefiles:plan_file_with", page("plan_file", READERS)),
    ("casefiles:statement", page("statement", set(), s302={*DIRECTORS, "member"})),
    ("casefiles:plan_statement", page("plan_statement", set(), s302=TEAM)),
    ("casefiles:retentions", for_all({"director", "elsewhere", "manager", "privacy"})),
    ("casefiles:retention", case_page({*DIRECTORS, *OVERSEERS})),
    ("casefiles:extend_retention", case_page({"director"}, s403={*DIRECTORS, *OVERSEERS})),
    ("casefiles:hold", case_page({"director", "privacy"}, s403={*DIRECTORS, *OVERSEERS})),
    ("casefiles:lift_hold", page("hold", {"director", "privacy"}, s403={"coordinator", "manager"})),
    ("casefiles:destructionlist", page("destruction", OVERSEERS)),
    ("casefiles:step", Route({"step_id": "=destruction.review", "key": "destruction"}, {200: OVERSEERS})),
    ("casefiles:take_out", page("line", OVERSEERS)),
    ("casefiles:certificate", page("certificate", OVERSEERS)),
    ("casefiles:write_extract", case_page(DIRECTORS, s403=SEES_CASE)),
    ("casefiles:extracts", for_all()),
    ("casefiles:extract", page("extract", SEEN_BY["extract"])),
    ("casefiles:edit_extract", page("extract", set(), s403=SEEN_BY["extract"])),
    ("casefiles:extract_readers", page("extract", {"house"}, s403=SEEN_BY["extract"])),
    ("casefiles:step", Route({"step_id": "=extract.advise", "key": "extract"}, {200: SEEN_BY["extract"]})),
]
CARE_ROUTES: list[tuple[str, Route]] = [
    ("casefiles:care", case_page(SEEN_BY["medical"])),
    ("casefiles:write_medical", case_page({"coordinator"})),
    *[("casefiles:medicalrecord", page(name, SEEN_BY[name])) for name in ("medical", "own_medical")],
    ("casefiles:why_medical", page("medical", SEEN_BY["medical"])),
    ("casefiles:edit_medical", page("medical", {"coordinator"})),
    ("casefiles:disclose_medical", page("medical", {"coordinator"})),
    ("casefiles:end_disclosure", page("medical_disclosure", {"coordinator"})),
    (
        "casefiles:seal_item",
        Route({"noun": "=medicalrecord", "key": "medical"}, {200: {"coordinator", "privacy"}, 403: {"elsewhere"}}),
    ),
    ("casefiles:disclosures", case_page(DIRECTORS)),
    ("casefiles:record_disclosure", case_page(DIRECTORS)),
    ("casefiles:disclosure", page("disclosure", {*DIRECTORS, "privacy"})),
    ("casefiles:correct_disclosure", page("disclosure", DIRECTORS)),
    ("casefiles:overseen_disclosures", for_all({"privacy"})),
]
ROUTES: list[tuple[str, Route]] = [
    ("login", Route({}, {200: ANONYMOUS, 302: EVERYONE}, public=True)),
    ("health", PUBLIC),
    ("password_reset", PUBLIC),
    ("password_reset_done", PUBLIC),
    ("password_reset_complete", PUBLIC),
    ("password_reset_confirm", Route({"uidb64": "=x", "token": "=y"}, {200: set(PERSONAS)}, public=True)),
    ("logout", Route({}, POST_ONLY)),
    # The portal
    ("my_work", for_all()),
    ("home", Route({}, {302: EVERYONE})),
    ("my_cases", for_all()),
    ("search", for_all()),
    ("search_suggestions", Route({}, POST_ONLY)),
    ("search_question", page("saved_search", SEEN_BY["saved_search"])),
    ("save_question", page("saved_search", SEEN_BY["saved_search"])),
    ("question_seen", Route({"key": "saved_search"}, POST_ONLY)),
    ("forget_question", Route({"key": "saved_search"}, POST_ONLY)),
    ("forget_questions", Route({}, POST_ONLY)),
    ("my_questions", for_all()),
    ("my_access", for_all()),
    ("oversight", for_all({"privacy"})),
    ("asking", for_all({"privacy"})),
    ("people", for_all({"administrator"})),
    ("add_person", for_all({"administrator"})),
    ("municipalities", for_all({"administrator"})),
    ("inhabitants", page("municipality", {"administrator"})),
    ("person", page("person", {"administrator"})),
    ("give_role", page("person", {"administrator"})),
    ("end_role", Route({"key": "person", "number": "=1"}, {405: {"administrator"}})),
    ("set_account", Route({"key": "person"}, {405: {"administrator"}})),
    ("case_log", case_page({"director", "coordinator", "privacy"})),
    # A case
    ("casefiles:case", case_page(SEES_CASE)),
    ("casefiles:why_case", case_page(SEES_CASE)),
    ("casefiles:journal", case_page(SEES_CASE)),
    ("casefiles:write_report", case_page(FULL, s403={"desk"}, s409={"winding"})),
    ("casefiles:write_on_behalf", case_page({"desk"}, s403=READERS)),
    ("casefiles:plan", case_page(SEES_CASE)),
    ("casefiles:start_plan", Route({"code": "case"}, POST_ONLY)),
    ("casefiles:team", case_page(SEES_CASE)),
    ("casefiles:grant", case_page({"director"}, s403=SEES_CASE)),
    ("casefiles:documents", case_page(SEES_CASE)),
    ("casefiles:history", case_page(SEES_CASE)),
    # The person concerned
    ("casefiles:rights", case_page(SEES_CASE)),
    ("casefiles:give_notice", case_page(DIRECTORS, s403=SEES_CASE)),
    ("casefiles:postpone_notice", case_page(DIRECTORS, s403=SEES_CASE)),
    ("casefiles:choose_route", case_page(DIRECTORS, s403=SEES_CASE)),
    ("casefiles:record_consent", case_page(TEAM, s403=SEES_CASE)),
    ("casefiles:record_sharing", case_page(TEAM, s403=SEES_CASE)),
    ("casefiles:person_letter", Route({"code": "case", "purpose": "=notice"}, {200: TEAM, 403: SEES_CASE})),
    ("casefiles:person_letter", Route({"code": "case", "purpose": "=consent"}, {409: TEAM, 403: SEES_CASE})),
    ("casefiles:person_letter", Route({"code": "case", "purpose": "=outcome"}, {200: set()})),
    ("casefiles:postponement", page("postponement", set(), s302={*TEAM, "stranger"})),
    ("casefiles:step", Route({"step_id": "=postponement.approve", "key": "postponement"}, {200: {*TEAM, "stranger"}})),
    ("casefiles:step", Route({"step_id": "=consent.withdraw", "key": "consent"}, {200: TEAM})),
    ("casefiles:rights_requests", for_all({"privacy"})),
    ("casefiles:register_request", for_all({"privacy"})),
    ("casefiles:rights_request", page("rights_request", {"privacy"})),
    ("casefiles:request_answer", page("request_answer", DIRECTORS)),
    ("casefiles:step", Route({"step_id": "=rights_request.extend", "key": "rights_request"}, {200: {"privacy"}})),
    ("casefiles:attach_statement", page("new_report", DIRECTORS, s403=FULL)),
    ("casefiles:report", page("stated_report", {"director", "coordinator", "member"})),
    ("casefiles:start_pack", Route({"code": "case"}, POST_ONLY)),
    ("casefiles:access_pack", page("pack", DIRECTORS)),
    ("casefiles:mark_removal", Route({"key": "pack", "item": "new_report"}, {200: {"coordinator"}, 403: {"director"}})),
    ("casefiles:unmark_removal", Route({"key": "pack_removal"}, POST_ONLY)),
    ("casefiles:pack_file", page("pack_file", DIRECTORS)),
    # Reports
    *[("casefiles:report", page(name, SEEN_BY[name])) for name in REPORTS],
    *[("casefiles:why_report", page(name, SEEN_BY[name])) for name in REPORTS],
    ("casefiles:edit_report", page("draft_report", {"member"})),
    ("casefiles:read_back", page("draft_report", {"member"})),
    ("casefiles:correct_report", page("new_report", {"member"}, s403=FULL)),
    ("casefiles:check_report", Route({"key": "new_report"}, POST_ONLY)),
    ("casefiles:narrow_report", page("new_report", {"member", *DIRECTORS}, s403=FULL)),
    # Plans
    ("casefiles:plan_version", page("plan", READERS)),
    ("casefiles:plan_version", page("draft_plan", WRITERS)),
    ("casefiles:plan_changes", page("plan", READERS)),
    ("casefiles:plan_changes", page("draft_plan", WRITERS)),
    ("casefiles:write_plan", page("draft_plan", WRITERS)),
    ("casefiles:write_part", part_page("police_section", WRITERS)),
    *[("casefiles:write_part", part_page(name, {"coordinator"}, s302={"elsewhere"})) for name in LEADERS_PARTS],
    ("casefiles:write_part", part_page("iets-anders", set())),
    ("casefiles:ask_writers", Route({"key": "draft_plan", "part": "=analysis"}, POST_ONLY)),
    ("casefiles:handle_remark", Route({"key": "remark"}, POST_ONLY)),
    ("casefiles:add_action", page("draft_plan", {"coordinator"}, s302={"elsewhere"})),
    ("casefiles:edit_action", page("draft_action", {"coordinator"}, s302={"elsewhere"})),
    ("casefiles:plan_care", page("plan", {"coordinator"})),
    ("casefiles:plan_care", page("draft_plan", {"coordinator"})),
    ("casefiles:consult_plan", page("draft_plan", {"coordinator"}, s302={"elsewhere"})),
    ("casefiles:react_to_plan", page("draft_plan", set(), s302=WRITERS)),
    ("casefiles:propose_deviation", page("plan", TEAM, s302={"winding"})),
    ("casefiles:deviation", page("deviation", TEAM)),
    ("casefiles:why_deviation", page("deviation", TEAM)),
    ("casefiles:step", Route({"step_id": "=deviation.approve", "key": "deviation"}, {200: TEAM})),
    ("casefiles:actions", for_all()),
    ("casefiles:decide_plan", page("draft_plan", set(), s302=WRITERS)),
    ("casefiles:evaluate_plan", page("plan", {"coordinator"}, s403=READERS)),
    ("casefiles:why_plan", page("plan", READERS)),
    ("casefiles:why_plan", page("draft_plan", WRITERS)),
    ("casefiles:plan_file", page("plan_file", READERS)),
    ("casefiles:progress", page("action", READERS)),
    # Places in a team
    ("casefiles:extend_membership", page("membership", {"director"}, s403=READERS)),
    ("casefiles:end_membership", page("membership", {"director", "member"}, s403=READERS)),
    ("casefiles:care_membership", page("membership", {"coordinator"}, s403=READERS)),
    ("casefiles:why_membership", page("membership", READERS)),
    ("casefiles:replacement", for_all()),
    # Working as a team
    *[
        (f"casefiles:{why}{name.removesuffix('_change')}", page(name, people))
        for name, people in SEEN_IN_TEAM.items()
        for why in ("", "why_")
    ],
    ("casefiles:step", Route({"step_id": "=invitation.accept", "key": "invitation"}, {200: TEAM | {"stranger"}})),
    ("casefiles:step", Route({"step_id": "=emergency.justify", "key": "emergency"}, {200: TEAM | {"privacy"}})),
    ("casefiles:closing", case_page(TEAM)),
    *[
        (f"casefiles:{name}", case_page({"director"}, s403=SEES_CASE))
        for name in (
            "record_closing_notice",
            "offer_handover",
            "move",
            "record_death",
            "change_purpose",
            "set_flag",
        )
    ],
    ("casefiles:start_emergency", case_page(DIRECTORS, s403=SEES_CASE)),
    ("emergencies", for_all({"privacy"})),
    # Referrals
    ("casefiles:referrals", for_all()),
    ("casefiles:write_referral", for_all()),
    ("casefiles:referral", page("referral", SEEN_BY["referral"])),
    ("casefiles:referral", page("draft_referral", SEEN_BY["draft_referral"])),
    ("casefiles:edit_referral", page("draft_referral", {"member"})),
    ("casefiles:accept_referral", page("referral", set(), s302={"director", "stranger", "manager"})),
    ("casefiles:triage", for_all(WEIGH | {"elsewhere"})),
    ("casefiles:weigh_referral", page("weighed_referral", WEIGH)),
    ("casefiles:occurrence", page("occurrence", {"manager"})),
    ("casefiles:referral_letter", page("referral_letter", SEEN_BY["referral_letter"])),
    ("casefiles:make_letter", Route({"key": "weighed_referral", "kind": "=outcome"}, {200: WEIGH})),
    ("casefiles:undirected", for_all({"manager"})),
    ("casefiles:appoint", case_page(set())),
    ("casefiles:appoint", page("undirected", {"manager"}, parameter="code")),
    ("casefiles:step", Route({"step_id": "=case.scale_up", "key": "case"}, {200: SEES_CASE})),
    # The dossier
    *[(f"casefiles:{name}", case_page(SEES_CASE)) for name in ("client", "round", "look_backs", "risks")],
    *[(f"casefiles:{name}", case_page(SEES_CASE)) for name in ("timeline", "print_timeline")],
    *[
        (f"casefiles:{name}", case_page(DIRECTORS, s403=SEES_CASE))
        for name in ("edit_client", "represent", "link_case", "ask_question", "read_in")
    ],
    ("casefiles:representative", page("representative", DIRECTORS, s403=TEAM)),
    ("casefiles:end_link", page("case_link", {"director"}, s403={"member"})),
    ("casefiles:merge_cases", case_page({"director"}, s403=SEES_CASE)),
    ("casefiles:undo_merge", page("case_merge", {"director"})),
    ("casefiles:edit_question", page("question", DIRECTORS, s403=TEAM)),
    ("casefiles:edit_question", page("answered", set(), s409=DIRECTORS, s403=TEAM)),
    ("casefiles:answer_round", page("question", DIRECTORS | {"member"}, s403=TEAM)),
    ("casefiles:answer", page("answer", set(), s302=DIRECTORS)),
    *[
        ("casefiles:found", Route({"kind": f"={kind}", "key": thing}, {302: people}))
        for kind, thing, people in (
            ("progress", "progress", TEAM),
            ("remark", "remark", {"director", "coordinator", "member"}),
            ("sharing", "sharing", TEAM | {"desk"}),
            ("iets-anders", "progress", set[str]()),
        )
    ],
    ("casefiles:step", Route({"step_id": "=round.ask_again", "key": "answered"}, {200: TEAM})),
    ("casefiles:look_back", page("look_back", TEAM)),
    ("casefiles:look_back", page("draft_list", set(), s302={"member"})),
    ("casefiles:check_look_back", page("draft_list", {"member"})),
    ("casefiles:check_look_back", page("look_back", set(), s302=TEAM)),
    ("casefiles:analyse_look_back", page("look_back", {"coordinator"}, s403=TEAM)),
    ("casefiles:analysis", page("analysis", set(), s302=TEAM)),
    ("casefiles:write_risks", case_page({"coordinator"}, s403=SEES_CASE)),
    ("casefiles:risk_inventory", page("inventory", TEAM)),
    *CHECKLIST_ROUTES,
    *ENDING_ROUTES,
    *CARE_ROUTES,
    # Agreements
    ("documents:agreements", for_all()),
    ("documents:coverage", for_all()),
    ("documents:names", for_all()),
    ("documents:covenant", page("leaders_covenant", {"leader"})),
    ("documents:covenant_why", page("leaders_covenant", {"leader"})),
    ("documents:compare_covenants", Route({"key": "leaders_covenant", "other": "leaders_covenant"}, {200: {"leader"}})),
    ("documents:sign", page("leaders_covenant", set())),
    ("documents:confirm_page", page("leaders_covenant", set())),
    ("documents:covenant_step", Route({"key": "leaders_covenant", "method": "=terminate"}, {200: set()})),
    ("documents:matrix", page("draft_matrix", {"leader"})),
    ("documents:matrix_why", page("draft_matrix", {"leader"})),
    (
        "documents:compare_protocols",
        Route({"key": "protocol", "other": "old_protocol"}, {200: SEEN_BY["old_protocol"]}),
    ),
    ("documents:compare_matrices", Route({"key": "draft_matrix", "other": "draft_matrix"}, {200: {"leader"}})),
    ("documents:adopt", page("draft_matrix", set(), s302={"leader"})),
    ("documents:matrix_step", Route({"key": "draft_matrix", "method": "=propose"}, {200: {"leader"}})),
    *[(f"documents:mapping{name}", page("mapping", {"leader", "director", "elsewhere"})) for name in ("", "_why")],
    (
        "documents:mapping_step",
        Route({"key": "mapping", "method": "=adopt"}, {200: {"leader", "director", "elsewhere"}}),
    ),
    ("documents:letter", page("letter", EVERYONE)),
    ("documents:letter_step", Route({"key": "letter", "method": "=withdraw"}, {200: {"leader"}})),
    ("documents:declarations", for_all()),
    ("documents:record_declaration", for_all({"leader"})),
    ("documents:declare", page("declaration_text", {"leader", "member"})),
    ("documents:end_declaration", page("declaration", {"leader"})),
    ("documents:file", page("document_file", {"leader"})),
    *[(f"documents:attachment{name}", page("attachment", {"leader"})) for name in ("", "_file", "_why")],
    ("documents:covenant", page("strangers_covenant", {"stranger"})),
    # Pages
    ("pages:welcome", for_all()),
    ("pages:news", for_all()),
    ("pages:news_item", page("draft_page", set())),
    ("pages:news_item", page("house_page", SEEN_BY["house_page"])),
    ("pages:news_item", page("next_page", EVERYONE)),
    ("pages:explanations", for_all()),
    ("pages:explanation", page("guide", EVERYONE)),
    ("pages:explanation", page("house_page", set())),
    ("pages:page", page("house_page", set(), s302=SEEN_BY["house_page"])),
    ("pages:page", page("draft_page", set())),
    ("pages:why", page("house_page", SEEN_BY["house_page"])),
    ("pages:why", page("draft_page", set())),
    ("documents:file", page("protocol_file", SEEN_BY["protocol"])),
    *[(f"documents:{name}", page("protocol", SEEN_BY["protocol"])) for name in ("protocol", "protocol_word")],
    ("documents:protocol_changes", page("protocol", SEEN_BY["protocol"])),
    *[(f"documents:{name}", page("old_protocol", SEEN_BY["old_protocol"])) for name in ("protocol", "protocol_why")],
    *[(f"documents:{name}", page("draft_protocol", {"leader"})) for name in ("protocol", "protocol_word")],
    ("documents:protocol_changes", page("draft_protocol", {"leader"})),
    ("documents:protocol_why", page("protocol", SEEN_BY["protocol"])),
    ("documents:protocol_step", Route({"key": "draft_protocol", "method": "=submit"}, {200: {"leader"}})),
    ("documents:protocol_step", Route({"key": "protocol", "method": "=withdraw"}, {200: SEEN_BY["protocol"]})),
    ("documents:covenant_changes", page("leaders_covenant", {"leader"})),
    ("documents:matrix_changes", page("draft_matrix", {"leader"})),
    ("documents:covenant_confirm", Route({"key": "leaders_covenant"}, POST_ONLY)),
    ("documents:matrix_confirm", Route({"key": "draft_matrix"}, POST_ONLY)),
    ("documents:protocol_confirm", Route({"key": "protocol"}, POST_ONLY)),
    *BACK_ROOM_ROUTES,
]
