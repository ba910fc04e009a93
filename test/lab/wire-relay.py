"""A line with faults: carries Ethernet frames between two interfaces and notes what it did to each packet.

    wire-relay.py NEAR FAR WIRE      WIRE is the first setting; up is NEAR to FAR (towards the server)

Speaks JSON lines: {"do": "set", "wire": {...}} and {"do": "report"} on standard input, one answer each on standard
output, after a first line that says it is carrying. It ends with its standard input. wire.ts holds the other end and
fills in every field of `wire`, so nothing has a default here.
"""
import contextlib
import errno
import gc
import heapq
import json
import os
import random
import select
import socket
import struct
import sys
import time

# Not in Python's socket module: linux/if_packet.h and asm-generic/socket.h.
SOL_PACKET, PACKET_STATISTICS = 263, 6
SO_RCVBUFFORCE, SO_TIMESTAMPNS = 33, 35
ALL_PROTOCOLS = 3
RECEIVE_BUFFER_BYTES = 4 << 20
LARGEST_FRAME_BYTES = 1 << 16

# A timer of the kernel is too coarse for a delay: sleep until just before, then look at the clock.
SPIN_S = 0.0005
COPY_LATER_S = 0.001


def udp_payload(frame):
    """Payload of an unfragmented IPv4 UDP datagram, or None."""
    if len(frame) < 42 or frame[12:14] != b"\x08\x00" or frame[23] != 17:
        return None
    if (frame[20] & 0x3F) | frame[21]:  # RFC 791 3.1: more fragments, or not the first one
        return None
    start = 14 + (frame[14] & 15) * 4
    (length,) = struct.unpack_from("!H", frame, start + 4)
    return frame[start + 8 : start + length]


def is_rtp(payload):
    """RFC 3550 5.1 without RTCP, whose types 192..223 stand in the second byte (RFC 5761 4). SIP is text: version 1."""
    return len(payload) >= 12 and payload[0] >> 6 == 2 and not 192 <= payload[1] <= 223


class Direction:
    """What happens to packets one way. A packet takes four draws whatever is set, so no fault moves another."""

    def __init__(self, name, faults, seed):
        self.name, self.faults = name, faults
        self.chance = random.Random(f"{seed} {name}")
        self.jitter_chance = random.Random(f"{seed} {name} jitter")
        self.drop = set(faults["dropNumbers"])
        self.in_burst = False
        self.last_leaves = 0.0

    def jitter_s(self):
        limit = self.faults["jitterMs"] / 1000
        if self.faults["jitterKind"] == "half-normal":
            return abs(self.jitter_chance.gauss(0, limit))
        return self.jitter_chance.random() * limit

    def is_lost(self, number, draw, burst_draw):
        faults = self.faults
        if self.in_burst:
            self.in_burst = burst_draw >= faults["burstLeaveRatio"]
        else:
            self.in_burst = burst_draw < faults["burstEnterRatio"]
        return self.in_burst or draw < faults["lossRatio"] or number in self.drop

    def leave_times(self, arrived, number):
        """When the copies of a packet leave; none when it is lost."""
        faults = self.faults
        draws = [self.chance.random() for _ in range(4)]
        leaves = arrived + faults["delayMs"] / 1000 + self.jitter_s()
        if self.is_lost(number, draws[0], draws[1]):
            return []
        if draws[2] < faults["reorderRatio"]:
            leaves += faults["reorderHoldMs"] / 1000
        elif not faults["mayOvertake"]:
            leaves = self.last_leaves = max(leaves, self.last_leaves)
        return [leaves, leaves + COPY_LATER_S] if draws[3] < faults["duplicateRatio"] else [leaves]


class Relay:
    def __init__(self, near, far):
        self.sockets = [self.open(near), self.open(far)]
        self.waiting = []  # heap of (leaves, order, socket to leave by, frame, leftMs of its record)
        self.order = 0
        self.reports = []  # (all that leave until then, number of records, answer to give)
        self.wire = None

    @staticmethod
    def open(interface):
        opened = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        opened.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER_BYTES)
        opened.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        opened.bind((interface, ALL_PROTOCOLS))
        opened.setblocking(False)
        return opened

    def set(self, wire):
        self.wire = wire
        self.directions = [Direction(name, wire[name], wire["seed"]) for name in ("up", "down")]
        self.records = []
        self.worst_late_s = 0.0
        self.began = time.monotonic()
        self.overrun()
        self.missed = 0

    def overrun(self):
        """Frames that came while the receive buffers were full; reading the counters clears them."""
        counters = [s.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8) for s in self.sockets]
        return sum(struct.unpack("II", counter)[1] for counter in counters)

    def number_of(self, payload, rtp):
        offset = self.wire["numberOffset"]
        if offset is None:
            return struct.unpack_from("!H", payload, 2)[0] if rtp else None
        return struct.unpack_from("!I", payload, offset)[0] if len(payload) >= offset + 4 else None

    def accept(self, side, frame, arrived):
        direction = self.directions[side]
        payload = udp_payload(frame)
        rtp = payload is not None and is_rtp(payload)
        if payload is None or (self.wire["onlyRtp"] and not rtp):
            self.hold(arrived + direction.faults["delayMs"] / 1000, side, frame, [])
            return
        number = self.number_of(payload, rtp)
        left = []
        record = {"direction": direction.name, "arrivedMs": self.since_began(arrived), "number": number, "leftMs": left}
        for name, form, at in ("sequenceNumber", "!H", 2), ("rtpTimestamp", "!I", 4), ("ssrc", "!I", 8):
            record[name] = struct.unpack_from(form, payload, at)[0] if rtp else None
        self.records.append(record)
        for leaves in direction.leave_times(arrived, number):
            self.hold(leaves, side, frame, left)

    def since_began(self, at):
        return round((at - self.began) * 1000, 3)

    def hold(self, leaves, side, frame, left):
        self.order += 1
        heapq.heappush(self.waiting, (leaves, self.order, self.sockets[1 - side], frame, left))

    def receive(self, side):
        """Takes what has come in. The kernel's stamp says when, however late this process woke up."""
        while True:
            try:
                frame, control, _, sender = self.sockets[side].recvmsg(LARGEST_FRAME_BYTES, 64)
            except BlockingIOError:
                return
            if sender[2] == socket.PACKET_OUTGOING:
                continue
            seconds, nanoseconds = struct.unpack("ll", control[0][2])
            age = time.time() - seconds - nanoseconds / 1e9
            # An age that makes no sense means that somebody set the clock.
            self.accept(side, frame, time.monotonic() - (age if 0 <= age < 1 else 0))

    def send_due(self):
        while self.waiting:
            now = time.monotonic()
            if self.waiting[0][0] > now:
                return
            leaves, _, way_out, frame, left = heapq.heappop(self.waiting)
            try:
                way_out.send(frame)
            except OSError as error:
                if error.errno not in (errno.ENOBUFS, errno.ENETDOWN, errno.ENXIO):
                    raise
                self.missed += 1
                continue
            left.append(self.since_began(now))
            self.worst_late_s = max(self.worst_late_s, now - leaves)

    def answer(self, text):
        print(json.dumps(text), flush=True)

    def obey(self, line):
        command = json.loads(line)
        if command["do"] == "set":
            self.set(command["wire"])
            self.answer({"set": True})
        elif command["do"] == "report":
            # What is under way is neither lost nor through: the answer waits for it.
            until = max((entry[0] for entry in self.waiting), default=0)
            self.reports.append((until, len(self.records)))
        else:
            raise ValueError(line)

    def answer_reports(self):
        while self.reports and not (self.waiting and self.waiting[0][0] <= self.reports[0][0]):
            _, count = self.reports.pop(0)
            worst_late_ms = round(self.worst_late_s * 1000, 3)
            self.missed += self.overrun()
            self.answer({"packets": self.records[:count], "missed": self.missed, "worstLateMs": worst_late_ms})

    def run(self):
        commands = sys.stdin.fileno()
        text = b""
        while True:
            self.send_due()
            self.answer_reports()
            sleep_s = None if not self.waiting else max(0, self.waiting[0][0] - time.monotonic() - SPIN_S)
            ready = select.select([*self.sockets, commands], [], [], sleep_s)[0]
            for side in range(2):
                if self.sockets[side] in ready:
                    self.receive(side)
            if commands in ready:
                more = os.read(commands, 1 << 16)
                if not more:
                    return
                *lines, text = (text + more).split(b"\n")
                for line in lines:
                    self.obey(line)


def go_first():
    """A line must not wait for those who measure it; where the system refuses, `worstLateMs` tells."""
    with contextlib.suppress(PermissionError):
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))


go_first()
relay = Relay(sys.argv[1], sys.argv[2])
relay.set(json.loads(sys.argv[3]))
gc.disable()  # no pauses; what it keeps has no cycles
relay.answer({"carrying": True})
relay.run()
