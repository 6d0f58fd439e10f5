# Made by «aml-okt completion bash».
_aml_okt() {
    local IFS=$'\n' kind value says
    COMPREPLY=()
    while IFS=$'\t' read -r kind value says; do
        case $kind in
            file) compopt -o default 2>/dev/null ;;
            dir) compopt -o dirnames 2>/dev/null ;;
            plain)
                [[ $value == *[!a-zA-Z0-9_.,=:/+@%-]* ]] && printf -v value %q "$value"
                COMPREPLY+=("$value")
                ;;
        esac
    done < <(
        env _AML_OKT_COMPLETE=quoted_complete AML_OKT_WORDS="${COMP_WORDS[*]:0:COMP_CWORD+1}" \
            "${1/#\~/$HOME}" 2>/dev/null </dev/null
    )
}
# Older versions cannot keep the order.
complete -o nosort -F _aml_okt aml-okt 2>/dev/null || complete -F _aml_okt aml-okt
