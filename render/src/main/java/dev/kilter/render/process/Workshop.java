package dev.kilter.render.process;

import dev.kilter.model.render.RemoteInputs;

/** What tools work with: programs, folders to run them in, and a way to what is elsewhere. */
public record Workshop(Programs programs, ScratchFolders folders, RemoteInputs remote) {}
