"""Serve a room: participants answer on their own phones, without internet, in private.

The room is a process of its own (:mod:`kit.room.process`), the only part of the kit that listens
on a network. It knows no client's file: the rounds that it opens come to it ready, and what it
collects is asked of it, through a control socket that only this user can open. The way of an
answer:

1. The phone's page gives each answer an id and keeps it until it is acknowledged.
2. :mod:`kit.room.phones` checks host, origin, device, rate and the answer's form.
3. :class:`~kit.room.log.EventLog` writes it to the disk with all that arrived in the same 5 ms
   (fsync); an id that is there already is ignored.
4. :class:`~kit.room.state.RoomState` applies what was written, and the answer is acknowledged.
5. :mod:`kit.room.streams` sends every phone at most two states a second.

After a crash the state is the log read again.
"""
