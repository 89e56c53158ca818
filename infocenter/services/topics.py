"""Topics: their names stand in lists and filters of the public site."""

from django.db import transaction
from django.utils.translation import gettext as _

from infocenter.models import Topic
from portal import pagecache
from portal.history.services import record
from portal.workflow import Refused


@transaction.atomic
def save_topic(topic: Topic, *, by, changed=()) -> Topic:
    """Keep a new or changed topic; residents see it at once."""
    added = topic.pk is None
    topic.save()
    record("topic.added" if added else "topic.changed", topic, actor=by, changed=sorted(changed))
    pagecache.invalidate(rows=True)
    return topic


@transaction.atomic
def delete_topic(topic: Topic, *, by) -> None:
    """Remove a topic that nothing uses. Editions keep their topics, so a used one stays."""
    if topic.documents.exists() or topic.editions.exists():
        raise Refused(
            _("“%(topic)s” is used by documents, so it can't be deleted.") % {"topic": topic}
        )
    record("topic.deleted", topic, actor=by)
    topic.delete()
    pagecache.invalidate(rows=True)
