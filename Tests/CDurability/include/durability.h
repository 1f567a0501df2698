// Records what a store in one folder does to its disk, in order: for tests of power loss.
//
// Two things are watched. SQLite's files (database, -wal, -journal) through a VFS that wraps the system's
// (https://sqlite.org/vfs.html). Uploads, which are written with plain system calls, through fsync, fdatasync, link and
// unlink as this file defines them: a definition in the program goes before libc's, also for libraries. Both write into
// one log. ThreadSanitizer has definitions of its own: then uploads are not watched.
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum {
    DURABILITY_WRITE,
    DURABILITY_TRUNCATE,
    // Of a file or of a folder ("" is the recorded one). What is logged before it is on disk once its end is logged.
    DURABILITY_SYNC_BEGIN,
    DURABILITY_SYNC_END,
    DURABILITY_DELETE,
    DURABILITY_LINK,
};

typedef struct {
    int kind;
    // Of a write; the new size of a truncation; the place in the log of the begin of a sync that ended.
    int64_t offset;
    int64_t length;
    // Relative to the folder.
    const char *name;
    // What a link gives a second name.
    const char *other;
    // What is written, or what a file that is no file of SQLite's contains at the begin of a sync.
    const uint8_t *bytes;
} durability_event;

// Records all that is opened in a folder from now on; -1 after a thousand recordings. The VFS becomes the
// process's default, and leaves files of other folders to the system's. `refuses_full`: PRAGMA synchronous = FULL does
// nothing, so that NORMAL, GRDB's own, stays.
int durability_begin(const char *folder, bool refuses_full);

// How much has been logged. What was acknowledged before has all its events before this place.
int64_t durability_mark(int recording);

// Logs no more. The events stay until the recording is freed.
void durability_stop(int recording);
const durability_event *durability_events(int recording);

// Forgets the events. Files of the folder may still be open: they are logged nowhere.
void durability_free(int recording);

// Whether fsync and link of this process come here.
bool durability_watches_calls(void);
