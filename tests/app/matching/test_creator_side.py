"""The creator's side: the briefs that fit, the link that explains without signing in, and what is contested."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kring.app.accounts.models import Membership, Organisation, Role
from kring.app.briefs import services as briefs
from kring.app.briefs.models import SavedBrief
from kring.app.matching import services
from kring.app.matching.models import Contest, SharedExplanation
from kring.match.brief import Brief
from kring.match.ranking import Ranking
from tests.app.matching.conftest import sent

ANYBODY = {"accept-language": "en"}


def test_the_open_briefs_have_the_bars_that_the_company_sees(
    planner: Client, brief: SavedBrief, ranking: Ranking, best: str, member_of: Callable[..., Membership]
) -> None:
    by = member_of(brief.organisation, Role.PLANNER)
    briefs.save(by, Brief.from_yaml("name: Groot\ntiers: [mega]\ncreators: {most: 2}\n"))
    briefs.save(by, Brief.from_yaml("name: Voorbij\nbudget: 900\nperiod: {from: 2020-01-01, until: 2020-02-01}\n"))
    briefs.save(by, Brief.from_yaml("name: Kapot\nbudget: 900\nforbidden: ['instagram:nobody_here']\n"))
    shown = planner.get(reverse("creator_openings", args=[best])).context["openings"]
    assert [one.saved for one in shown.fitting] == [brief]
    assert shown.fitting[0].fit.explanation == ranking.explain(best)
    assert [one.saved.name for one in shown.refused] == ["Groot"]
    assert [one.name for one, _ in shown.broken] == ["Kapot"]
    assert shown.refused[0].fit.verdict.reasons
    assert reverse("creator_openings", args=[best]) in planner.get(reverse("creator", args=[best])).content.decode()


def test_a_creator_nobody_knows_has_no_briefs(planner: Client, brief: SavedBrief) -> None:
    assert planner.get(reverse("creator_openings", args=["instagram:nobody"])).status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_link_explains_without_signing_in(link: str, ranking: Ranking, best: str, language: str) -> None:
    answer = Client().get(link, headers={"accept-language": language})
    page = unescape(answer.content.decode())
    assert answer.status_code == 200
    for bar in ranking.explain(best).bars:
        for level in ranking.criteria.named(bar.criterion).levels:
            assert level.words.said_in(language) in page  # type: ignore[arg-type]
    assert best in page
    assert "De Ketting" in page
    assert "planner@own.example" not in page
    assert "/creators/" not in page


def test_the_link_tells_nothing_of_another_creator(link: str, ranking: Ranking, best: str) -> None:
    page = unescape(Client().get(link, headers=ANYBODY).content.decode())
    kept = json.dumps(SharedExplanation.objects.get().snapshot)
    others = [name for name in ranking.pool.names.to_pylist() if name != best]
    handles = [name for name in ranking.pool.accounts["handle"].to_pylist() if name and name not in best]
    assert [name for name in (*others, *handles) if name in page or name in kept] == []


def test_the_page_of_a_link_is_kept_out_of_search_engines_and_caches(link: str) -> None:
    answer = Client().get(link)
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex' in answer.content.decode()


def test_a_link_stops_after_thirty_days(link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + timedelta(days=29).total_seconds())
    assert Client().get(link).status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: now + timedelta(days=31).total_seconds())
    assert Client().get(link).status_code == 404


def test_a_row_that_expired_opens_nothing_whatever_the_link_says(link: str) -> None:
    SharedExplanation.objects.update(expires_at=timezone.now())
    assert Client().get(link).status_code == 404


def test_a_revoked_link_and_one_that_was_changed_open_nothing(planner: Client, link: str) -> None:
    changed = [f"{link[:-3]}xyz/", link.replace("/explained/", "/explained/x"), "/explained/nonsense/"]
    other = signing.dumps(SharedExplanation.objects.get().key, salt="another")
    for address in (*changed, reverse("explained", args=[other])):
        assert Client().get(address).status_code == 404
    assert planner.post(reverse("explanation_revoke", args=[SharedExplanation.objects.get().pk])).status_code == 302
    assert Client().get(link).status_code == 404
    assert Client().post(link, {"text": "fout"}).status_code == 404


def test_what_was_sent_stays_as_it_was_when_the_brief_changes(planner: Client, link: str, brief: SavedBrief) -> None:
    before = unescape(Client().get(link, headers=ANYBODY).content.decode())
    brief.yaml = "name: Iets anders\nbudget: 1\n"
    brief.save()
    after = unescape(Client().get(link, headers=ANYBODY).content.decode())
    score = before.split("plan-answer")[1].split("</p>")[0]
    assert score == after.split("plan-answer")[1].split("</p>")[0]


def test_a_creator_who_does_not_pass_reads_why(planner: Client, brief: SavedBrief, ranking: Ranking) -> None:
    refused = next(name for name in ranking.pool.names.to_pylist() if not ranking.verdict(name).passes)
    page = unescape(Client().get(sent(planner, brief, refused), headers=ANYBODY).content.decode())
    assert "You do not meet the conditions of this brief." in page
    assert all(reason.en[1:] in page for reason in ranking.verdict(refused).reasons)


def test_what_is_contested_is_answered_behind_the_same_link(planner: Client, viewer: Client, link: str) -> None:
    creator = Client(headers=ANYBODY)
    given = {"criterion": "contact", "text": "Ik antwoord <b>altijd</b>.", "contact": "ik@creator.example"}
    assert creator.post(link, given).status_code == 302
    contest = Contest.objects.get()
    assert (contest.criterion, contest.text, contest.contact, contest.is_open) == (*given.values(), True)
    listed = planner.get(reverse("contests")).content.decode()
    assert "&lt;b&gt;altijd&lt;/b&gt;" in listed
    assert "ik@creator.example" in listed
    assert planner.get(reverse("briefs")).context["contested"] == 1
    address = reverse("contest_answer", args=[contest.pk])
    assert viewer.post(address, {"answer": "nee"}).status_code == 403
    assert planner.post(address, {"answer": ""}).status_code == 400
    assert planner.post(address, {"answer": "Dat klopt; verbeterd."}).status_code == 302
    page = creator.get(link).content.decode()
    assert "Dat klopt; verbeterd." in page
    assert "De Ketting answered on" in page
    assert "planner@own.example" not in page
    assert planner.get(reverse("briefs")).context["contested"] == 0
    assert "contests an explanation" in " ".join(_log())


def test_another_organisation_neither_reads_nor_answers_it(
    link: str, other_organisation: Organisation, client_of: Callable[..., Client]
) -> None:
    Client().post(link, {"text": "geheim"})
    other = client_of(other_organisation, Role.OWNER)
    assert "geheim" not in other.get(reverse("contests")).content.decode()
    contest = Contest.objects.get()
    assert other.post(reverse("contest_answer", args=[contest.pk]), {"answer": "nee"}).status_code == 404
    assert other.post(reverse("explanation_revoke", args=[contest.explanation_id])).status_code == 404


@pytest.mark.parametrize(
    "given", [{"text": ""}, {"text": "x", "criterion": "nonsense"}, {"text": "x", "contact": "no address"}]
)
def test_a_message_that_can_not_be_is_not_stored_and_says_why(link: str, given: dict[str, str]) -> None:
    answer = Client(headers=ANYBODY).post(link, given)
    assert answer.status_code == 400
    assert "errorlist" in answer.content.decode()
    assert not Contest.objects.exists()


def test_one_link_can_not_be_used_to_flood(link: str) -> None:
    creator = Client(headers=ANYBODY)
    codes = [creator.post(link, {"text": f"bericht {number}"}).status_code for number in range(5)]
    assert codes == [302] * services.MOST_AN_HOUR + [400] * 2
    assert "Wait an hour" in creator.post(link, {"text": "nog een"}).content.decode()
    Contest.objects.update(made_at=timezone.now() - timedelta(hours=2))
    assert creator.post(link, {"text": "later"}).status_code == 302


def _log() -> list[str]:
    from kring.app.accounts.audit import sentence
    from kring.app.accounts.models import LogEntry

    return [sentence(entry) for entry in LogEntry.objects.all()]
