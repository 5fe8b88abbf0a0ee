#compdef porthole
# Completion of porthole's command line, for zsh: source <(porthole completion zsh)

_porthole() {
    local line word
    local -a values meanings
    while IFS= read -r line; do
        word=${line%%$'\t'*}
        values+=("$word")
        if [[ $line == *$'\t'* ]]; then
            meanings+=("$word  -- ${line#*$'\t'}")
        else
            meanings+=("$word")
        fi
    done < <(porthole __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)
    if (( $#values )); then
        compadd -l -d meanings -a values
    else
        _files
    fi
}

if [[ $funcstack[1] == _porthole ]]; then
    _porthole "$@"
else
    compdef _porthole porthole
fi
