"""The letter templates of the house: which there are, what each holds, a try-out, and new ones."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.access import may_make
from documents.actions.letters import NewLetter, add_letter, add_letter_version, add_shipped_letters
from documents.actions.render_letter import try_letter
from documents.attachments.download import to_save
from documents.forms.letters import NewLetterForm, NextLetterForm
from documents.models.letter import LetterVersion, LetterVersionQuerySet
from documents.models.stored_file import WORD
from documents.selectors import letters as select
from documents.selectors.files import files_of_letter
from documents.selectors.letter_values import missing_details, the_house
from documents.selectors.offers import offers
from documents.views.answers import UNPROCESSABLE, refused
from documents.views.crumbs import back_room_crumb
from documents.views.editing import EditPage
from documents.word.letter_problems import LetterRefused
from documents.word.refusals import WordRefused
from workflows.forms import VersionForm
from workflows.refusals import StepRefused, Text


def letters_crumb() -> tuple[Text, str]:
    return _("Letters"), reverse("backroom:letters")


@require_safe
def letters(request: ViewerRequest) -> HttpResponse:
    must_make_letters(request)
    context = {
        "table": select.letters_table(list(select.letter_versions(request.viewer))),
        "unshipped": select.unshipped(),
        "missing": missing_details(the_house()),
        "crumbs": [back_room_crumb()],
    }
    return render(request, "documents/backroom/letters.html", context)


@require_safe
def fields(request: ViewerRequest) -> HttpResponse:
    must_make_letters(request)
    context = {"tables": select.all_fields(), "crumbs": [letters_crumb()]}
    return render(request, "documents/backroom/letter_fields.html", context)


@require_POST
def take_shipped(request: ViewerRequest) -> HttpResponse:
    must_make_letters(request)
    added = len(add_shipped_letters(viewer=request.viewer))
    messages.success(
        request,
        ngettext("%(count)d template is here as a draft.", "%(count)d templates are here as drafts.", added)
        % {"count": added},
    )
    return redirect("backroom:letters")


@require_safe
def letter(request: ViewerRequest, key: str) -> HttpResponse:
    viewer = request.viewer
    version = the_letter(request, key)
    context = {
        "version": version,
        "purpose": version.template.get_purpose_display(),
        "badge": select.state_badge(version),
        "steps": offers("letter", version, viewer=viewer),
        "may_go_on": not select.has_draft(version),
        "fields_table": select.fields_in(version),
        "others": select.letters_table(select.other_versions(version, viewer=viewer)),
        "files": files_of_letter(version, viewer=viewer),
        "crumbs": [letters_crumb()],
    }
    return render(request, "documents/backroom/letter.html", context)


@require_safe
def try_out(request: ViewerRequest, key: str) -> HttpResponse:
    """The template filled in with the examples, as a download."""
    version = the_letter(request, key)
    try:
        content = try_letter(version)
    except (WordRefused, LetterRefused) as problem:
        messages.error(request, " ".join(lines_of(problem)))
        return redirect("backroom:letter", key=key)
    request.viewer.trail.downloaded(export=True)
    name = _("Try-out %(title)s.docx") % {"title": version.title}
    return to_save(content, name=name, content_type=WORD)


def must_make_letters(request: ViewerRequest) -> None:
    if not may_make(request.viewer):
        raise Http404


def the_letter(request: ViewerRequest, key: str) -> LetterVersion:
    found = LetterVersion.objects.select_related("template", "file__stored_by")
    version = find_or_404(request.viewer, found, key)
    must_make_letters(request)
    return version


def told_at_the_file(form: BaseForm, problem: WordRefused | LetterRefused) -> None:
    """All that is wrong with the file, at its field."""
    for line in lines_of(problem):
        form.add_error("file", line)


def lines_of(problem: WordRefused | LetterRefused) -> list[str]:
    return [problem.message] if isinstance(problem, WordRefused) else [str(one) for one in problem.problems]


class AddLetterPage(View):
    http_method_names = ["get", "post", "head"]
    request: ViewerRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        must_make_letters(self.request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(NewLetterForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = NewLetterForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        values = form.cleaned_data
        new = NewLetter(values["file"].read(), values["file"].name, values["title"], values["purpose"])
        try:
            version = add_letter(new, viewer=self.request.viewer)
        except (WordRefused, LetterRefused) as problem:
            told_at_the_file(form, problem)
            return self.page(form, status=UNPROCESSABLE)
        except StepRefused as refusal:
            return refused(self.request, refusal, back_url=reverse("backroom:letters"), form=form)
        messages.success(request, _("The template is here as a draft. Try it out first."))
        return redirect("backroom:letter", key=version.key)

    def page(self, form: NewLetterForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "crumbs": [letters_crumb()], "back_url": reverse("backroom:letters")}
        return render(self.request, "documents/backroom/add_letter.html", context, status=status)


class NextLetterPage(EditPage):
    heading = gettext_lazy("Add a next version")
    submit_label = gettext_lazy("Add version")
    saved = gettext_lazy("The next version is here as a draft. What is in use stays in use.")
    version: LetterVersion
    added = ""

    def versions(self) -> LetterVersionQuerySet:
        return LetterVersion.objects.select_related("template")

    def is_open(self) -> bool:
        return not select.has_draft(self.version)

    def form(self, data: Any = None) -> VersionForm:
        files = None if data is None else self.request.FILES
        return NextLetterForm(data, files, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        file = form.cleaned_data["file"]
        self.added = add_letter_version(
            self.version,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            content=file.read(),
            name=file.name,
        ).key

    def attempt(self, save: Callable[[Any], None], form: VersionForm) -> HttpResponse:
        try:
            return super().attempt(save, form)
        except (WordRefused, LetterRefused) as problem:
            told_at_the_file(form, problem)
            return self.page(form, status=UNPROCESSABLE)

    def start_url(self) -> str:
        return reverse("backroom:letter", args=[self.version.key])

    def done_url(self) -> str:
        return reverse("backroom:letter", args=[self.added])

    def crumbs(self) -> list[tuple[Text, str]]:
        return [letters_crumb(), (self.version.title, self.start_url())]
