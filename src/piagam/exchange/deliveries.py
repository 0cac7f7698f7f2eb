"""Packages sent by the page: asked for while the person waits, taken in by a job."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from piagam.exchange.models import Delivery
from piagam.exchange.package.reading import open_package
from piagam.exchange.package.taking_in import report_for, take_in
from piagam.notices.jobs import task
from piagam.people.actor import Actor, actor_of
from piagam.people.guards import require
from piagam.people.models import Membership
from piagam.uploads.models import Upload
from piagam.uploads.parts import drop, path_of
from piagam.web.errors import Refused


def ask(key: str, *, by: Actor) -> Delivery:
    """Looks into a package that has arrived, and asks the job to take it in. Raises Refused with the sentence."""
    upload = Upload.objects.filter(pk=key, owner=by.user_id, is_package=True).first()
    if upload is None or not upload.is_complete:
        raise Refused(_("Paket ini belum sampai seluruhnya. Pilih berkasnya sekali lagi."), 422)
    with open_package(path_of(upload.pk)) as package:
        require(by, "package.import", report_for(package))
    membership = Membership.objects.get(user=by.user_id, role=by.role, region=by.region_code, ended_at=None)
    with transaction.atomic():
        delivery, _made = Delivery.objects.get_or_create(
            upload=upload.pk, defaults={"file_name": upload.file_name, "membership": membership}
        )
        take_in_later.enqueue(delivery.pk)
    return delivery


@task()  # type: ignore[untyped-decorator, unused-ignore]
def take_in_later(delivery_id: int) -> bool:
    """Takes one package in; whatever is wrong with it becomes a sentence on the page. Was it taken in?"""
    delivery = Delivery.objects.select_related("membership__user", "membership__region").get(pk=delivery_id)
    if not delivery.is_waiting:
        return delivery.arrival_id is not None

    def progress(done: int, whole: int) -> None:
        if done % 20 == 0 or done == whole:
            Delivery.objects.filter(pk=delivery_id).update(done=done, whole=whole)

    by = actor_of(delivery.membership, stepped_up_at=timezone.now())  # was shown when it was asked for
    try:
        with open_package(path_of(delivery.upload)) as package:
            delivery.arrival = take_in(package, by=by, progress=progress)
    except Refused as refused:
        delivery.refused = refused.sentence
    delivery.save(update_fields=["arrival", "refused"])
    drop(delivery.upload)
    Upload.objects.filter(pk=delivery.upload).delete()
    return delivery.arrival is not None
