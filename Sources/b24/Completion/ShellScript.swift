/// What makes a shell ask b24. The scripts decide nothing: they send the words and show what comes back, so they need not be
/// renewed with b24.
///
/// The program is looked up by its name: Tab must not run what lies in a folder under the name of b24.
extension Shell {
    var script: String {
        switch self {
        case .bash: Self.bashScript
        case .zsh: Self.zshScript
        case .fish: Self.fishScript
        }
    }

    /// bash 3.2 of macOS has no `compopt`; there words are quoted like files.
    private static let bashScript = #"""
        # b24 in bash. In ~/.bashrc:  eval "$(b24 completion bash)"
        _b24() {
            local files='' line ending
            COMPREPLY=()
            while IFS= read -r line; do
                if [[ -z $files ]]; then files=$line; else COMPREPLY+=("$line"); fi
            done < <(command b24 ---completion bash "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
            case $files in
            files | files\ * | folders) ;;
            *)
                compopt +o filenames 2>/dev/null
                return
                ;;
            esac
            while IFS= read -r line; do
                COMPREPLY+=("$line")
            done < <(
                case $files in
                files) compgen -f -- "$2" ;;
                folders) compgen -d -- "$2" ;;
                *)
                    IFS='|'
                    for ending in ${files#files }; do compgen -f -X "!*.$ending" -- "$2"; done
                    compgen -d -- "$2"
                    ;;
                esac
            )
        }
        complete -o filenames -F _b24 b24
        """#

    private static let zshScript = #"""
        #compdef b24
        # b24 in zsh. In ~/.zshrc, after compinit:  eval "$(b24 completion zsh)"
        _b24() {
            local files
            local -a words_before answer
            (( CURRENT > 2 )) && words_before=("${(@Q)words[2,CURRENT-1]}")
            answer=("${(@f)$(command b24 ---completion zsh "${words_before[@]}" "${(Q)PREFIX}" 2>/dev/null)}")
            files=$answer[1]
            answer=("${(@)answer[2,-1]}")
            (( $#answer )) && [[ -n $answer[1] ]] && _describe -t values value answer
            case $files in
            files | files\ * | folders) [[ $PREFIX == --*=* ]] && compset -P '--*=' ;;
            esac
            case $files in
            files) _files ;;
            files\ *) _files -g "*.(${files#files })(-.)" ;;
            folders) _files -/ ;;
            esac
        }
        if [[ $funcstack[1] == _b24 ]]; then _b24 "$@"; else compdef _b24 b24; fi
        """#

    private static let fishScript = #"""
        # b24 in fish:  b24 completion fish > ~/.config/fish/completions/b24.fish
        function __b24_complete
            set -l word (commandline -ct)
            set -l words (commandline -opc)
            set -e words[1]
            set -l answer (command b24 ---completion fish $words "$word" 2>/dev/null)
            set -q answer[1]; or return
            set -l files $answer[1]
            set -e answer[1]
            for line in $answer
                echo -- $line
            end
            set -l before (string match -r -- '^--[^=]*=' "$word")
            set -l path (string replace -r -- '^--[^=]*=' '' "$word")
            set -l pattern
            switch $files
                case files
                    set pattern ''
                case folders
                    set pattern /
                case 'files *'
                    set pattern "/|\\.($(string replace 'files ' '' $files))"
                case '*'
                    return
            end
            # What fish finds for a command of which it knows nothing.
            for found in (complete -C "__b24_files $path")
                string match -qr -- "($pattern)(\\t.*)?\$" $found; and echo -- "$before$found"
            end
        end
        complete -c b24 -f -a '(__b24_complete)'
        """#
}
