"""Text out of HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.sources.core.markup import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Een</p><p>twee<br>drie</p>", "Een\ntwee\ndrie"),
        ("Fish &amp; chips &lt;3 &#8211; caf&eacute;", "Fish & chips <3 – café"),
        ("a<script>alert('x')</script><style>p{}</style>b", "ab"),
        ("<p>  veel \n\n  wit </p>", "veel\nwit"),
        ("3 < 4 en <b>vet", "3 < 4 en vet"),
        ("<ul><li>een<li>twee</ul>", "een\ntwee"),
        ("niet <!-- gezien --> wel", "niet wel"),
        ("", ""),
    ],
)
def test_plain_text(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_addresses_stand_behind_words_that_hide_them() -> None:
    html = '<a href="https://shop.example/?x=1">de winkel</a>, <a href="https://b.example">https://b.example</a>, '
    html += '<a href="mailto:a@b.example">mail</a> en <a href="https://c.example">'
    assert plain_text(html, addresses=True) == ("de winkel (https://shop.example/?x=1), https://b.example, mail en")
    assert plain_text(html) == "de winkel, https://b.example, mail en"


@given(st.text(alphabet=st.sampled_from("<>/!-&;abp \n\"'="), max_size=200))
def test_text_is_never_more_than_what_was_written(html: str) -> None:
    assert len(plain_text(html)) <= len(html)
    if not set("<&") & set(html):
        assert plain_text(html).split() == html.split()
