"""Filters of the auditor's page."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from piagam.audit.models import AuditEvent


class AuditFilter(forms.Form):
    """Which events: by verb, region, object."""

    verb = forms.CharField(label=_("Tindakan"), required=False, max_length=80)
    region = forms.CharField(label=_("Kode daerah"), required=False, max_length=5)
    edition = forms.CharField(label=_("Edisi"), required=False, max_length=40)

    def apply(self, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        if verb := self.cleaned_data["verb"]:
            events = events.filter(verb__startswith=verb)
        if region := self.cleaned_data["region"]:
            events = events.filter(region_code=region)
        if edition := self.cleaned_data["edition"]:
            events = events.filter(edition_id=edition)
        return events
