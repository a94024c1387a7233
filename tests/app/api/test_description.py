"""The OpenAPI description says what is asked and answered: every answer is held against it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from kring.app.api.description import description_of
from kring.app.api.door import api
from kring.app.briefs.models import SavedBrief
from tests.app.api.conftest import Program

BRIEF = {"name": "Lente", "budget": 1500, "unknown": "keep"}


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return json.loads(json.dumps(description_of(api)))


def problems(described: dict[str, Any], address: str, method: str, answer: Any) -> list[str]:
    """What of an answer is not as its address says."""
    told = described["paths"][f"/api/v1{address}"][method]["responses"][str(answer.status_code)]
    schema = told["content"]["application/json"]["schema"] | {"components": described["components"]}
    return [f"{list(one.path)}: {one.message[:200]}" for one in Draft202012Validator(schema).iter_errors(answer.json())]


def test_every_address_answers_as_it_is_described(
    program: Program, saved: SavedBrief, account: str, described: dict[str, Any]
) -> None:
    made = program.post("/match", brief=BRIEF, explain=True)
    answers = {
        ("/briefs", "get"): program.get("/briefs"),
        ("/briefs/{brief_id}", "get"): program.get(f"/briefs/{saved.pk}"),
        ("/match", "post"): made,
        ("/match/explain", "post"): program.post("/match/explain", brief_id=saved.pk, account=account),
        ("/creators/{account}/briefs", "post"): program.post(f"/creators/{account}/briefs"),
        ("/rankings/{ranking_id}", "get"): program.get(f"/rankings/{made.json()['id']}"),
        ("/search", "post"): program.post("/search", text="koken", filters={"followers": "100.."}, unknown="keep"),
        ("/lookalikes", "post"): program.post("/lookalikes", accounts=[account]),
        ("/drafts", "post"): program.post("/drafts", text="Bakker zoekt moeders in Utrecht, 900 euro"),
    }
    assert {(path.removeprefix("/api/v1"), method) for path, one in described["paths"].items() for method in one} == (
        set(answers)
    )
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(answers, 200)
    wrong = {address: problems(described, *address, answer) for address, answer in answers.items()}
    assert {address: found for address, found in wrong.items() if found} == {}


def test_every_refusal_is_as_it_is_described(program: Program, looking: Program, described: dict[str, Any]) -> None:
    refused = [
        ("/match", "post", Program("kring_wrong").post("/match", brief=BRIEF)),
        ("/match", "post", looking.post("/match", brief=BRIEF)),
        ("/match", "post", program.post("/match", brief_id=999_999)),
        ("/match", "post", program.post("/match", brief={})),
    ]
    assert [answer.status_code for _, _, answer in refused] == [401, 403, 404, 422]
    assert [problems(described, *one) for one in refused] == [[]] * 4


def test_the_description_refuses_what_the_interface_refuses(described: dict[str, Any]) -> None:
    asked = described["paths"]["/api/v1/match"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator(asked | {"components": described["components"]})
    assert validator.is_valid({"brief": BRIEF})
    assert not validator.is_valid({"brief": BRIEF | {"colour": 1}})
    assert not validator.is_valid({"brief": BRIEF, "most": 0})


def test_the_description_is_open_to_keys_and_to_who_is_signed_in(looking: Program, planner: Client) -> None:
    by_key, by_session = looking.get("/openapi.json"), planner.get("/api/v1/openapi.json")
    assert by_key.json() == by_session.json()
    assert by_key.json()["openapi"].startswith("3.1")
    assert Client().get("/api/v1/openapi.json").status_code == 401
    assert planner.get("/api/v1/briefs").status_code == 401


def test_the_role_that_is_described_is_the_role_that_is_asked(looking: Program, described: dict[str, Any]) -> None:
    for path, address in described["paths"].items():
        for method, operation in address.items():
            answer = getattr(looking, method)(path.removeprefix("/api/v1").replace("{brief_id}", "1"))
            assert (answer.status_code == 403) == (operation.get("x-role") == "planner"), path


def test_no_page_of_documentation_is_served(looking: Program, planner: Client) -> None:
    assert [looking.get(path).status_code for path in ("/docs", "/", "/redoc")] == [404] * 3


def test_every_address_asks_for_a_key_and_says_what_it_is_for(described: dict[str, Any]) -> None:
    for address in described["paths"].values():
        for operation in address.values():
            assert operation["security"]
            assert operation["description"]
            assert {"401", "403", "404", "422", "429"} <= operation["responses"].keys()
