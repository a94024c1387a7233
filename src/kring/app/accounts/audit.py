"""The log in words: one sentence an action. An action without a sentence can't be noted."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from kring.app.accounts.models import LogEntry, Role

SENTENCES = {
    "signed_in": _("%(who)s signed in."),
    "organisation_made": _("%(who)s made the organisation %(name)s."),
    "member_invited": _("%(who)s invited %(email)s as %(role)s."),
    "invitation_withdrawn": _("%(who)s withdrew the invitation of %(email)s."),
    "member_joined": _("%(who)s joined as %(role)s."),
    "access_renewed": _("%(who)s made a link for a new password for %(email)s."),
    "password_renewed": _("%(who)s chose a new password."),
    "role_changed": _("%(who)s made %(email)s %(role)s; that was %(before)s."),
    "member_removed": _("%(who)s removed %(email)s."),
    "brief_made": _("%(who)s made the brief %(name)s."),
    "brief_changed": _("%(who)s changed the brief %(name)s."),
    "brief_deleted": _("%(who)s deleted the brief %(name)s."),
    "plan_chosen": _("%(who)s chose a plan of %(creators)s creators for %(name)s."),
    "plan_deleted": _("%(who)s deleted a plan of %(name)s."),
    "search_saved": _("%(who)s saved the search %(name)s."),
    "search_deleted": _("%(who)s deleted the search %(name)s."),
    "list_made": _("%(who)s made the list %(name)s."),
    "list_added": _("%(who)s put %(creators)s creators on the list %(name)s."),
    "list_changed": _("%(who)s changed the list %(name)s."),
    "list_note": _("%(who)s changed the note on %(account)s on the list %(name)s."),
    "list_removed": _("%(who)s took %(account)s off the list %(name)s."),
    "list_deleted": _("%(who)s deleted the list %(name)s."),
    "key_made": _("%(who)s made the access key %(name)s for a %(role)s."),
    "key_revoked": _("%(who)s revoked the access key %(name)s."),
    "creators_downloaded": _("%(who)s downloaded a list of %(rows)s accounts."),
    "shortlist_added": _("%(who)s put %(account)s on the shortlist of %(name)s."),
    "shortlist_status": _("%(who)s changed %(account)s for %(name)s to: %(status)s; that was: %(status_before)s."),
    "shortlist_note": _("%(who)s changed the note on %(account)s for %(name)s."),
    "shortlist_removed": _("%(who)s took %(account)s off the shortlist of %(name)s."),
    "shortlist_downloaded": _("%(who)s downloaded the shortlist of %(name)s."),
    "explanation_shared": _("%(who)s made a link to the explanation of %(account)s for %(name)s."),
    "explanation_revoked": _("%(who)s revoked a link to the explanation of %(account)s for %(name)s."),
    "contest_sent": _("%(who)s contests an explanation for %(name)s."),
    "files_confirmed": _("%(who)s had files loaded: %(files)s."),
    "files_dropped": _("%(who)s threw files away before they were loaded: %(files)s."),
    "quarantine_downloaded": _("%(who)s downloaded rows that were put aside."),
    "quarantine_dropped": _("%(who)s gave up %(rows)s rows that were put aside."),
    "source_added": _("%(who)s has %(source)s asked about %(subject)s."),
    "source_removed": _("%(who)s has %(source)s not asked about %(subject)s any more."),
    "source_deleted": _("%(who)s had all deleted that %(source)s gave of one account."),
    "source_key": _("%(who)s kept a key for %(source)s."),
    "source_chosen": _("%(who)s chose %(choice)s for %(source)s."),
    "source_asked": _("%(who)s had %(source)s asked."),
    "consent_link": _("%(who)s made a link that asks a creator for consent on %(source)s."),
    "creator_let_go": _("%(who)s deleted %(entries)s explanations and entries of a creator whose data were withdrawn."),
    "contest_answered": _("%(who)s answered what %(account)s contests for %(name)s."),
}


def sentence(entry: LogEntry) -> str:
    """What was done, as a sentence in the language of the page."""
    details = {key: _in_words(key, value) for key, value in entry.details.items()}
    return str(SENTENCES[entry.action]) % defaultdict(str, details, who=entry.who)


def _in_words(key: str, value: object) -> str:
    if key in {"role", "before"} and value in Role.values:
        return str(Role(value).label)
    if key in {"status", "status_before"}:
        from kring.app.matching.models import Status

        return str(Status(value).label)
    return str(value)
