"""The six steps, one file each, in workshop order: 1 persona to 6 improvements."""
