"""A second finish, a changed answer, a falling epoch, a doubled key, and whatever is left over is reported."""

from chaos.history import Answered, CancelAsked, Epoch, Fault, MissingUpload, Rescue, Seen, Stopped
from selftests.by_hand import BrokenRuns


class Rows(BrokenRuns):
    def test_a_success_without_a_result(self) -> None:
        self.assert_sql("finishes", "without a result", "DELETE FROM results WHERE recognition = 1")

    def test_a_result_of_what_did_not_succeed(self) -> None:
        self.assert_sql("finishes", "failed with a result", "INSERT INTO results VALUES (3, '')")

    def test_two_finishes_counted(self) -> None:
        self.assert_sql("finishes", "count 3 finishes", "UPDATE workers SET recognitions = 3")

    def test_two_finishes_logged(self) -> None:
        line = '{"message": "recognition done", "job.recognition": "2", "job.verdict": "succeeded"}\n'
        self.assert_broken("finishes", "finished 2 times", lambda run: run.log(2 * line))
        self.assertEqual(self.broken(lambda run: run.log(line + line[:40])), {})

    def test_an_answer_that_changes(self) -> None:
        self.assert_event("finishes", "later as", Seen("one", 200, "succeeded", "111 223"))
        self.assert_event("finishes", "later as", Seen("one", 200, "running"))

    def test_an_answer_that_is_not_in_the_table(self) -> None:
        self.assert_event("finishes", "later as", Seen("two", 200, "failed", None, "worker_lost"))

    def test_a_falling_epoch(self) -> None:
        self.assert_event("epochs", "fell from 3 to 2", Epoch(1, 3, 2))

    def test_a_key_with_two_answers(self) -> None:
        self.assert_event("keys", "named by", Answered("c", "POST /jobs", "2.png", 202, "one", key="k"))

    def test_a_key_with_two_jobs(self) -> None:
        self.assert_sql("keys", "in the table", "UPDATE jobs SET idempotency_key = 'k' WHERE id = 'one'")

    def test_the_same_key_of_two_clients(self) -> None:
        two = "UPDATE jobs SET idempotency_key = 'k', client = 'd' WHERE id = 'one'"
        self.assertEqual(self.broken(lambda run: run.sql(two)), {})

    def test_a_recognition_left_running_without_its_upload(self) -> None:
        running = "UPDATE recognitions SET state = 'running' WHERE id = 4"
        self.assert_sql("leftovers", "recognition 4 is left running", running)
        self.assert_sql("leftovers", "without its upload dd", running)

    def test_an_upload_missed_during_the_run(self) -> None:
        self.assert_event("leftovers", "live without its upload", MissingUpload(1, "aa"))

    def test_counts_that_are_off(self) -> None:
        self.assert_sql("leftovers", "job_counts has 7 failed", "UPDATE job_counts SET jobs = 7 WHERE state = 'failed'")

    def test_a_damaged_file(self) -> None:
        index = "CREATE INDEX states ON jobs (state); PRAGMA writable_schema = ON;"
        swap = "UPDATE sqlite_schema SET sql = 'CREATE INDEX states ON jobs (client)' WHERE name = 'states'"
        self.assert_sql("leftovers", "integrity_check", index + swap)

    def test_graceful_ends_that_are_not(self) -> None:
        self.assert_event("endings", "exited 75", Stopped("worker-1.2", 75, 1.0, 9.0))
        self.assert_event("endings", "had to be killed", Stopped("worker-1.2", None, 24.0, 9.0))
        self.assert_event("endings", "9.0 s are allowed", Stopped("worker-1.2", 0, 9.5, 9.0))

    def test_an_end_that_nobody_asked_for(self) -> None:
        self.assert_event("endings", "ended unasked: -11", Fault("ended unasked", "api-a", 1, "-11"))

    def test_a_process_that_outlives_the_service(self) -> None:
        self.assert_event("endings", "outlived", Fault("outlived the service", "lector-worker", 1))

    def test_a_late_rescue(self) -> None:
        self.assert_event("rescues", "after 4.20 s", Rescue(2, 1, 4.2))
        self.assert_event("rescues", "was not taken over", Rescue(2, 1, None))

    def test_answers_that_no_one_may_get(self) -> None:
        internal = Answered("c", "POST /jobs", "1.png", 500, code="internal")
        self.assert_event("answers", "answered 500 internal", internal)
        self.assert_event("answers", "202 without a job", Answered("c", "POST /jobs", "1.png", 202))
        self.assert_event("answers", "GET was answered 404", Seen("one", 404, None, None, "not_found"))
        self.assert_event("answers", "DELETE was answered 404", CancelAsked("one", 404))
