// A VFS around the system's: does the same, and logs writes, truncations, syncs and deletions once they are done.
//
// Memory mapping is not offered (methods of version 2), so that no write goes past it.
#include "vfs.h"
#include "recording.h"
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct {
    sqlite3_file base;
    int recording;
    char *name;
    sqlite3_file *real;
} logged_file;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs logging_vfs;

static logged_file *logged(sqlite3_file *file) { return (logged_file *)file; }
static sqlite3_file *real(sqlite3_file *file) { return logged(file)->real; }

static int close_file(sqlite3_file *file) {
    int result = real(file)->pMethods->xClose(real(file));
    free(logged(file)->name);
    return result;
}

static int read_file(sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), bytes, length, offset);
}

static int write_file(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset) {
    int result = real(file)->pMethods->xWrite(real(file), bytes, length, offset);
    if (result == SQLITE_OK)
        recording_log(logged(file)->recording, DURABILITY_WRITE, logged(file)->name, NULL, offset, bytes, length);
    return result;
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
    int result = real(file)->pMethods->xTruncate(real(file), size);
    if (result == SQLITE_OK)
        recording_log(logged(file)->recording, DURABILITY_TRUNCATE, logged(file)->name, NULL, size, NULL, 0);
    return result;
}

static int sync_file(sqlite3_file *file, int flags) {
    logged_file *it = logged(file);
    int64_t begin = recording_log(it->recording, DURABILITY_SYNC_BEGIN, it->name, NULL, 0, NULL, 0);
    int result = it->real->pMethods->xSync(it->real, flags);
    if (result == SQLITE_OK && begin >= 0)
        recording_log(it->recording, DURABILITY_SYNC_END, it->name, NULL, begin, NULL, 0);
    return result;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}

static int lock_file(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }
static int unlock_file(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }

static int check_reserved(sqlite3_file *file, int *result) {
    return real(file)->pMethods->xCheckReservedLock(real(file), result);
}

static int control_file(sqlite3_file *file, int operation, void *argument) {
    if (operation == SQLITE_FCNTL_PRAGMA && recording_refuses_full(logged(file)->recording)) {
        char **words = argument;
        // To say OK is to say that it has been done.
        if (!strcasecmp(words[1], "synchronous") && words[2] && !strcasecmp(words[2], "FULL")) return SQLITE_OK;
    }
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

static int sector_size(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }

static int characteristics(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }

static int map_shared(sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}

static int lock_shared(sqlite3_file *file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
static int unmap_shared(sqlite3_file *file, int removes) {
    return real(file)->pMethods->xShmUnmap(real(file), removes);
}

static const sqlite3_io_methods methods = {
    2,           close_file, read_file,      write_file,   truncate_file, sync_file,       file_size,  lock_file,
    unlock_file, check_reserved, control_file, sector_size, characteristics, map_shared, lock_shared, barrier,
    unmap_shared, NULL, NULL,
};

static int open_file(sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *file, int flags, int *outcome) {
    const char *name = NULL;
    int recording = recording_of(path, &name);
    // Another folder's file is the system's alone.
    if (recording < 0) return real_vfs->xOpen(real_vfs, path, file, flags, outcome);
    logged_file *it = logged(file);
    memset(it, 0, sizeof *it);
    it->real = (sqlite3_file *)(it + 1);
    int result = real_vfs->xOpen(real_vfs, path, it->real, flags, outcome);
    if (!it->real->pMethods) return result;
    it->recording = recording;
    it->name = strdup(name);
    it->base.pMethods = &methods;
    return result;
}

static int delete_file(sqlite3_vfs *vfs, const char *path, int syncs) {
    const char *name = NULL;
    int recording = recording_of(path, &name);
    int result = real_vfs->xDelete(real_vfs, path, syncs);
    if (result == SQLITE_OK && recording >= 0)
        recording_log(recording, DURABILITY_DELETE, name, NULL, 0, NULL, 0);
    return result;
}

static int is_accessible(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
    return real_vfs->xAccess(real_vfs, path, flags, result);
}

static int full_path(sqlite3_vfs *vfs, const char *path, int length, char *result) {
    return real_vfs->xFullPathname(real_vfs, path, length, result);
}

static void install(void) {
    real_vfs = sqlite3_vfs_find(NULL);
    logging_vfs = *real_vfs;
    logging_vfs.zName = "durability";
    logging_vfs.szOsFile = (int)sizeof(logged_file) + real_vfs->szOsFile;
    logging_vfs.xOpen = open_file;
    logging_vfs.xDelete = delete_file;
    logging_vfs.xAccess = is_accessible;
    logging_vfs.xFullPathname = full_path;
    sqlite3_vfs_register(&logging_vfs, 1);
}

void vfs_make_default(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install);
}
