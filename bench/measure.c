/*
 * measure COMMAND ARGUMENTS…: runs a command and tells what it cost, as the kernel counted it.
 *
 * Writes two lines to descriptor 3: the process id when the command has begun; then, when it has
 * ended: exit status, user and system microseconds, peak resident bytes, elapsed microseconds.
 * A small program of its own, because a process inherits the peak memory of the one that started it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static long long micros(struct timeval t) { return t.tv_sec * 1000000LL + t.tv_usec; }

static long long now(void) {
  struct timeval t;
  gettimeofday(&t, NULL);
  return micros(t);
}

int main(int count, char **arguments) {
  if (count < 2) return 2;
  fcntl(3, F_SETFD, FD_CLOEXEC);
  long long begin = now();
  pid_t pid = fork();
  if (pid < 0) return 2;
  if (pid == 0) {
    execvp(arguments[1], arguments + 1);
    perror(arguments[1]);
    _exit(127);
  }
  dprintf(3, "%d\n", (int)pid);

  int status = 0;
  struct rusage usage;
  if (wait4(pid, &status, 0, &usage) < 0) return 2;
#ifdef __APPLE__
  long long peak = usage.ru_maxrss;
#else
  long long peak = usage.ru_maxrss * 1024LL;
#endif
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  dprintf(3, "%d %lld %lld %lld %lld\n", code, micros(usage.ru_utime), micros(usage.ru_stime),
          peak, now() - begin);
  return 0;
}
