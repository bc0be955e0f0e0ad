import ArgumentParser
import Localization

/// `b24 lib`: libraries that teams share.
struct LibCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "lib", abstract: Texts.aboutLib[.ofProcess], discussion: Texts.discussionLib[.ofProcess],
            subcommands: [
                LibInitCommand.self, LibAddCommand.self, LibInstallCommand.self, LibUpdateCommand.self,
                LibRollbackCommand.self, LibRemoveCommand.self, LibListCommand.self, LibInfoCommand.self,
                LibVerifyCommand.self, LibLinkCommand.self, LibPackCommand.self, LibKeyCommand.self,
                LibSignCommand.self,
            ])
    }
}
