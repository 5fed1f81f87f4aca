"""What no page may do, whoever opens it: collected while a test runs, judged when it ends."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, Response, WebError

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`);
});
"""
STATUS_OF_THE_PAGE = "Failed to load resource: the server responded with a status of"
"""Chromium says this of every page that isn't a 200; the statuses are judged one by one below."""


class Watch:
    """Collects complaints about every page that a test opens.

    Script errors, console errors, violations of the content security policy, requests to another
    host, failed requests, files that aren't there and dialogs are complaints.

    Args:
        host: the only host (with its port) that pages may ask.
    """

    def __init__(self, host: str) -> None:
        self.host = host
        self.complaints: list[str] = []
        self._expected: set[str] = set()

    def expect(self, complaint: str) -> None:
        """Hear nothing of what ends so: the test is about it."""
        self._expected.add(complaint)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of ``context``."""
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", self._script_error)
        context.on("dialog", self._dialog)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def judge(self) -> None:
        """Fail where anything was complained of."""
        assert not self.complaints, "\n".join(self.complaints)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(STATUS_OF_THE_PAGE):
            self._complain("console", message.text)

    def _script_error(self, error: WebError) -> None:
        self._complain("script", str(error.error))

    def _dialog(self, dialog: Dialog) -> None:
        self._complain("dialog", dialog.message)
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self.host:
            self._complain("another host", request.url)

    def _failed(self, request: Request) -> None:
        # Going on to the next page gives up what the one before was still asking for.
        if request.failure != "net::ERR_ABORTED":
            self._complain("request", f"{request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        worst = 499 if response.request.resource_type == "document" else 399
        if response.status > worst:
            self._complain("response", f"{response.url} {response.status}")

    def _complain(self, kind: str, what: str) -> None:
        if not what.endswith(tuple(self._expected)):
            self.complaints.append(f"{kind}: {what}")
