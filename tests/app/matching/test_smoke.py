from django.urls import reverse
import pytest
def test_all(planner, saved, workspace, organisation):
    from kring.app.matching.rankings import ranking_of
    r = ranking_of(workspace, saved.brief)
    a, b = r.accounts[:2]
    out = [x for x in r.pool.names.to_pylist() if not r.verdict(x).passes][0]
    for lang in ("en","nl"):
        for u in (reverse("matches",args=[saved.pk]), *(reverse("matches",args=[saved.pk])+f"?as={f}" for f in ("table","map","out","cards&sort=fee","cards&unknown=keep","cards&page=2")),
              reverse("match",args=[saved.pk,a]), reverse("match",args=[saved.pk,out]), reverse("matches_compare",args=[saved.pk])+f"?account={a}&account={b}&account={out}", reverse("matches_compare",args=[saved.pk]), reverse("how_ranking_works"), reverse("creator_openings",args=[a]), reverse("shortlist",args=[saved.pk]), reverse("contests"), reverse("briefs"), reverse("plan",args=[saved.pk]), reverse("creator",args=[a])):
            ans = planner.get(u, headers={"accept-language":lang})
            assert ans.status_code==200, (u, ans.content.decode()[:2000])
    ans = planner.post(reverse("shortlist_add",args=[saved.pk]),{"account":a}); assert ans.status_code==302
    ans = planner.get(reverse("shortlist",args=[saved.pk])); assert ans.status_code==200; assert a in ans.content.decode()
    ans = planner.get(reverse("shortlist_download",args=[saved.pk])); print(b"".join(ans.streaming_content).decode())
    ans = planner.post(reverse("explanation_share",args=[saved.pk]),{"account":a}); assert ans.status_code==200
    import re
    link = re.search(r'copy mono">([^<]+)<', ans.content.decode())[1]; print(link)
    from django.test import Client
    c=Client(); ans=c.get(link); assert ans.status_code==200; assert "noindex" in ans.content.decode(); print(ans.headers)
    ans=c.post(link,{"criterion":"contact","text":"fout"}); assert ans.status_code==302
    ans=planner.get(reverse("contests")); assert "fout" in ans.content.decode()
    from kring.app.matching.models import Contest
    ans=planner.post(reverse("contest_answer",args=[Contest.objects.get().pk]),{"answer":"klopt"}); assert ans.status_code==302
    assert "klopt" in c.get(link).content.decode()
    from kring.app.accounts.models import LogEntry
    from kring.app.accounts.audit import sentence
    print([sentence(e) for e in LogEntry.objects.all()])
