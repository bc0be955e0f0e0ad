import Localization

/// What is said about completion in shells.
extension Texts {
    static let aboutCompletion = LocalizedText(
        "Print what makes a shell complete the words of b24.",
        ru: "Вывести скрипт, с которым оболочка дополняет слова b24.")
    static let discussionCompletion = LocalizedText(
        """
        bash, in ~/.bashrc: eval "$(b24 completion bash)". zsh, in ~/.zshrc after compinit: eval "$(b24 completion zsh)". fish: \
        b24 completion fish > ~/.config/fish/completions/b24.fish

        Tab then completes commands, flags, profiles, scripts and commands of libraries, and after a script's name what its own @arg \
        and @flag lines declare. No script is run for that, and nothing is asked of a portal.
        """,
        ru: """
            bash, в ~/.bashrc: eval "$(b24 completion bash)". zsh, в ~/.zshrc после compinit: eval "$(b24 completion zsh)". fish: \
            b24 completion fish > ~/.config/fish/completions/b24.fish

            После этого Tab дополняет команды, параметры, профили, скрипты и команды библиотек, а после имени скрипта то, что \
            объявлено в его строках @arg и @flag. Скрипт при этом не запускается, и к порталу нет обращений.
            """)
    static let argumentShell = LocalizedText("The shell.", ru: "Оболочка.")
}
