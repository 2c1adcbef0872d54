"""Edit a workshop from several notebooks: sessions, store, journal, conflicts, references.

The way of an edit from the board to the disk:

1. ``frontend/board/store.js`` applies it to the page, keeps it in the browser's ledger, sends it.
2. :meth:`kit.studio.widgets.board.Board.handle_message` gives it to the
   :class:`~kit.studio.sync.session.EditSession`, whose thread takes edits in turn.
3. :meth:`~kit.studio.sync.store.WorkshopStore.commit` locks the workshop, and
   :func:`~kit.studio.sync.apply_edits.apply_edits` makes the next journey of it, or refuses it.
4. :func:`kit.workshop.file.revised` computes the file's new text.
5. :meth:`~kit.studio.sync.journal.Journal.appending` writes the edit to the journal (fsync), then
   :meth:`kit.client_files.ClientFolder.write_bytes` the file: temporary file, fsync, rename.
6. The reply confirms it, and the page's ledger forgets it.

An edit is confirmed only after the journal has it on the disk.
"""
