// The log: a growing array of events for each recording, under one lock.
#include "durability.h"
#include "recording.h"
#include "vfs.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

// A place is not used twice: files that were opened under it may still be open.
enum { LIMIT = 1024 };

typedef struct {
    char *folder;
    bool refuses_full;
    bool is_open;
    durability_event *events;
    int64_t count;
    int64_t capacity;
} recording;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static recording recordings[LIMIT];
static atomic_int under_way;

int durability_begin(const char *folder, bool refuses_full) {
    int found = -1;
    pthread_mutex_lock(&lock);
    for (int index = 0; index < LIMIT && found < 0; index++) {
        if (recordings[index].folder) continue;
        recordings[index] = (recording){strdup(folder), refuses_full, true, NULL, 0, 0};
        found = index;
    }
    pthread_mutex_unlock(&lock);
    if (found >= 0) {
        under_way++;
        vfs_make_default();
    }
    return found;
}

int64_t durability_mark(int index) {
    pthread_mutex_lock(&lock);
    int64_t count = recordings[index].count;
    pthread_mutex_unlock(&lock);
    return count;
}

void durability_stop(int index) {
    pthread_mutex_lock(&lock);
    if (recordings[index].is_open) under_way--;
    recordings[index].is_open = false;
    pthread_mutex_unlock(&lock);
}

const durability_event *durability_events(int index) { return recordings[index].events; }

void durability_free(int index) {
    durability_stop(index);
    pthread_mutex_lock(&lock);
    recording *it = &recordings[index];
    for (int64_t place = 0; place < it->count; place++) {
        free((void *)it->events[place].name);
        free((void *)it->events[place].other);
        free((void *)it->events[place].bytes);
    }
    free(it->events);
    it->events = NULL;
    it->count = 0;
    pthread_mutex_unlock(&lock);
}

int recording_of(const char *path, const char **name) {
    int found = -1;
    if (!path || !recording_is_any()) return found;
    pthread_mutex_lock(&lock);
    for (int index = 0; index < LIMIT && found < 0; index++) {
        const char *folder = recordings[index].folder;
        if (!folder || !recordings[index].is_open) continue;
        size_t length = strlen(folder);
        if (strncmp(path, folder, length) || (path[length] && path[length] != '/')) continue;
        *name = path[length] ? path + length + 1 : "";
        found = index;
    }
    pthread_mutex_unlock(&lock);
    return found;
}

bool recording_is_any(void) { return under_way > 0; }

bool recording_refuses_full(int index) { return recordings[index].refuses_full; }

static void *copy(const void *bytes, int64_t length) {
    if (!bytes) return NULL;
    void *it = malloc(length ? (size_t)length : 1);
    if (!it) abort();
    return memcpy(it, bytes, (size_t)length);
}

int64_t recording_log(int index, int kind, const char *name, const char *other, int64_t offset, const void *bytes,
                      int64_t length) {
    durability_event event = {
        kind, offset, length, strdup(name), other ? strdup(other) : NULL, copy(bytes, length),
    };
    pthread_mutex_lock(&lock);
    recording *it = &recordings[index];
    int64_t place = -1;
    if (it->is_open) {
        if (it->count == it->capacity) {
            it->capacity = it->capacity ? it->capacity * 2 : 1024;
            it->events = realloc(it->events, (size_t)it->capacity * sizeof event);
            if (!it->events) abort();
        }
        place = it->count++;
        it->events[place] = event;
    }
    pthread_mutex_unlock(&lock);
    if (place < 0) {
        free((void *)event.name);
        free((void *)event.other);
        free((void *)event.bytes);
    }
    return place;
}
