/* Stands between a program and a folder on the disk, and refuses one of the calls that change something there.
 *
 * DISK_FOLDER   the folder; what happens elsewhere is let alone
 * DISK_LOG      a file that gets a line for every call on the folder: its name, and the path
 * DISK_LOOKS    when set, looking at files and folders is counted and refused too, not only changing them
 * DISK_REFUSES  the number of the call that fails, counted from 1; with a + behind it, all calls from there on
 * DISK_ERROR    the errno that it fails with
 */
#define _GNU_SOURCE
#include <errno.h>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t counting = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static int looks, log_file = -1, number, refused = -1, forever, error;

__attribute__((constructor)) static void begin(void)
{
    const char *refuses = getenv("DISK_REFUSES"), *fails_with = getenv("DISK_ERROR"), *log = getenv("DISK_LOG");
    folder = getenv("DISK_FOLDER");
    looks = getenv("DISK_LOOKS") != NULL;
    if (log)
        log_file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (refuses && fails_with) {
        char *end;
        refused = (int)strtol(refuses, &end, 10);
        forever = *end == '+';
        error = atoi(fails_with);
    }
}

static int ours(const char *path)
{
    return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

/* Whether this call is to fail; errno is set then. */
static int refuse(const char *call, const char *path)
{
    if (!ours(path))
        return 0;
    pthread_mutex_lock(&counting);
    int here = ++number;
    int fails = here == refused || (forever && refused > 0 && here >= refused);
    pthread_mutex_unlock(&counting);
    if (log_file >= 0) {
        char line[1024];
        int length = snprintf(line, sizeof line, "%d %s%s %s\n", here, call, fails ? " REFUSED" : "", path);
        syscall(SYS_write, log_file, line, length < (int)sizeof line ? length : (int)sizeof line);
    }
    if (fails)
        errno = error;
    return fails;
}

static const char *path_of(int file, char *path)
{
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, 1023);
    if (length < 0)
        return NULL;
    path[length] = 0;
    return path;
}

static int opened(int at, const char *path, int flags, mode_t mode)
{
    if (refuse("open", path))
        return -1;
    return (int)syscall(SYS_openat, at, path, flags, mode);
}

#define MODE(flags, mode) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *path, int flags, ...) { MODE(flags, mode) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags, mode) return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags, mode) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags, mode) return opened(at, path, flags, mode); }

ssize_t write(int file, const void *data, size_t size)
{
    char path[1024];
    if (file > 2 && refuse("write", path_of(file, path)))
        return -1;
    return syscall(SYS_write, file, data, size);
}

int fsync(int file)
{
    char path[1024];
    return refuse("fsync", path_of(file, path)) ? -1 : (int)syscall(SYS_fsync, file);
}

int ftruncate64(int file, off_t size)
{
    char path[1024];
    return refuse("ftruncate", path_of(file, path)) ? -1 : (int)syscall(SYS_ftruncate, file, size);
}

int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

int rename(const char *from, const char *to)
{
    return refuse("rename", to) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned how)
{
    return refuse("renameat2", to) ? -1 : (int)syscall(SYS_renameat2, from_at, from, to_at, to, how);
}

int link(const char *from, const char *to)
{
    return refuse("link", to) ? -1 : (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path)
{
    return refuse("unlink", path) ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int mkdir(const char *path, mode_t mode)
{
    return refuse("mkdir", path) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int chmod(const char *path, mode_t mode)
{
    return refuse("chmod", path) ? -1 : (int)syscall(SYS_fchmodat, AT_FDCWD, path, mode);
}

int rmdir(const char *path)
{
    return refuse("rmdir", path) ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}

int stat64(const char *path, struct stat64 *found)
{
    return looks && refuse("stat", path) ? -1 : fstatat64(AT_FDCWD, path, found, 0);
}

int lstat64(const char *path, struct stat64 *found)
{
    return looks && refuse("lstat", path) ? -1 : fstatat64(AT_FDCWD, path, found, AT_SYMLINK_NOFOLLOW);
}

DIR *opendir(const char *path)
{
    DIR *(*next)(const char *) = (DIR *(*)(const char *))dlsym(RTLD_NEXT, "opendir");
    return looks && refuse("opendir", path) ? NULL : next(path);
}
