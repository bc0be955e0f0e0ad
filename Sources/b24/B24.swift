import ArgumentParser

@main
struct B24: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "b24", abstract: "Lua scripts for Bitrix24.")
}
