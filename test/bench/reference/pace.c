/* Reference for test/bench/pacing.mjs: what this machine can do at this moment without a runtime in between.
 *
 *   pace send PORT COUNT INTERVAL_US     sends on an absolute grid (clock_nanosleep), to a sink
 *   pace sink COUNT IDLE_MS              prints its port, then the kernel's stamp (ns) of each datagram
 *   pace echo DELAY_US JITTER_US         prints its port, answers each datagram so much later, in order
 *   pace capture PORT                    prints "ready", then what passes on loopback from or to PORT:
 *                                        direction (o out, i in), stream, probe number, the kernel's stamp (ns)
 *
 * echo and capture end when their standard input does. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PACKET_BYTES 172
#define PROBE_AT (12 + 12)
#define STREAM_AT (12 + 16)
#define QUEUE 65536

static int64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int udp_socket(int port) {
  int s = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
  int size = 8 << 20;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (s < 0 || bind(s, (struct sockaddr *)&at, sizeof at) < 0) fail("bind");
  /* Beyond the system's limit where that is allowed: the reference must not lose anything itself. */
  if (setsockopt(s, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) < 0)
    setsockopt(s, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  return s;
}

static void print_port(int s) {
  struct sockaddr_in at;
  socklen_t length = sizeof at;
  getsockname(s, (struct sockaddr *)&at, &length);
  printf("%d\n", ntohs(at.sin_port));
  fflush(stdout);
}

/* Receives one datagram; the kernel's stamp in ns, or -1 when nothing is there. */
static int64_t receive_stamped(int s, uint8_t *bytes, size_t room, ssize_t *length, struct sockaddr_ll *from) {
  struct iovec part = {bytes, room};
  char control[256];
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control,
                           .msg_controllen = sizeof control, .msg_name = from,
                           .msg_namelen = from ? sizeof *from : 0};
  *length = recvmsg(s, &message, MSG_DONTWAIT);
  if (*length < 0) return -1;
  for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c))
    if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPNS) {
      struct timespec t;
      memcpy(&t, CMSG_DATA(c), sizeof t);
      return t.tv_sec * 1000000000LL + t.tv_nsec;
    }
  return 0;
}

static void send_paced(int port, int count, int interval_us) {
  int s = udp_socket(0);
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
  uint8_t bytes[PACKET_BYTES] = {0};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(s, (struct sockaddr *)&to, sizeof to) < 0) fail("connect");
  int64_t start = now_ns() + 20000000;
  for (int i = 0; i < count; i++) {
    int64_t due = start + (int64_t)i * interval_us * 1000;
    struct timespec at = {due / 1000000000, due % 1000000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL) == EINTR) {
    }
    if (send(s, bytes, sizeof bytes, 0) < 0) fail("send");
  }
}

static void sink(int count, int idle_ms) {
  int s = udp_socket(0), on = 1;
  setsockopt(s, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
  print_port(s);
  int64_t *stamps = calloc(count, sizeof *stamps);
  int got = 0;
  struct pollfd wait = {.fd = s, .events = POLLIN};
  while (got < count && poll(&wait, 1, got ? idle_ms : 30000) > 0) {
    uint8_t bytes[2048];
    ssize_t length;
    int64_t stamp = receive_stamped(s, bytes, sizeof bytes, &length, NULL);
    if (stamp > 0) stamps[got++] = stamp;
  }
  for (int i = 0; i < got; i++) printf("%lld\n", (long long)stamps[i]);
}

struct waiting {
  int64_t due;
  struct sockaddr_in from;
  ssize_t length;
  uint8_t bytes[512];
};

static int is_input_over(void) {
  char byte;
  return read(0, &byte, 1) <= 0;
}

static void echo(int delay_us, int jitter_us) {
  int s = udp_socket(0);
  struct waiting *queue = calloc(QUEUE, sizeof *queue);
  uint64_t head = 0, tail = 0;
  int64_t last = 0;
  unsigned seed = 1;
  print_port(s);
  for (;;) {
    struct pollfd wait[2] = {{.fd = s, .events = POLLIN}, {.fd = 0, .events = POLLIN}};
    struct timespec until = {1, 0};
    if (head != tail) {
      int64_t left = queue[head % QUEUE].due - now_ns();
      if (left < 0) left = 0;
      until = (struct timespec){left / 1000000000, left % 1000000000};
    }
    if (ppoll(wait, 2, &until, NULL) > 0) {
      if (wait[1].revents && is_input_over()) return;
      while (wait[0].revents && tail - head < QUEUE) {
        struct waiting *slot = &queue[tail % QUEUE];
        socklen_t length = sizeof slot->from;
        slot->length = recvfrom(s, slot->bytes, sizeof slot->bytes, MSG_DONTWAIT, (struct sockaddr *)&slot->from, &length);
        if (slot->length < 0) break;
        int64_t due = now_ns() + 1000LL * (delay_us + (jitter_us ? rand_r(&seed) % jitter_us : 0));
        slot->due = last = due > last ? due : last;
        tail++;
      }
    }
    for (; head != tail && queue[head % QUEUE].due <= now_ns(); head++) {
      struct waiting *slot = &queue[head % QUEUE];
      sendto(s, slot->bytes, slot->length, 0, (struct sockaddr *)&slot->from, sizeof slot->from);
    }
  }
}

static unsigned be16(const uint8_t *at) { return at[0] << 8 | at[1]; }
static unsigned be32(const uint8_t *at) { return be16(at) << 16 | be16(at + 2); }

static void capture(int port) {
  int s = socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_IP)), on = 1, size = 32 << 20;
  struct sockaddr_ll at = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_ifindex = if_nametoindex("lo")};
  if (s < 0) fail("capture");
  setsockopt(s, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size);
  setsockopt(s, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
  if (bind(s, (struct sockaddr *)&at, sizeof at) < 0) fail("bind capture");
  /* Everything else is kept until the end: who reads it is being measured. */
  setvbuf(stdout, NULL, _IOFBF, 1 << 26);
  printf("ready\n");
  fflush(stdout);
  for (;;) {
    struct pollfd wait[2] = {{.fd = s, .events = POLLIN}, {.fd = 0, .events = POLLIN}};
    poll(wait, 2, -1);
    for (;;) {
      uint8_t bytes[512];
      ssize_t length;
      struct sockaddr_ll from;
      int64_t stamp = receive_stamped(s, bytes, sizeof bytes, &length, &from);
      if (stamp < 0) break;
      /* Loopback shows every packet twice: leaving and coming in. */
      if (from.sll_pkttype == PACKET_OUTGOING || length < 20 + 8 + PACKET_BYTES || bytes[0] != 0x45 || bytes[9] != 17)
        continue;
      const uint8_t *udp = bytes + 20, *rtp = udp + 8;
      int isOut = (int)be16(udp) == port, isIn = (int)be16(udp + 2) == port;
      if (isOut || isIn)
        printf("%c %u %u %lld\n", isOut ? 'o' : 'i', be16(rtp + STREAM_AT), be32(rtp + PROBE_AT), (long long)stamp);
    }
    if (wait[1].revents && is_input_over()) return;
  }
}

int main(int count, char **words) {
  const char *job = count > 1 ? words[1] : "";
  if (!strcmp(job, "send") && count == 5) send_paced(atoi(words[2]), atoi(words[3]), atoi(words[4]));
  else if (!strcmp(job, "sink") && count == 4) sink(atoi(words[2]), atoi(words[3]));
  else if (!strcmp(job, "echo") && count == 4) echo(atoi(words[2]), atoi(words[3]));
  else if (!strcmp(job, "capture") && count == 3) capture(atoi(words[2]));
  else return fprintf(stderr, "usage: pace send|sink|echo|capture ...\n"), 2;
  return 0;
}
