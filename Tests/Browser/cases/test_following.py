"""Whatever happens while a job is followed, its stream of events is closed in the end."""

from browser.case import BrowserCase

FOLLOW = """
    const [fails, aborted, done] = arguments;
    window.streams = [];
    window.EventSource = class extends EventTarget {
        static CLOSED = 2;
        readyState = 1;
        constructor() {
            super();
            window.streams.push(this);
            const data = JSON.stringify({ finished_at: null });
            setTimeout(() => this.dispatchEvent(new MessageEvent("state", { data })));
        }
        close() {
            this.readyState = 2;
        }
    };
    const controller = new AbortController();
    if (aborted) controller.abort();
    const update = () => {
        if (fails) throw new Error("no place to show it");
    };
    const answer = (settled) => done([settled, window.streams.map((stream) => stream.readyState)]);
    setTimeout(() => answer("never"), 3000);
    import("/assets/page/follow.js")
        .then(({ follow }) => follow("/jobs/one", update, controller.signal))
        .then(() => answer("fulfilled"), (error) => answer(error.message));
"""
CLOSED = 2


class FollowingTests(BrowserCase):
    def test_what_was_left_before_opens_no_stream(self) -> None:
        self.assertEqual(self._follow(fails=False, aborted=True)[1], [])

    def test_an_update_that_fails_ends_it(self) -> None:
        self.assertEqual(self._follow(fails=True, aborted=False), ["no place to show it", [CLOSED]])

    def _follow(self, fails: bool, aborted: bool) -> list[object]:
        """How following ended, and the states of the streams it opened."""
        ended: list[object] = self.chromium.driver.execute_async_script(FOLLOW, fails, aborted)
        return ended
