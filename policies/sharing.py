"""Policies and consultations for machines: schema.org's words."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from policies.states.consultations import Stage
from policies.states.policies import PolicyStatus
from portal import linked_data as schema

IN_FORCE = {PolicyStatus.IN_FORCE, PolicyStatus.AMENDED}


def linked_data(context: dict[str, Any], site: dict[str, Any]) -> SafeString:
    """A policy as search engines read it; `context` is that of its page."""
    policy = context["policy"]
    address = site["origin"] + context["base"]
    force = "InForce" if context["standing"] in IN_FORCE else "NotInForce"
    return schema.written(
        {
            "@type": "Legislation",
            "@id": address,
            "url": address,
            "name": context["title"],
            "description": context["summary"],
            "inLanguage": context["lang"],
            "legislationIdentifier": policy.number or str(policy.pk),
            "legislationPassedBy": schema.organisation(context["department"].name),
            "legislationLegalForce": f"https://schema.org/{force}",
            "legislationDate": policy.adopted_date and policy.adopted_date.isoformat(),
            "legislationDateOfApplicability": policy.effective_date
            and policy.effective_date.isoformat(),
            "keywords": [each.name for each in context["topics"]],
            "hasPart": [
                {
                    "@type": "Legislation",
                    "@id": f"{address}#{each.anchor}",
                    "legislationIdentifier": each.number,
                    "name": each.heading,
                }
                for each in context["articles"]
                if not each.is_over
            ],
            "isPartOf": schema.site(site["name"], site["origin"] + site["prefix"]),
        }
    )


def linked_consultation(context: dict[str, Any], site: dict[str, Any]) -> SafeString:
    """A consultation as search engines read it: something in which everybody takes part online."""
    consultation = context["consultation"]
    address = site["origin"] + context["base"]
    status = "EventCancelled" if context["stage"] == Stage.WITHDRAWN else "EventScheduled"
    return schema.written(
        {
            "@type": "Event",
            "@id": address,
            "url": address,
            "name": context["title"],
            "description": context["summary"],
            "inLanguage": context["lang"],
            "startDate": localtime(consultation.opens_at).isoformat(),
            "endDate": localtime(consultation.closes_at).isoformat(),
            "eventStatus": f"{schema.CONTEXT}/{status}",
            "eventAttendanceMode": f"{schema.CONTEXT}/OnlineEventAttendanceMode",
            "location": {"@type": "VirtualLocation", "url": address},
            "organizer": schema.organisation(context["department"].name),
            "isAccessibleForFree": True,
            "isPartOf": schema.site(site["name"], site["origin"] + site["prefix"]),
        }
    )
