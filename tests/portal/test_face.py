"""The face: words for dates and errors, form controls, the state picture, and pages that give nothing away."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from defusedxml.ElementTree import fromstring
from django import forms
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from casustafel.templatetags.face import clock, control, day, days_since, error_links, is_past, moment
from casustafel.templatetags.state_picture import LYING, STANDING, Picture, draw, state_picture

PICTURE = Picture(
    title="Verloop",
    states=[("intake", "Intake"), ("active", "Actief"), ("up", "Opgeschaald"), ("closing", "In afsluiting")],
    current="active",
    arrows=[("active", "up", True), ("up", "active", False), ("active", "closing", False), ("active", "gone", True)],
)


class Report(forms.Form):
    valence = forms.ChoiceField(label="Hoe gaat het?", choices=[("a", "Goed"), ("b", "Zorg")], widget=forms.RadioSelect)
    story = forms.CharField(label="Verhaal", help_text="In je eigen woorden.", widget=forms.Textarea)
    remark = forms.CharField(label="Opmerking", required=False)


def test_a_moment_is_written_in_dutch_and_in_our_own_time() -> None:
    at = datetime(2026, 11, 22, 8, 5, tzinfo=UTC)
    assert (day(at), clock(at)) == ("22 november 2026", "9.05 uur")
    assert moment(at) == "22 november 2026, 9.05 uur"


def test_a_day_near_midnight_is_the_day_it_is_here() -> None:
    assert day(datetime(2026, 5, 21, 22, 30, tzinfo=UTC)) == "22 mei 2026"


def test_a_term_includes_its_last_day() -> None:
    today = localdate()
    assert not is_past(today)
    assert is_past(today - timedelta(days=1))
    assert days_since(today - timedelta(days=4)) == 4


def test_the_error_summary_leads_to_the_first_button_of_a_group() -> None:
    form = Report({})
    links, required = error_links(form), form.errors["story"][0]
    assert [link.href for link in links] == ["#id_valence_0", "#id_story"]
    assert [link.line for link in links] == [f"Hoe gaat het? {required}", f"Verhaal: {required}"]


def test_a_form_that_was_not_sent_has_no_errors_and_a_page_without_one_neither() -> None:
    assert error_links(Report(), "", None) == []


def test_a_required_control_says_so_to_assistive_technology_only() -> None:
    html = control(Report()["story"])
    assert 'aria-required="true"' in html
    assert " required" not in html.replace("aria-required", "")
    assert 'aria-describedby="id_story_helptext"' in html


def test_an_invalid_control_points_at_its_help_and_its_error() -> None:
    html = control(Report({})["story"])
    assert 'aria-describedby="id_story_helptext id_story_error"' in html
    assert 'aria-invalid="true"' in html


def test_only_the_optional_field_is_marked() -> None:
    html = render_to_string("components/form.html", {"form": Report(), "submit_label": "Melding vastleggen"})
    assert html.count("(niet verplicht)") == 1
    assert "novalidate" in html


def test_every_box_of_a_picture_lies_inside_it_and_none_overlap() -> None:
    for shape in (LYING, STANDING):
        drawing = draw(shape, PICTURE)
        ends = [(box.x + box.width, box.y + box.height) for box in drawing.boxes]
        assert all(x < drawing.width and y < drawing.height for x, y in ends)
        along = [box.x if shape.lying else box.y for box in drawing.boxes]
        assert all(later - earlier > shape.length for earlier, later in pairwise(along))


def test_a_step_to_a_state_that_is_not_drawn_is_left_out() -> None:
    assert [arrow.possible for arrow in draw(LYING, PICTURE).arrows] == [True, False, False]


def test_a_picture_says_in_words_what_it_shows() -> None:
    html = render_to_string("components/state_picture.html", state_picture(PICTURE))
    words = " ".join(html.split())
    assert "Actief is stap 2 van 4. Nu mogelijk: Opgeschaald. Nog niet mogelijk: In afsluiting." in words
    for svg in re.findall(r"<svg.*?</svg>", html, re.S):
        fromstring(svg)


def test_a_label_in_a_picture_is_escaped() -> None:
    picture = Picture(title="x", states=[("a", "<b>")], current="a", arrows=[])
    assert "<b>" not in render_to_string("components/state_picture.html", state_picture(picture))


def test_late_work_says_late_and_a_due_day_today_is_not_late() -> None:
    today = localdate()
    rows = [{"title": "A", "url": "/", "due": today - timedelta(days=1)}, {"title": "B", "url": "/", "due": today}]
    html = render_to_string("components/work_list.html", {"group": {"name": "n", "heading": "H", "rows": rows}})
    assert html.count("te laat: had gemoeten op") == 1
    assert html.count("uiterlijk") == 1


def test_a_refusal_shows_every_unmet_condition_and_the_text_that_was_typed() -> None:
    unmet = [{"text": "Geen convenant", "who": "T. Smit", "url": "/c/"}, {"text": "Geen plan"}]
    refusal = {"heading": "casus activeren", "unmet": unmet, "kept": [("Toelichting", "mijn <tekst>")]}
    html = render_to_string("refusal.html", {"refusal": refusal, "frame": {}})
    assert all(words in html for words in ("Geen convenant", "T. Smit", "Geen plan", "Er ontbreken 2 dingen."))
    assert "mijn &lt;tekst&gt;" in html


def test_the_page_for_what_may_not_be_seen_is_the_same_whatever_is_in_the_context() -> None:
    plain = render_to_string("404.html")
    full = render_to_string("404.html", {"request_path": "/casussen/x/", "exception": "secret", "frame": {"menu": []}})
    assert plain == full
    assert not re.search(r"<form|csrf|nonce|<script", plain)


def test_no_template_carries_inline_style_or_script() -> None:
    html = render_to_string("refusal.html", {"refusal": {"heading": "x", "unmet": []}, "frame": {}})
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", html)


def test_a_date_without_time_is_a_day_in_a_time_element() -> None:
    html = render_to_string("components/people.html", {"people": [{"name": "A", "until": date(2027, 3, 1)}]})
    assert '<time datetime="2027-03-01">1 maart 2027</time>' in html
    assert "1 persoon ziet dit" in html
