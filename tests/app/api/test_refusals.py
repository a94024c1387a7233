"""What can't be is refused in the language of the caller, with the field that is wrong and without a trace."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client, override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from kring.app.api.door import api
from kring.app.api.reading import StrictParser
from kring.app.api.schemas.asked import BriefAsked
from kring.app.briefs.models import SavedBrief
from kring.errors import KringError
from kring.match.brief import Brief
from kring.match.brief_yaml import FIELDS
from kring.match.discovery import read_condition
from kring.vocabulary.search_filters import search_filter, search_filters
from kring.workspace import Workspace
from tests.app.api.conftest import Program

BRIEF = {"name": "Lente", "budget": 1500}
WRONG = [
    ("/match", {}, "brief"),
    ("/match", {"brief": BRIEF, "brief_id": 1}, "brief"),
    ("/match", {"brief": BRIEF, "most": 0}, "most"),
    ("/match", {"brief": BRIEF, "most": "many"}, "most"),
    ("/match", {"brief": BRIEF, "colour": 1}, "colour"),
    ("/match", {"brief": {"budget": 5}}, "brief.name"),
    ("/match", {"brief": BRIEF | {"colour": 1}}, "brief.colour"),
    ("/match", {"brief": BRIEF | {"budget": "much"}}, "brief.budget"),
    ("/match", {"brief": BRIEF | {"budget": -5}}, "brief.budget"),
    ("/match", {"brief": BRIEF | {"niches": ["nonesuch"]}}, "brief.niches"),
    ("/match", {"brief": BRIEF | {"niches": [{"a": 1}]}}, "brief.niches"),
    ("/match", {"brief": BRIEF | {"period": {"from": "2027-02-30"}}}, "brief.period.from"),
    ("/match", {"brief": BRIEF | {"target": {"mood": "glad"}}}, "brief.target.mood"),
    ("/match", {"brief": BRIEF | {"limits": {"mood": 1}}}, "brief.limits.mood"),
    ("/match", {"brief": BRIEF | {"required": ["instagram:nobody"]}}, "brief.required"),
    ("/match/explain", {"brief": BRIEF}, "account"),
    ("/match/explain", {"brief": BRIEF, "account": "instagram:nobody"}, "account"),
    ("/search", {"colour": 1}, "colour"),
    ("/search", {"filters": {"mood": "glad"}}, "filters.mood"),
    ("/search", {"filters": {"followers": "many"}}, "filters.followers"),
    ("/search", {"filters": {"niche": "nonesuch"}}, "filters.niche"),
    ("/search", {"like": ["instagram:nobody"]}, "like"),
    ("/search", {"sort": "mood"}, "mood"),
    ("/search", {"size": 100_000}, "size"),
    ("/lookalikes", {"accounts": []}, "accounts"),
    ("/lookalikes", {"accounts": ["instagram:nobody"]}, "accounts"),
    ("/lookalikes", {"accounts": ["a"], "by": "mood"}, "by"),
    ("/drafts", {"text": ""}, "text"),
    ("/drafts", {"text": "x" * 5000}, "text"),
]


@pytest.mark.parametrize(("path", "body", "field"), WRONG, ids=[f"{path} {field}" for path, _, field in WRONG])
def test_the_wrong_field_is_named(program: Program, path: str, body: dict[str, Any], field: str) -> None:
    answer = program.post(path, body)
    assert answer.status_code == 422, answer.content
    said = answer.json()
    assert [one["field"] for one in said["fields"]] == [field]
    assert said["message"]
    assert all(one["message"] for one in said["fields"])


@pytest.mark.parametrize(
    "body", [b"{", b"", b"[]", b"3", b"\xff\xfe", b'{"brief": NaN}', b"[" * 50_000, b'"' + b"a" * 100 + b'"']
)
def test_a_body_that_is_no_object_is_refused(program: Program, body: bytes) -> None:
    answer = program.client.post("/api/v1/match", body, content_type="application/json", headers=program.headers)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["fields"]] == ["body"]


@pytest.mark.parametrize(
    ("language", "message", "field"),
    [
        ("nl", "Het verzoek staat er anders dan verwacht.", "Dit veld bestaat niet."),
        ("en", "The request is not written as expected.", "There is no such field."),
        ("en-GB,nl;q=0.5", "The request is not written as expected.", "There is no such field."),
    ],
)
def test_the_language_is_that_of_the_request(program: Program, language: str, message: str, field: str) -> None:
    said = Program(program.key, language).post("/match", brief=BRIEF | {"colour": 1}).json()
    assert said["message"] == message
    assert said["fields"] == [{"field": "brief.colour", "message": field}]


def test_a_fault_of_kring_itself_is_said_in_either_language(program: Program) -> None:
    body = {"brief": BRIEF | {"niches": ["koke"]}}
    nl, en = (Program(program.key, language).post("/match", body).json() for language in ("nl", "en"))
    assert "is niet bekend als niche" in nl["message"]
    assert "there is no niche 'koke'" in en["message"]
    assert "koken" in nl["advice"]
    assert "koken" in en["advice"]


@pytest.mark.parametrize("number", [0, 999_999, "x", "1.5"])
def test_a_brief_that_is_not_there_is_not_found(program: Program, number: object) -> None:
    assert program.get(f"/briefs/{number}").status_code == 404


def test_the_brief_of_another_organisation_is_not_found(elsewhere: Program, saved: SavedBrief, account: str) -> None:
    answers = [
        elsewhere.get(f"/briefs/{saved.pk}"),
        elsewhere.post("/match", brief_id=saved.pk),
        elsewhere.post("/match/explain", brief_id=saved.pk, account=account),
    ]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert all("Lente" not in answer.content.decode() for answer in answers)
    assert elsewhere.get("/briefs").json() == {"total": 0, "briefs": []}


def test_the_creators_of_another_organisation_are_not_shown(elsewhere: Program, account: str) -> None:
    assert elsewhere.post("/search", text="").json()["total"] == 0
    for path, body in (("/lookalikes", {"accounts": [account]}), ("/search", {"like": [account]})):
        answer = elsewhere.post(path, body)
        assert answer.status_code == 422
        assert answer.content.decode().count(account) <= 2
    assert elsewhere.post("/match", brief=BRIEF).json()["rows"] == []


def test_another_address_and_another_method_are_refused_in_json(program: Program) -> None:
    assert program.get("/nothing/here").json()["code"] == "not_found"
    assert program.get("/match").json()["code"] == "method"
    assert Client().get("/api/v1/nothing").json()["code"] == "no_key"


@override_settings(API_MOST_BYTES=1_000)
def test_a_body_that_is_too_large_is_refused(program: Program) -> None:
    answer = program.post("/drafts", text="x" * 2_000)
    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"


@override_settings(API_CALLS_A_MINUTE=2)
def test_a_key_that_asks_too_often_waits_and_another_does_not(
    program: Program, looking: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [6_000.0]
    for throttle in {one for _, router in api._routers for one in [api.throttle]}:
        monkeypatch.setattr(throttle, "now", lambda: now[0])
    assert [program.get("/briefs").status_code for _ in range(3)] == [200, 200, 429]
    refused = program.get("/briefs")
    assert refused.json()["code"] == "too_often"
    assert refused.headers["Retry-After"] == "60"
    assert looking.get("/briefs").status_code == 200
    now[0] += 60
    assert program.get("/briefs").status_code == 200


def test_a_defect_shows_no_trace(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr("kring.app.api.endpoints.briefs.repository.briefs", broken)
    answer = program.get("/briefs")
    assert answer.status_code == 500
    assert answer.json()["code"] == "defect"
    assert "secret" not in answer.content.decode()


def test_a_fault_in_the_settings_is_no_fault_of_the_request(program: Program, workspace: Workspace) -> None:
    file = workspace.folder.settings_file(workspace.organisation)
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text("niches: 3\n", encoding="utf-8")
        answer = program.post("/match", brief=BRIEF)
    finally:
        file.write_text(before, encoding="utf-8")
    assert answer.status_code == 500
    assert str(workspace.folder.path) not in answer.content.decode()


def test_the_fields_of_a_brief_are_those_of_its_yaml() -> None:
    assert {field.alias or name for name, field in BriefAsked.model_fields.items()} == set(FIELDS)


NAMES = st.sampled_from(["least", "most", "ages", "weights", "name", "near", "of", "a"])
NUMBERS = st.integers(-5, 5) | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=100)
@given(st.sampled_from([name for name in FIELDS if name != "name"]), JSON)
def test_whatever_stands_in_a_field_is_refused_or_read_as_it_is_written_again(field: str, value: Any) -> None:
    try:
        read = Brief.from_mapping(BriefAsked.model_validate({"name": "A", field: value}).plain())
    except (ValidationError, KringError):
        return
    assert Brief.from_mapping(read.to_dict()) == read


@settings(max_examples=100)
@given(st.sampled_from(sorted(search_filters())), JSON)
def test_whatever_stands_in_a_filter_is_refused_or_read_as_it_is_written_again(name: str, value: Any) -> None:
    try:
        read = read_condition(search_filter(name), value)
    except KringError:
        return
    assert read_condition(search_filter(name), read.to_dict()) == read


ASKED = {
    "/match": ["brief", "brief_id", "most", "explain"],
    "/match/explain": ["brief", "account"],
    "/search": ["text", "filters", "near", "sort", "like", "by", "page", "size", "unknown"],
    "/lookalikes": ["accounts", "by", "most"],
    "/drafts": ["text", "confirmed"],
    "/creators/instagram:x/briefs": ["briefs"],
}


@override_settings(API_CALLS_A_MINUTE=10_000)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_sent_there_is_an_answer_in_words(program: Program, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(ASKED)))
    brief = st.fixed_dictionaries({"name": st.just("A")}, optional={name: JSON for name in FIELDS if name != "name"})
    body = data.draw(st.dictionaries(st.sampled_from(ASKED[path]), JSON | brief, max_size=4))
    answer = program.post(path, body)
    assert answer.status_code in (200, 404, 422), (path, body, answer.content)
    assert answer.json()


def test_the_parser_reads_what_json_allows() -> None:
    class Sent:
        body = json.dumps({"a": [1, None, "é"]}).encode()

    assert StrictParser().parse_body(Sent()) == {"a": [1, None, "é"]}  # type: ignore[arg-type]
