"""A job that is lost, made up, doubled, or has another image's text is reported."""

from chaos.history import Answered, CancelAsked, Lost
from selftests.by_hand import BrokenRuns, Run


class Jobs(BrokenRuns):
    def test_a_run_that_holds(self) -> None:
        self.assertEqual(self.broken(lambda _: None), {})

    def test_a_lost_job(self) -> None:
        answer = Answered("c", "POST /jobs", "1.png", 202, "five")
        self.assert_event("acknowledged", "not in the table: five", answer)

    def test_a_job_left_in_the_queue(self) -> None:
        statements = "UPDATE jobs SET state = 'queued' WHERE id = 'two'; UPDATE job_counts SET jobs = 1"
        self.assert_sql("acknowledged", "queued in the end: two", statements)
        self.assert_sql("leftovers", "left queued: two", statements)

    def test_a_job_cancelled_by_nobody(self) -> None:
        self.assert_sql("acknowledged", "nobody asked", "UPDATE jobs SET state = 'cancelled' WHERE id = 'one'")

    def test_a_cancelling_that_came_too_late_cancels_nothing(self) -> None:
        change = "UPDATE jobs SET state = 'cancelled' WHERE id = 'one'"

        def late(run: Run) -> None:
            run.events.append(CancelAsked("one", 409))
            run.sql(change)

        self.assert_broken("acknowledged", "nobody asked", late)

    def test_a_confirmed_cancelling_that_is_forgotten(self) -> None:
        self.assert_event("acknowledged", "cancelling was confirmed", CancelAsked("one", 200))

    def test_a_failure_for_another_reason(self) -> None:
        change = "UPDATE jobs SET error_code = 'out_of_memory' WHERE id = 'three'"
        self.assert_sql("acknowledged", "failed as out_of_memory", change)

    def test_a_failure_after_one_loss(self) -> None:
        self.assert_broken("acknowledged", "lost 1 workers", lambda run: run.events.remove(Lost(3, 2, "killed")))

    def test_one_job_for_two_requests(self) -> None:
        self.assert_event("acknowledged", "2 requests: two", Answered("c", "POST /jobs", "2.png", 202, "two"))

    def test_a_job_of_another_image(self) -> None:
        self.assert_sql("acknowledged", "made for 9.png: one", "UPDATE jobs SET filename = '9.png' WHERE id = 'one'")

    def test_a_wrong_text_in_the_table(self) -> None:
        self.assert_sql("texts", "'333 445' instead", "UPDATE results SET text = '333 445' WHERE recognition = 2")

    def test_a_wrong_text_in_an_answer(self) -> None:
        answer = Answered("c", "POST /extract-text", "1.png", 200, text="333 444")
        self.assert_event("texts", "instead of '111 222'", answer)

    def test_a_wrong_text_of_a_slow_page(self) -> None:
        self.assert_event("texts", "instead of 'End", Answered("c", "POST /extract-text", "4.png", 200, text="End of"))

    def test_a_success_without_text(self) -> None:
        self.assert_event("texts", "'' instead", Answered("c", "POST /extract-text", "1.png", 200))
