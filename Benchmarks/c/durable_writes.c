// The durable writes of accepting a job, with nothing around them: what `POST /jobs` is compared with.
//
//   durable_writes FOLDER THREADS SECONDS IMAGE
//
// Each of the threads, again and again: writes IMAGE and some bytes of its own to a new file, has it on disk (fsync),
// renames it, has the folder on disk, has a row for it on disk. One fsync of the folder serves all who wait for one,
// and one commit with synchronous = FULL all rows that wait for one: a thread of its own commits. The write-ahead log
// is never checkpointed. FOLDER must be empty. Prints writes and seconds as JSON.
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct row {
    const char *name;
    struct row *next;
    bool committed;
};

static struct { // the folder's shared sync
    int descriptor;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    long begun, done;
    bool busy;
} folder = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

static struct { // the rows that wait for a commit
    pthread_mutex_t lock;
    pthread_cond_t arrived, committed;
    struct row *waiting;
    bool closed;
} rows = {
    .lock = PTHREAD_MUTEX_INITIALIZER, .arrived = PTHREAD_COND_INITIALIZER, .committed = PTHREAD_COND_INITIALIZER};

static char *image;
static size_t image_size;
static const char *path;
static double deadline;
static sqlite3 *database;
static atomic_long writes;

static void check(bool ok, const char *what) {
    if (ok) return;
    perror(what);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void sql(const char *text) {
    check(sqlite3_exec(database, text, NULL, NULL, NULL) == SQLITE_OK, text);
}

// Returns after a sync that began after the call did.
static void sync_folder(void) {
    pthread_mutex_lock(&folder.lock);
    long wanted = folder.begun + 1;
    while (folder.done < wanted) {
        if (folder.busy) {
            pthread_cond_wait(&folder.changed, &folder.lock);
            continue;
        }
        folder.busy = true;
        long round = ++folder.begun;
        pthread_mutex_unlock(&folder.lock);
        check(fsync(folder.descriptor) == 0, "fsync of the folder");
        pthread_mutex_lock(&folder.lock);
        folder.busy = false;
        folder.done = round;
        pthread_cond_broadcast(&folder.changed);
    }
    pthread_mutex_unlock(&folder.lock);
}

static void write_file(const char *name) {
    char incoming[PATH_MAX], final[PATH_MAX];
    snprintf(incoming, sizeof incoming, "%s/incoming/%s", path, name);
    snprintf(final, sizeof final, "%s/uploads/%s", path, name);
    int file = open(incoming, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    check(file >= 0, incoming);
    check(write(file, image, image_size) == (ssize_t)image_size, "write");
    check(write(file, name, strlen(name)) == (ssize_t)strlen(name), "write");
    check(fsync(file) == 0, "fsync");
    close(file);
    check(rename(incoming, final) == 0, "rename");
}

static void write_row(const char *name) {
    struct row row = {.name = name};
    pthread_mutex_lock(&rows.lock);
    row.next = rows.waiting;
    rows.waiting = &row;
    pthread_cond_signal(&rows.arrived);
    while (!row.committed) pthread_cond_wait(&rows.committed, &rows.lock);
    pthread_mutex_unlock(&rows.lock);
}

static void *accept_jobs(void *number) {
    char name[64];
    for (long i = 0; now() < deadline; i++) {
        snprintf(name, sizeof name, "%04ld-%012ld", (long)number, i);
        write_file(name);
        sync_folder();
        write_row(name);
        writes++;
    }
    return NULL;
}

static void insert(sqlite3_stmt *statement, struct row *batch) {
    sql("BEGIN IMMEDIATE");
    for (struct row *row = batch; row; row = row->next) {
        sqlite3_bind_text(statement, 1, row->name, -1, SQLITE_STATIC);
        check(sqlite3_step(statement) == SQLITE_DONE, "insert");
        sqlite3_reset(statement);
    }
    sql("COMMIT");
}

static void *commit_rows(void *unused) {
    (void)unused;
    sqlite3_stmt *statement;
    const char *text = "INSERT INTO jobs VALUES (?, 'queued', unixepoch())";
    check(sqlite3_prepare_v2(database, text, -1, &statement, NULL) == SQLITE_OK, text);
    pthread_mutex_lock(&rows.lock);
    while (true) {
        while (!rows.waiting && !rows.closed) pthread_cond_wait(&rows.arrived, &rows.lock);
        struct row *batch = rows.waiting;
        if (!batch) break;
        rows.waiting = NULL;
        pthread_mutex_unlock(&rows.lock);
        insert(statement, batch);
        pthread_mutex_lock(&rows.lock);
        for (; batch; batch = batch->next) batch->committed = true;
        pthread_cond_broadcast(&rows.committed);
    }
    pthread_mutex_unlock(&rows.lock);
    sqlite3_finalize(statement);
    return NULL;
}

static void load_image(const char *file) {
    FILE *stream = fopen(file, "rb");
    check(stream != NULL, file);
    struct stat status;
    check(fstat(fileno(stream), &status) == 0, file);
    image_size = status.st_size;
    image = malloc(image_size);
    check(fread(image, 1, image_size, stream) == image_size, file);
    fclose(stream);
}

static void open_folder(void) {
    char name[PATH_MAX];
    snprintf(name, sizeof name, "%s/incoming", path);
    check(mkdir(name, 0700) == 0, name);
    snprintf(name, sizeof name, "%s/uploads", path);
    check(mkdir(name, 0700) == 0, name);
    folder.descriptor = open(name, O_RDONLY | O_CLOEXEC);
    check(folder.descriptor >= 0, name);
    snprintf(name, sizeof name, "%s/jobs.sqlite", path);
    check(sqlite3_open(name, &database) == SQLITE_OK, name);
    sql("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;"
        "CREATE TABLE jobs (id TEXT PRIMARY KEY, state TEXT, created_at INTEGER) STRICT, WITHOUT ROWID");
}

int main(int argc, char **argv) {
    int threads = argc == 5 ? atoi(argv[2]) : 0;
    if (threads < 1 || threads > 1024) return fputs("durable_writes FOLDER THREADS SECONDS IMAGE\n", stderr), 64;
    path = argv[1];
    load_image(argv[4]);
    open_folder();
    double start = now();
    deadline = start + atof(argv[3]);
    pthread_t committer, worker[1024];
    pthread_create(&committer, NULL, commit_rows, NULL);
    for (long i = 0; i < threads; i++) pthread_create(&worker[i], NULL, accept_jobs, (void *)i);
    for (int i = 0; i < threads; i++) pthread_join(worker[i], NULL);
    double seconds = now() - start;
    pthread_mutex_lock(&rows.lock);
    rows.closed = true;
    pthread_cond_signal(&rows.arrived);
    pthread_mutex_unlock(&rows.lock);
    pthread_join(committer, NULL);
    printf("{\"writes\": %ld, \"seconds\": %.6f}\n", writes, seconds);
    return sqlite3_close(database);
}
