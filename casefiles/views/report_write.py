"""Writing a report: kept as a draft, or on to reading it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.middleware import ViewerRequest
from accounts.models import User
from casefiles.access import may_edit_report, may_report
from casefiles.actions.report import OnBehalf, edit_report, write_report
from casefiles.forms.report import Options, ReportForm, told
from casefiles.models import Case, Report
from casefiles.selectors.circles import categories, circle_choices, readers_today
from casefiles.selectors.frame import case_frame
from casefiles.selectors.openings import report_refusal
from casefiles.views.answers import Ground, answer, keeps_theirs, refused, show
from casefiles.views.found import the_case, the_report
from casefiles.views.report_ground import report_ground
