"""A small source with a server behind it: pages of posts, each with a page of comments, and scripted trouble."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from kring.facts.person_keys import PersonKeys, written_key
from kring.sources.core.judging import judged
from kring.sources.core.policy import Policy
from kring.sources.core.quota import Bucket
from kring.sources.core.run import ConsentOver, Unreachable
from kring.sources.core.said import Said
from kring.sources.core.source import Access, Capability, Consent, Rows
from kring.sources.core.step import Answer, Call, RawPage, Step
from kring.sources.core.verdict import FromTheStart, Verdict

BEGIN = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
KEYS = PersonKeys(b"keys for tests of sources")
POSTS, ON_A_PAGE = 12, 4


@dataclass
class ToyClock:
    """A clock that only moves when somebody waits or asks."""

    moment: datetime = BEGIN
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        self.moment += timedelta(microseconds=1)
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


@dataclass
class ToyServer:
    """Answers calls about any subject. `trouble` sees each call first, and may answer in the server's place."""

    asked: list[Call] = field(default_factory=list)
    trouble: Callable[[Call, int], Answer | None] = lambda call, number: None

    def send(self, call: Call) -> Answer:
        self.asked.append(call)
        if (other := self.trouble(call, len(self.asked))) is not None:
            return other
        subject = call.params["of"]
        if call.url.endswith("/posts"):
            start = int(call.params.get("cursor", "0"))
            posts = [
                {"id": f"{subject}-{at}", "text": f"post {at}", "likes": at}
                for at in range(start, min(start + ON_A_PAGE, POSTS))
            ]
            more = {"cursor": str(start + ON_A_PAGE)} if start + ON_A_PAGE < POSTS else {}
            return ok({"posts": posts, **more})
        post = call.params["post"]
        return ok({"comments": [{"id": f"{post}-c", "by": "canary_jansen", "text": "mooi"}]})


def ok(content: Any) -> Answer:
    return Answer(200, {}, json.dumps(content).encode())


LABEL = Said("Toy", "Speelgoed")
POLICY = Policy("https://toy.example/terms", Said("free", "vrij"), timedelta(days=30))
CALLS = (Bucket("calls", 1_000, Said("calls", "vragen"), zone="America/Los_Angeles"),)


@dataclass(frozen=True)
class Toy:
    """The source."""

    name: str = "toy"
    label: Said = LABEL
    platform: str = "other"
    policy: Policy = POLICY
    access: Access = Access.KEY
    consent: Consent | None = None
    capabilities: frozenset[Capability] = frozenset({Capability.POSTS, Capability.COMMENTS})
    hosts: tuple[str, ...] = ("toy.example",)
    buckets: tuple[Bucket, ...] = CALLS
    version: int = 1

    def start(self, subject: str, since: datetime | None) -> Sequence[Step]:
        return [Step("posts", subject)]

    def call(self, step: Step) -> Call:
        return Call(f"https://toy.example/{step.stream}", {"of": step.subject, **step.params})

    def cost(self, step: Step) -> Mapping[str, int]:
        return {"calls": 1}

    def judge(self, step: Step, answer: Answer, now: datetime) -> Verdict:
        if answer.status == 400 and "cursor" in step.params:
            return FromTheStart(Step("posts", step.subject), Said("dead cursor", "dode cursor"))
        return judged(answer, now)

    def scrub(self, step: Step, answer: Answer, keys: PersonKeys) -> Any:
        content = answer.json()
        for comment in content.get("comments", []):
            comment["by"] = written_key(int(keys.of([comment["by"]], "other")[0]))
        return content

    def follow(self, step: Step, content: Any) -> Sequence[Step]:
        comments = [Step("comments", step.subject, {"post": post["id"]}) for post in content.get("posts", [])]
        if "cursor" in content:
            comments.append(Step("posts", step.subject, {"cursor": content["cursor"]}))
        return comments

    def decode(self, page: RawPage) -> Rows:
        account = f"other:{page.step.subject}"
        posts = [
            {"post": post["id"], "account": account, "caption": post["text"], "likes": post["likes"]}
            for post in page.content.get("posts", [])
        ]
        comments = [
            {
                "comment": comment["id"],
                "post": page.step.params["post"],
                "author_key": int(KEYS.of([comment["by"]])[0]),
                "text": comment["text"],
            }
            for comment in page.content.get("comments", [])
        ]
        return {"posts": posts, "comments": comments}


@dataclass
class ToyCredentials:
    """A key that `renews` so often."""

    renews: int = 0
    token: str = "canary-token-1"

    def signed(self, call: Call, subject: str) -> Call:
        return Call(call.url, call.params, {**call.headers, "authorization": self.token}, call.method, call.form)

    def renew(self, subject: str) -> bool:
        if self.renews <= 0:
            raise ConsentOver
        self.renews -= 1
        self.token = "canary-token-2"
        return True


def unreachable(call: Call, number: int) -> Answer | None:
    raise Unreachable("no connection")
