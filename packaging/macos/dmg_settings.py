"""What the disk image shows: the program, and the folder to drag it to. dmgbuild reads this file."""

application = defines["app"]  # noqa: F821 - dmgbuild's, from its option -D

format = "ULFO"  # noqa: A001 - dmgbuild's word
files = [application]
symlinks = {"Applications": "/Applications"}
icon_locations = {"Porthole.app": (140, 120), "Applications": (360, 120)}
window_rect = ((200, 200), (500, 280))
icon_size = 96
