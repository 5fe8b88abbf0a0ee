# Completion of porthole's command line, for fish: porthole completion fish | source

function __porthole_complete
    set -l words (commandline -opc) (commandline -ct)
    porthole __complete $words[2..] 2>/dev/null
end

complete -c porthole -f -a '(__porthole_complete)'
complete -c porthole -n '__fish_seen_subcommand_from import' -F
