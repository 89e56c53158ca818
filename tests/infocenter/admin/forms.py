"""The form of a working copy as a browser sends it."""

from django.urls import reverse

LIST = "/admin/infocenter/document/"
ADD = f"{LIST}add/"


def at(document, page="change") -> str:
    return reverse(f"admin:infocenter_document_{page}", args=[document.pk])


def filled(client, address) -> dict:
    """What a browser would send if the person changed nothing."""
    editing = client.get(address).context["editing"]
    data = {"version": editing.document.version} if editing.document else {}
    steps = (editing.step, editing.withdrawal)
    for form in (editing.description, *editing.texts, *editing.files, *steps):
        for field in form:
            value = field.value()
            if value not in (None, False):
                data[field.html_name] = (
                    [getattr(each, "pk", each) for each in value]
                    if isinstance(value, list)
                    else value
                )
    return data


def send(client, address, step="save", **typed):
    return client.post(address, {**filled(client, address), "step": step, **typed})


def said(response) -> str:
    return " ".join(str(each) for each in response.context["messages"])
