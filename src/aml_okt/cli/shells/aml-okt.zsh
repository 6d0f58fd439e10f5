#compdef aml-okt
# Made by «aml-okt completion zsh».
_aml_okt() {
    local kind value says
    local -a asked items
    asked=("${(@Q)words[1,CURRENT]}")
    compset -P '--[^=]#='
    while IFS=$'\t' read -r kind value says; do
        case $kind in
            file) _files ;;
            dir) _files -/ ;;
            yaml) _files -g '*.(yaml|yml)(-.)' ;;
            plain) items+=("${${value//\\/\\\\}//:/\\:}${says:+:$says}") ;;
        esac
    done < <(
        env _AML_OKT_COMPLETE=words_complete AML_OKT_WORDS="${(F)asked}" "${(e)~asked[1]}" 2>/dev/null </dev/null
    )
    (( $#items )) && _describe -V 'aml-okt' items
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _aml_okt "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _aml_okt aml-okt
fi
