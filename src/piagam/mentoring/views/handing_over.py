"""The hand-over page of an operator who leaves."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from piagam.mentoring.handing_over import LONGEST_NOTE, hand_over, holding_of, successors_of
from piagam.people.deciding import may
from piagam.people.guards import PiagamRequest, guarded
from piagam.people.models import Membership
from piagam.people.places import HeldRole
from piagam.people.queries import delegable_by_id
from piagam.web.errors import Refused


class HandOverForm(forms.Form):
    """Who takes over, and a word for them."""

    successor = forms.TypedChoiceField(label=gettext_lazy("Penerus"), coerce=int)
    note = forms.CharField(
        label=gettext_lazy("Pesan untuk penerus"), max_length=LONGEST_NOTE, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(self, people: list[Membership], *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        names = [(str(one.pk), f"{one.user.name} · {one.department}") for one in people]
        field = self.fields["successor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Pilih …")), *names]


@guarded("role.delegate", delegable_by_id)
def page(request: PiagamRequest, held: HeldRole) -> HttpResponse:
    """What the operator holds; moves it to a successor."""
    membership = held.membership
    people = successors_of(membership)
    form = HandOverForm(people, request.POST or None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        successor = next(one for one in people if one.pk == form.cleaned_data["successor"])
        try:
            hand_over(membership, successor, note=form.cleaned_data["note"], by=request.actor)
        except Refused as no:
            if no.status not in {409, 422}:
                raise
            form.add_error("successor", no.sentence)
            status = no.status
        else:
            name = {"name": successor.user.name}
            messages.success(
                request, _("Sudah diserahterimakan kepada %(name)s, yang sudah diberi tahu.") % name
            )
            return redirect("mentoring:hand_over", membership.pk)
    context = {
        "membership": membership,
        "holding": holding_of(membership),
        "form": form,
        "people": people,
        "own": membership.user_id == request.actor.user_id,
        "may_disable": may(request.actor, "operator.disable", membership.place()),
    }
    return render(request, "mentoring/hand_over.html", context, status=status)
