// The VFS that logs.
#pragma once

// Registers it, once, and makes it the default of the process.
void vfs_make_default(void);
