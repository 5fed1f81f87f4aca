def test_one(people, made):
    m = made.moderator()
    p = made.panel()
    made.published(p, m)
    page = people.reader()
    r = page.goto("/ask-us/")
    assert r.status == 200
    import time
    t=time.time()
    from axe_playwright_python.base import AXE_SCRIPT
    page.evaluate(AXE_SCRIPT)
    res = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    print(time.time()-t, [v['id'] for v in res['violations']])
    page = people.user(m)
    page.goto("/desk/")
    print(page.url, page.title())
