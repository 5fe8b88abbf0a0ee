"""The browsers of this machine: which there are, and how a console is shown in one."""
