from tests.house_rules.world import build
from tests.house_rules.posts import POSTS
def test_x(app, made):
    world = build(made)
    ad = app.url_map.bind("localhost")
    for p in POSTS:
        a = p.address(world)
        try: ad.match(a, "POST")
        except Exception as e: print("BAD", p.name, a, e)
    assert 0
