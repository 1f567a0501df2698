// The system calls that uploads are made durable with, as the whole test process calls them. Each does what libc's does,
// and logs where the file is in a recorded folder and is not one of SQLite's, which its VFS logs.
#define _GNU_SOURCE
#include "recording.h"
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define LEAVES_CALLS_ALONE
#endif
#endif

#ifdef LEAVES_CALLS_ALONE

bool durability_watches_calls(void) { return false; }

#else

static bool is_upload(const char *name) { return !strncmp(name, "uploads", strlen("uploads")); }

static void *contents(const char *path, int64_t *length) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    uint8_t *bytes = NULL;
    *length = 0;
    if (file >= 0 && !fstat(file, &status) && S_ISREG(status.st_mode) && (bytes = malloc((size_t)status.st_size + 1))) {
        ssize_t count;
        while (*length < status.st_size &&
               (count = read(file, bytes + *length, (size_t)(status.st_size - *length))) > 0)
            *length += count;
    }
    if (file >= 0) close(file);
    return bytes;
}

/// Logs the begin of a sync; -1 where the file is none of ours.
static int64_t begin_sync(int file, char path[4096], int *recording, const char **name) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, 4095);
    if (length <= 0) return -1;
    path[length] = 0;
    *recording = recording_of(path, name);
    if (*recording < 0 || (**name && !is_upload(*name))) return -1;
    int64_t size;
    void *bytes = contents(path, &size);
    int64_t begin = recording_log(*recording, DURABILITY_SYNC_BEGIN, *name, NULL, 0, bytes, size);
    free(bytes);
    return begin;
}

static int sync_descriptor(long call, int file) {
    char path[4096];
    int recording = -1;
    const char *name = NULL;
    int64_t begin = recording_is_any() ? begin_sync(file, path, &recording, &name) : -1;
    int result = (int)syscall(call, file);
    if (!result && begin >= 0) recording_log(recording, DURABILITY_SYNC_END, name, NULL, begin, NULL, 0);
    return result;
}

int fsync(int file) { return sync_descriptor(SYS_fsync, file); }
int fdatasync(int file) { return sync_descriptor(SYS_fdatasync, file); }

int link(const char *from, const char *to) {
    int result = (int)syscall(SYS_link, from, to);
    const char *name = NULL, *other = NULL;
    if (result || recording_of(from, &other) < 0) return result;
    int recording = recording_of(to, &name);
    if (recording >= 0) recording_log(recording, DURABILITY_LINK, name, other, 0, NULL, 0);
    return result;
}

int unlink(const char *path) {
    const char *name = NULL;
    int recording = recording_of(path, &name);
    int result = (int)syscall(SYS_unlink, path);
    if (!result && recording >= 0 && is_upload(name))
        recording_log(recording, DURABILITY_DELETE, name, NULL, 0, NULL, 0);
    return result;
}

bool durability_watches_calls(void) { return true; }

#endif
