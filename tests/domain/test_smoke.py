from domain.question import deciding
from models import Status


def test_moderator_approves(made):
    panel = made.panel()
    moderator = made.moderator()
    question = made.question(panel)
    made.do(deciding.approve, question, moderator)
    assert question.status is Status.APPROVED


def test_published(made, client):
    panel = made.panel()
    made.published(panel, made.moderator())
    assert client.get("/healthz").status_code == 200
