# Completion of porthole's command line, for bash: eval "$(porthole completion bash)"

_porthole() {
    local line words=("${COMP_WORDS[@]:1:COMP_CWORD}")
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$(printf '%q' "${line%%$'\t'*}")")
    done < <(porthole __complete "${words[@]}" 2>/dev/null)
}

# Where there is nothing of ours: files.
complete -o default -F _porthole porthole
