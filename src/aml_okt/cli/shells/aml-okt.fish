# Made by «aml-okt completion fish».
function __aml_okt
    set -l before (commandline -opc)
    set -l now (string unescape -- (commandline -ct) | string collect)
    set -l option (string match -r -- '^--[^=]*=' "$now")
    set -l asked $before[1]
    for word in $before[2..] "$now"
        set asked "$asked"\n"$word"
    end
    for item in (env _AML_OKT_COMPLETE=words_complete AML_OKT_WORDS="$asked" $before[1] 2>/dev/null </dev/null)
        set -l part (string split \t -- $item)
        switch $part[1]
            case file
                for path in (__fish_complete_path (string replace -r -- '^--[^=]*=' '' "$now"))
                    echo -- "$option$path"
                end
            case yaml
                for path in (__fish_complete_path (string replace -r -- '^--[^=]*=' '' "$now"))
                    string match -qr -- '(/|\.ya?ml)(\t|$)' "$path"; and echo -- "$option$path"
                end
            case dir
                for path in (__fish_complete_directories (string replace -r -- '^--[^=]*=' '' "$now") '')
                    echo -- "$option$path"
                end
            case plain
                echo -- "$option$part[2]"\t"$part[3]"
        end
    end
end
complete --command aml-okt --no-files --keep-order --arguments '(__aml_okt)'
