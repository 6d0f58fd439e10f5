/* Stands between a program and the computer's clocks, and adds to two of them what a test has written in a file.
 *
 * The wall clock and the boot clock can be moved, together or apart, and made to go faster. CLOCK_MONOTONIC, which
 * event loops live by, is left alone: it stands still while a computer sleeps, and nobody sets it.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define SECOND INT64_C(1000000000)

/* Nanoseconds all but `speed`; LAYOUT in shifted_clock.py says the same. */
struct shift {
    int64_t wall_ahead, boot_ahead;
    int64_t speed, fast_since;
};

static const volatile struct shift *shift;

__attribute__((constructor)) static void open_shift(void)
{
    const char *path = getenv("SHIFTED_CLOCK");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    void *seen = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *shift, PROT_READ, MAP_SHARED, file, 0);
    if (seen == MAP_FAILED) {
        perror("SHIFTED_CLOCK names no file that can be read");
        abort();
    }
    close(file);
    shift = seen;
}

int clock_gettime(clockid_t clock, struct timespec *read)
{
    int failed = (int)syscall(SYS_clock_gettime, clock, read);
    if (failed || !shift || (clock != CLOCK_REALTIME && clock != CLOCK_BOOTTIME))
        return failed;

    struct timespec steady;
    if (syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &steady))
        return -1;
    int64_t run = steady.tv_sec * SECOND + steady.tv_nsec - shift->fast_since;
    int64_t ahead = clock == CLOCK_REALTIME ? shift->wall_ahead : shift->boot_ahead;
    int64_t now = read->tv_sec * SECOND + read->tv_nsec + ahead + run * (shift->speed - 1);
    read->tv_sec = now / SECOND;
    read->tv_nsec = now % SECOND;
    return 0;
}
