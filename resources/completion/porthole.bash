# Completion of porthole's command line, for bash: eval "$(porthole completion bash)"

_porthole() {
    local rest=$COMP_LINE last=-1 word words=() begun line
    # bash breaks words at : = and @ too (COMP_WORDBREAKS): what has no blank before it belongs to the word before.
    for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
        if ((last < 0)) || [[ $rest == [[:blank:]]* ]]; then
            words[++last]=$word
        else
            words[last]+=$word
        fi
        rest=${rest#*"$word"}
    done
    # Of the last word bash replaces $2 alone, and wants no more than that.
    begun=${words[last]%"$2"*}
    COMPREPLY=()
    while IFS= read -r line; do
        line=${line%%$'\t'*}
        COMPREPLY+=("$(printf '%q' "${line#"$begun"}")")
    done < <(porthole __complete "${words[@]:1}" 2>/dev/null)
}

# Where there is nothing of ours: files.
complete -o default -F _porthole porthole
