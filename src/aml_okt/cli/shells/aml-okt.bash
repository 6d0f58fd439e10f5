# Made by «aml-okt completion bash».
_aml_okt() {
    local IFS=$'\n' kind value says found
    COMPREPLY=()
    while IFS=$'\t' read -r kind value says; do
        case $kind in
            plain)
                [[ $value == *[!a-zA-Z0-9_.,=:/+@%-]* ]] && printf -v value %q "$value"
                COMPREPLY+=("$value")
                ;;
            file)
                if [ "${#COMPREPLY[@]}" -gt 0 ]; then
                    # Beside words that may be meant, bash does not look for files itself.
                    compopt -o filenames 2>/dev/null
                    while read -r found; do
                        COMPREPLY+=("$found")
                    done < <(compgen -f -- "$value")
                else
                    compopt -o default 2>/dev/null
                fi
                ;;
            yaml)
                compopt -o filenames 2>/dev/null
                while read -r found; do
                    # What is hidden is for those who write its dot.
                    [[ ${found##*/} == .* && ${value##*/} != .* ]] && continue
                    [[ -d $found || $found == *.yaml || $found == *.yml ]] && COMPREPLY+=("$found")
                done < <(compgen -f -- "$value")
                ;;
            dir) compopt -o dirnames 2>/dev/null ;;
        esac
    done < <(
        env _AML_OKT_COMPLETE=quoted_complete AML_OKT_WORDS="${COMP_WORDS[*]:0:COMP_CWORD+1}" \
            "${1/#\~/$HOME}" 2>/dev/null </dev/null
    )
}
# Older versions cannot keep the order.
complete -o nosort -F _aml_okt aml-okt 2>/dev/null || complete -F _aml_okt aml-okt
