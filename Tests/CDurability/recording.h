// The log, as the VFS and the system calls see it.
#pragma once
#include "durability.h"
#include <stddef.h>

// The recording that a path belongs to, or -1. Sets where the name relative to the folder begins.
int recording_of(const char *path, const char **name);

bool recording_is_any(void);
bool recording_refuses_full(int recording);

// Returns the event's place in the log, or -1 where nothing is logged any more. Copies what it is given.
int64_t recording_log(int recording, int kind, const char *name, const char *other, int64_t offset, const void *bytes,
                      int64_t length);
